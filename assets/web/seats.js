// seats.js - choosing a counter, and the right column: who waits, whom we called, today.

import {$, h, icon, setText, show, setDisabled} from './dom.js';
import {hoursWords, offerWords, serviceName, sharedOffer} from './hall.js';
import {dateWords, hhmm, hallTime, now, wholeMinutes, secondsSince, whenWords} from './format.js';
import {STATES} from './states.js';

const LAST_SEAT = 'counter';
let chosen = 0;       // 0: none
let offered = false;  // last time's counter, once

function greeting() {
  const hour = Number(hallTime(now()).slice(11, 13));
  return hour < 11 ? '早上好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好';
}

const isFree = (counter) => !counter.staff || counter.yours;
export const chosenSeat = () => chosen;
export function rememberSeat(number) { localStorage.setItem(LAST_SEAT, String(number)); }

// Proposes the counter of last time, then keeps the choice while it is free; never another one in its place.
function settleChoice(counters) {
  if (!offered) chosen = Number(localStorage.getItem(LAST_SEAT));
  offered = true;
  if (!counters.some((counter) => counter.number === chosen && isFree(counter))) chosen = 0;
}

// Returns why that counter cannot be had, or an empty text: then it is chosen. A wish that fails leaves no choice.
export function choose(number, counters) {
  const counter = counters.find((one) => one.number === number);
  chosen = counter && isFree(counter) ? number : 0;
  if (chosen) return '';
  return counter ? `${number}号窗口 ${counter.staff.name} 坐着，请另选。` : `没有 ${number}号窗口。`;
}

export function showSeats({counters, hall, staff, live, pick}) {
  settleChoice(counters);
  setText('#seats-title', `${staff.name}${greeting()}，今天坐哪个窗口？`);
  const opening = hall.always_open ? '' : hall.opens ? `${hall.opens} 开门，${hall.closes} 关门。` : `${hoursWords(hall)}。`;
  setText('#seats-lead', `${opening}按数字键也能选。`);
  const cards = counters.map((counter) => seatCard(counter, hall, pick));
  if (counters.length % 3) cards.push(h('div', {class: 'seat-note'}, '换了窗口，等候时间跟着重算'));
  const box = $('#seat-cards');
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.counter : null;
  box.replaceChildren(...cards);
  if (focused) $(`[data-counter="${focused}"]`, box)?.focus();
  const sit = $('#sit');
  setDisabled(sit, !chosen || !live);
  sit.classList.toggle('primary', Boolean(chosen) && live);
  sit.replaceChildren(h('span', {class: 'cap', 'aria-hidden': 'true'}, 'O'),
    chosen ? `坐到 ${chosen}号窗口，准备接待` : counters.some(isFree) ? '先选一个窗口' : '窗口都有人坐了');
}

function seatCard(counter, hall, pick) {
  const free = isFree(counter);
  const checked = counter.number === chosen;
  const who = free ? (counter.yours ? '您坐在这里' : '空着') : `${counter.staff.name} · 已坐下 ${hhmm(counter.since)}`;
  return h('button', {class: `button seat-card ${checked ? 'primary' : ''}`, type: 'button', 'aria-pressed': String(checked),
    'aria-disabled': String(!free), 'data-counter': counter.number,
    onclick: () => pick(counter.number)},
    h('strong', {}, `${counter.number}号窗口`),
    h('span', {}, who),
    h('span', {class: 'serves'}, counter.own.map((code) => serviceName(hall, code)).join(' · ')),
    free && counter.number < 10 ? h('span', {class: 'cap', 'aria-hidden': 'true'}, String(counter.number)) : null);
}

