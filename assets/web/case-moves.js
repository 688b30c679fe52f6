// case-moves.js - what is asked before a move of a case: a reason, a person, an outcome, a day.

import {openDialog} from './dialog.js';
import {dayWords, LEVELS, OUTCOMES, SEVERITIES} from './case-words.js';
import {h} from './dom.js';
import {hallTime, now} from './format.js';
import {toast} from './notices.js';

const TEXT_MAX = 500;
const ROLE_LEVEL = {clerk: 0, supervisor: 1, manager: 2, admin: 2};
const LEVEL = {clerk: 0, supervisor: 1, manager: 2};

// In the order of the page; note: what it does, beside the key.
export const MOVES = {
  accept: {words: '接手', note: '首问负责：谁接谁管到底'},
  note: {words: '写备注', note: '只在内部看'},
  assign: {words: '转派', note: '换人负责，写明原因'},
  escalate: {words: '上报', note: (found) => (found.level === 'clerk' ? '交主管' : '交经理')},
  severity: {words: '定级', note: '重大的马上到经理'},
  extend: {words: '延期', note: (found) => `一次，到 ${extendedTo(found)}，写明原因`},
  concern: {words: '请回避', note: '说的还有谁，谁就不经手'},
  resolve: {words: '办结', note: '写明结果，然后回访'},
  'follow-up': {words: '回访', note: '问客人解决了没有'},
  close: {words: '关闭', note: '回访过了，收进档案'},
  reopen: {words: '重新办', note: '期限重新算'},
  'not-resolvable': {words: '办不了', note: '经理定，写明原因'},
  keep: {words: '存久些', note: '重要的多存几年'},
};

function extendedTo({extended_due: due}) {
  return due ? dayWords(due) : '第 7 个工作日';
}

// The first day that can be promised.
const tomorrow = () => hallTime(now() + 86400000).slice(0, 10);

// A field that lives with its label.
function area(id, label, hint, first) {
  const text = h('textarea', {id, maxlength: TEXT_MAX, 'data-first': first});
  const node = h('label', {class: 'sheet-label'}, h('b', {}, label), h('span', {}, hint ?? ''), text);
  return {node, value: () => text.value.trim()};
}

function pick(name, label, options, first) {
  const nodes = options.map(([value, words, note], i) => h('label', {class: 'option'},
    h('input', {type: 'radio', name, value, 'data-first': first && i === 0}), h('b', {}, words), note ? h('span', {}, note) : null));
  const box = h('div', {class: 'options', role: 'radiogroup', 'aria-label': label}, ...nodes);
  return {node: box, value: () => box.querySelector(':checked')?.value ?? ''};
}

const known = (found, person) => found.concerned.some(({id}) => id === person.id);

// Whoever stands high enough for the case, has not got it, and whom it is not about.
function able(found) {
  return found.people.filter((person) => ROLE_LEVEL[person.role] >= LEVEL[found.level] && person.id !== found.owner?.id &&
    !known(found, person));
}

// What is missing first: the choice, then the words that explain it.
function missing(choice, noChoice, text, noText) {
  if (!choice.value()) return noChoice;
  return text.value() ? '' : noText;
}

