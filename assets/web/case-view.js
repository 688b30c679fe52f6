// case-view.js - one case on one page: what was said, by when, its whole story, and what can be done now.

import {errorWords, get} from './api.js';
import {askMove, MOVES} from './case-moves.js';
import {contactPanel} from './case-contact.js';
import {storyPanel} from './case-story.js';
import {aboutWords, channelWords, dayWords, momentWords, title} from './case-words.js';
import {KINDS, LEVELS, OUTCOMES, SCORES, SEVERITIES, STATES} from './case-words.js';
import {h, icon, isDisabled, setDisabled, setText} from './dom.js';
import {drafted} from './drafts.js';
import {dateWords, hallTime, now} from './format.js';
import {notice, toast} from './notices.js';

const TEXT_MAX = 500;
const OPENINGS = [
  ['致歉', '您反映的情况属实，给您添麻烦了，向您道歉。'],
  ['约时间', '我们想和您约个时间：'],
  ['材料说明', '办这项业务要带的材料是：'],
];

export function caseView(page, id) {
  const head = h('div', {class: 'case-head'});
  const [what, dues, acts, aside] = [panel(), panel(), panel(), h('div')];
  const contact = contactPanel(page, id);
  const story = storyPanel(page, id);
  const answer = answerPanel(page, id);
  const column = (...panels) => h('div', {class: 'column'}, ...panels);
  const body = h('div', {class: 'three'}, column(what, contact.panel, dues), column(story.panel),
    column(answer.panel, acts, aside));
  let number = '';
  page.root.append(head, body);

  return {
    load: async () => {
      const [found, people] = await Promise.all([get(`/complaints/${id}`), get('/staff')]);
      return readable(found, people.staff);
    },
    draw(found) {
      number = found.number;
      document.title = `${number} · 案件`;
      head.replaceChildren(...headLine(page, found));
      what.replaceChildren(...whatPanel(page, found));
      dues.replaceChildren(...duesPanel(found));
      contact.draw(found);
      story.draw(found);
      answer.draw(found);
      acts.replaceChildren(h('h2', {}, '现在可以做的'), actList(page, found));
      aside.replaceChildren(asideNote(found));
      beginAsked(page, found);
    },
    unsent: () => (answer.typed() ? `${number} 的答复` : ''),
    refused(error) {
      const words = error.status === 404 ? '这里没有这个案件' : errorWords(error);
      page.root.replaceChildren(h('div', {class: 'panel empty'}, icon('search'), h('b', {}, words),
        h('span', {}, '可能编号不对，也可能说的就是您：那由别人来办。'),
        h('a', {class: 'button', href: '/staff/cases'}, '回到案件')));
    },
    key(event) {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { answer.send(); return true; }
      if (event.key !== 'Escape' || event.target.closest('input, textarea')) return false;
      if (answer.typed()) notice('答复写了，还没有发出：先发出，或者清空再走。');
      else page.go('/staff/cases');
      return true;
    },
  };
}

// What the page works with: an event's details beside its name, why a move is shut in one language.
function readable(found, people) {
  return {...found, people,
    story: found.story.map(({body, by, ...event}) => ({...body, ...event, staff: by})),
    moves: found.moves.map((move) => ({...move, why: move.why?.zh_CN ?? ''}))};
}

const panel = () => h('section', {class: 'panel'});

function headLine({staff}, found) {
  const grave = found.severity !== 'normal';
  return [h('a', {class: 'button', href: '/staff/cases'}, icon('back'), '案件'), h('h1', {}, found.number),
    h('span', {class: 'badge'}, KINDS[found.kind]), h('span', {class: 'badge grey'}, STATES[found.state]),
    h('span', {class: grave ? 'badge red' : 'badge grey'}, grave ? icon('alert') : null, SEVERITIES[found.severity]),
    found.important ? h('span', {class: 'badge amber'}, '重要，存久些') : null,
    h('span', {class: 'matter-line'}, title(found)),
    h('span', {class: 'quiet-text'}, found.owner?.id === staff.id ? '您负责' : '', ' ', dateWords(hallTime(now())))].filter(Boolean);
}

