// staff.js - the clerk's page: the door, the choice of a counter, the console and its keys.

import {call, get, errorWords, keepIfFailed} from './api.js';
import {$, drawIcons, isDisabled, setDisabled, setText, show, showLoading} from './dom.js';
import {hhmm, hallTime, now, syncClock} from './format.js';
import {enter, leave} from './login.js';
import {keepLive, lostBar} from './live.js';
import {ACTIONS, buildActions, reachable, showActions, showBadge, showBusy, showOwn, showTimer, showVisitor} from './console.js';
import {chime} from './sound.js';
import {choose, chosenSeat, rememberSeat, showRecent, showSeats, showToday, showWaiting} from './seats.js';

const state = {staff: null, hall: null, queue: null, counters: [], own: null, live: true, pending: false};
let link = null;
let loaded = null;
let noticeTimer = 0;

function notice(words) {
  clearTimeout(noticeTimer);
  setText('#notice-words', words);
  show('#notice', Boolean(words));
  if (words) noticeTimer = setTimeout(() => show('#notice', false), 8000);
}

// Only an unreachable hall is a lost connection; a session that ended is a matter for the door.
async function refresh() {
  try {
    const [queue, own] = await Promise.all([get('/queue'), keepIfFailed(get('/staff/today'), state.own)]);
    const counters = queue.counter ? [] : (await get('/counters')).counters;
    const idle = state.queue?.counter && queue.counter && !queue.counter.ticket && reachable(state.queue) === 0;
    const arrived = idle && queue.counter.state === 'open' && reachable(queue) > 0;
    Object.assign(state, {queue, own, counters});
    syncClock(queue.at);
    render();
    if (arrived) chime();
  } catch (error) {
    if (error.status === 401) location.reload();
    throw error;
  }
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
  for (const id of ['#pause', '#close']) setDisabled($(id), !live);
  setText('#who', staff.name);
  showBadge(queue);
  showWaiting(queue, hall, live);
  if (seated) {
    setText('#counter', `${queue.counter.number}号窗口`);
    document.title = `${queue.counter.number}号窗口 · 工作台`;
    showVisitor(queue, hall);
    showActions(queue, live);
    showRecent(queue);
    showOwn(own);
  } else {
    showSeats({counters, hall, staff, live, pick});
    showToday({queue, counters, hall, own});
  }
}

function pick(number) {
  if (choose(number, state.counters)) render();
}

// One step at a time: while one is under way every other press is dropped.
async function step(path, body, before) {
  if (state.pending || !state.live) return;
  state.pending = true;
  before?.();
  try {
    const answer = await call('POST', path, body);
    notice(path.endsWith('/next') && !answer ? '没有人等候了，刚刚被别的窗口叫走。' : '');
  } catch (error) {
    notice(errorWords(error));
  }
  try {
    await refresh();
  } catch {
    link.update(); // tells the lost connection and tries again
  }
  state.pending = false;
  render();
}

function press(name) {
  const button = $(`#do-${name}`);
  if (!button?.isConnected || isDisabled(button) || state.pending) return;
  const {counter} = state.queue;
  const path = name === 'next' || name === 'open'
    ? `/counters/${counter.number}/${name}` : `/tickets/${counter.ticket.id}/${name}`;
  step(path, undefined, () => showBusy(name));
}

function sit() {
  const number = chosenSeat();
  if (!number || isDisabled($('#sit'))) return;
  rememberSeat(number);
  step(`/counters/${number}/open`, undefined, () => setDisabled($('#sit'), true));
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !state.queue) return;
  if (event.target.closest('input, textarea')) return;
  // The place of the key, not its letter: an input method may be on.
  const key = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? event.key.toUpperCase();
  if (!state.queue.counter) {
    if (key === 'O') sit();
    else if (/^[1-9]$/.test(key)) pick(Number(key));
    else return;
  } else {
    const name = Object.keys(ACTIONS).find((one) => ACTIONS[one].key === key);
    if (!name) return;
    press(name);
  }
  event.preventDefault();
}

function tick() {
  setText('#clock', hhmm(hallTime(now())));
  if (!state.queue?.counter || state.pending) return;
  showTimer(state.queue, state.hall);
  showActions(state.queue, state.live);
}

function wire() {
  buildActions(press);
  $('#sit').addEventListener('click', sit);
  $('#logout').addEventListener('click', () => leave(link));
  $('#pause').addEventListener('click', () => step(`/counters/${state.queue.counter.number}/pause`, {reason: '休息'}));
  $('#close').addEventListener('click', () => step(`/counters/${state.queue.counter.number}/close`));
  $('#notice-close').addEventListener('click', () => notice(''));
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
