// staff.js - the clerk's page: the door, the choice of a counter, the console and its keys.

import {call, get, errorWords, keepIfFailed} from './api.js';
import * as desk from './desk.js';
import {dialogOpen, refreshDialog} from './dialog.js';
import {$, drawIcons, isDisabled, setDisabled, setText, show, showLoading} from './dom.js';
import {hhmm, hallTime, now, syncClock} from './format.js';
import {isStale} from './hall.js';
import {enter, leave} from './login.js';
import {keepLive, lostBar} from './live.js';
import {ACTIONS, buildActions, reachable, showActions, showBadge, showHeld, showOwn, showTimer, showVisitor} from './console.js';
import {notice, wireNotices} from './notices.js';
import {chime} from './sound.js';
import {choose, chosenSeat, rememberSeat, showRecent, showSeats, showToday, showWaiting} from './seats.js';

const CASES_EVERY_MS = 30000;

const state = {staff: null, hall: null, queue: null, counters: [], own: null, called: null, live: true, pending: false};
let link = null;
let loaded = null;
let casesAt = 0; // when the clerk's cases were counted, in ms of this machine

// Only an unreachable hall is a lost connection; a session that ended is a matter for the door.
async function refresh() {
  try {
    const [queue, own] = await Promise.all([get('/queue'), keepIfFailed(get('/staff/today'), state.own)]);
    const counters = queue.counter ? [] : (await get('/counters')).counters;
    const called = await withCall(queue.counter?.ticket);
    if (isOlder(queue)) return;
    if (isStale(state.hall, queue)) state.hall = await get('/hall');
    const before = state.queue;
    const idle = before?.counter && queue.counter && !queue.counter.ticket && reachable(before) === 0;
    const arrived = idle && queue.counter.state === 'open' && reachable(queue) > 0;
    const elsewhere = state.pending ? '' : desk.doneElsewhere(before, queue);
    Object.assign(state, {queue, own, counters, called});
    syncClock(queue.at);
    render();
    countCases().catch(() => {});
    if (arrived) chime();
    if (elsewhere) notice(elsewhere);
  } catch (error) {
    if (error.status === 401 && !dialogOpen()) location.reload(); // what is being written is not thrown away
    throw error;
  }
}

// How many cases are in the clerk's hands; now and then is enough, and the console stands without it.
async function countCases() {
  if (Date.now() - casesAt < CASES_EVERY_MS) return;
  casesAt = Date.now();
  const {counts} = await get('/complaints?owner=me&state=filed,open');
  setText('#own-cases', counts.mine);
  show('#own-cases', counts.mine > 0);
  $('#own-cases').setAttribute('aria-label', `${counts.mine} 件在您手上`);
}

// Two questions may be under way at once, and the older answer come last.
const isOlder = (queue) => Boolean(state.queue) && queue.journal < state.queue.journal && queue.at <= state.queue.at;

// The ticket in hand with why it was called: asked once a call; without it the page stands all the same.
async function withCall(ticket) {
  if (!ticket) return null;
  if (state.called?.id === ticket.id && state.called.calls === ticket.calls) return state.called;
  return keepIfFailed(get(`/tickets/${ticket.id}`), null);
}

function render() {
  const {queue, hall, staff, counters, own, live} = state;
  if (!queue || state.pending) return;
  const seated = Boolean(queue.counter);
  loaded();
  show('#console', seated);
  show('#seats', !seated);
  show('#recent', seated);
  show('#today', !seated);
  show('#counter', seated);
  show('#pause', seated && queue.counter.state === 'open');
  show('#close', seated);
  show('#logout', !seated);
  for (const id of ['#pause', '#close', '#find']) setDisabled($(id), !live);
  setText('#who', staff.name);
  showBadge(queue);
  showWaiting(queue, hall, live);
  if (seated) {
    setText('#counter', `${queue.counter.number}号窗口`);
    document.title = `${queue.counter.number}号窗口 · 工作台`;
    showVisitor(queue, hall, state.called?.call);
    showActions(queue, live);
    showHeld({queue, hall, live, keys: desk.heldKeys, all: desk.openHeld});
    showRecent(queue, {live, story: desk.tellStory, requeue: desk.requeue});
    showOwn(own);
  } else {
    showSeats({counters, hall, staff, live, pick});
    showToday({queue, counters, hall, own});
  }
  refreshDialog();
}

function pick(number) {
  notice(choose(number, state.counters));
  render();
}

// Sends one step and shows what came of it; rejects with an ApiError.
async function send(path, body) {
  state.pending = true;
  try {
    return await call('POST', path, body);
  } finally {
    await refresh().catch(() => link.update()); // that tells the lost connection and tries again
    state.pending = false;
    render();
  }
}

// One step at a time: while one is under way every other press is dropped. Resolves to whether it was done.
async function step(path, body, before) {
  if (state.pending || !state.live) return false;
  before?.();
  try {
    const answer = await send(path, body);
    notice(path.endsWith('/next') && !answer ? '没有人等候了，刚刚被别的窗口叫走。' : '');
    return true;
  } catch (error) {
    notice(errorWords(error));
    return false;
  }
}

function press(name) {
  const button = $(`#do-${name}`);
  if (!button?.isConnected || isDisabled(button) || state.pending) return;
  desk.act(name);
}

function sit() {
  const number = chosenSeat();
  if (!number || isDisabled($('#sit'))) return;
  rememberSeat(number);
  step(`/counters/${number}/open`, undefined, () => setDisabled($('#sit'), true));
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !state.queue || dialogOpen()) return;
  if (event.target.closest('input, textarea')) return;
  // The place of the key, not its letter: an input method may be on.
  const key = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? event.key.toUpperCase();
  if (!state.queue.counter) {
    if (key === 'O') sit();
    else if (/^[1-9]$/.test(key)) pick(Number(key));
    else return;
  } else {
    const name = Object.keys(ACTIONS).find((one) => ACTIONS[one].key === key && $(`#do-${one}`));
    if (name) press(name);
    else if (key === '/') find();
    else return;
  }
  event.preventDefault();
}

function tick() {
  setText('#clock', hhmm(hallTime(now())));
  if (!state.queue?.counter || state.pending) return;
  showTimer(state.queue, state.hall);
  showActions(state.queue, state.live);
}

function find() {
  if (!isDisabled($('#find'))) desk.find();
}

function wire() {
  desk.startDesk({state, send, step});
  buildActions(press);
  wireNotices();
  $('#sit').addEventListener('click', sit);
  $('#logout').addEventListener('click', () => leave(link));
  $('#pause').addEventListener('click', desk.pause);
  $('#close').addEventListener('click', desk.close);
  $('#find').addEventListener('click', find);
  $('#reconnect').addEventListener('click', () => link.retry());
  document.addEventListener('keydown', onKey);
  setInterval(tick, 1000);
}

function connect() {
  const bar = lostBar({bar: $('#lost'), text: $('#lost-words'), dot: $('#dot'), label: $('#live-words')});
  link = keepLive({refresh, onState: (next) => {
    state.live = next.live;
    bar(next);
    document.body.classList.toggle('stale', !next.live);
    render();
  }});
}

async function main() {
  drawIcons();
  state.staff = await enter({root: $('#door'), desk: '工作台'});
  for (;;) {
    try {
      state.hall = await get('/hall');
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
  loaded = showLoading($('#loading'));
  setText('#hall', state.hall.name.zh_CN);
  show('#to-manager', state.staff.role !== 'clerk');
  syncClock(state.hall.at);
  show('#desk', true);
  wire();
  tick();
  connect();
}

main();
