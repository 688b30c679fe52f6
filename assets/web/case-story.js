// case-story.js - what has happened to a case, from its filing to what is still to come. Never folded.

import {askCorrection} from './case-moves.js';
import {channelWords, CONTENT, dueWords, LEVELS, momentWords, OUTCOMES, SEVERITIES} from './case-words.js';
import {h, icon} from './dom.js';

const RESULTS = {solved: '解决了', unsolved: '还没解决', unreached: '没接通'};
const SAID = ['replied', 'noted', 'message', 'answered', 'followed_up'];
const CORRECTABLE = ['noted', 'replied', 'resolved', 'followed_up'];
const EXCHANGED = ['replied', 'message', 'answered', 'resolved'];
const LOOK = ['revealed', 'concerned', 'stood_aside'];

// What happened, in a few words; who did it stands before. An event of a kind not known here shows its name.
const TITLES = {
  filed: (e) => (e.staff ? '登记' : e.channel === 'program' ? '差评，自动立案' : '登记，自动受理'),
  accepted: () => '接手',
  assigned: (e) => `转派给 ${e.to_name ?? e.to ?? ''}`,
  noted: () => '备注',
  replied: () => '答复客人',
  resolved: (e) => `办结：${OUTCOMES[e.outcome] ?? e.outcome}`,
  followed_up: (e) => `回访：${RESULTS[e.result] ?? e.result}`,
  closed: () => '关闭',
  not_resolvable: () => '定为无法解决',
  reopened: () => '重新办理',
  extended: (e) => `延期到 ${e.due ? dueWords(e.due) : ''}`,
  escalated: (e) => `${e.staff ? '' : '到时没办结，'}上报到${LEVELS[e.level] ?? ''}`,
  severity: (e) => `定为${SEVERITIES[e.severity] ?? ''}`,
  concerned: (e) => `${e.to_name ?? ''} 回避`,
  revealed: () => '看了联系方式',
  corrected: (e) => `勘误第 ${e.corrects} 条`,
  kept: () => '改了保存期',
  rechecked: (e) => (e.agrees ? '季度复核：一致' : '季度复核：不一致'),
  message: () => '客人留言',
  answered: (e) => (e.satisfied ? '客人说解决了' : '客人说没解决'),
  erased: () => '个人信息已按期清除',
};

function mark(event) {
  if (event.kind === 'corrected') return ['correction', 'edit'];
  if (event.kind === 'escalated') return ['up', 'up'];
  if (LOOK.includes(event.kind)) return ['look', event.kind === 'revealed' ? 'eye' : 'shield'];
  return SAID.includes(event.kind) ? ['said-mark', 'chat'] : ['done', 'check'];
}

function under(event) {
  const told = [];
  if (event.kind === 'filed') told.push(channelWords(event.channel));
  if (event.content && CONTENT[event.content]) told.push(`对处理${CONTENT[event.content]}`);
  if (event.kind === 'escalated' && event.to_name) told.push(`负责人改为${event.to_name}`);
  if (event.erased) told.push('文字已按期清除');
  return told.join(' · ');
}

function entry(page, found, event) {
  const [kind, drawing] = mark(event);
  const who = event.staff?.name ? `${event.staff.name} ` : '';
  const correct = () => askCorrection({page, found, entry: event});
  return h('li', {class: kind, value: event.seq}, h('span', {class: 'mark'}, icon(drawing)),
    h('b', {}, who + (TITLES[event.kind]?.(event) ?? event.kind)),
    h('time', {datetime: event.at}, momentWords(event.at)),
    under(event) ? h('p', {}, under(event)) : null,
    event.text && event.kind !== 'filed' ? h('p', {class: 'told'}, event.text) : null,
    correctable(page, found, event) ? h('button', {class: 'link correct', type: 'button', onclick: correct}, '勘误') : null);
}

function correctable({staff}, found, event) {
  const open = found.moves.find(({name}) => name === 'correct')?.open;
  if (!open || !event.staff || !event.text || !CORRECTABLE.includes(event.kind)) return false;
  return event.staff.id === staff.id || staff.role !== 'clerk';
}

// What comes next and by when, as far as it is known.
function toCome(found) {
  const step = (kind, drawing, words, when) => h('li', {class: kind},
    h('span', {class: 'mark'}, drawing ? icon(drawing) : null), h('b', {}, words), h('time', {}, when));
  const steps = [];
  const latest = (at) => (at ? `最迟 ${dueWords(at)}` : '');
  if (found.state === 'closed') return steps;
  if (found.state === 'filed') steps.push(['等人接手', '']);
  if (['filed', 'open'].includes(found.state)) {
    if (!found.replied_at && found.kind !== 'praise') steps.push(['等答复', latest(found.reply_due)]);
    steps.push(['办结', latest(found.resolve_due)]);
  }
  if (found.kind !== 'praise') steps.push(['回访', found.state === 'resolved' ? latest(found.follow_up_due) : '办结后，由没经手的人打']);
  else steps.push(['关闭', '']);
  return steps.map(([words, when], i) => step(i === 0 ? 'now' : 'to-come', i === 0 ? 'right' : '', words, when));
}

export function storyPanel(page) {
  const count = h('span', {class: 'aside'});
  const segments = h('div', {class: 'segments', role: 'group', 'aria-label': '看哪些'});
  const list = h('ol', {class: 'story'});
  const panel = h('section', {class: 'panel', 'aria-label': '来龙去脉'},
    h('div', {class: 'panel-head'}, h('div', {}, h('h2', {}, '来龙去脉'), count), segments), list,
    h('p', {class: 'kept'}, icon('lock'), '每条都接在上一条后面，少一条、改一个字都验得出来'));
  let only = false;
  let found = null;

  function draw(fresh) {
    found = fresh;
    const shown = only ? found.story.filter(({kind}) => EXCHANGED.includes(kind)) : found.story;
    count.textContent = `${found.story.length} 条，只增不改`;
    segments.replaceChildren(...[[false, '全部'], [true, '只看答复']].map(([value, words]) => h('button',
      {type: 'button', 'aria-pressed': String(only === value), onclick: () => { only = value; draw(found); }}, words)));
    list.replaceChildren(...shown.map((event) => entry(page, found, event)), ...(only ? [] : toCome(found)));
  }

  return {panel, draw};
}
