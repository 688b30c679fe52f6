// console.js - the visitor in hand, what can be done now, and the clerk's own figures of today.

import {$, h, setText, show, setDisabled} from './dom.js';
import {serviceOf} from './hall.js';
import {hhmm, duration, wholeMinutes, secondsSince, percent} from './format.js';

const TARGET_AT = 0.8;  // where the bar carries its mark
const LONG_WAIT_S = 60; // from here on one says 让您久等了

// What the five keys are called, and the API's word for each.
export const ACTIONS = {
  next: {key: 'N', words: '下一位'},
  recall: {key: 'R', words: '重呼'},
  start: {key: 'S', words: '开始'},
  finish: {key: 'F', words: '完成'},
  absent: {key: 'A', words: '未到'},
  open: {key: 'O', words: '回来接待'},
};

// For a moment of the counter: the two big keys, the row below, and why a key is not live ('' : live).
export function layout(queue, live) {
  const {counter} = queue;
  const ticket = counter.ticket;
  if (!live) return everythingOff(ticket);
  if (ticket?.state === 'serving') {
    return {big: ['finish', 'next'], row: ['recall', 'start', 'absent'],
      off: {next: `先完成 ${ticket.number}`, start: '已开始', absent: ' '}};
  }
  if (ticket) {
    return {big: ['start', 'next'], row: ['recall', 'absent', 'finish'], off: {next: '先开始或标未到', finish: '未开始'},
      aside: {start: '客人到了'}, advised: isLate(queue) ? 'recall' : ''};
  }
  const off = {recall: ' ', start: ' ', absent: ' ', finish: ' '};
  if (counter.state === 'paused') return {big: ['open', 'next'], row: ['recall', 'start', 'absent', 'finish'], off: {...off, next: '先回来接待'}};
  const nobody = reachable(queue) === 0;
  return {big: ['next'], row: ['recall', 'start', 'absent', 'finish'], off: {...off, ...(nobody ? {next: '没有人等候'} : {})}};
}

function everythingOff(ticket) {
  const big = ticket ? [ticket.state === 'serving' ? 'finish' : 'start', 'next'] : ['next'];
  const row = ['recall', 'start', 'absent', 'finish'].filter((name) => !big.includes(name));
  const off = Object.fromEntries([...big, ...row].map((name) => [name, ' ']));
  return {big, row, off: {...off, [big[0]]: ticket ? '接上才能办' : '接上才能叫号'}};
}

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
  for (const [name, {button, why}] of Object.entries(buttons)) {
    const reason = plan.off[name] ?? '';
    setDisabled(button, reason !== '');
    button.classList.remove('busy');
    button.classList.toggle('primary', name === plan.big[0] && reason === '');
    button.classList.toggle('advised', name === plan.advised);
    setText(why, reason.trim() || plan.aside?.[name] || '');
  }
}

// The panel on top.
export function showVisitor(queue, hall) {
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
  showMeta(ticket, service, priority ? '' : visitorClass?.name.zh_CN);
  showPrompt(ticket, service);
  showFacts(ticket, service, visitorClass);
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
  setText('#greeting', `${ticket.surname ?? ''}您好${sorry}`);
  setText('#prompt', ticket.state === 'called' ? '您请坐，慢慢来。' : service.prompt.zh_CN);
}

function showFacts(ticket, service, visitorClass) {
  const facts = [h('span', {}, '等了 ', h('b', {}, `${wholeMinutes(waited(ticket))} 分`)), h('span', {}, `叫号 ${ticket.calls} 次`)];
  if (visitorClass?.head_start > 0) facts.push(h('span', {}, `优先提前 ${wholeMinutes(visitorClass.head_start)} 分`));
  else if (service.bring.zh_CN) facts.push(h('span', {}, `取号时提醒过：${service.bring.zh_CN}`));
  $('#facts').replaceChildren(...facts);
}

// Runs each second while somebody is in hand.
export function showTimer(queue, hall) {
  const {ticket} = queue.counter;
  if (!ticket) return;
  const called = ticket.state === 'called';
  const service = serviceOf(hall, ticket.service);
  const target = called ? hall.recall_after : service.target;
  const spent = Math.max(0, secondsSince(called ? ticket.called_at : ticket.started_at));
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
  setText('#nobody-lead', paused ? `${hhmm(counter.since)} 起休息。回来按 O，就能接着叫号。`
    : count ? '按 N 请下一位。' : '有人取号，这里会亮起来，再响一声。');
  const last = queue.recent.filter((one) => one.counter === counter.number && one.state === 'done')
    .sort((a, b) => b.ended_at.localeCompare(a.ended_at))[0];
  setText('#nobody-last', last ? `上一位 ${last.number} 在 ${hhmm(last.ended_at)} 办完。` : '');
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
