// live.js - keeps a page true: listens to the hall's event stream, asks again after every change,
// and says when the connection is lost, which try this is and when the next one comes.

const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 15;
const SURE_EVERY_MS = 30000; // a dead peer makes no event: ask now and then all the same
const GATHER_MS = 60;        // several events of one commit are one change

// refresh: async, fetches and shows; rejecting means the hall cannot be reached.
// onState({live, since, attempt, next}): since and next are Date, next null while trying.
export function keepLive({refresh, onState}) {
  const state = {live: true, since: null, attempt: 0, next: null};
  let source = null;
  let retryTimer = 0;
  let gatherTimer = 0;
  let running = false;
  let again = false;

  function lost() {
    source?.close();
    source = null;
    clearTimeout(retryTimer);
    if (state.live) state.since = new Date();
    state.live = false;
    state.attempt += 1;
    const seconds = Math.min(FIRST_WAIT_S * 2 ** (state.attempt - 1), LONGEST_WAIT_S);
    state.next = new Date(Date.now() + seconds * 1000);
    retryTimer = setTimeout(connect, seconds * 1000);
    onState({...state});
  }

  function found() {
    if (!state.live) onState({live: true, since: null, attempt: 0, next: null});
    Object.assign(state, {live: true, since: null, attempt: 0, next: null});
  }

  async function update() {
    if (running) { again = true; return; }
    running = true;
    try {
      do { again = false; await refresh(); } while (again);
    } catch {
      lost();
    } finally {
      running = false;
    }
  }

  function changed() {
    clearTimeout(gatherTimer);
    gatherTimer = setTimeout(update, GATHER_MS);
  }

  function connect() {
    clearTimeout(retryTimer);
    source?.close();
    state.next = null;
    source = new EventSource('/api/v1/events');
    source.onopen = () => { found(); update(); };
    source.onmessage = changed;
    source.onerror = lost;
  }

  connect();
  setInterval(() => { if (state.live) update(); }, SURE_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) { if (state.live) update(); else connect(); }
  });
  return {retry: connect, update, isLive: () => state.live};
}

// The amber bar and the dot of staff and manager pages. Counts down to the next try.
export function lostBar({bar, text, dot, label, liveWords}) {
  let state = {live: true};
  const clock = (date) => date.toLocaleTimeString('zh-CN', {hour: '2-digit', minute: '2-digit', hour12: false});
  function draw() {
    bar.hidden = state.live;
    dot.classList.toggle('lost', !state.live);
    label.textContent = state.live ? liveWords : '没连上';
    if (state.live) return;
    const seconds = state.next ? Math.max(0, Math.ceil((state.next - Date.now()) / 1000)) : 0;
    text.textContent = `${clock(state.since)} 起。正在重连，第 ${state.attempt} 次` +
      (seconds > 0 ? `，${seconds} 秒后再试。` : '。');
  }
  setInterval(() => { if (!state.live) draw(); }, 1000);
  return (next) => { state = next; draw(); };
}
