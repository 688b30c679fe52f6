// t-views.js - what the phone shows in each state of a ticket. Each view returns its nodes.

import {h, icon} from './dom.js';
import {hhmm, rangeWords, waitRange, whenWords} from './format.js';
import {serviceOf, toBring} from './hall.js';
import {turnTimes} from './words.js';

const DRAWN_PEOPLE = 5; // at most so many figures stand before one's own, one less when there are more
const SOON_MIN = 5;

const visited = ({hall, visit}) => serviceOf(hall, visit.service);

function number(visit) {
  const node = h('strong', {class: 'number'}, visit.number);
  node.style.setProperty('--chars', visit.number.length);
  return node;
}

const tear = () => h('div', {class: 'tear', 'aria-hidden': 'true'});
const checks = (lines) => h('ul', {class: 'checks'}, ...lines.map((line) => h('li', {}, icon('check'), h('span', {}, line))));
const lines = (texts) => texts.flatMap((text, i) => (i ? [h('br'), text] : [text]));

export function loading({t}) {
  return [h('div', {class: 'ticket loading', 'aria-busy': 'true', 'aria-label': t.loading}, h('i'), h('i'), h('i'))];
}

export function waiting(page) {
  const {t, own, visit} = page;
  const service = visited(page);
  const turn = turnTimes(visit.wait);
  const bring = own(toBring(service));
  return [
    h('section', {class: 'ticket'},
      h('div', {class: 'line'}, h('span', {class: 'service'}, own(service.name)),
        h('span', {class: 'status'}, h('i', {class: 'dot'}), t.waiting)),
      number(visit), tear(),
      h('dl', {class: 'facts', 'aria-live': 'polite'}, aheadFact(t, visit), waitFact(t, visit)),
      people(t, visit),
      turn ? h('p', {}, t.turn(...turn)[0], h('strong', {}, t.turn(...turn)[1]), t.turn(...turn)[2]) : null),
    h('section', {class: 'note'}, icon('call'), h('p', {}, ...lines(t.willCall))),
    checks([bring ? t.bring(bring) : '', t.missedHint].filter(Boolean)),
    ...leaveQueue(page),
  ];
}

// The way out of the queue, where the hall still allows it.
function leaveQueue(page) {
  const {t, visit, state} = page;
  const wrong = state.wrong ? [h('p', {class: 'wrong', role: 'alert'}, state.wrong)] : [];
  if (!visit.moves.includes('cancel')) return wrong;
  return [...wrong, state.asking ? askAgain(page) : h('button', {class: 'button quiet act', id: 'cancel', type: 'button',
    onclick: () => page.ask(true)}, icon('close'), t.cancel)];
}

function aheadFact(t, visit) {
  return h('div', {}, h('dt', {}, t.ahead), h('dd', {}, String(visit.ahead), t.people ? h('small', {}, t.people) : null));
}

function waitFact(t, visit) {
  const range = waitRange(visit.wait);
  const value = range === 'none' ? h('dd', {class: 'words'}, t.noWait)
    : range ? h('dd', {}, rangeWords(range), h('small', {}, t.minutes))
      : h('dd', {class: 'words'}, t.unknownWait);
  return h('div', {}, h('dt', {}, t.wait), value);
}

function people(t, visit) {
  const drawn = visit.ahead > DRAWN_PEOPLE ? DRAWN_PEOPLE - 1 : visit.ahead;
  return h('div', {class: visit.ahead ? 'people' : 'people alone'},
    visit.ahead > drawn ? h('span', {class: 'more'}, `+${visit.ahead - drawn}`) : null,
    ...Array.from({length: drawn}, () => icon('person')),
    icon('you', 'you'), h('span', {class: 'here'}, placeWords(t, visit)));
}

// Only whom a counter would really call is told to be the next: counters take from several services.
function placeWords(t, visit) {
  if (visit.ahead) return t.here;
  if (visit.next) return t.youAreNext;
  const range = waitRange(visit.wait);
  return range === 'none' || range?.lo <= SOON_MIN ? t.soon : t.noneAhead;
}

function askAgain({t, ask, cancel}) {
  let pressed = false;
  const yes = h('button', {class: 'button', type: 'button', id: 'cancel-yes', onclick: () => {
    if (pressed) return;
    pressed = true;
    yes.setAttribute('aria-disabled', 'true');
    cancel();
  }}, t.cancelYes);
  return h('section', {class: 'ask', role: 'group', 'aria-labelledby': 'cancel-ask'},
    h('strong', {id: 'cancel-ask'}, t.cancelAsk), h('p', {}, t.cancelCost),
    h('div', {class: 'pair'}, yes,
      h('button', {class: 'button primary', type: 'button', id: 'cancel-no', onclick: () => ask(false)}, t.cancelNo)));
}

