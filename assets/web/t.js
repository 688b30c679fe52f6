// t.js - a visitor's ticket: asks how it stands, shows the view that fits, speaks two languages.

import {get, post} from './api.js';
import {$, drawIcons, setText, show} from './dom.js';
import {hhmm, syncClock} from './format.js';
import {ring} from './sound.js';
import {called, cancelled, expired, loading, missed, serving, thanks, waiting} from './t-views.js';
import {rateView} from './t-rate.js';
import {words} from './words.js';

const POLL_MS = 4000;
const LANGUAGE = 'language';
const FINAL = ['done', 'cancelled', 'expired'];

const token = location.pathname.split('/').pop();
const state = {
  language: localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'zh',
  hall: null, visit: null, gone: false, offline: false, asking: false, wrong: '',
};
let drawn = '';
let previous = '';
let timer = 0;

const path = () => `/visits/${token}`;
const text = () => words[state.language];
// The hall's own words in the visitor's language.
const own = (entry) => (state.language === 'en' ? entry.en : entry.zh_CN);

async function refresh() {
  clearTimeout(timer);
  try {
    state.hall ??= await get('/hall');
    state.visit = await get(path());
    syncClock(state.visit.at);
    state.offline = false;
  } catch (error) {
    if (error.status === 404) state.gone = true;
    else state.offline = true;
  }
  render();
  if (!state.gone && !(state.visit && FINAL.includes(state.visit.state) && !state.offline)) {
    timer = setTimeout(refresh, POLL_MS);
  }
}

function view() {
  const {visit, hall, gone} = state;
  if (!hall) return ['loading', loading];
  if (gone || visit?.state === 'expired') return ['expired', expired];
  if (!visit) return ['loading', loading];
  switch (visit.state) {
    case 'waiting': return ['waiting', waiting];
    case 'called': return ['called', called];
    case 'serving': case 'held': return ['serving', serving];
    case 'done': return visit.rated ? ['thanks', thanks] : ['rate', rateView];
    case 'absent': return ['missed', missed];
    default: return ['cancelled', cancelled];
  }
}

function render() {
  const {hall, visit, offline} = state;
  const t = text();
  const [name, build] = view();
  document.documentElement.lang = t.lang;
  setText('#language-words', t.other);
  $('#language').lang = t.otherLang;
  if (hall) {
    setText('#hall', own(hall.name));
    setText('#leak-words', t.emergency);
    setText('#emergency', hall.emergency);
    $('#leak').href = `tel:${hall.emergency}`;
    show('#leak', true);
  }
  show('#offline', offline);
  setText('#offline-words', visit ? `${t.offline} · ${t.offlineHint(hhmm(visit.at))}` : t.offline);
  setText('#updated', name === 'waiting' ? t.updated(hhmm(visit.at)) : '');
  announce(name);
  // The time of asking alone changes nothing; what the visitor has begun to fill in stays.
  const key = JSON.stringify([name, state.language, {...visit, at: ''}, state.asking, state.wrong]);
  if (key === drawn) return;
  drawn = key;
  document.body.className = name;
  $('meta[name="theme-color"]').content = name === 'called' ? '#0B5462' : '#F5F2EC';
  if (visit) document.title = t.title(visit.number);
  $('#view').replaceChildren(...build({t, own, hall, visit, state, cancel, ask, rate}));
}

// Says a change of state aloud, and rings once when it is the visitor's turn.
function announce(name) {
  if (name === previous) return;
  const {visit} = state;
  const t = text();
  if (name === 'called') {
    setText('#spoken', `${t.called} ${t.counterName(visit.counter)}`);
    if (previous && previous !== 'loading') {
      ring();
    }
  } else if (name === 'serving') setText('#spoken', t.servingTitle);
  else if (name === 'missed') setText('#spoken', t.missed);
  previous = name;
}

function ask(open) {
  state.asking = open;
  state.wrong = '';
  render();
  $(open ? '#cancel-no' : '#cancel')?.focus();
}

async function attempt(run) {
  try {
    await run();
    state.wrong = '';
  } catch (error) {
    const {errors} = text();
    state.wrong = errors[error.code] ?? errors.other;
  }
}

async function cancel() {
  await attempt(async () => { state.visit = await post(`${path()}/cancel`); });
  state.asking = false;
  refresh();
}

async function rate(rating) {
  await attempt(async () => { state.visit = await post(`${path()}/rating`, rating); });
  refresh();
}

$('#language').addEventListener('click', () => {
  state.language = state.language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(LANGUAGE, state.language);
  render();
});
document.addEventListener('visibilitychange', () => { if (!document.hidden && !state.gone) refresh(); });

drawIcons();
render();
refresh();
