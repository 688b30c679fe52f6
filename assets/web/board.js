// board.js - who is called, where to, and how long the others wait. Live; goes on trying for ever.

import {get} from './api.js';
import {$, drawIcon, drawIcons, h, setText, show} from './dom.js';
import {dateWords, hallTime, hhmm, now, rangeWords, syncClock, waitRange} from './format.js';
import {serviceName} from './hall.js';
import {keepLive} from './live.js';

const LISTED = 4;        // calls beside the newest
const FRESH_MS = 2000;
const ONE_ROW = 6;

let hall = null;
let board = null;
let seen = null;         // the calls of the last answer; null before the first

async function refresh() {
  hall ??= await get('/hall');
  board = await get('/board');
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
  $('#calls').replaceChildren(...others.slice(0, LISTED).map(row));
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
    setText('#quiet-lead', board.open ? '叫到号码，会显示在这里' : `营业时间 ${hall.opens}–${hall.closes}`);
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

function row(call) {
  const number = h('span', {class: 'ticket'}, call.number);
  number.style.setProperty('--chars', call.number.length);
  return h('li', {}, number, h('span', {class: 'at'}, String(call.counter), h('small', {}, '号')));
}

function showServices() {
  const list = $('#services');
  list.classList.toggle('many', board.services.length > ONE_ROW);
  list.style.setProperty('--columns', Math.min(board.services.length, ONE_ROW));
  list.replaceChildren(...board.services.map((service) => {
    const name = serviceName(hall, service.code);
    return h('li', {}, h('span', {class: 'name'}, service.waiting ? `${name} ${service.waiting}人` : name), wait(service));
  }));
}

function wait(service) {
  const range = waitRange(service.wait);
  if (range === 'none') return h('span', {class: 'wait none'}, '不用等');
  if (!range) return h('span', {class: 'wait unknown'}, '按号叫');
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