export function called(page) {
  const {t, own, visit} = page;
  const service = visited(page);
  const bring = own(toBring(service));
  return [
    h('h1', {}, icon('call'), t.called),
    h('section', {class: 'ticket'},
      h('div', {class: 'goto'}, h('span', {}, t.goTo), h('strong', {}, String(visit.counter)), t.counter ? h('b', {}, t.counter) : null),
      tear(),
      h('div', {class: 'line'}, h('span', {class: 'quiet-text'}, t.yourNumber), h('span', {class: 'quiet-text'}, own(service.name))),
      h('div', {class: 'line'}, h('span', {class: 'own-number'}, visit.number),
        h('span', {class: 'at'}, visit.calls > 1 ? t.calledTimes(visit.calls) : t.calledAt(hhmm(visit.called_at)))),
      bring ? checks([t.bringAlong(bring)]) : null),
    h('p', {class: 'walk'}, t.comeNow),
    h('p', {class: 'slow'}, ...lines(t.comeSlow(visit.counter))),
  ];
}

export function serving(page) {
  const {t, own, visit} = page;
  return [
    h('section', {class: 'ticket'},
      h('div', {class: 'line'}, h('span', {class: 'service'}, own(visited(page).name)),
        h('span', {class: 'status'}, h('i', {class: 'dot'}), t.serving)),
      number(visit), tear(),
      h('div', {class: 'line'}, h('strong', {}, t.counterName(visit.counter)), h('span', {class: 'quiet-text'}, t.startedAt(hhmm(visit.started_at))))),
    h('section', {class: 'note'}, icon('rate'), h('p', {}, t.servingHint)),
  ];
}

const numbered = (steps) => h('ol', {class: 'steps'}, ...steps.map(([what, how], i) => h('li', {},
  h('span', {class: 'mark', 'aria-hidden': 'true'}, String(i + 1)), h('b', {}, what), h('span', {}, how))));

export function held(page) {
  const {t, own, visit} = page;
  return [
    h('section', {class: 'ticket'},
      h('div', {class: 'line'}, h('span', {class: 'service'}, own(visited(page).name)),
        h('span', {class: 'status amber'}, icon('pause'), t.held)),
      number(visit), tear(),
      h('p', {class: 'quiet-text'}, t.heldAt(visit.counter))),
    h('h1', {}, t.heldTitle),
    numbered(t.heldSteps(visit)),
    ...leaveQueue(page),
  ];
}

export function missed(page) {
  const {t, own, visit, hall} = page;
  return [
    h('section', {class: 'ticket'},
      h('div', {class: 'line'}, h('span', {class: 'service'}, own(visited(page).name)),
        h('span', {class: 'status amber'}, icon('clock'), t.missed)),
      number(visit), tear(),
      h('p', {class: 'quiet-text'}, t.missedAt(visit.counter, hhmm(visit.called_at)))),
    h('h1', {}, t.missedTitle),
    numbered(t.missedSteps(visit)),
    h('section', {class: 'note'}, icon('window'), h('strong', {}, t.showPage)),
    h('p', {class: 'quiet-text until'}, t.missedUntil(hall.always_open ? '' : hall.closes ?? '')),
  ];
}

// Where to go from here: a new ticket, and when the hall is open.
function whatNow({t, hall, state}) {
  const lang = state.language;
  const [title, range, always] = t.hours;
  const entry = (name, what, how) => h('li', {}, icon(name), h('div', {}, h('b', {}, what), h('span', {}, how)));
  return h('ul', {class: 'what'}, entry('ticket', ...t.newTicket),
    entry('clock', title, hall.always_open ? always : hall.opens ? range(hall.opens, hall.closes)
      : hall.next_open ? t.closedUntil(whenWords(hall.next_open, lang)) : t.closed));
}

function centred(page, title, lead) {
  return [h('div', {class: 'centred'},
    h('img', {src: '/icons/harbour-day.svg', alt: '', width: 316, height: 168}),
    h('h1', {}, title), h('p', {class: 'lead'}, ...lines(lead)), whatNow(page))];
}

export const expired = (page) => centred(page, page.t.expiredTitle, page.t.expiredHint);
export const unknown = (page) => centred(page, page.t.unknownTitle, page.t.unknownHint);
export const cancelled = (page) => centred(page, page.t.cancelledTitle, page.t.cancelledHint);

export function thanks({t, visit}) {
  return [h('div', {class: 'centred thanks', role: 'status'},
    icon(`face${visit.score ?? 4}`, 'face'),
    h('h1', {}, t.thanksTitle),
    h('p', {class: 'lead'}, visit.score ? t.youSaid(t.levels[visit.score]) : '', h('br'), t.thanksHint))];
}
