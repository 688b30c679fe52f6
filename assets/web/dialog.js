// dialog.js - one question over the page: its title, the fields, a way out (Esc) and one act (Enter).

import {errorWords} from './api.js';
import {$, h, icon, isDisabled, setDisabled, setText, show} from './dom.js';

let current = null;

export const dialogOpen = () => current !== null;

// The page has changed below: what the open dialog says about it changes too.
export function refreshDialog() { current?.update(); }

// At once: the browser's own close event comes later, and keys pressed till then would be lost.
export function closeDialog() {
  const box = current?.box;
  current = null;
  box?.close();
  box?.remove();
}

// title, lead, foot: a text or nodes; body: nodes; leave: what Esc is called; wide: 840 px instead of 560.
// act: {words, blocked, run, done}: its words now, why it cannot be done now ('': it can), the doing
// (async), and what follows once the dialog is closed. Without act it is for reading.
// changed: a sentence when the thing asked about has moved on by itself, else ''.
// Nothing typed is lost: a failed act leaves the dialog as it is and says why.
export function openDialog({title, lead, body, leave, foot, act, wide, changed}) {
  closeDialog();
  const bar = h('div', {class: 'bar', role: 'alert', hidden: true}, icon('alert'), h('b'));
  const box = h('dialog', {class: wide ? 'sheet wide' : 'sheet', 'aria-labelledby': 'sheet-title'});
  const form = h('form', {novalidate: true}, heading(title, lead, leave), bar, h('div', {class: 'sheet-body'}, ...body));
  const key = act ? actKey() : null;
  const sheet = {box, failed: '', busy: false};
  sheet.update = () => {
    const moved = sheet.busy ? '' : changed?.() ?? ''; // one's own act under way is no surprise
    setText($('b', bar), moved || sheet.failed);
    show(bar, Boolean(moved || sheet.failed));
    if (act) showAct(key, act, sheet.busy ? '正在办' : moved ? '已经变了' : act.blocked?.() ?? '');
  };
  if (key || foot) form.append(h('footer', {}, h('div', {class: 'foot-words'}, ...[foot].flat()), key));
  form.addEventListener('submit', (event) => { event.preventDefault(); if (act) attempt(sheet, key, act); });
  form.addEventListener('input', () => {
    if (sheet.warned) Object.assign(sheet, {warned: false, failed: ''});
    sheet.update();
  });
  form.addEventListener('keydown', enterInText);
  box.addEventListener('cancel', (event) => {
    if (sheet.warned || changed?.() || !written(form)) return;
    event.preventDefault();
    Object.assign(sheet, {warned: true, failed: '写的还没有存。再按一次 Esc，就不要了。'});
    sheet.update();
  });
  box.addEventListener('close', () => { if (current === sheet) closeDialog(); }); // by Esc
  box.append(form);
  document.body.append(box);
  current = sheet;
  sheet.update();
  box.showModal();
  (box.querySelector('[data-first]') ?? box.querySelector('.sheet-body :is(input, textarea, button)') ?? key)?.focus();
}

const written = (form) => [...form.querySelectorAll('textarea')].some((area) => area.value.trim());

function heading(title, lead, leave) {
  return h('header', {}, h('div', {}, h('h2', {id: 'sheet-title'}, ...[title].flat()), lead ? h('p', {class: 'lead'}, ...[lead].flat()) : null),
    h('button', {class: 'button', type: 'button', id: 'sheet-leave', onclick: closeDialog},
      h('span', {class: 'cap', 'aria-hidden': 'true'}, 'Esc'), leave));
}

function actKey() {
  return h('button', {class: 'button', type: 'submit', id: 'sheet-act'},
    h('span', {class: 'cap', 'aria-hidden': 'true'}, '↵'), h('span', {class: 'words'}), h('span', {class: 'why'}));
}

function showAct(key, act, why) {
  setText($('.words', key), typeof act.words === 'function' ? act.words() : act.words);
  setText($('.why', key), why);
  setDisabled(key, why !== '');
  key.classList.toggle('primary', why === '');
}

async function attempt(sheet, key, act) {
  if (sheet.busy || isDisabled(key)) return;
  sheet.busy = true;
  sheet.failed = '';
  sheet.update();
  try {
    const answer = await act.run();
    if (current === sheet) closeDialog();
    act.done?.(answer);
  } catch (error) {
    sheet.failed = errorWords(error);
  }
  sheet.busy = false;
  sheet.update();
}

// A note is one line: Enter there does the act as everywhere, unless an input method is still choosing. A text of
// several lines (data-lines) is sent by Ctrl and Enter.
function enterInText(event) {
  if (event.key !== 'Enter' || event.isComposing || event.target.tagName !== 'TEXTAREA') return;
  if ('lines' in event.target.dataset && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
