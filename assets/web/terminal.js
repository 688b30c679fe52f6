// terminal.js - the terminal's live picture, and a finger for it where that was allowed.

import {call, errorWords, get, post, setCsrf} from './api.js';
import {$, drawIcons, setText, show} from './dom.js';
import {hallTime, hhmm, now, syncClock} from './format.js';
import {enter} from './login.js';

const PICTURE = 1, HIDDEN = 2, STATE = 3;
const SILENT_MS = 10000; // the terminal says something every 3 seconds
const SCREENS = {
  home: '首页', service: '选业务', guide: '办理须知', class: '优先', ticket: '取号成功', lookup: '凭号查询', rate: '评价',
  complaint_kind: '投诉建议', complaint_about: '投诉建议', complaint_text: '投诉建议', complaint_contact: '投诉建议',
  complaint_phone: '投诉建议', complaint_review: '投诉建议', complaint_done: '投诉建议', thanks: '感谢评价', info: '大厅须知',
  attract: '待机', closed: '休息', maintenance: '设备维护', error: '出错',
};
// Where nothing is typed there is only no picture yet.
const PUBLIC = new Set(['', 'home', 'service', 'guide', 'class', 'ticket', 'lookup', 'rate', 'thanks', 'info', 'attract',
  'closed', 'error']);
const LANGUAGES = {zh_CN: '中文', zh_TW: '繁體', en: 'English'};
// What a browser calls a key, and what the terminal does.
const KEYS = {
  Enter: 'Return', Tab: 'Tab', Escape: 'Escape', Backspace: 'Backspace', Delete: 'Delete', ArrowLeft: 'Left',
  ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', F5: 'F5', PageUp: 'PageUp', PageDown: 'PageDown',
};

const canvas = $('#screen');
const paper = canvas.getContext('2d', {alpha: false});
let state = {granted: 'none', asked: 'none', here: false};
let staff = null;
let sending = Promise.resolve();

// ---- the picture ----

function drawPicture(view) {
  const width = view.getUint16(0, true), height = view.getUint16(2, true);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
  for (let at = 4; at < view.byteLength;) at = drawTile(view, at);
  show('#curtain', false);
}

// One tile of runs: length - 1, red, green, blue. Returns where the next one begins.
function drawTile(view, at) {
  const x = view.getUint16(at, true), y = view.getUint16(at + 2, true);
  const tile = paper.createImageData(view.getUint16(at + 4, true), view.getUint16(at + 6, true));
  const end = at + 12 + view.getUint32(at + 8, true);
  const pixels = new Uint32Array(tile.data.buffer);
  let to = 0;
  for (let from = at + 12; from < end; from += 4) {
    const length = view.getUint8(from) + 1;
    const colour = view.getUint8(from + 1) | view.getUint8(from + 2) << 8 | view.getUint8(from + 3) << 16 | 255 << 24;
    pixels.fill(colour, to, to + length);
    to += length;
  }
  paper.putImageData(tile, x, y);
  return end;
}

function hiddenWords() {
  if (state.screen === 'maintenance') return '工作人员正在维护';
  return PUBLIC.has(state.screen) ? '正在取画面' : '客人正在填写';
}

// Nothing is kept of what stood there before.
function drawCurtain(words) {
  paper.clearRect(0, 0, canvas.width, canvas.height);
  setText('#curtain-words', words);
  show('#curtain', true);
}

// ---- the state ----

function drawState(fresh) {
  const before = state;
  state = fresh;
  const acts = state.granted === 'act';
  canvas.classList.toggle('acts', acts);
  show('#acting', !state.here);
  show('#hidden-note', !state.here && state.granted === 'none');
  show('#here-note', state.here);
  show('#noted', !state.here);
  $('#look').setAttribute('aria-pressed', String(!acts));
  $('#act').setAttribute('aria-pressed', String(acts));
  setText('#noted-words', `${state.who}，${hhmm(state.since)} 起。大厅那边的屏幕上也亮着一行小字：“工作人员正在远程查看”。`);
  setText('#fact-screen', (SCREENS[state.screen] ?? '') + (state.in_use ? '，有人在用' : '，没有人在用'));
  setText('#fact-touched', state.touched_at ? hhmm(state.touched_at) : '还没有');
  setText('#fact-lang', LANGUAGES[state.lang] ?? '');
  const other = state.helper && state.helper !== state.who ? `，${state.helper} 在帮客人` : '';
  setText('#fact-lookers', `${state.lookers} 人${other}`);
  if (state.asked !== 'none') setText('#answer', '大厅屏幕上正在问，等客人答应……');
  else if (before.asked !== 'none') setText('#answer', state.granted === 'none' ? '客人没有答应。' : '客人答应了。');
  else if (before.granted !== 'none' && state.granted === 'none') setText('#answer', '客人换了，请再问一声。');
  if (acts && before.granted !== 'act') { show('#why', false); canvas.focus(); }
}

function tick() {
  setText('#clock', hhmm(hallTime(now())));
}

// ---- the stream ----

function onMessage(kind, bytes) {
  if (kind === PICTURE) drawPicture(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  else if (kind === HIDDEN) drawCurtain(hiddenWords());
  else if (kind === STATE) drawState(JSON.parse(new TextDecoder().decode(bytes)));
}

// Takes whole messages off the front of what has come; returns the rest.
function takeMessages(bytes) {
  let at = 0;
  while (bytes.length - at >= 4) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
    if (bytes.length - at < 4 + length) break;
    if (length > 0) onMessage(bytes[at + 4], bytes.subarray(at + 5, at + 4 + length));
    at += 4 + length;
  }
  return bytes.slice(at);
}

