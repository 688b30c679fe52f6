// t-rate.js - the rating: five faces, nothing chosen at first; then, if one likes, why.

import {h, icon, setDisabled, isDisabled} from './dom.js';
import {hhmm} from './format.js';
import {serviceOf} from './hall.js';

const BAD = 2; // up to this level one may also write a few words

// What was chosen so far; kept while the page is drawn anew, as in the other language.
const choice = {score: 0, reasons: new Set(), comment: ''};
let sending = false;

export function rateView(page) {
  const {t, own, hall, visit, state} = page;
  sending = false;
  const service = serviceOf(hall, visit.service);
  const why = h('div', {});
  const submit = h('button', {class: 'button primary submit', type: 'button', id: 'submit', onclick: () => send(page, submit)});
  const draw = () => { showWhy(page, why); showSubmit(t, submit); };
  const nodes = [
    h('h1', {id: 'rate-title'}, t.rateTitle),
    h('div', {class: 'visit'}, h('b', {}, visit.number), h('span', {}, `${t.counterName(visit.counter)} · ${own(service.name)}`),
      h('span', {}, t.endedAt(hhmm(visit.ended_at)))),
    faces(t, draw), why,
    state.wrong ? h('p', {class: 'wrong', role: 'alert'}, state.wrong) : '',
    submit,
    h('p', {class: 'rate-note'}, t.rateNote[0], h('br'), t.rateNote[1]),
  ];
  draw();
  return nodes;
}

function faces(t, draw) {
  const group = h('div', {class: 'faces', role: 'radiogroup', 'aria-labelledby': 'rate-title'});
  const keys = [5, 4, 3, 2, 1].map((score) => h('button', {class: 'button face-key', type: 'button', role: 'radio', 'data-score': score,
    onclick: () => choose(score)},
    icon(`face${score}`), t.levels[score], h('span', {class: 'badge-check'}, icon('check'))));
  const mark = () => keys.forEach((key, i) => {
    const checked = Number(key.dataset.score) === choice.score;
    key.setAttribute('aria-checked', String(checked));
    key.tabIndex = checked || (!choice.score && i === 0) ? 0 : -1;
  });
  function choose(score) {
    if (score !== choice.score) choice.reasons.clear();
    choice.score = score;
    mark();
    draw();
  }
  group.addEventListener('keydown', (event) => {
    const move = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    if (!move) return;
    event.preventDefault();
    const next = keys[(keys.indexOf(document.activeElement) + move + keys.length) % keys.length];
    next.focus();
    choose(Number(next.dataset.score));
  });
  mark();
  group.append(...keys);
  return group;
}

function showWhy({t, own, hall}, box) {
  const offered = choice.score ? hall.reasons[choice.score] : [];
  if (!offered.length) { box.replaceChildren(); return; }
  const keys = offered.map((reason) => {
    const key = h('button', {class: 'button reason', type: 'button', role: 'checkbox', 'data-reason': reason.code,
      'aria-checked': String(choice.reasons.has(reason.code)), onclick: () => {
        const chosen = !choice.reasons.delete(reason.code);
        if (chosen) choice.reasons.add(reason.code);
        key.setAttribute('aria-checked', String(chosen));
      }}, h('span', {class: 'box'}, icon('check')), own(reason.name));
    return key;
  });
  box.replaceChildren(
    h('div', {class: 'why-head'}, h('h2', {}, choice.score > 3 ? t.good : t.bad), h('span', {class: 'quiet-text'}, t.optional)),
    h('div', {class: 'reasons'}, ...keys),
    choice.score <= BAD ? comment(t) : '');
}

function comment(t) {
  // A browser brings only the caret into view, not what of the field the leak bar covers.
  const text = h('textarea', {maxlength: 500, id: 'comment', oninput: () => { choice.comment = text.value; },
    onfocus: () => requestAnimationFrame(() => text.scrollIntoView({block: 'nearest'}))});
  text.value = choice.comment;
  return h('label', {class: 'comment'}, h('span', {}, t.comment, h('small', {}, t.commentHint)), text);
}

function showSubmit(t, submit) {
  setDisabled(submit, !choice.score);
  submit.replaceChildren(t.submit, choice.score ? '' : h('span', {class: 'why'}, t.submitWhy));
}

function send({t, rate}, submit) {
  if (isDisabled(submit) || sending) return;
  sending = true;
  setDisabled(submit, true);
  submit.replaceChildren(icon('clock'), t.sending);
  const rating = {score: choice.score, reasons: [...choice.reasons]};
  if (choice.score <= BAD && choice.comment.trim()) rating.comment = choice.comment.trim();
  rate(rating).then(() => { sending = false; showSubmit(t, submit); });
}
