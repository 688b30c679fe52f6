// rated.js - 评价: a clerk's own ratings without the visitor's identity, and the review (申诉) of those that are asked
// about. A rating is never edited: what a review sets aside stays, marked so.

import {get} from './api.js';
import {SCORES} from './case-words.js';
import {h, icon} from './dom.js';
import {openDialog} from './dialog.js';
import {dateWords} from './format.js';
import {serviceName} from './hall.js';
import {toast} from './notices.js';

const TEXT_MAX = 200;
const SCOPES = {mine: '我的', asked: '申诉'};

const chosen = () => {
  const scope = new URLSearchParams(location.search).get('scope');
  return SCOPES[scope] ? scope : 'mine';
};

export function ratingsView(page) {
  const segments = h('div', {class: 'segments', role: 'group', 'aria-label': '看哪些'});
  const list = h('section', {class: 'panel list ratings'});
  const heading = h('h1', {}, h('b', {}, '评价'), ' ', h('span', {}, '一次一评，谁评的不显示'));
  page.root.append(h('div', {class: 'heading'}, heading, segments), list,
    h('p', {class: 'foot-note'}, h('span', {}, '评价不能改、不能删。误评、恶意评价可以申诉，由没有被评的主管决定；',
      '搁置的还看得到，只是不计入比率。')));
  return {
    load: async () => {
      const scope = chosen();
      return {...await get(`/ratings?${scope}=1`), scope};
    },
    draw({ratings, scope}) {
      document.title = '评价 · 工作台';
      segments.replaceChildren(...scopeKeys(page, scope));
      list.replaceChildren(ratings.length ? table(page, ratings, scope) : nothing(scope));
    },
  };
}

function scopeKeys(page, scope) {
  return Object.entries(SCOPES).map(([name, words]) => h('button', {
    type: 'button', 'aria-pressed': String(name === scope),
    onclick: () => page.go(`/staff/ratings${name === 'mine' ? '' : `?scope=${name}`}`, {replace: true}),
  }, words));
}

function nothing(scope) {
  const [words, more] = scope === 'mine' ? ['还没有评到您的', '办完一位，客人可以评一次。']
    : ['没有申诉', '有人申诉，会到这里等主管决定。'];
  return h('div', {class: 'empty'}, icon('rate'), h('b', {}, words), h('span', {}, more));
}

function table(page, ratings, scope) {
  const titles = ['评价', '', '哪天', '业务', scope === 'mine' ? '' : '评的谁', '说的什么', '申诉'];
  return h('table', {}, h('thead', {}, h('tr', {}, ...titles.map((words) => h('th', {}, words)))),
    h('tbody', {}, ...ratings.map((one) => row(page, one, scope))));
}

function row(page, one, scope) {
  const told = [one.reasons.map(({code, name}) => name?.zh_CN ?? code).join('、'), one.comment].filter(Boolean).join('：');
  return h('tr', {},
    h('td', {}, icon(`face${one.score}`, 'face')),
    h('td', {}, SCORES[one.score], one.set_aside ? h('span', {class: 'badge grey'}, '已搁置') : null),
    h('td', {}, dateWords(one.day)),
    h('td', {}, serviceName(page.hall, one.service)),
    h('td', {}, scope === 'mine' ? '' : one.staff.name),
    h('td', {class: 'words'}, told || h('span', {class: 'quiet-text'}, '没有写字')),
    h('td', {class: 'words'}, ...reviewCell(page, one)));
}

function reviewCell(page, one) {
  const {review} = one;
  if (!review) {
    return [h('button', {class: 'button', type: 'button', 'data-ask': one.id, onclick: () => ask(page, one)}, '申诉')];
  }
  const told = h('div', {class: 'review'}, `${review.asked_by.name}：${review.reason}`);
  if (review.decided_at) {
    const outcome = h('b', {}, one.set_aside ? '搁置' : '维持');
    return [told, h('div', {class: 'review'}, outcome, ` ${review.decided_by}：${review.why}`)];
  }
  const why = notMine(page.staff, one);
  return [told, why ? h('span', {class: 'badge amber'}, icon('clock'), why)
    : h('button', {class: 'button', type: 'button', 'data-decide': one.id, onclick: () => decide(page, one)}, '决定')];
}

// Why the decision is somebody else's; '': it is one's own.
function notMine(staff, {staff: rated, review}) {
  if (staff.role === 'clerk') return '等主管决定';
  if (rated.id === staff.id) return '评的是您，别人定';
  return review.asked_by.id === staff.id ? '您提的，别人定' : '';
}

function area(label, hint) {
  const text = h('textarea', {maxlength: TEXT_MAX, 'data-first': true});
  return {node: h('label', {class: 'sheet-label'}, h('b', {}, label), h('span', {}, hint), text), value: () => text.value.trim()};
}

function ask(page, one) {
  const why = area('为什么', '误评、恶意、评错了窗口');
  openDialog({
    title: ['申诉这条', h('em', {}, SCORES[one.score]), '？'], lead: '由没有被评的主管决定，理由都留着。', leave: '不申诉',
    body: [why.node],
    act: {words: '提出申诉', blocked: () => (why.value() ? '' : '先写理由'),
      run: () => page.send(`/ratings/${one.id}/review`, {reason: why.value()}),
      done: () => toast('申诉已提出，等主管决定')},
  });
}

function decide(page, one) {
  const kinds = [['1', '搁置', '不计入比率，还看得到'], ['0', '维持', '照旧计入']];
  const options = kinds.map(([value, words, note], i) => h('label', {class: 'option'},
    h('input', {type: 'radio', name: 'aside', value, 'data-first': i === 0}), h('b', {}, words), h('span', {}, note)));
  const box = h('div', {class: 'options', role: 'radiogroup', 'aria-label': '决定'}, ...options);
  const why = area('理由', '写给提出的人看');
  const value = () => box.querySelector(':checked')?.value;
  openDialog({
    title: ['这条', h('em', {}, SCORES[one.score]), '怎么定？'],
    lead: `${one.review.asked_by.name}：${one.review.reason}`, leave: '先不定', body: [box, why.node],
    act: {words: '定下', blocked: () => (!value() ? '先选一个' : why.value() ? '' : '先写理由'),
      run: () => page.send(`/ratings/${one.id}/decide`, {set_aside: value() === '1', why: why.value()}),
      done: () => toast('定下了')},
  });
}
