// t.js - a visitor's ticket: asks how it stands, shows the view that fits, speaks two languages.

import {get, post} from './api.js';
import {$, drawIcons, setText, show} from './dom.js';
import {hhmm, syncClock} from './format.js';
import {ring} from './sound.js';
import {called, cancelled, expired, held, loading, missed, serving, thanks, unknown, waiting} from './t-views.js';
import {complainView, complainWay} from './t-complain.js';
import {rateView} from './t-rate.js';
import {words} from './words.js';

const POLL_MS = 4000;
const LANGUAGE = 'language';
const FINAL = ['done', 'cancelled', 'expired'];
const QUIET = ['called', 'loading', 'unknown', 'expired', 'complain']; // no way to a complaint there
const GONE = {404: 'unknown', 410: 'expired'}; // answers that will not change any more

const token = location.pathname.split('/').pop();
const state = {
  language: words[localStorage.getItem(LANGUAGE)] ? localStorage.getItem(LANGUAGE) : navigator.language.startsWith('zh') ? 'zh' : 'en',
  hall: null, visit: null, gone: '', offline: false, asking: false, telling: false, told: 0, wrong: '',
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
    state.gone = GONE[error.status] ?? '';
    state.offline = !state.gone;
    if (state.gone) state.visit = null;
  }
  render();
  if (!state.gone && !(state.visit && FINAL.includes(state.visit.state) && !state.offline)) {
    timer = setTimeout(refresh, POLL_MS);
  }
}

function view() {
  const {visit, hall, gone} = state;
  if (!hall) return ['loading', loading];
  if (gone === 'unknown') return ['unknown', unknown];
  if (gone || visit?.state === 'expired') return ['expired', expired];
  if (!visit) return ['loading', loading];
  if (state.telling && visit.state !== 'called') return ['complain', complainView];
  switch (visit.state) {
    case 'waiting': return ['waiting', waiting];
    case 'called': return ['called', called];
    case 'serving': return ['serving', serving];
    case 'held': return ['held', held];
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
  setText('#spoken', spokenWords(name));
  if (name === 'called' && previous && !['called', 'loading'].includes(previous)) ring();
  previous = name;
  // The time of asking alone changes nothing; what the visitor has begun to fill in stays.
  const moving = name === 'complain' ? {} : {...visit, at: ''};
  const key = JSON.stringify([name, state.language, moving, state.asking, state.wrong, state.told]);
  if (key === drawn) return;
  drawn = key;
  document.body.className = name;
  $('meta[name="theme-color"]').content = name === 'called' ? '#0B5462' : '#F5F2EC';
  document.title = visit && name !== 'expired' ? t.title(visit.number) : t.ownTicket;
  const page = {t, own, hall, visit, state, path: path(), cancel, ask, rate, tell, attempt, render: told};
  $('#view').replaceChildren(...build(page), QUIET.includes(name) ? '' : complainWay(page));
}

// What is said aloud when the state changes, and again in the other language.
function spokenWords(name) {
  const t = text();
  switch (name) {
    case 'called': return `${t.called} ${t.counterName(state.visit.counter)}`;
    case 'serving': return t.servingTitle;
    case 'held': return t.heldTitle;
    case 'missed': return t.missed;
    case 'expired': return t.expiredTitle;
    case 'unknown': return t.unknownTitle;
    default: return '';
  }
}

function ask(open) {
  state.asking = open;
  state.wrong = '';
  render();
  $(open ? '#cancel-no' : '#cancel')?.focus();
}

function tell(open) {
  Object.assign(state, {telling: open, wrong: ''});
  render();
  window.scrollTo(0, 0);
}

// After something was sent: what is shown has changed, though the visit has not.
function told() {
  state.told += 1;
  render();
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
