// why.js - why a ticket was called when it was, in words; and finding any ticket of today.

import {ApiError, get} from './api.js';
import {openDialog} from './dialog.js';
import {h} from './dom.js';
import {hhmm, rangeWords, waitRange, wholeMinutes} from './format.js';
import {serviceName, serviceOf} from './hall.js';
import {STATES, ticketName} from './states.js';

const classOf = (hall, ticket) => hall.classes.find((one) => one.code === ticket.class);
const headStart = (hall, ticket) => wholeMinutes(classOf(hall, ticket)?.head_start ?? 0);
const numbers = (overtaken) => overtaken.map((one) => one.number).join('、');

const KINDS = {
  own: () => '',
  sent: (here) => `转来${here}的`,
  help: (here) => `帮助窗口：${here}自己的业务没有人等`,
  help_overdue: () => '帮助窗口：这项业务等得超过目标',
};

// One line: 优先提前 15 分，排在 A008 前；A008 因此约多等 3 分
export function whyWords(ticket, call, hall, here = '本窗口') {
  const parts = [KINDS[call.why]?.(here) ?? ''];
  const passed = call.overtaken.filter((one) => one.why === 'head_start');
  const others = call.overtaken.filter((one) => one.why !== 'head_start');
  if (passed.length) {
    const minutes = headStart(hall, ticket);
    const longer = wholeMinutes(serviceOf(hall, ticket.service).target);
    parts.push(`${minutes ? `优先提前 ${minutes} 分，` : ''}排在 ${numbers(passed)} 前`);
    if (longer) parts.push(`${passed.length > 1 ? '他们' : `${passed[0].number} `}因此约多等 ${longer} 分`);
  }
  if (others.length) parts.push(`先办${here}自己的业务，${numbers(others)} 由别的窗口叫`);
  return parts.filter(Boolean).join('；') || '按取号先后叫到';
}

const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, ...value));

function facts(ticket, hall, here) {
  const {call} = ticket;
  const kind = classOf(hall, ticket)?.name.zh_CN;
  const rows = [fact('取号', [hhmm(ticket.issued_at), serviceName(hall, ticket.service), kind].filter(Boolean).join(' · '))];
  if (call) {
    const waited = wholeMinutes((Date.parse(call.called_at) - Date.parse(ticket.issued_at)) / 1000);
    rows.push(fact('叫号', `${hhmm(call.called_at)} · ${call.counter}号窗口 · 等了 ${waited} 分`));
    if (call.rank < ticket.issued_at) rows.push(fact('先后', `按 ${hhmm(call.rank)} 算，优先提前 ${headStart(hall, ticket)} 分`));
    rows.push(fact('为什么', h('b', {}, whyWords(ticket, call, hall, here))));
  } else {
    const range = waitRange(ticket.wait);
    const wait = range === 'none' ? '不用等' : range ? `大约再等 ${rangeWords(range)} 分钟` : '还没有窗口办';
    rows.push(fact('排队', ticket.state === 'waiting' ? `前面 ${ticket.ahead} 位，${wait}` : '还没有叫过'));
  }
  rows.push(fact('现在', STATES[ticket.state]));
  if (ticket.reason) rows.push(fact('备注', ticket.reason));
  return h('dl', {class: 'sheet-facts'}, ...rows);
}

function overtaken(call, here) {
  if (!call?.overtaken.length) return null;
  const because = {head_start: '优先', own_first: `先办${here}的业务`};
  return h('table', {class: 'sheet-table'},
    h('thead', {}, h('tr', {}, h('th', {}, '排到后面的'), h('th', {class: 'num'}, '那时比这位多等'), h('th', {}, '因为'))),
    h('tbody', {}, ...call.overtaken.map((one) => h('tr', {}, h('td', {}, h('b', {}, one.number)),
      h('td', {class: 'num'}, one.waited_longer_s < 60 ? '不到 1 分' : `${wholeMinutes(one.waited_longer_s)} 分`), h('td', {}, because[one.why] ?? '')))));
}

// Shows a ticket as GET /tickets/ID tells it. keys(ticket): the buttons of what may be done with it here.
export function openTicket(ticket, {hall, own, keys}) {
  const here = ticket.call?.counter === own ? '本窗口' : `${ticket.call?.counter}号窗口`;
  const buttons = keys?.(ticket) ?? [];
  openDialog({
    title: ticket.call ? ['为什么叫到 ', h('em', {}, ticketName(ticket)), '？'] : [h('em', {}, ticketName(ticket)), ' 排到哪里了？'],
    leave: '看好了',
    body: [facts(ticket, hall, here), overtaken(ticket.call, here),
      buttons.length ? h('div', {class: 'sheet-keys'}, ...buttons) : null].filter(Boolean),
  });
}

// Any ticket of today by its number, of a visitor who comes back long after the call, say.
export function findTicket(more) {
  const field = h('input', {type: 'text', id: 'find-number', autocomplete: 'off', autocapitalize: 'characters', maxlength: 8,
    placeholder: 'B012', 'data-first': true});
  const typed = () => field.value.trim();
  openDialog({
    title: '找哪个号码？', lead: '今天取的号码都能找到。', leave: '不找了',
    body: [h('label', {class: 'field'}, h('span', {class: 'label'}, '号码'), h('span', {class: 'box'}, field))],
    act: {words: '找到它', blocked: () => (typed() ? '' : '先写号码'),
      run: () => get(`/tickets?number=${encodeURIComponent(typed())}`).catch((error) => {
        throw error.status === 404 ? new ApiError(404, 'not_found', `今天没有 ${typed()} 这个号码。`) : error;
      }),
      done: (ticket) => openTicket(ticket, more)},
  });
}
