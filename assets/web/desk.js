// desk.js - what the console's keys do: some at once, some after a question.

import {errorWords, get} from './api.js';
import {heldRow, ownHeld, showBusy} from './console.js';
import {closeDialog} from './dialog.js';
import {h} from './dom.js';
import {askCancel, askFirst, askHold, askPause, openHeld as showAllHeld} from './moves.js';
import {notice, toast} from './notices.js';
import {inHand, STATES, ticketName} from './states.js';
import {askTransfer} from './transfer.js';
import {findTicket, openTicket} from './why.js';

// The page's {state, send, step}. send(path, body) rejects with an ApiError; step(path, body, before)
// tells a refusal in the amber bar itself and resolves to whether it was done.
let page = null;

export function startDesk(of) { page = of; }

const seat = () => page.state.queue.counter;
const at = (name) => `/counters/${seat().number}/${name}`;
const free = () => page.state.live && !page.state.pending;

// ---- what others did meanwhile ----

const everyTicket = ({counter, held, recent, tickets}) => [counter?.ticket, ...held, ...recent, ...tickets].filter(Boolean);

// What somebody else did at this counter between two answers of GET /queue, in words; '' when nothing.
export function doneElsewhere(before, after) {
  const [was, is] = [before?.counter?.ticket, after.counter?.ticket];
  if (!before?.counter || (was?.id === is?.id && was?.state === is?.state)) return '';
  if (!after.counter) return `${before.counter.number}号窗口刚刚在别处离席了。`;
  if (is) return is.state === 'called' ? `另一个页面刚刚叫了 ${is.number}。` : `另一个页面刚刚开始接待 ${is.number}。`;
  const now = everyTicket(after).find((ticket) => ticket.id === was.id);
  return `${was.number} 刚刚在别处处理了${now ? `，现在是“${STATES[now.state]}”` : ''}。`;
}

// A question stays honest while the ticket it is about moves on elsewhere.
const moved = (ticket) => () => {
  const now = everyTicket(page.state.queue).find((one) => one.id === ticket.id);
  return now && now.state !== ticket.state ? `${ticket.number} 刚刚在别处变成“${STATES[now.state]}”了。您写的还在。` : '';
};

// ---- moves of a ticket; `then` replaces the toast where something follows ----

function hold(ticket, then) {
  const told = () => toast(`${ticketName(ticket)} 已挂起`, () => resume(ticket));
  askHold({ticket, send: page.send, changed: moved(ticket), then: then ?? told});
}

async function transfer(ticket, then) {
  try {
    const {counters} = await get('/counters');
    const {queue, hall} = page.state;
    askTransfer({ticket, queue, hall, counters, send: page.send, changed: moved(ticket), then: (words) => { toast(words); then?.(); }});
  } catch (error) {
    notice(errorWords(error));
  }
}

const resume = (ticket) => page.step(`/tickets/${ticket.id}/resume`, undefined, () => showBusy('resume'));

export async function requeue(ticket) {
  if (free() && await page.step(`/tickets/${ticket.id}/requeue`)) toast(`${ticketName(ticket)} 排回队里了`);
}

function cancel(ticket) {
  askCancel({ticket, send: page.send, changed: moved(ticket), then: () => toast(`${ticketName(ticket)} 已取消`)});
}

// ---- keys ----

const ASKED = {
  hold: () => hold(seat().ticket),
  transfer: () => transfer(seat().ticket),
  resume: () => resume(ownHeld(page.state.queue)[0]),
  next: () => page.step(at('next'), undefined, () => showBusy('next')),
  open: () => page.step(at('open'), undefined, () => showBusy('open')),
};

// One of the console's big keys.
export function act(name) {
  if (ASKED[name]) ASKED[name]();
  else page.step(`/tickets/${seat().ticket.id}/${name}`, undefined, () => showBusy(name));
}

const key = (name, words, run, why = '') => h('button', {class: 'button', type: 'button', 'data-act': name, 'aria-disabled': String(why !== ''),
  onclick: () => { if (why === '') run(); }}, words, why ? h('span', {class: 'why'}, why) : null);

const whyNotResume = () => inHand(seat()) || (seat().state === 'paused' ? '先回来接待' : page.state.live ? '' : '接上才能办');

export const heldKeys = (ticket) => [key('resume', '恢复', () => resume(ticket), whyNotResume())];

const mine = (ticket) => ticket.counter === seat().number || page.state.staff.role !== 'clerk';

const TICKET_KEYS = {
  requeue: (ticket, after) => key('requeue', '请回来', after(requeue)),
  resume: (ticket, after) => key('resume', '恢复', after(resume), whyNotResume()),
  transfer: (ticket, after) => (ticket.state === 'held' && mine(ticket) ? key('transfer', '转移', after(transfer)) : null),
  cancel: (ticket, after) => (ticket.state !== 'called' || mine(ticket) ? key('cancel', '取消排队', after(cancel)) : null),
};

// What may be done with any ticket from here, as its moves tell; the one in hand has the big keys.
function ticketKeys(ticket) {
  if (!seat()) return [];
  const after = (run) => () => { closeDialog(); run(ticket); };
  return ticket.moves.map((name) => TICKET_KEYS[name]?.(ticket, after)).filter(Boolean);
}

export function openHeld(held) {
  const {queue, hall} = page.state;
  showAllHeld({held, row: (ticket) => heldRow(ticket, {queue, hall, keys: ticketKeys})});
}

// ---- any ticket of today ----

const story = () => ({hall: page.state.hall, own: seat()?.number, keys: ticketKeys});

export async function tellStory(ticket) {
  try {
    openTicket(await get(`/tickets/${ticket.id}`), story());
  } catch (error) {
    notice(errorWords(error));
  }
}

export const find = () => findTicket(story());

// ---- rest and leave ----

// With a visitor in hand nobody goes: what may be done with them first, and then `go`.
const WAYS = {
  finish: {words: '完成', note: '办好了', run: async (ticket, go) => { if (await page.step(`/tickets/${ticket.id}/finish`)) go(); }},
  absent: {words: '未到', note: '叫过了，没有来', run: async (ticket, go) => { if (await page.step(`/tickets/${ticket.id}/absent`)) go(); }},
  hold: {words: '挂起', note: '客人去补材料，回来任意窗口接着办', run: hold},
  transfer: {words: '转移', note: '转给别的窗口，位置不变', run: transfer},
};

function goAfter(aim, go) {
  const {ticket} = seat();
  if (!free()) return;
  if (!ticket) { go(); return; }
  const names = Object.keys(WAYS).filter((name) => ticket.moves.includes(name));
  askFirst({ticket, aim, ways: names.map((name) => ({...WAYS[name], name, run: () => WAYS[name].run(ticket, go)}))});
}

export const pause = () => goAfter('休息', () => askPause({counter: seat(), send: page.send}));
export const close = () => goAfter('离席', () => page.step(at('close')));
