// board.js - who is called, where to, and how long the others wait. Live; goes on trying for ever.

import {get} from './api.js';
import {$, drawIcon, drawIcons, h, setText, show} from './dom.js';
import {dateWords, hallTime, hhmm, now, rangeWords, syncClock, waitRange, whenWords} from './format.js';
import {isStale, offerWords, serviceName, sharedOffer} from './hall.js';
import {keepLive} from './live.js';

const LISTED = 4;        // calls beside the newest
const FRESH_MS = 2000;
const ONE_ROW = 6;

let hall = null;
let board = null;
let seen = null;         // the calls of the last answer; null before the first

async function refresh() {
  board = await get('/board');
  if (isStale(hall, board)) hall = await get('/hall');
  syncClock(board.at);
  render();
}

function render() {
  setText('#hall', hall.name.zh_CN);
  setText('#emergency', hall.emergency);
  // Who is still awaited goes before who has come.
  const first = board.calls.find((call) => call.state === 'called') ?? board.calls[0];
  const others = board.calls.filter((call) => call !== first);
  showNewest(first);
  showOthers(others.slice(0, LISTED));
  showServices();
  tick();
}

function showNewest(call) {
  const frame = $('#newest');
  const awaited = call?.state === 'called';
  show('#call', Boolean(call));
  show('#quiet', !call);
  frame.classList.toggle('is-call', awaited);
  if (call) {
    setText('#title', awaited ? '请到窗口' : '正在办理');
    drawIcon($('#title-icon'), awaited ? 'call' : 'window');
    setText('#number', call.number);
    $('#number').style.setProperty('--chars', call.number.length);
    setText('#counter', `${call.counter}号窗口`);
  } else {
    setText('#quiet-title', board.open ? '请先取号' : '现在没有营业');
    setText('#quiet-lead', board.open ? '叫到号码，会显示在这里' : hall.next_open ? `${whenWords(hall.next_open)} 开门` : '');
  }
  if (awaited && seen && !seen.has(keyOf(call))) brighten(frame);
  seen = new Set(board.calls.map(keyOf));
}

// A call again is a new call.
const keyOf = (call) => `${call.number} ${call.calls} ${call.called_at}`;

function brighten(frame) {
  frame.classList.remove('fresh');
  void frame.offsetWidth; // starts the animation anew when two calls follow closely
  frame.classList.add('fresh');
  setTimeout(() => frame.classList.remove('fresh'), FRESH_MS);
}

// With nobody beside the newest the whole width is its own, and the waits are larger; at night the harbour shows.
function showOthers(calls) {
  $('#calls').replaceChildren(...calls.map(row));
  $('#side').style.setProperty('--listed', calls.length);
  document.body.classList.toggle('full', calls.length === LISTED);
  document.body.classList.toggle('few', calls.length > 0 && calls.length <= LISTED / 2);
  document.body.classList.toggle('calm', calls.length === 0);
  document.body.classList.toggle('asleep', !board.open && board.calls.length === 0);
}

function row(call) {
  const number = h('span', {class: 'ticket'}, call.number);
  number.style.setProperty('--chars', call.number.length);
  return h('li', {}, number, h('span', {class: 'at'}, String(call.counter), h('small', {}, '号')));
}

function showServices() {
  const list = $('#services');
  const shared = sharedOffer(board.services);
  const services = shared ? board.services.filter((service) => service.waiting) : board.services;
  list.classList.toggle('many', services.length > ONE_ROW);
  list.style.setProperty('--columns', Math.min(services.length, ONE_ROW));
  list.style.setProperty('--calm-columns', services.length > 3 ? Math.ceil(services.length / 2) : services.length);
  list.replaceChildren(...services.map((service) => tile(service, shared ? null : offered(service))));
  if (shared && board.open) list.append(h('li', {class: 'shared'}, shared));
  show(list, list.children.length > 0);
}

function tile(service, offer) {
  const name = serviceName(hall, service.code);
  return h('li', {}, h('span', {class: 'name'}, service.waiting ? `${name} ${service.waiting}人` : name), ...(offer ?? [wait(service)]));
}

// Where no number can be had: why, and from when on again; null where one can.
function offered(service) {
  const words = offerWords(service);
  return words && [h('span', {class: 'wait unknown'}, words.what), words.next ? h('span', {class: 'next'}, words.next) : ''];
}

function wait(service) {
  const range = waitRange(service.wait);
  if (range === 'none') return h('span', {class: 'wait none'}, '不用等');
  if (!range) return h('span', {class: 'wait unknown'}, '窗口还没开');
  return h('span', {class: 'wait'}, rangeWords(range), h('small', {}, '分钟'));
}

function tick() {
  const time = hallTime(now());
  setText('#clock', hhmm(time));
  setText('#date', dateWords(time));
}

function onState({live, attempt}) {
  show('#note', live);
  show('#lost', !live);
  const since = board ? `这是 ${hhmm(board.at)} 的情形` : '请看一下网线';
  if (!live) setText('#lost-words', `没连上，第 ${attempt} 次重连 · ${since}`);
}

drawIcons();
keepLive({refresh, onState});
setInterval(tick, 1000);
