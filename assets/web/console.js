// console.js - the visitor in hand, what can be done now, and the clerk's own figures of today.

import {$, h, icon, setText, show, setDisabled} from './dom.js';
import {serviceOf, toBring} from './hall.js';
import {hhmm, duration, wholeMinutes, secondsSince, percent} from './format.js';
import {courtesyName, STATES} from './states.js';
import {whyWords} from './why.js';

const TARGET_AT = 0.8;  // where the bar carries its mark
const LONG_WAIT_S = 60; // from here on one says 让您久等了

// What the keys are called, and the API's word for each.
export const ACTIONS = {
  next: {key: 'N', words: '下一位'},
  recall: {key: 'R', words: '重呼'},
  start: {key: 'S', words: '开始'},
  finish: {key: 'F', words: '完成'},
  absent: {key: 'A', words: '未到'},
  hold: {key: 'H', words: '挂起'},
  resume: {key: 'H', words: '恢复'},
  transfer: {key: 'T', words: '转移'},
  open: {key: 'O', words: '回来接待'},
};
const MOVES = ['recall', 'start', 'finish', 'absent', 'hold', 'transfer'];

const PLACES = {
  serving: {big: ['finish', 'next'], row: ['recall', 'start', 'absent', 'hold', 'transfer']},
  called: {big: ['start', 'next'], row: ['recall', 'absent', 'finish', 'hold', 'transfer']},
};
const WHY_NOT = {
  serving: {start: '已开始'},
  called: {finish: '未开始', hold: '未开始'},
};

// For a moment of the counter: the two big keys, the row below, why a key is not live ('' : live), and
// what is said beside one that is.
export function layout(queue, live) {
  const {ticket} = queue.counter;
  const places = ticket ? PLACES[ticket.state] : emptyPlaces(queue);
  const off = ticket ? offWith(ticket) : offWithout(queue);
  const plan = {...places, off, words: {}, aside: {start: '客人到了'}, advised: ticket?.state === 'called' && isLate(queue) ? 'recall' : ''};
  const [held] = ownHeld(queue);
  if (held) Object.assign(plan, {words: {resume: `恢复 ${held.number}`}, aside: {...plan.aside, resume: '挂起的客人'}});
  if (live) return plan;
  const all = Object.fromEntries([...places.big, ...places.row].map((name) => [name, ' ']));
  return {...plan, off: {...all, [places.big[0]]: ticket ? '接上才能办' : '接上才能叫号'}, advised: ''};
}

// Which of the visitor's keys are live is for the hall to say: it tells the moves with the ticket.
function offWith(ticket) {
  const off = {next: ticket.state === 'serving' ? `先完成 ${ticket.number}` : '先开始或标未到'};
  for (const name of MOVES) if (!ticket.moves.includes(name)) off[name] = WHY_NOT[ticket.state][name] ?? ' ';
  return off;
}

function offWithout(queue) {
  const off = Object.fromEntries(MOVES.map((name) => [name, ' ']));
  if (queue.counter.state === 'paused') return {...off, next: '先回来接待'};
  return reachable(queue) === 0 ? {...off, next: '没有人等候'} : off;
}

function emptyPlaces(queue) {
  const row = ['recall', 'start', 'absent', 'finish'];
  if (queue.counter.state === 'paused') return {big: ['open', 'next'], row: [...row, 'hold', 'transfer']};
  return ownHeld(queue).length ? {big: ['next', 'resume'], row: [...row, 'transfer']} : {big: ['next'], row: [...row, 'hold', 'transfer']};
}

// Those this counter has set aside, the longest first.
export const ownHeld = (queue) => byHold(queue.held.filter((ticket) => ticket.counter === queue.counter.number));
const byHold = (held) => [...held].sort((a, b) => a.held_at.localeCompare(b.held_at));

// How many wait whom this counter could call, as its own or to help.
export function reachable(queue) {
  const codes = new Set([...queue.counter.own, ...queue.counter.helps]);
  return queue.services.filter((service) => codes.has(service.code)).reduce((sum, service) => sum + service.waiting, 0);
}

let lateAfter = 60;
function isLate(queue) {
  return secondsSince(queue.counter.ticket?.called_at) >= lateAfter;
}

const buttons = {};

