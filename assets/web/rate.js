// rate.js - the rating tablet at a counter: idle until the counter finished a visit, then five faces for two minutes.
// It is never told whose visit that was; which one a rating belongs to is known to the hall alone.

import {get, post} from './api.js';
import {$, drawIcons, h, icon, isDisabled, setDisabled, setText, show} from './dom.js';
import {hallTime, hhmm, now, syncClock} from './format.js';
import {serviceName} from './hall.js';
import {keepLive} from './live.js';

const RING_S = 20;    // the last seconds are counted down
const THANKS_S = 20;
const IN_ONE_ROW = 4; // reasons
const LEVELS = {5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意'};

const number = location.pathname.split('/').pop();
const state = {hall: null, tablet: null, said: null, left: ''};
let choice = {score: 0, reasons: new Set()};
let sending = false;
let drawn = '';
let link = null;

// One visit is told from the next by when its time is over.
const visitKey = ({visit}) => (visit ? `${visit.number} ${visit.until}` : '');
const secondsTo = (ms) => Math.ceil((ms - now()) / 1000);

async function refresh() {
  state.hall ??= await get('/hall');
  try {
    state.tablet = await get(`/tablets/${number}`);
  } catch (error) {
    if (error.status !== 404) throw error;
    $('#view').replaceChildren(h('div', {class: 'thank-you'}, h('h1', {}, `没有 ${number}号窗口`), h('p', {}, '请核对平板的网址。')));
    return;
  }
  syncClock(state.tablet.at);
  render();
}

// What is shown: thanks for a while, the question while there is one and nobody waved it away, else idle.
function shown() {
  const {tablet, said, left} = state;
  const fresh = tablet.open && secondsTo(Date.parse(tablet.visit.until)) > 0 && visitKey(tablet) !== left;
  if (said && secondsTo(said.until) > 0 && !(fresh && visitKey(tablet) !== said.key)) return 'thanks';
  return fresh ? 'ask' : 'idle';
}

function render() {
  if (!state.tablet) return;
  const name = shown();
  const {state: seat, staff} = state.tablet;
  const key = JSON.stringify([name, name === 'idle' ? [seat, staff] : name === 'ask' ? visitKey(state.tablet) : state.said]);
  if (key !== drawn) {
    drawn = key;
    choice = {score: 0, reasons: new Set()};
    $('#view').className = name;
    $('#view').replaceChildren(...{idle, ask, thanks}[name]());
  }
  tick(name);
}

function tick(name) {
  if (name === 'idle') { setText('.clock', hhmm(hallTime(now()))); return; }
  const seconds = secondsTo(name === 'ask' ? Date.parse(state.tablet.visit.until) : state.said.until);
  show('#countdown', seconds <= RING_S);
  setText('#seconds', Math.max(0, seconds));
  setText('#seconds-words', `${Math.max(0, seconds)} 秒后自动收起`);
}

const logo = () => icon('logo', 'logo');
const countdown = () => h('span', {class: 'end', id: 'countdown', hidden: true}, h('span', {id: 'seconds-words'}),
  h('span', {class: 'ring', id: 'seconds', 'aria-hidden': 'true'}));

function idle() {
  const {hall, tablet} = state;
  const served = tablet.own.map((code) => serviceName(hall, code)).join(' · ');
  const who = tablet.state === 'open' && tablet.staff ? h('p', {class: 'who'}, h('b', {}, tablet.staff), ' 为您服务')
    : h('p', {class: 'who'}, tablet.state === 'paused' ? '暂停片刻' : '现在没有开');
  return [
    h('header', {}, logo(), h('b', {}, hall.name.zh_CN), h('span', {class: 'clock'}, hhmm(hallTime(now())))),
    h('div', {class: 'welcome'}, h('div', {}, h('h1', {}, `${number}号窗口`), who, h('p', {class: 'what'}, served)),
      h('img', {class: 'harbour', src: '/icons/harbour-day.svg', alt: ''})),
    h('p', {class: 'please'}, icon('rate'), '办完以后，请在这里评一评'),
  ];
}

function ask() {
  const {hall, tablet} = state;
  const {visit, staff} = tablet;
  const why = h('div', {class: 'why'});
  const submit = h('button', {class: 'button primary submit', type: 'button', id: 'submit', onclick: () => send(submit)});
  const draw = () => { drawWhy(why); drawSubmit(submit); };
  const nodes = [
    h('header', {}, logo(), h('b', {}, `${number}号窗口`), h('span', {class: 'name'}, staff ?? ''), countdown()),
    h('div', {class: 'question'}, h('h1', {id: 'question'}, '这次服务，您满意吗？'),
      h('span', {class: 'visit'}, h('b', {}, visit.number), serviceName(hall, visit.service))),
    faces(draw), why,
    h('div', {class: 'actions'}, h('button', {class: 'button quiet no', type: 'button', id: 'leave', onclick: leave}, icon('close'), '不评了'),
      h('span', {class: 'promise'}, icon('shield'), h('span', {}, '自愿评价', h('br'), '窗口看不到是谁评的')), submit),
  ];
  draw();
  return nodes;
}

function faces(draw) {
  const keys = [5, 4, 3, 2, 1].map((score) => h('button', {class: 'button face', type: 'button', role: 'radio', 'data-score': score,
    'aria-checked': 'false', onclick: () => choose(score)},
  icon(`face${score}`), LEVELS[score], h('span', {class: 'badge-check'}, icon('check'))));
  function choose(score) {
    if (score !== choice.score) choice.reasons.clear();
    choice.score = score;
    keys.forEach((key) => key.setAttribute('aria-checked', String(Number(key.dataset.score) === score)));
    draw();
  }
  return h('div', {class: 'faces', role: 'radiogroup', 'aria-labelledby': 'question'}, ...keys);
}

function drawWhy(box) {
  const offered = choice.score ? state.hall.reasons[choice.score] : [];
  $('#view').classList.toggle('many', offered.length > IN_ONE_ROW);
  if (!offered.length) { box.replaceChildren(); return; }
  box.replaceChildren(
    h('div', {class: 'why-head'}, h('h2', {}, choice.score > 3 ? '好在哪里？' : '哪里不好？'), h('span', {}, '可选几项，也可不选')),
    h('div', {class: 'reasons'}, ...offered.map(reasonKey)));
}

function reasonKey({code, name}) {
  const key = h('button', {class: 'button reason', type: 'button', role: 'checkbox', 'data-reason': code,
    'aria-checked': String(choice.reasons.has(code)), onclick: () => {
      const chosen = !choice.reasons.delete(code);
      if (chosen) choice.reasons.add(code);
      key.setAttribute('aria-checked', String(chosen));
    }}, h('span', {class: 'box'}, icon('check')), name.zh_CN);
  return key;
}

function drawSubmit(submit) {
  setDisabled(submit, !choice.score);
  submit.replaceChildren('提交评价', choice.score ? '' : h('span', {class: 'why'}, '先选一个表情'));
}

function leave() {
  state.left = visitKey(state.tablet);
  render();
}

function say(words) {
  state.said = {...words, key: visitKey(state.tablet), until: now() + THANKS_S * 1000};
  state.left = state.said.key;
  render();
}

async function send(submit) {
  if (sending || isDisabled(submit)) return;
  const {score} = choice;
  sending = true;
  setDisabled(submit, true);
  submit.replaceChildren('正在提交');
  try {
    await post(`/tablets/${number}/rating`, {score, reasons: [...choice.reasons]});
    say({face: score, title: '谢谢您的评价', lead: score <= 2 ? '我们会有人来改，窗口看不到是谁评的。' : '评价已经记下，窗口看不到是谁评的。'});
  } catch (error) {
    if (error.status === 409) say({face: 4, title: '谢谢您', lead: '这次服务已经评过了，或者评价的时间过了。'});
    else drawSubmit(submit);
  } finally {
    sending = false;
    link.update();
  }
}

function thanks() {
  const {face, title, lead} = state.said;
  return [h('header', {}, logo(), h('b', {}, `${number}号窗口`), countdown()),
    h('div', {class: 'thank-you', role: 'status'}, icon(`face${face}`), h('h1', {}, title), h('p', {}, lead))];
}

drawIcons();
link = keepLive({refresh, onState: ({live, since}) => {
  show('#offline', !live);
  setText('#offline-words', live ? '' : `${since} 起没连上，正在再试`);
}});
setInterval(render, 1000);
