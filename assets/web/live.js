// live.js - keeps a page true: listens to the hall's event stream, asks again after every change,
// and says when the hall cannot be reached, which try this is and when the next one comes.

import {hallTime, hhmm, now} from './format.js';

const LONGEST_WAIT_S = 15;
const SURE_EVERY_MS = 30000; // a dead peer makes no event: ask now and then all the same
const GATHER_MS = 60;        // several events of one commit are one change
const REACHED = {live: true, since: '', attempt: 0, next: 0};

const waitMs = (attempt) => Math.min(2 ** (attempt - 1), LONGEST_WAIT_S) * 1000;

// refresh: async, fetches and shows; rejecting means the hall cannot be reached.
// onState({live, since, attempt, next}): since as 10:35, next in ms of this machine, 0 while trying.
export function keepLive({refresh, onState}) {
  const state = {...REACHED};
  let source = null;
  let retryTimer = 0;
  let gatherTimer = 0;
  let refusals = 0; // of the stream alone, in a row
  let running = null;  // the update under way
  let again = false;
  let stopped = false;

  function later(ms) {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, ms);
  }

  function found() {
    if (state.live) return;
    Object.assign(state, REACHED);
    onState({...state});
  }

  function lost() {
    source?.close();
    source = null;
    if (state.live) state.since = hhmm(hallTime(now()));
    state.live = false;
    state.attempt += 1;
    state.next = Date.now() + waitMs(state.attempt);
    later(waitMs(state.attempt));
    onState({...state});
  }

  // Resolves to whether the hall answered.
  function update() {
    if (stopped) return Promise.resolve(false);
    again = true;
    running ??= refreshAll().finally(() => { running = null; });
    return running;
  }

  async function refreshAll() {
    try {
      while (again && !stopped) { again = false; await refresh(); }
      found();
      return true;
    } catch {
      if (!stopped) lost();
      return false;
    }
  }

  function changed() {
    clearTimeout(gatherTimer);
    gatherTimer = setTimeout(update, GATHER_MS);
  }

  // A stream that ends may only have been refused (too many are open): then asking now and then serves too.
  async function streamEnded() {
    source?.close();
    source = null;
    refusals += 1;
    if (await update()) later(waitMs(refusals));
  }

  function connect() {
    if (stopped) return;
    clearTimeout(retryTimer);
    source?.close();
    state.next = 0;
    source = new EventSource('/api/v1/events');
    source.onopen = () => { refusals = 0; update(); };
    source.onmessage = changed;
    source.onerror = streamEnded;
  }

  connect();
  setInterval(() => { if (state.live) update(); }, SURE_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    if (state.live) update();
    else connect();
  });

  // A browser keeps a page one has left for a while, stream and all, and allows six connections in all.
  window.addEventListener('pagehide', () => { source?.close(); });
  window.addEventListener('pageshow', (event) => { if (event.persisted) connect(); });

  // Resolves when nothing is under way any more.
  function stop() {
    stopped = true;
    source?.close();
    clearTimeout(retryTimer);
    clearTimeout(gatherTimer);
    return running;
  }

  return {retry: connect, update, stop};
}

// The amber bar and the dot of staff and manager pages. Counts down to the next try.
export function lostBar({bar, text, dot, label}) {
  let state = REACHED;
  function draw() {
    bar.hidden = state.live;
    dot.classList.toggle('lost', !state.live);
    label.textContent = state.live ? '实时' : '没连上';
    if (state.live) return;
    const seconds = Math.max(0, Math.ceil((state.next - Date.now()) / 1000));
    text.textContent = `${state.since} 起。正在重连，第 ${state.attempt} 次${seconds ? `，${seconds} 秒后再试` : ''}。`;
  }
  setInterval(() => { if (!state.live) draw(); }, 1000);
  return (next) => { state = next; draw(); };
}