export function buildActions(press) {
  for (const [name, action] of Object.entries(ACTIONS)) {
    const why = h('span', {class: 'why'});
    const button = h('button', {class: 'button', type: 'button', id: `do-${name}`, 'aria-keyshortcuts': action.key,
      // The second click of a double click may land on the key that has just come there.
      onclick: (event) => { if (event.detail < 2) press(name); }},
      h('span', {class: 'cap', 'aria-hidden': 'true'}, action.key), h('span', {class: 'words'}, action.words), why);
    buttons[name] = {button, why, words: button.querySelector('.words')};
  }
}

// The key has been pressed: it looks so at once, and nothing else can be pressed until it is done.
export function showBusy(name) {
  for (const {button} of Object.values(buttons)) setDisabled(button, true);
  const {button, why} = buttons[name];
  button.classList.add('busy');
  setText(why, '正在办');
}

let placed = '';

export function showActions(queue, live) {
  const plan = layout(queue, live);
  const now = JSON.stringify([plan.big, plan.row]);
  if (now !== placed) {
    const focused = document.activeElement;
    $('#big').replaceChildren(...plan.big.map((name) => buttons[name].button));
    $('#row').replaceChildren(...plan.row.map((name) => buttons[name].button));
    if (focused?.isConnected && focused !== document.activeElement) focused.focus();
    placed = now;
  }
  for (const [name, {button, why, words}] of Object.entries(buttons)) {
    const reason = plan.off[name] ?? '';
    setDisabled(button, reason !== '');
    button.classList.remove('busy');
    button.classList.toggle('primary', name === plan.big[0] && reason === '');
    button.classList.toggle('advised', name === plan.advised);
    setText(words, plan.words[name] ?? ACTIONS[name].words);
    setText(why, reason ? reason.trim() : plan.aside[name] ?? '');
  }
}

// The panel on top.
export function showVisitor(queue, hall, call) {
  const {ticket} = queue.counter;
  lateAfter = hall.recall_after;
  show('#nobody', !ticket);
  show('#somebody', Boolean(ticket));
  if (!ticket) { showNobody(queue); return; }
  const service = serviceOf(hall, ticket.service);
  const visitorClass = hall.classes.find((one) => one.code === ticket.class);
  const priority = visitorClass && visitorClass.head_start > 0;
  setText('#number', ticket.number);
  setText('#name', ticket.surname || service.name.zh_CN);
  show('#priority', priority);
  if (priority) setText('#priority-words', `${visitorClass.name.zh_CN}优先`);
  showMeta(ticket, service, priority || ticket.state === 'called' ? '' : visitorClass?.name.zh_CN);
  showPrompt(ticket, service);
  showFacts(ticket, service, call && whyWords(ticket, call, hall));
  showTimer(queue, hall);
}

function showMeta(ticket, service, className) {
  const parts = [ticket.surname ? service.name.zh_CN : '', className, `${hhmm(ticket.issued_at)} 取号`].filter(Boolean);
  const meta = $('#meta');
  setText(meta, parts.join(' · '));
  if (ticket.state === 'called') meta.append(' · 请 ', h('strong', {}, `${ticket.counter}号窗口`));
}

const waited = (ticket) => (Date.parse(ticket.called_at) - Date.parse(ticket.issued_at)) / 1000;

function showPrompt(ticket, service) {
  const sorry = waited(ticket) >= LONG_WAIT_S ? '，让您久等了。' : '。';
  setText('#greeting', `${courtesyName(ticket)}您好${sorry}`);
  setText('#prompt', ticket.state === 'called' ? '您请坐，慢慢来。' : service.prompt.zh_CN);
}

// The last line: while the visitor is called why it is this one, then what they were told to bring.
function showFacts(ticket, service, why) {
  const facts = [h('span', {}, '等了 ', h('b', {}, `${wholeMinutes(waited(ticket))} 分`)), h('span', {}, `叫号 ${ticket.calls} 次`)];
  if (ticket.state === 'called' && why) facts.push(h('span', {id: 'why'}, why));
  else if (toBring(service).zh_CN) facts.push(h('span', {}, `取号时提醒过：${toBring(service).zh_CN}`));
  if (ticket.reason) facts.push(h('span', {class: 'badge amber', id: 'note'}, icon('chat'), ticket.reason));
  $('#facts').replaceChildren(...facts);
}

