// seats.js - choosing a counter, and the right column: who waits, whom we called, today.

import {$, h, icon, setText, show, setDisabled} from './dom.js';
import {serviceName} from './hall.js';
import {dateWords, hhmm, hallTime, now, wholeMinutes, secondsSince} from './format.js';

const LAST_SEAT = 'counter';
let chosen = 0;

function greeting() {
  const hour = Number(hallTime(now()).slice(11, 13));
  return hour < 11 ? '早上好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好';
}

const isFree = (counter) => !counter.staff || counter.yours;
export const chosenSeat = () => chosen;
export function rememberSeat(number) { localStorage.setItem(LAST_SEAT, String(number)); }

// Keeps the choice while it is free, else takes the counter of last time, else the first free one.
function settleChoice(counters) {
  const free = counters.filter(isFree).map((counter) => counter.number);
  if (free.includes(chosen)) return;
  const last = Number(localStorage.getItem(LAST_SEAT));
  chosen = free.includes(last) ? last : free[0] ?? 0;
}

export function choose(number, counters) {
  const counter = counters.find((one) => one.number === number);
  if (!counter || !isFree(counter)) return false;
  chosen = number;
  return true;
}

export function showSeats({counters, hall, staff, live, pick}) {
  settleChoice(counters);
  setText('#seats-title', `${staff.name}${greeting()}，今天坐哪个窗口？`);
  const opening = hall.always_open ? '' : `${hall.opens} 开门，${hall.closes} 关门。`;
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
    chosen ? `坐到 ${chosen}号窗口，准备接待` : '窗口都有人坐了');
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
  setText(total, live ? `共 ${queue.waiting} 人` : `${hhmm(queue.at)} 的情形`);
  total.className = live ? 'aside' : 'badge amber';
  show('#waiting-table', !nobody);
  show('#waiting-empty', nobody);
  setText('#waiting-empty-words', queue.open ? '有人取号，这里会马上出现。' : `${hall.opens} 开始取号。`);
  if (nobody) return;
  const own = new Set(queue.counter?.own ?? []);
  $('#waiting-rows').replaceChildren(...queue.services.map((service) => h('tr', {class: own.has(service.code) ? 'own' : ''},
    h('td', {}, own.has(service.code)
      ? h('b', {}, serviceName(hall, service.code)) : serviceName(hall, service.code),
    own.has(service.code) ? h('span', {class: 'badge own'}, '本窗口') : null),
    h('td', {class: 'num count'}, String(service.waiting)),
    h('td', {class: 'num'}, oldest(service, hall)),
    h('td', {class: 'num'}, service.next ?? '–'))));
}

function oldest(service, hall) {
  if (!service.oldest_at) return '无人';
  const seconds = secondsSince(service.oldest_at);
  const minutes = wholeMinutes(seconds);
  if (seconds <= hall.wait_target) return `${minutes} 分`;
  return h('span', {class: 'badge amber'}, icon('clock'), `${minutes} 分 超 ${wholeMinutes(hall.wait_target)} 分`);
}

const STATES = {called: '请到窗口', serving: '办理中', held: '挂起', done: '已完成', absent: '未到', cancelled: '已取消',
  waiting: '等候中', expired: '已过期'};

export function showRecent(queue) {
  const fits = Math.max(3, Math.floor(($('#recent').clientHeight - 90) / 40));
  const mine = queue.counter?.ticket?.id;
  const rows = queue.recent.slice(0, fits).map((ticket) => h('tr', {},
    h('td', {}, ticket.number),
    h('td', {class: 'time'}, hhmm(ticket.called_at)),
    h('td', {}, `${ticket.counter}号`),
    h('td', {}, ticket.id === mine ? h('b', {}, STATES[ticket.state]) : STATES[ticket.state])));
  $('#recent-rows').replaceChildren(...rows);
  show('#recent table', rows.length > 0);
  show('#recent-empty', rows.length === 0);
}

export function showToday({queue, counters, hall, own}) {
  setText('#today-date', dateWords(queue.day));
  const open = counters.filter((counter) => counter.state === 'open').map((counter) => `${counter.number}号`);
  const rows = [
    ['营业时间', hall.always_open ? '全天' : `${hall.opens}–${hall.closes}`],
    ['现在', queue.open ? '开门' : '关门'],
    ['正在等候', `${queue.waiting} 人`],
    ['开着的窗口', open.length ? open.join('、') : '还没有'],
    ['您今天办结', own ? `${own.served} 位` : '–'],
  ];
  $('#today-rows').replaceChildren(...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
