// closing.js - 日结小票: the day's closing report, made and printed by a supervisor. The page tells what stands on it,
// so that it can be written into the duty book where no printer works.

import {get, keepIfFailed, post} from './api.js';
import {openDialog} from './dialog.js';
import {h, icon} from './dom.js';
import {hhmm} from './format.js';

const ASK_EVERY_MS = 500;
const ASK_TIMES = 16; // as long as a receipt may take

const PRINTED = {
  pending: ['clock', '还没有打出来。打印机接好、装上纸，会自己补打。'],
  printed: ['check', '打好了。请签字，贴进值班本。'],
  failed: ['alert', '打印机没有打出来。请看电源、纸和盖子，好了再打一张；也可以把下面的抄进值班本。'],
  unknown: ['alert', '不知道打印机打出来没有。请去看一眼：没有就再打一张。'],
};

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// What became of the paper, as far as it is known within a few seconds.
async function printed(made) {
  let now = made;
  for (let asked = 0; now.print === 'pending' && asked < ASK_TIMES; asked += 1) {
    await later(ASK_EVERY_MS);
    const newest = await keepIfFailed(get('/closing-report'), null);
    if (newest?.id === made.id) now = newest;
  }
  return now;
}

const groups = (hash) => hash.match(/.{1,4}/g);

function told(report) {
  const {figures: f} = report;
  const rows = [['取号', `${f.issued} 位，办结 ${f.served}，未到 ${f.absent}，取消 ${f.cancelled}`], ['等候', `叫号 ${f.called} 位，目标内 ${f.within_target}`],
    ['评价', `${f.rated} 条，满意 ${f.satisfied}，差评 ${f.bad}`], ['案件', `新 ${f.filed} 件，办结 ${f.resolved}，现在超期 ${f.overdue}`],
    ['日志', `第 ${report.entry} 条，末尾是`]];
  return [h('dl', {class: 'closing-rows'}, ...rows.flatMap(([name, words]) => [h('dt', {}, name), h('dd', {}, words)])),
    h('p', {class: 'closing-hash'}, ...groups(report.hash).map((four) => h('span', {}, four)))];
}

function tell(report) {
  const [drawing, words] = PRINTED[report.print] ?? PRINTED.unknown;
  const state = h('p', {class: 'tint-box closing-state', role: 'status', 'data-print': report.print}, icon(drawing), h('b', {}, words));
  openDialog({title: '日结小票', lead: `${report.day}，${hhmm(report.made_at)} ${report.staff}`, leave: '看好了', body: [state, ...told(report)],
    act: report.print === 'printed' ? null : {...ACT, words: '再打一张'}});
}

const ACT = {words: '打小票', run: async () => printed(await post('/closing-report')), done: tell};

// Asks first: it tells when one was made today already.
export async function askClosing() {
  const before = await keepIfFailed(get('/closing-report'), null);
  openDialog({title: '打今天的日结小票？', leave: '先不打', lead: '到现在为止的数字和日志的末尾，主管签字，贴进值班本。',
    body: [h('p', {class: 'tint-box'}, before ? `今天 ${hhmm(before.made_at)} ${before.staff} 打过一张。再打一张，数字是现在的。` : '打出来以后，谁改了日志都对得出来。')], act: ACT});
}