export function showWaiting(queue, hall, live) {
  const nobody = !queue.counter && queue.waiting === 0;
  const total = $('#waiting-total');
  const hallWide = sharedOffer(queue.services);
  setText(total, live ? [`共 ${queue.waiting} 人`, hallWide].filter(Boolean).join(' · ') : `${hhmm(queue.at)} 的情形`);
  total.className = live ? 'aside' : 'badge amber';
  show('#waiting-table', !nobody);
  show('#waiting-empty', nobody);
  setText('#waiting-empty-words', queue.open ? '有人取号，这里会马上出现。' : hall.next_open ? `${whenWords(hall.next_open)} 开始取号。` : '');
  if (nobody) return;
  const own = new Set(queue.counter?.own ?? []);
  $('#waiting-rows').replaceChildren(...queue.services.map((service) => {
    const mine = own.has(service.code);
    const name = serviceName(hall, service.code);
    return h('tr', {class: mine ? 'own' : ''},
      h('td', {}, mine ? h('b', {}, name) : name, mine ? h('span', {class: 'badge own'}, '本窗口') : null,
        hallWide ? null : offerLine(service)),
      h('td', {class: 'num count'}, String(service.waiting)),
      h('td', {class: 'num'}, oldest(service, hall)),
      h('td', {class: 'num'}, service.next ?? '–'));
  }));
}

function offerLine(service) {
  const words = offerWords(service);
  return words ? h('small', {class: 'offer'}, [words.what, words.next].filter(Boolean).join('，')) : null;
}

function oldest(service, hall) {
  if (!service.oldest_at) return '无人';
  const seconds = secondsSince(service.oldest_at);
  const minutes = wholeMinutes(seconds);
  if (seconds <= hall.wait_target) return `${minutes} 分`;
  return h('span', {class: 'badge amber'}, icon('clock'), `${minutes} 分 超 ${wholeMinutes(hall.wait_target)} 分`);
}

let recentShown = '';

// Newest call first; each opens its story, and one who did not come can be called back. Rows stay as
// they are while nothing changed, so that a press under way is not lost.
export function showRecent(queue, {live, story, requeue}) {
  const fits = Math.max(3, Math.floor(($('#recent').clientHeight - 90) / 40));
  const tickets = queue.recent.slice(0, fits);
  const mine = queue.counter?.ticket?.id;
  show('#recent table', tickets.length > 0);
  show('#recent-empty', tickets.length === 0);
  const now = JSON.stringify([tickets, mine, live]);
  if (now === recentShown) return;
  recentShown = now;
  const body = $('#recent-rows');
  const focused = body.contains(document.activeElement) ? document.activeElement.id : '';
  body.replaceChildren(...tickets.map((ticket) => recentRow(ticket, {mine: ticket.id === mine, live, story, requeue})));
  if (focused) document.getElementById(focused)?.focus();
}

function recentRow(ticket, {mine, live, story, requeue}) {
  const back = ticket.moves.includes('requeue') ? h('button', {class: 'button', type: 'button', id: `back-${ticket.number}`,
    'aria-disabled': String(!live), onclick: (event) => { event.stopPropagation(); if (live) requeue(ticket); }}, '请回来') : null;
  return h('tr', {class: 'story', onclick: () => story(ticket)},
    h('td', {}, h('button', {class: 'number-key', type: 'button', id: `story-${ticket.number}`, 'aria-haspopup': 'dialog'}, ticket.number)),
    h('td', {class: 'time'}, hhmm(ticket.called_at)),
    h('td', {}, `${ticket.counter}号`),
    h('td', {}, mine ? h('b', {}, STATES[ticket.state]) : STATES[ticket.state]),
    h('td', {class: 'num'}, back));
}

export function showToday({queue, counters, hall, own}) {
  setText('#today-date', dateWords(queue.day));
  const open = counters.filter((counter) => counter.state === 'open').map((counter) => `${counter.number}号`);
  const rows = [
    ['营业时间', hoursWords(hall)],
    ['现在', queue.open ? '开门' : '关门'],
    ['正在等候', `${queue.waiting} 人`],
    ['开着的窗口', open.length ? open.join('、') : '还没有'],
    ['您今天办结', own ? `${own.served} 位` : '–'],
  ];
  $('#today-rows').replaceChildren(...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