// The fields of each move and what they make. blocked: why it cannot be sent yet.
const ASKS = {
  accept: ({found}) => {
    if (found.kind !== 'suggestion') return {fields: [], body: () => undefined, lead: '接手以后，从答复到办结都由您负责。'};
    const day = h('input', {type: 'date', id: 'promised', 'data-first': true, min: tomorrow()});
    const field = h('label', {class: 'field'}, h('span', {class: 'label'}, '答应哪天办好'), h('span', {class: 'box'}, day));
    return {fields: [field], lead: '建议要定一个日子，写给客人看。', body: () => ({due: day.value}),
      invalid: '那一天大厅不上班，请另选一个工作日。', blocked: () => (day.value ? '' : '先选日子')};
  },
  note: () => one('备注', '只有同事看得到', '先写备注'),
  escalate: () => one('为什么上报', '', '先写原因'),
  extend: () => one('为什么延期', '客人会看到新的期限', '先写原因'),
  reopen: () => one('为什么重新办', '', '先写原因'),
  'not-resolvable': () => one('为什么办不了', '客人会看到', '先写原因'),
  keep: ({found}) => ({
    ...one('为什么', found.important ? '改回一般的保存期' : '', '先写原因'),
    extra: {important: !found.important},
  }),
  close: () => ({fields: [], body: () => undefined, lead: '关闭以后，客人还能留言，也能说没解决。'}),
  assign: ({found, page}) => {
    const people = able(found);
    const role = (person) => (person.id === page.staff.id ? '您自己' : LEVELS[person.role] ?? '管理员');
    const who = pick('staff', '交给谁', people.map((person) => [String(person.id), person.name, role(person)]), true);
    const why = area('why', '为什么', '写在案件里');
    const nobody = h('p', {class: 'tint-box'}, '没有别的人可以接：够级别的都是当事人或已经负责。');
    return {fields: people.length ? [who.node, why.node] : [nobody],
      body: () => ({staff: Number(who.value()), reason: why.value()}),
      blocked: () => missing(who, '先选人', why, '先写原因')};
  },
  severity: ({found}) => {
    const notes = {normal: '照常办', major: '马上到经理', urgent: '有危险，马上到经理'};
    const others = Object.entries(SEVERITIES).filter(([name]) => name !== found.severity);
    const level = pick('severity', '级别', others.map(([name, words]) => [name, words, notes[name]]), true);
    const why = area('why', '为什么');
    return {fields: [level.node, why.node], body: () => ({severity: level.value(), reason: why.value()}),
      blocked: () => missing(level, '先选级别', why, '先写原因')};
  },
  concern: ({found}) => {
    const others = found.people.filter((person) => !known(found, person));
    const who = pick('staff', '说的是谁', others.map((person) => [String(person.id), person.name]), true);
    const why = area('why', '为什么');
    return {fields: [who.node, why.node], lead: '定了不能改回：这个人从此看不到这个案件。',
      body: () => ({staff: Number(who.value()), reason: why.value()}),
      blocked: () => missing(who, '先选人', why, '先写原因')};
  },
  resolve: ({found}) => {
    const outcomes = Object.entries(OUTCOMES).filter(([name]) => name !== 'not_resolvable');
    const outcome = pick('outcome', '结果', outcomes, true);
    const text = area('result', '怎么办的', '客人会看到');
    return {fields: [outcome.node, text.node], lead: found.kind === 'praise' ? '' : '办结以后由没经手的人回访。',
      body: () => ({outcome: outcome.value(), text: text.value()}),
      blocked: () => missing(outcome, '先选结果', text, '写明怎么办的')};
  },
};

function one(label, hint, without) {
  const text = area('why', label, hint, true);
  const name = label === '备注' ? 'text' : 'reason';
  return {fields: [text.node], body: () => ({[name]: text.value()}), blocked: () => (text.value() ? '' : without)};
}

// Asks what a move needs, sends it, and says that it was done. The case goes on in the open dialog's back: what was
// typed stays when somebody else was faster.
export function askMove({page, found, name}) {
  const {words, note} = MOVES[name];
  const {fields, body, blocked, lead, extra, invalid} = ASKS[name]({page, found});
  openDialog({
    title: [`${words} `, h('em', {}, found.number), '？'],
    lead: lead ?? (typeof note === 'function' ? note(found) : note),
    leave: '先不', body: fields, wide: fields.length > 1,
    act: {words, blocked,
      run: () => page.send(`/complaints/${found.id}/${name}`, merged(body(), extra)).catch((error) => {
        throw error.code === 'invalid' && invalid ? Object.assign(error, {message: invalid}) : error;
      }),
      done: () => toast(`${found.number} ${words}：记下了`)},
  });
}

const merged = (body, extra) => (extra ? {...body, ...extra} : body);

// Corrects one entry of the story: the old words stay, the new entry names them.
export function askCorrection({page, found, entry}) {
  const text = area('should', '应为', '原文留着', true);
  openDialog({
    title: [`勘误第 ${entry.seq} 条`, h('em', {}, ` ${found.number}`)],
    lead: entry.text ? `原文：“${entry.text}”` : '',
    leave: '先不', body: [text.node],
    act: {words: '记下勘误', blocked: () => (text.value() ? '' : '先写应为什么'),
      run: () => page.send(`/complaints/${found.id}/correct`, {event: entry.seq, text: text.value()}),
      done: () => toast('勘误已记下，原文留着')},
  });
}