function fact(name, ...value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, ...value));
}

function whatPanel({hall}, found) {
  const said = found.text ? `“${found.text.trim()}”` : found.erased_at ? '内容已按保存期限清除，数字还在。' : '没有写字。';
  const level = LEVELS[found.level];
  const owner = found.owner ? [h('b', {}, found.owner.name), ` ${level}`] : [`还没人接手，在${level}这一级`];
  const reasons = found.reasons?.length ? ` · ${found.reasons.join('、')}` : '';
  return [h('h2', {}, '是什么事'), h('p', {class: 'said'}, said),
    h('dl', {class: 'facts'},
      fact('对着', aboutWords(hall, found)),
      found.score ? fact('评价', `${SCORES[found.score]}${reasons}`) : null,
      fact('来处', `${channelWords(found.channel)}，${momentWords(found.filed_at)}`),
      fact('负责', ...owner),
      found.outcome ? fact('结果', OUTCOMES[found.outcome]) : null)];
}

const DAYS = ['日', '一', '二', '三', '四', '五', '六'];

// Seven days from the first: working days are counted, rest days say 休, the days something is due stand out.
function strip(found) {
  const due = (marks) => ['reply', 'resolve', 'follow_up'].some((name) => marks.includes(name));
  return h('ol', {class: 'strip'}, ...found.days.map(({date, workday, count, marks}) => {
    const kinds = [[!workday, 'rest'], [marks.includes('filed'), 'first'], [due(marks), found.overdue ? 'over' : 'due'],
      [marks.includes('today'), 'today']];
    const kind = kinds.filter(([is]) => is).map(([, name]) => name).join(' ');
    return h('li', {class: kind}, DAYS[new Date(date).getUTCDay()], h('b', {}, String(Number(date.slice(8)))),
      marks.includes('filed') ? '受理' : workday ? String(count) : '休');
  }));
}

function left(days) {
  if (days === null || days === undefined) return '';
  return days > 0 ? ` 还有 ${days} 个工作日` : days === 0 ? ' 就是今天' : ` 超过 ${-days} 个工作日`;
}

function duesPanel(found) {
  const called = found.state === 'closed' ? found.closed_at : null;
  const toCall = found.follow_up_due || found.state === 'resolved';
  return [h('h2', {}, '期限'), h('p', {class: 'quiet-text small'}, `按工作日算，从 ${dayWords(found.since)} 起`),
    found.days.length ? strip(found) : null,
    h('dl', {class: 'facts'},
      dueLine('答复', found.reply_due, found.reply_days_left, found.replied_at),
      dueLine('办结', found.resolve_due, found.resolve_days_left, found.resolved_at),
      toCall ? dueLine('回访', found.follow_up_due, null, called) : null,
      found.kind === 'complaint' ? fact('延期', found.extended ? '已经延过一次' : '还没用过，最多一次') : null)].filter(Boolean);
}

function dueLine(name, at, days, done) {
  if (done) return fact(name, `${momentWords(done)} 已做`, at && done > at ? h('small', {}, `应在 ${momentWords(at)} 前`) : null);
  return at ? fact(name, h('b', {}, momentWords(at)), left(days)) : fact(name, '不限期');
}

