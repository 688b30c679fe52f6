// transfer.js - handing a visitor on: to a service, a counter or both, with a note to the next clerk.

import {openDialog} from './dialog.js';
import {h, icon, setText} from './dom.js';
import {duration, hhmm, rangeWords, secondsSince, waitRange} from './format.js';
import {serviceName} from './hall.js';
import {courtesyName, ticketName} from './states.js';

const NOTE_MAX = 60; // characters, as the API takes them

const seated = (counters, own) => counters.filter((one) => one.state !== 'closed' && one.number !== own);
const serves = (counter, code) => counter.own.includes(code) || counter.helps.includes(code);

function option(name, value, title, line, more = {}) {
  return h('label', {class: 'option', 'aria-disabled': String(Boolean(more.off))},
    h('input', {type: 'radio', name, value, checked: more.checked, disabled: more.off, 'data-first': more.first}),
    h('b', {}, title), h('span', {}, line));
}

// 2号、4号 · 2 人等候, of those who sit there now.
function serviceLine(live, counters, own) {
  const at = counters.filter((one) => one.state !== 'closed' && one.own.includes(live.code)).map((one) => `${one.number}号`);
  const queue = live.waiting ? `${live.waiting} 人等候` : '现在不用等';
  if (at.length) return `${at.join('、')} · ${queue}`;
  const helping = seated(counters, own).filter((one) => one.helps.includes(live.code)).map((one) => `${one.number}号`);
  return helping.length ? `${helping.join('、')}帮办 · ${queue}` : live.waiting ? `还没有窗口办 · ${queue}` : '还没有窗口办';
}

function serviceOptions({ticket, queue, hall, counters}) {
  const own = queue.counter.number;
  const others = queue.services.filter((one) => one.code !== ticket.service);
  const elsewhere = seated(counters, own).some((one) => serves(one, ticket.service));
  const tile = (code, line, more) => option('service', code, serviceName(hall, code), line, more);
  return [...others.map((live, i) => tile(live.code, serviceLine(live, counters, own), {first: i === 0})),
    tile(ticket.service, elsewhere ? '就是现在的业务，换窗口' : '就是现在的业务', {off: !elsewhere})];
}

function counterLine(counter) {
  if (counter.state === 'paused') return ['休息中', counter.reason].filter(Boolean).join(' · ');
  const {ticket} = counter;
  if (!ticket) return '空闲';
  return ticket.state === 'serving' ? `办理中 ${duration(ticket.served + secondsSince(ticket.serving_since))}` : '叫号中';
}

// For the service chosen: whoever is free first, or one counter. The same service only at another counter.
function counterOptions({ticket, queue, counters}, service) {
  const there = seated(counters, queue.counter.number).filter((one) => serves(one, service))
    .sort((a, b) => Number(b.own.includes(service)) - Number(a.own.includes(service)) || a.number - b.number);
  const range = waitRange(queue.services.find((one) => one.code === service)?.wait);
  const wait = range === 'none' ? '现在不用等' : range ? `新取号的约等 ${rangeWords(range)} 分钟` : '等窗口开了再叫';
  const any = service === ticket.service ? [] : [option('counter', '', '哪个先空去哪个', wait, {checked: true})];
  return [...any, ...there.map((one) => option('counter', String(one.number), `${one.number}号 ${one.staff?.name ?? ''}`, counterLine(one)))];
}

function noteField() {
  const note = h('textarea', {id: 'transfer-note', rows: 2, maxlength: NOTE_MAX});
  const left = h('span', {class: 'hint'});
  note.addEventListener('input', () => setText(left, note.value.length > NOTE_MAX - 15 ? `还能写 ${NOTE_MAX - note.value.length} 字` : ''));
  return {note, field: h('label', {class: 'sheet-label'}, h('span', {}, '留给下一个窗口的话，客人看不到'), left, note)};
}

// {service, counter} as chosen; counter 0: whoever is free first, null: not chosen yet.
function choice(form) {
  const counter = form.counters.querySelector(':checked');
  return {service: form.services.querySelector(':checked')?.value ?? '', counter: counter ? Number(counter.value) : null};
}

function showSpoken(form, {ticket, hall}) {
  const {service, counter} = choice(form);
  const name = ticket.surname ? `${ticket.surname}，` : '';
  const where = counter ? `请您在 ${counter}号窗口旁稍坐` : `${service ? serviceName(hall, service) : ''}请您稍坐`;
  form.spoken.replaceChildren(...(service && counter !== null ? ['您可以说：', h('b', {}, `“${name}${where}，马上会叫 ${ticket.number}。”`)] : []));
}

function whither(form, {ticket, hall}) {
  const {service, counter} = choice(form);
  if (!service) return '转过去';
  if (service !== ticket.service) return `转到${serviceName(hall, service)}`;
  return counter ? `转到 ${counter}号窗口` : '换窗口';
}

function blocked(form) {
  const {service, counter} = choice(form);
  return !service ? '先选业务' : counter === null ? '先选窗口' : '';
}

// counters as GET /counters tells them; send(path, body); then(words) follows once it is done.
export function askTransfer({ticket, queue, hall, counters, send, then, changed}) {
  const from = {ticket, queue, hall, counters};
  const {note, field} = noteField();
  const form = {spoken: h('p', {}), services: h('div', {class: 'options', role: 'radiogroup', 'aria-label': '业务'}, ...serviceOptions(from)),
    counters: h('div', {class: 'options', role: 'radiogroup', 'aria-label': '窗口'})};
  const counterPart = h('div', {class: 'sheet-label', hidden: true}, h('span', {}, '窗口'), form.counters);
  form.services.addEventListener('change', () => {
    form.counters.replaceChildren(...counterOptions(from, choice(form).service));
    counterPart.hidden = false;
    showSpoken(form, from);
  });
  form.counters.addEventListener('change', () => showSpoken(form, from));
  openDialog({
    wide: true, changed, leave: '不转了', foot: form.spoken,
    title: ['把 ', h('em', {}, ticketName(ticket)), ' 转到哪里？'], lead: '首问负责：您接下的事，转到有人接住才算完。',
    body: [h('div', {class: 'sheet-label'}, h('span', {}, '业务'), form.services), counterPart, field, placeNote(ticket)],
    act: {words: () => whither(form, from), blocked: () => blocked(form), run: () => {
      const {service, counter} = choice(form);
      const reason = note.value.trim().replace(/\s+/g, ' ');
      return send(`/tickets/${ticket.id}/transfer`, {service, ...(counter ? {counter} : {}), ...(reason ? {reason} : {})});
    }, done: (moved) => then(`${ticketName(moved)} 已转到${moved.sent_to ? ` ${moved.sent_to}号窗口` : serviceName(hall, moved.service)}`)},
  });
}

function placeNote(ticket) {
  return h('div', {class: 'tint-box place'}, icon('ticket'), h('div', {}, h('b', {}, `位置不变：仍按 ${hhmm(ticket.issued_at)} 取号的先后排。`),
    h('p', {}, `号码还是 ${ticket.number}，${courtesyName(ticket) || '客人'}会在手机和大屏上看到新的窗口。`)));
}
