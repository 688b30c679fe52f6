// spans.js - which days the manager looks at. The choice is in the address, so that a page can be bookmarked:
// nothing for today, ?span=yesterday|week|month, or any two days as ?from=2026-11-01&to=2026-11-18.

import {$, h, setText, show} from './dom.js';
import {dateWords, hhmm} from './format.js';

const DAY_MS = 86400000;
const NAMES = {today: '今天', yesterday: '昨天', week: '本周', month: '本月', own: '自选'};

const shifted = (day, by) => new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
const sinceMonday = (day) => (new Date(day).getUTCDay() + 6) % 7;
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text)) && shifted(text, 0) === text;

const FROM_TO = {
  today: (today) => [today, today],
  yesterday: (today) => [shifted(today, -1), shifted(today, -1)],
  week: (today) => [shifted(today, -sinceMonday(today)), today],
  month: (today) => [`${today.slice(0, 8)}01`, today],
};

// {name, words, from, to, live}; live: today alone, when what is going on now can be told too.
export function readSpan(search, today) {
  const query = new URLSearchParams(search);
  const own = [query.get('from'), query.get('to')];
  const name = own.every(isDay) ? 'own' : FROM_TO[query.get('span')] ? query.get('span') : 'today';
  const [from, to] = name === 'own' ? own.sort() : FROM_TO[name](today);
  return {name, words: NAMES[name], from, to, live: from === today && to === today};
}

// 11月18日 星期三 · 11月1日–18日 · 10月28日–11月3日 · 2025年12月29日–2026年1月4日
function datesWords({from, to}) {
  if (from === to) return dateWords(from);
  const words = (day, parts) => day.split('-').map((part, i) => (parts[i] ? Number(part) + parts[i] : '')).join('');
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const start = words(from, [sameYear ? '' : '年', '月', '日']);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${start}–${words(to, [sameYear ? '' : '年', sameMonth ? '' : '月', '日'])}`;
}

// The real dates, and until when while the last of them is today (queue: an answer with {at, day}).
export function titleWords(span, queue) {
  return datesWords(span) + (span.to >= queue.day ? `，截至 ${hhmm(queue.at)}` : '');
}

// The segments and the two days of 自选. go(search) opens another span.
export function buildSpans(go) {
  $('#spans').replaceChildren(...Object.entries(NAMES).map(([name, words]) => h('button',
    {type: 'button', 'data-span': name, onclick: () => go(searchOf(name))}, words)));
  const own = () => { if (isDay($('#from').value) && isDay($('#to').value)) go(searchOf('own')); };
  $('#from').addEventListener('change', own);
  $('#to').addEventListener('change', own);
}

function searchOf(name) {
  if (name === 'today') return '';
  if (name !== 'own') return `?span=${name}`;
  const [from, to] = [$('#from').value, $('#to').value].sort();
  return `?from=${from}&to=${to}`;
}

export function showSpan(span, queue) {
  setText('#title', span.words);
  setText('#dates', titleWords(span, queue));
  document.title = `${span.words} · 管理`;
  for (const key of $('#spans').children) key.setAttribute('aria-pressed', String(key.dataset.span === span.name));
  show('#own-days', span.name === 'own');
  for (const [field, day] of [['#from', span.from], ['#to', span.to]]) {
    $(field).max = queue.day;
    if ($(field) !== document.activeElement) $(field).value = day;
  }
}