// The reply to the visitor: what is typed stays while the page is made new around it.
function answerPanel(page, id) {
  const text = h('textarea', {id: 'reply', maxlength: TEXT_MAX, 'aria-label': '答复客人',
    placeholder: '说清：查到什么、怎么改、什么时候'});
  const draft = drafted(`reply ${id}`, text);
  const count = h('span', {class: 'aside'});
  const key = h('button', {class: 'button primary', type: 'submit'});
  const openWith = (start) => {
    text.value = (text.value + start).slice(0, TEXT_MAX);
    draft.keep();
    text.focus();
    draw();
  };
  const form = h('form', {class: 'panel answer', novalidate: true},
    h('div', {class: 'panel-head'}, h('h2', {}, '答复客人'), count), text,
    h('div', {class: 'small-chips'}, ...OPENINGS.map(([words, start]) =>
      h('button', {class: 'button', type: 'button', onclick: () => openWith(start)}, words))),
    h('p', {class: 'seen'}, icon('eye'), '客人扫小票就能看到'), key);
  let found = null;
  let busy = false;

  function why() {
    const move = found?.moves.find((one) => one.name === 'reply');
    if (busy) return '正在发';
    if (!move?.open) return move?.why ?? '现在不能答复';
    return text.value.trim() ? '' : '先写答复';
  }

  function draw() {
    const reason = why();
    setText(count, `${[...text.value].length} / ${TEXT_MAX} 字`);
    setDisabled(key, reason !== '');
    key.classList.toggle('primary', reason === '');
    key.replaceChildren('发出答复', reason ? h('span', {class: 'why'}, reason) : h('span', {class: 'cap', 'aria-hidden': 'true'}, 'Ctrl ↵'));
    const may = (move) => move.name === 'reply' && (move.open || found.state === 'filed');
    form.hidden = Boolean(found) && !found.moves.some(may);
    if (form.hidden) draft.clear(); // nobody can send it any more
  }

  async function sendReply() {
    if (isDisabled(key) || form.hidden) return;
    busy = true;
    draw();
    try {
      await page.send(`/complaints/${id}/reply`, {text: text.value.trim()});
      draft.clear();
      toast('答复已发出，客人扫小票能看到');
    } catch (error) {
      notice(errorWords(error));
    }
    busy = false;
    draw();
  }

  text.addEventListener('input', draw);
  form.addEventListener('submit', (event) => { event.preventDefault(); sendReply(); });
  return {panel: form, send: sendReply, typed: () => text.value.trim(), draw: (fresh) => { found = fresh; draw(); }};
}

// A key of the list leads here with the step it named: ?act=NAME.
function beginAsked(page, found) {
  const name = new URLSearchParams(location.search).get('act');
  if (!name) return;
  history.replaceState(null, '', location.pathname);
  if (name === 'reply') document.querySelector('#reply')?.focus();
  else if (found.moves.some((move) => move.name === name && move.open)) begin(page, found, name);
}

// Every move with what it does, or why it cannot be made now. Replying and looking at the contact have places of
// their own.
function actList(page, found) {
  const known = found.moves.filter(({name}) => MOVES[name]);
  const listed = [...known.filter(({open}) => open), ...known.filter(({open}) => !open)];
  if (!listed.length) return h('p', {class: 'quiet-text'}, '这个案件不由您办。');
  return h('ul', {class: 'acts'}, ...listed.map((move) => {
    const {words, note} = MOVES[move.name];
    const key = h('button', {class: 'button', type: 'button', 'data-move': move.name, 'aria-disabled': String(!move.open),
      onclick: () => { if (!isDisabled(key)) begin(page, found, move.name); }}, words);
    return h('li', {}, key, h('span', {}, move.open ? (typeof note === 'function' ? note(found) : note) : move.why));
  }));
}

// The follow-up call has a page of its own; everything else is asked here.
function begin(page, found, name) {
  if (name === 'follow-up') page.go(`/staff/follow-up?case=${found.id}`);
  else askMove({page, found, name});
}

function asideNote(found) {
  const names = found.concerned.map((one) => one.name).join('、');
  return h('div', {class: 'tint-box aside-note'}, icon('shield'), h('p', {}, h('b', {}, '不能办自己的事。'),
    names ? `${names}是当事人，不经手，也看不到这个案件；` : '被投诉、被评价的人不经手；', '经理能看到全部。'));
}
