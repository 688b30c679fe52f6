// manager.js - a span of days in figures: visits, waits and ratings, each against what the hall promises.

import {errorWords, get, keepIfFailed} from './api.js';
import {askClosing} from './closing.js';
import {$, drawIcons, h, icon, setText, show, showLoading} from './dom.js';
import {duration, hallTime, hhmm, now, percent, secondsSince, syncClock, wholeMinutes} from './format.js';
import {enter, leave} from './login.js';
import {keepLive, lostBar} from './live.js';
import {satisfactionPanel, waitsChart} from './charts.js';
import {buildSpans, readSpan, showSpan} from './spans.js';
import {notice, wireNotices} from './notices.js';
import {findTicket} from './why.js';

const LEVELS = {5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意'};
const LEAST_ROLE = ['supervisor', 'manager', 'admin'];

let hall = null;
let link = null;
let loaded = null;
let shown = {}; // the figures on the page

async function refresh() {
  try {
    hall ??= await get('/hall');
    const queue = await get('/queue');
    const asked = location.search;
    const span = readSpan(asked, queue.day);
    const days = `from=${span.from}&to=${span.to}`;
    const part = (path) => keepIfFailed(get(path), null);
    const [ratings, day, services, cases] = await Promise.all([part(`/reports/ratings?${days}`),
      part(`/reports/waits?${days}`), part(`/reports/waits?${days}&by=service`), part(`/reports/complaints?${days}`)]);
    if (asked !== location.search) return; // another span is being asked for already
    syncClock(queue.at);
    tellFailed(ratings, day && services, cases);
    shown = {queue, span, ratings: ratings ?? shown.ratings, day: day?.rows[0] ?? shown.day, waits: services ?? shown.waits,
      cases: cases ?? shown.cases};
    render(shown);
  } catch (error) {
    if (error.status === 401) location.reload();
    throw error;
  }
}

// A part that failed keeps its last figures and says so; the rest is as new as ever.
function tellFailed(ratings, waits, cases) {
  const parts = [['评价', ratings, shown.ratings], ['等候', waits, shown.waits], ['案件', cases, shown.cases]];
  const failed = parts.filter(([, fresh]) => !fresh)
    .map(([name, , before]) => (before ? `${name}还是 ${hhmm(before.at)} 的` : `还没有${name}`));
  show('#failed', failed.length > 0);
  setText('#failed-words', `${failed.join('，')}，别的都正常。`);
}

function render({queue, span, ratings, day, waits, cases}) {
  loaded();
  show('#figures', true);
  setText('#hall', hall.name.zh_CN);
  showSpan(span, queue);
  for (const part of ['#cards', '#waited']) show(part, Boolean(day && waits));
  show('#rated', Boolean(ratings));
  if (day && waits) {
    $('#cards').replaceChildren(...cards({queue, span, day, waits}));
    waitsChart($('#waits'), waits);
    setText('#handling-rest', span.live ? '等候' : '取消');
    $('#handling').replaceChildren(...waits.rows.map((row) => handlingRow(row, span)));
  }
  if (ratings) {
    satisfactionPanel(ratings.rows[0], ratings, when(span));
    showLevels(ratings.rows[0], when(span));
  }
  show('#cases', Boolean(cases));
  if (cases) showCases(cases);
}

const when = (span) => (span.live ? '今天' : '这段时间');
// What has become of those not served: who still waits can only be told of today.
const rest = (row, span) => (span.live ? row.waiting : row.cancelled);

function card(name, value, unit, under, over = false) {
  return h('section', {class: `panel card ${over ? 'over' : ''}`},
    h('div', {class: 'name'}, over ? icon('clock') : null, name),
    h('strong', {}, value, unit ? h('small', {}, unit) : null),
    h('div', {class: 'under'}, under));
}

function cards({queue, span, day, waits}) {
  const target = wholeMinutes(hall.wait_target);
  const judged = waits.rows.filter((row) => row.handling_mean !== null && row.handling_target);
  const within = judged.filter((row) => row.handling_mean <= row.handling_target).length;
  const known = day.wait_median !== null;
  return [
    card('取号', String(day.issued), '位', `办结 ${day.served} · 未到 ${day.absent} · ${span.live ? '等候' : '取消'} ${rest(day, span)}`),
    ...(span.live ? [longestCard(queue, target)] : []),
    card('等候中位数', known ? String(wholeMinutes(day.wait_median)) : '–', known ? '分' : '',
      known ? `九成在 ${Math.ceil(day.wait_p90 / 60)} 分内 · ${target} 分内叫到 ${day.within_target} / ${day.called}` : `${when(span)}还没有叫号`),
    card('平均办理', day.handling_mean === null ? '–' : duration(day.handling_mean), '',
      judged.length ? `${judged.length} 项业务里 ${within} 项在目标以内` : `${when(span)}还没有办结`),
  ];
}

function longestCard(queue, target) {
  const oldest = Math.max(0, ...queue.services.map((service) => secondsSince(service.oldest_at)));
  return card('现在最久等了', queue.waiting ? String(wholeMinutes(oldest)) : '无人', queue.waiting ? '分' : '',
    `目标 ${target} 分以内`, oldest > hall.wait_target);
}

function showLevels(row, days) {
  const most = Math.max(1, ...Object.values(row.levels));
  const mean = row.mean === null ? '' : `平均 ${row.mean.toFixed(2)} 分，`;
  setText('#mean', row.rated ? `${mean}共 ${row.rated} 条，搁置 ${row.set_aside} 条` : `${days}还没有评价`);
  $('#levels').replaceChildren(...[5, 4, 3, 2, 1].map((level) => {
    const count = row.levels[level];
    const bar = h('i', {class: `level${level}`});
    bar.style.width = `${(count / most) * 100}%`;
    return h('tr', {},
      h('td', {}, icon(`face${level}`)),
      h('td', {class: 'words'}, LEVELS[level]),
      h('td', {class: 'bar-cell'}, h('div', {class: 'track'}, bar)),
      h('td', {class: 'num count'}, String(count)),
      h('td', {class: 'num share'}, row.rated ? percent(count / row.rated) : '–'));
  }));
}

function handlingRow(row, span) {
  const known = row.handling_mean !== null;
  const over = known && row.handling_target && row.handling_mean > row.handling_target;
  return h('tr', {},
    h('td', {}, row.label),
    h('td', {class: 'num'}, String(row.served)),
    h('td', {class: 'num'}, String(row.absent)),
    h('td', {class: 'num'}, String(rest(row, span))),
    h('td', {class: 'num'}, h('b', {}, known ? duration(row.handling_mean) : '–')),
    h('td', {class: 'num quiet-text'}, row.handling_target ? duration(row.handling_target) : '–'),
    h('td', {}, !known ? h('span', {class: 'badge grey'}, '还没有')
      : over ? h('span', {class: 'badge amber'}, icon('clock'), `超 ${duration(row.handling_mean - row.handling_target)}`)
        : h('span', {class: 'badge'}, '在目标内')));
}

// Cases by kind, as the report has them: what was due, and how much of it was done in time.
function showCases({rows}) {
  $('#told').replaceChildren(...rows.map(caseRow));
  const rated = rows.find((row) => row.key === 'bad_rating');
  setText('#put-right', rated?.bad ? putRight(rated) : '这段时间没有差评。');
}

function putRight({bad, put_right: done, put_right_rate: rate, set_aside: aside}) {
  return `差评 ${bad} 条，已整改 ${done} 条${rate === null ? '' : `（${percent(rate)}）`}，复核搁置 ${aside} 条。`;
}

function inTime(done, due) {
  const share = () => [h('b', {}, String(done)), ` / ${due} `, h('span', {class: 'quiet-text'}, percent(done / due))];
  return h('td', {class: 'num'}, due ? share() : '–');
}

function caseRow(row) {
  return h('tr', {},
    h('td', {}, row.label),
    h('td', {class: 'num'}, h('b', {}, String(row.accepted))),
    h('td', {class: 'num'}, String(row.unfinished)),
    inTime(row.replied_in_time, row.reply_due), inTime(row.resolved_in_time, row.resolve_due),
    h('td', {class: 'num'}, row.overdue ? h('span', {class: 'badge red'}, icon('alert'), `${row.overdue} 件`) : '0'),
    inTime(row.followed_up, row.follow_up_due),
    h('td', {class: 'num'}, afterwards(row)));
}

// How content those were who were called back.
function afterwards({asked, satisfaction}) {
  if (!asked) return '–';
  if (satisfaction === null) return h('span', {class: 'badge grey'}, '样本不足');
  return [h('b', {}, percent(satisfaction)), ' ', h('span', {class: 'quiet-text'}, `n = ${asked}`)];
}

// To the span that the address names: nothing of the former one stays.
function turn() {
  shown = {};
  loaded();
  loaded = showLoading($('#loading'));
  show('#figures', false);
  link.update();
}

async function main() {
  drawIcons();
  const staff = await enter({root: $('#door'), desk: '管理', least: LEAST_ROLE});
  show('#page', true);
  setText('#who', staff.name);
  buildSpans((search) => { history.pushState(null, '', location.pathname + search); turn(); });
  window.addEventListener('popstate', turn);
  loaded = showLoading($('#loading'));
  const bar = lostBar({bar: $('#lost'), text: $('#lost-words'), dot: $('#dot'), label: $('#live-words')});
  link = keepLive({refresh, onState: bar});
  $('#find').addEventListener('click', () => { if (hall) findTicket({hall}); });
  $('#closing').addEventListener('click', () => askClosing().catch((error) => notice(errorWords(error))));
  wireNotices();
  $('#logout').addEventListener('click', () => leave(link));
  $('#reconnect').addEventListener('click', () => link.retry());
  $('#again').addEventListener('click', () => link.update());
  setInterval(() => setText('#clock', hhmm(hallTime(now()))), 1000);
}

main();
