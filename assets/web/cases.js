// cases.js - the workbench for cases: the list, one case with its whole story, follow-up calls, ratings. One page
// with a view for each address, so that any of them can be bookmarked and found again by going back.

import {call, errorWords, get} from './api.js';
import {caseView} from './case-view.js';
import {closeDialog, dialogOpen} from './dialog.js';
import {$, drawIcons, setText, show, showLoading} from './dom.js';
import {anyDraft, forgetDrafts, guardDrafts} from './drafts.js';
import {followUpView} from './follow-up.js';
import {hallTime, hhmm, now, syncClock} from './format.js';
import {listView} from './case-list.js';
import {enter, leave} from './login.js';
import {keepLive, lostBar} from './live.js';
import {notice, toast, wireNotices} from './notices.js';
import {ratingsView} from './rated.js';

// A view: {load() → what it shows, or rejects; draw(loaded) fills root; key(event) → whether it was its own; unsent() →
// what is typed in it and not yet sent, in words, or ''}.
const VIEWS = [
  [/^\/staff\/cases\/?$/, listView, 'cases'],
  [/^\/staff\/cases\/(\d+)$/, caseView, 'cases'],
  [/^\/staff\/follow-up\/?$/, followUpView, 'follow-up'],
  [/^\/staff\/ratings\/?$/, ratingsView, 'ratings'],
];

const page = {staff: null, hall: null, live: true, send, go, refresh: () => link?.update(), root: null};
let link = null;
let loaded = () => {};
let view = null;

// The view of the address, made anew where another one is asked for; a change of filters stays in its view.
function turn() {
  const [, make, tab, match] = VIEWS.map(([form, ...rest]) => [form, ...rest, form.exec(location.pathname)])
    .find(([, , , match]) => match) ?? [null, ...VIEWS[0].slice(1), []];
  const name = `${tab} ${match[1] ?? ''}`;
  if (view?.name === name) return;
  closeDialog();
  loaded();
  const unsent = view?.unsent?.();
  if (unsent) toast(`${unsent}还没有发出，回来可以接着写`);
  page.root = document.createElement('div');
  $('#view').replaceChildren(page.root);
  for (const one of document.querySelectorAll('.tabs a')) one.removeAttribute('aria-current');
  $(`#tab-${tab}`).setAttribute('aria-current', 'page');
  loaded = showLoading($('#loading'));
  view = {...make(page, match[1]), name};
}

async function refresh() {
  const asked = view;
  try {
    page.hall ??= await get('/hall');
    const fresh = await asked.load();
    if (asked !== view) return;
    loaded();
    syncClock(fresh.at);
    tick();
    setText('#hall', page.hall.name.zh_CN);
    asked.draw(fresh);
  } catch (error) {
    if (error.status === 401 && !dialogOpen() && !anyDraft()) location.reload(); // what is being written is not thrown away
    if (error.offline || error.status === 401 || error.status >= 500) throw error;
    if (asked !== view) return;
    loaded();
    asked.refused ? asked.refused(error) : notice(errorWords(error));
  }
}

const tick = () => setText('#clock', hhmm(hallTime(now())));

// Goes to another address of the workbench.
function go(path, {replace} = {}) {
  if (path === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  turn();
  link.update();
}

// Sends one step and shows what came of it; rejects with an ApiError.
async function send(path, body) {
  try {
    return await call('POST', path, body);
  } finally {
    await link.update();
  }
}

function onClick(event) {
  const way = event.target.closest('a[href^="/staff/"]');
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(way.getAttribute('href'));
}

// The first press only tells what would be lost.
async function logOut() {
  if (anyDraft() && !$('#logout').dataset.asked) {
    $('#logout').dataset.asked = 'yes';
    notice('写的还没有发出。再按一次退出，就不要了。');
    return;
  }
  forgetDrafts();
  await leave(link);
}

function onKey(event) {
  if (event.altKey || event.repeat || dialogOpen()) return;
  if (view.key?.(event)) event.preventDefault();
}

async function main() {
  drawIcons();
  page.staff = await enter({root: $('#door'), desk: '工作台'});
  show('#page', true);
  show('#to-manager', page.staff.role !== 'clerk');
  setText('#who', page.staff.name);
  wireNotices();
  turn();
  const bar = lostBar({bar: $('#lost'), text: $('#lost-words'), dot: $('#dot'), label: $('#live-words')});
  link = keepLive({refresh, onState: (next) => {
    page.live = next.live;
    bar(next);
    document.body.classList.toggle('stale', !next.live);
  }});
  window.addEventListener('popstate', () => { turn(); link.update(); });
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  $('#logout').addEventListener('click', logOut);
  document.addEventListener('input', () => { delete $('#logout').dataset.asked; });
  guardDrafts();
  $('#reconnect').addEventListener('click', () => link.retry());
  setInterval(tick, 1000);
}

main();