// Runs each second while somebody is in hand.
export function showTimer(queue, hall) {
  const {ticket} = queue.counter;
  if (!ticket) return;
  const called = ticket.state === 'called';
  const service = serviceOf(hall, ticket.service);
  const target = called ? hall.recall_after : service.target;
  const spent = Math.max(0, called ? secondsSince(ticket.called_at) : ticket.served + secondsSince(ticket.serving_since));
  setText('#timer-label', called ? '已叫' : '办理用时');
  setText('#timer', duration(spent));
  setText('#progress-mark', duration(target));
  $('#somebody').classList.toggle('late', spent > target);
  $('#progress').style.width = `${Math.min(1, (spent / target) * TARGET_AT) * 100}%`;
  setText('#timer-note', timerNote(called, spent, target));
}

function timerNote(called, spent, target) {
  if (called) return spent > target ? '还没来，要重呼吗？' : `${duration(target)} 没来，会问您是否重呼`;
  return spent > target ? `超过目标 ${duration(spent - target)}` : `目标 ${duration(target)} 以内`;
}

function showNobody(queue) {
  const {counter} = queue;
  const paused = counter.state === 'paused';
  const count = reachable(queue);
  setText('#nobody-title', paused ? '休息一会儿' : count ? `有 ${count} 位在等` : '现在没有人等候');
  setText('#nobody-lead', paused ? `${hhmm(counter.since)} 起休息${counter.reason ? `（${counter.reason}）` : ''}。回来请按 O。`
    : count ? '按 N 请下一位。' : '有人取号，这里会亮起来，再响一声。');
  setText('#nobody-last', lastWords(queue));
}

// The one who was here before and how that ended.
function lastWords({recent, counter}) {
  const [last] = recent.filter((one) => one.counter === counter.number && one.ended_at)
    .sort((a, b) => b.ended_at.localeCompare(a.ended_at));
  return last ? `上一位 ${last.number}，${hhmm(last.ended_at)} ${STATES[last.state]}。` : '';
}

// The nodes of one who is set aside. keys(ticket): the buttons behind it.
export function heldRow(ticket, {queue, hall, keys}) {
  const elsewhere = ticket.counter === queue.counter.number ? '' : `${ticket.counter}号窗口`;
  const about = [serviceOf(hall, ticket.service).name.zh_CN, ticket.reason, `${hhmm(ticket.held_at)} 起`, elsewhere];
  return [h('strong', {}, ticket.number), ticket.surname ? h('span', {class: 'held-name'}, ticket.surname) : null,
    h('span', {class: 'held-about'}, about.filter(Boolean).join(' · ')), ...keys(ticket)].filter(Boolean);
}

let heldShown = '';

// The row of those set aside: the counter's own first, then the other counters'.
export function showHeld({queue, hall, live, keys, all}) {
  const held = [...ownHeld(queue), ...byHold(queue.held.filter((ticket) => ticket.counter !== queue.counter.number))];
  show('#held', held.length > 0);
  const now = JSON.stringify([held, queue.counter.ticket?.number, queue.counter.state, live]);
  if (now === heldShown) return;
  heldShown = now;
  const more = held.length > 1 ? h('button', {class: 'button', type: 'button', id: 'held-all', onclick: () => all(held)}, `全部 ${held.length} 位`) : null;
  $('#held').replaceChildren(...[h('span', {class: 'label'}, `挂起 ${held.length} 位`),
    ...(held.length ? heldRow(held[0], {queue, hall, keys}) : []), more].filter(Boolean));
}

export function showOwn(own) {
  if (!own) return;
  setText('#own-served', `${own.served} 位`);
  setText('#own-handling', own.handling_mean === null ? '–' : duration(own.handling_mean));
  setText('#own-within-label', `${wholeMinutes(own.wait_target)} 分内叫到`);
  setText('#own-within', `${own.within_target} / ${own.called}`);
  setText('#own-rated', `${own.rated} 条`);
  setText('#own-rate', own.rated === 0 ? '' : own.enough ? `${percent(own.satisfaction)}，n = ${own.rated}` : '样本不足');
}

export function seatBadge(queue) {
  const {counter} = queue;
  if (!counter) return ['还没开窗口', 'grey'];
  if (counter.ticket) return counter.ticket.state === 'serving' ? ['办理中', ''] : ['叫号中', 'amber'];
  return counter.state === 'paused' ? ['休息中', 'amber'] : ['空闲', ''];
}

export function showBadge(queue) {
  const [words, kind] = seatBadge(queue);
  const badge = $('#seat-state');
  setText(badge, words);
  badge.className = `badge ${kind}`;
}
