// c.js - a visitor's case: its number and how it stands, in two languages.

import {get} from './api.js';
import {$, drawIcons, h, icon, setText, show} from './dom.js';
import {dateWords, hhmm} from './format.js';
import {serviceOf} from './hall.js';

const POLL_MS = 30000;
const LANGUAGE = 'language';

const words = {
  zh: {
    lang: 'zh-CN', other: 'English', otherLang: 'en', code: 'zh',
    kinds: {complaint: '投诉', suggestion: '建议', enquiry: '咨询', praise: '表扬'},
    states: {filed: '已登记'},
    about: '对象', sent: '提交', now: '现在',
    hall: '大厅环境', service: '某项业务', counter: '某个窗口', ticket: '这次办理', counterName: (n) => `${n}号窗口`,
    stands: {filed: '已登记，等工作人员处理'},
    ask: '想补充，或想问办到哪一步？到任意窗口报编号，或出示这一页。',
    gone: '没有这件事', goneHint: '请核对小票上的二维码，或到任意窗口报编号。',
    offline: '没连上，正在重试', updated: (time) => `${time} 更新`, emergency: '燃气泄漏请立即拨打', title: (n) => `${n} 我说的事`,
  },
  en: {
    lang: 'en', other: '中文', otherLang: 'zh-CN', code: 'en',
    kinds: {complaint: 'Complaint', suggestion: 'Suggestion', enquiry: 'Enquiry', praise: 'Praise'},
    states: {filed: 'Recorded'},
    about: 'About', sent: 'Sent', now: 'Now',
    hall: 'The hall', service: 'A service', counter: 'A counter', ticket: 'My visit', counterName: (n) => `Counter ${n}`,
    stands: {filed: 'Recorded, waiting for the staff'},
    ask: 'To add something or to ask how far it is, tell any counter the number or show this page.',
    gone: 'There is no such case', goneHint: 'Check the code on the slip, or tell any counter the number.',
    offline: 'Not connected, trying again', updated: (time) => `As of ${time}`, emergency: 'Gas leak? Call at once',
    title: (n) => `${n} my case`,
  },
};

const token = location.pathname.split('/').pop();
const state = {language: localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'zh', hall: null, claim: null, gone: false, offline: false};
let timer = 0;

const text = () => words[state.language];
const own = (entry) => (state.language === 'en' ? entry.en : entry.zh_CN);

async function refresh() {
  clearTimeout(timer);
  try {
    state.hall ??= await get('/hall');
    state.claim = await get(`/claims/${token}`);
    state.offline = false;
  } catch (error) {
    if (error.status === 404) state.gone = true;
    else state.offline = true;
  }
  render();
  if (!state.gone) timer = setTimeout(refresh, POLL_MS);
}

function subject(t) {
  const {hall, claim} = state;
  const parts = [claim.counter ? t.counterName(claim.counter) : '', claim.service ? own(serviceOf(hall, claim.service).name) : ''];
  return parts.filter(Boolean).join(' · ') || t[claim.about];
}

function claimView(t) {
  const {claim} = state;
  const fact = (label, value) => [h('dt', {}, label), h('dd', {}, value)];
  return [
    h('section', {class: 'ticket'},
      h('div', {class: 'line'}, h('span', {class: 'service'}, t.kinds[claim.kind]),
        h('span', {class: 'status'}, h('i', {class: 'dot'}), t.states[claim.state] ?? claim.state)),
      h('strong', {class: 'number case'}, claim.number),
      h('div', {class: 'tear', 'aria-hidden': 'true'}),
      h('dl', {class: 'facts case'}, ...fact(t.about, subject(t)),
        ...fact(t.sent, `${dateWords(claim.filed_at, t.code)} ${hhmm(claim.filed_at)}`),
        ...fact(t.now, t.stands[claim.state] ?? claim.state))),
    h('section', {class: 'note'}, icon('chat'), h('p', {}, t.ask)),
  ];
}

function render() {
  const {hall, claim, gone, offline} = state;
  const t = text();
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
  setText('#offline-words', t.offline);
  setText('#updated', claim && !gone ? t.updated(hhmm(claim.at)) : '');
  if (claim) document.title = t.title(claim.number);
  if (gone) $('#view').replaceChildren(h('div', {class: 'centred', role: 'status'}, h('h1', {}, t.gone), h('p', {class: 'lead'}, t.goneHint)));
  else if (claim) $('#view').replaceChildren(...claimView(t));
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
