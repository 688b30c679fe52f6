// moves.js - what a clerk is asked before a step: why a visitor is set aside or taken out, why the
// counter rests, and what becomes of the visitor in hand when the clerk leaves.

import {closeDialog, openDialog} from './dialog.js';
import {h} from './dom.js';
import {ticketName} from './states.js';

const REASON_MAX = 60; // characters, as the API takes them

const HOLD = ['回家取材料', '去复印', '去缴费', '填表', '等家人'];
const PAUSE = ['喝水', '午餐', '开会', '整理材料', '设备故障'];
const CANCEL = ['不想等了', '取错号', '材料不齐', '已在别处办好'];

// Chips of the usual reasons, chosen by their digit too, and room for own words.
function reasonFields(usual, hint) {
  const chips = usual.map((words, i) => h('label', {class: 'chip'},
    h('input', {type: 'radio', name: 'usual', value: words, 'data-first': i === 0}),
    h('span', {class: 'cap', 'aria-hidden': 'true'}, String(i + 1)), words));
  const longest = Math.max(...usual.map((words) => words.length));
  const own = h('input', {type: 'text', id: 'reason-own', autocomplete: 'off', maxlength: REASON_MAX - longest - 1, placeholder: hint});
  const group = h('div', {class: 'chips', role: 'radiogroup', 'aria-label': '原因'}, ...chips);
  const fields = h('div', {class: 'reason'}, group, h('label', {class: 'field'},
    h('span', {class: 'label'}, '补充几个字', h('span', {class: 'hint'}, '可以不写')), h('span', {class: 'box'}, own)));
  fields.addEventListener('keydown', (event) => {
    const chip = event.target === own || event.ctrlKey || event.altKey || event.metaKey ? null : chips[Number(event.key) - 1];
    if (!chip) return;
    chip.control.focus();
    chip.control.click();
    event.preventDefault();
  });
  const value = () => [group.querySelector(':checked')?.value, own.value.trim()].filter(Boolean).join('，');
  return {fields, value};
}

function askReason({title, lead, note, leave, usual, hint, words, run, done, changed}) {
  const reason = reasonFields(usual, hint);
  openDialog({title, lead, leave, changed, body: [reason.fields, note ? h('p', {class: 'tint-box'}, ...[note].flat()) : null].filter(Boolean),
    act: {words, blocked: () => (reason.value() ? '' : '先选原因'), run: () => run(reason.value()), done}});
}

// Each asks about a ticket and sends by `send(path, body)`; `then` follows once it is done.
// changed: see openDialog.
export function askHold({ticket, send, then, changed}) {
  askReason({
    title: ['挂起 ', h('em', {}, ticketName(ticket)), '，等什么？'], lead: '客人去补材料，窗口先接别的人。', leave: '不挂了',
    usual: HOLD, hint: '比如：房产证', words: `挂起 ${ticket.number}`, changed, done: then,
    note: [h('b', {}, '客人回来不用再排：'), '任意窗口点“恢复”接着办，用时接着算。'],
    run: (reason) => send(`/tickets/${ticket.id}/hold`, {reason}),
  });
}

export function askCancel({ticket, send, then, changed}) {
  askReason({
    title: ['为什么取消 ', h('em', {}, ticketName(ticket)), '？'], lead: '取消以后，再办要重新取号。', leave: '不取消',
    usual: CANCEL, hint: '比如：改天再来', words: `取消 ${ticket.number}`, changed, done: then,
    run: (reason) => send(`/tickets/${ticket.id}/cancel`, {reason}),
  });
}

export function askPause({counter, send, then}) {
  askReason({
    title: `${counter.number}号窗口为什么休息？`, lead: '休息时不会叫到这里，等候时间跟着重算。', leave: '不休息',
    usual: PAUSE, hint: '比如：十分钟就回', words: '开始休息', done: then,
    run: (reason) => send(`/counters/${counter.number}/pause`, {reason}),
  });
}

// With a visitor in hand nobody leaves: finish, set aside or hand on first. ways: [{name, words, note, run}].
export function askFirst({ticket, aim, ways}) {
  openDialog({
    title: [`${aim}前，`, h('em', {}, ticket.number), ' 怎么办？'], leave: `先不${aim}`,
    lead: ticket.state === 'serving' ? '还在办理。办完、挂起或转走就能走开。' : '已经叫了。标未到或转走就能走开。',
    body: [h('div', {class: 'ways'}, ...ways.map(({name, words, note, run}) => h('button',
      {class: 'button', type: 'button', id: `first-${name}`, onclick: () => { closeDialog(); run(); }},
      h('b', {}, words), h('span', {}, note))))],
  });
}

// Everyone who is set aside, when they are more than the row has room for.
export function openHeld({held, row}) {
  openDialog({title: `挂起的 ${held.length} 位，先接哪一位？`, leave: '看好了',
    body: [h('ul', {class: 'held-list'}, ...held.map((ticket) => h('li', {}, ...row(ticket))))]});
}
