// case-words.js - cases in words: kinds, states, levels, what is due and when.

import {dateWords, hallTime, hhmm, now} from './format.js';
import {h, icon} from './dom.js';
import {serviceName} from './hall.js';

export const KINDS = {complaint: '投诉', suggestion: '建议', enquiry: '咨询', praise: '表扬', bad_rating: '差评'};
export const STATES = {filed: '待接手', open: '在办', resolved: '待回访', closed: '已关闭'};
export const LEVELS = {clerk: '窗口', supervisor: '主管', manager: '经理'};
export const SEVERITIES = {normal: '一般', major: '重大', urgent: '紧急'};
export const OUTCOMES = {
  upheld: '属实，已改正', partly: '部分属实', not_upheld: '查无此事', answered: '已解答', passed_on: '已转达', not_resolvable: '无法解决',
};
export const CONTENT = {yes: '满意', so_so: '一般', no: '不满意'};
export const SCORES = {5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意'};
const CHANNELS = {terminal: '取号机', phone: '手机', console: '窗口登记', call: '电话登记', tablet: '评价平板', program: '自动'};
const DUE = {reply: '答复', resolve: '办结', follow_up: '回访'};

export const channelWords = (channel) => CHANNELS[channel] ?? channel;
const today = () => hallTime(now()).slice(0, 10);
const daysFrom = (iso) => Math.round((Date.parse(iso.slice(0, 10)) - Date.parse(today())) / 86400000);

// 11月18日
export const dayWords = (iso) => dateWords(iso).split(' ')[0];
// 11月18日 10:45
export const momentWords = (iso) => `${dayWords(iso)} ${hhmm(iso)}`;

// 今天 17:00, 明天 17:00, 11月23日
export function dueWords(iso) {
  const days = daysFrom(iso);
  if (days === 0) return `今天 ${hhmm(iso)}`;
  if (days === 1) return `明天 ${hhmm(iso)}`;
  return dayWords(iso);
}

// In which group of the list a case stands.
export function dueGroup(found) {
  if (!found.due) return found.state === 'closed' ? 'done' : 'open';
  if (found.overdue) return 'overdue';
  const days = daysFrom(found.due.at);
  return days <= 0 ? 'today' : days === 1 ? 'tomorrow' : 'later';
}

export function dueBadge(found) {
  if (!found.due) {
    return h('span', {class: 'quiet-text'}, found.state === 'closed' ? `${dayWords(found.closed_at)} 关闭` : '不限期');
  }
  const what = DUE[found.due.what];
  if (found.overdue) return h('span', {class: 'badge red'}, icon('alert'), `${what}，${overdueWords(found.due.at)}`);
  if (daysFrom(found.due.at) <= 0) return h('span', {class: 'badge amber'}, icon('clock'), `${what}，${dueWords(found.due.at)}`);
  return h('span', {class: 'plain-due'}, `${what}，${dueWords(found.due.at)}`);
}

function overdueWords(iso) {
  const days = -daysFrom(iso);
  return days > 0 ? `超期 ${days} 天` : `超期，${hhmm(iso)} 该办`;
}

// What it is about: 2号窗口 · 过户
export function aboutWords(hall, {about, service, counter, ticket, staff_name: person}) {
  const words = {hall: '大厅', service: '业务', counter: '窗口', ticket: '一次办理', staff: '工作人员'};
  const parts = [person, ticket, counter ? `${counter}号窗口` : '', service ? serviceName(hall, service) : ''].filter(Boolean);
  return parts.length ? parts.join(' · ') : words[about] ?? '';
}

// The first line of what was said, short enough for a title.
export function title(found) {
  const [first] = (found.text ?? '').trim().split('\n');
  if (first) return [...first].length > 40 ? `${[...first].slice(0, 40).join('')}…` : first;
  if (found.erased_at) return '内容已按期清除';
  if (!found.score) return '没有写字';
  return found.reasons?.length ? found.reasons.join('、') : `评价：${SCORES[found.score]}`;
}