function joined(a, b) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

async function follow(answer) {
  const reader = answer.body.getReader();
  let held = new Uint8Array(0);
  for (;;) {
    let timer;
    const silence = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('silent')), SILENT_MS); });
    const {value, done} = await Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
    if (done) return;
    held = takeMessages(held.length ? joined(held, value) : value);
  }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function lost(words, title = '和取号机的连接断了') {
  show('#lost', Boolean(words));
  setText('#lost-title', title);
  setText('#lost-words', words);
  if (words) drawCurtain('现在看不到画面');
  $('#dot').classList.toggle('lost', Boolean(words));
  setText('#live-words', words ? '没连上' : '实时');
}

function refuse(title, words) {
  show('#page', false);
  show('#refused', true);
  setText('#refused-title', title);
  setText('#refused-words', words);
}

// Looks until it is told that it may not; resolves with that error.
async function look() {
  for (;;) {
    const answer = await fetch('/api/v1/terminal', {credentials: 'same-origin', cache: 'no-store'}).catch(() => null);
    if (answer?.ok) {
      lost('');
      await follow(answer).catch(() => answer.body.cancel().catch(() => null));
      lost('正在重连。');
    } else {
      const error = (await answer?.json().catch(() => null))?.error;
      if (error && answer.status < 500) return error;
      if (error?.code === 'too_many_streams') lost('有人离开后自动接上。', '已经有好几个人在看了');
      else lost('正在重连。');
    }
    await wait(1500);
  }
}

// ---- the finger ----

function send(input) {
  sending = sending.then(() => post('/terminal/input', input)).catch((error) => setText('#answer', errorWords(error)));
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  return {x: Math.max(0, Math.floor((event.clientX - box.left) * canvas.width / box.width)),
    y: Math.max(0, Math.floor((event.clientY - box.top) * canvas.height / box.height))};
}

function listen() {
  const acts = () => state.granted === 'act';
  let down = false;
  canvas.addEventListener('pointerdown', (event) => {
    if (!acts() || event.button !== 0) return;
    event.preventDefault();
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    down = true;
    send({kind: 'down', ...place(event)});
  });
  canvas.addEventListener('pointerup', (event) => {
    if (!down) return;
    down = false;
    send({kind: 'up', ...place(event)});
  });
  canvas.addEventListener('pointercancel', () => {
    if (down) send({kind: 'up', x: 0, y: 0});
    down = false;
  });
  canvas.addEventListener('keydown', (event) => {
    if (!acts() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Tab' && event.shiftKey) return; // the way out of the picture
    if (KEYS[event.key]) send({kind: 'key', text: KEYS[event.key]});
    else if ([...event.key].length === 1) send({kind: 'text', text: event.key});
    else return;
    event.preventDefault();
  });
  $('#act').addEventListener('click', () => { if (!acts()) { show('#why', true); $('#reason').focus(); } });
  $('#look').addEventListener('click', () => {
    show('#why', false);
    if (state.granted !== 'none') post('/terminal/stop').catch((error) => setText('#answer', errorWords(error)));
  });
  $('#why').addEventListener('submit', (event) => {
    event.preventDefault();
    ask('act', $('#reason').value);
  });
  $('#see').addEventListener('click', () => ask('see', $('#reason').value.trim() || '想看看您填到哪一步'));
}

function ask(wish, reason) {
  if (!reason.trim()) return;
  post('/terminal/ask', {wish, reason: reason.trim()}).catch((error) => setText('#answer', errorWords(error)));
}

// ---- the start ----

// The token a terminal without a display prints at its start works once and leaves the address bar at once.
// Resolves with what to say where it did not.
async function useToken() {
  const token = location.hash.slice(1);
  if (!token) return '';
  history.replaceState(null, '', location.pathname);
  const used = '这个地址已经用过，或不是这次启动的。请重启程序，用它新打印的地址；管理员也可以登录。';
  return call('POST', '/terminal/enter', {token}).then(() => '', (error) => (error.status === 403 ? used : errorWords(error)));
}

async function start() {
  drawIcons();
  let note = await useToken();
  const hall = await get('/hall').catch(() => null);
  if (hall) { syncClock(hall.at); setText('#hall', hall.name.zh_CN); }
  const session = await get('/session').catch(() => null);
  setCsrf(session?.csrf);
  staff = session?.staff ?? null;
  tick();
  setInterval(tick, 1000);
  listen();
  for (;;) {
    show('#page', true);
    setText('#who', staff?.name ?? '');
    const {code} = await look();
    show('#page', false);
    if (state.here && !staff) note = '程序重新启动过。请用它新打印的地址；管理员也可以登录。';
    if (code === 'unauthorized' || code === 'password_change_required')
      staff = await enter({root: $('#door'), desk: '取号机', least: ['admin'], note, whom: '系统管理员'});
    else if (code === 'terminal_off') return refuse('这里看不到取号机', 'kiosk.conf 的 [web] terminal 没有打开，或只让取号机本机看。');
    else if (code === 'not_found') return refuse('这里没有取号机', '这个程序只管大厅，取号机在别的机器上。');
    else return refuse('这一页给系统管理员看', '换一个管理员账号登录，再打开这一页。');
  }
}

start();
