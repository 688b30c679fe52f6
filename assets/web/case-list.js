// case-list.js - the cases one may see: overdue first, then those due today. What is chosen lives in the address.

import {aboutWords, dayWords, dueBadge, dueGroup, momentWords, title} from './case-words.js';
import {KINDS, LEVELS, SCORES, STATES} from './case-words.js';
import {askNewCase} from './case-new.js';
import {get} from './api.js';
import {$, h, icon, setDisabled, setText} from './dom.js';
import {toast} from './notices.js';

const PAGE = 50;
const GROUPS = {overdue: '超期', today: '今天到期', tomorrow: '明天到期', later: '以后', open: '不限期', done: '已经办完'};
const SCOPES = {mine: '我的', team: '全队', follow_up: '待回访', done: '已关闭'};
const SETS = {
  mine: {owner: 'me', state: 'filed,open,resolved'},
  team: {state: 'filed,open,resolved'},
  follow_up: {to_follow_up: '1'},
  done: {state: 'closed'},
};

// What the address asks for.
function asked() {
  const query = new URLSearchParams(location.search);
  const scope = SCOPES[query.get('scope')] ? query.get('scope') : 'team';
  return {scope, kind: query.get('kind') ?? '', owner: query.get('owner') ?? '', overdue: query.get('overdue') ?? '',
    day: query.get('day') ?? '', q: query.get('q') ?? '', page: Math.max(1, Number(query.get('page')) || 1)};
}

function address(filter) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value && !(name === 'scope' && value === 'team') && !(name === 'page' && value === 1)) query.set(name, value);
  }
  const words = String(query);
  return `/staff/cases${words ? `?${words}` : ''}`;
}

function question(filter) {
  const {scope, page: number, ...rest} = filter;
  const query = new URLSearchParams(SETS[scope]);
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value);
  if (number > 1) query.set('page', number);
  return `/complaints?${query}`;
}

export function listView(page) {
  const parts = build(page);
  let shown = null;
  let focus = -1; // the row that J and K have reached

  const rows = () => [...page.root.querySelectorAll('tr.case')];
  const change = (to) => page.go(address({...asked(), page: 1, ...to}), {replace: true});

  function reach(to) {
    const all = rows();
    if (!all.length) return;
    focus = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((row, i) => row.classList.toggle('at', i === focus));
    $('a', all[focus]).focus();
  }

  parts.wire(change);
  return {
    async load() {
      const filter = asked();
      const [list, people] = await Promise.all([get(question(filter)), get('/staff')]);
      return {...list, filter, people: people.staff};
    },
    draw(fresh) {
      shown = fresh;
      document.title = `案件 ${fresh.counts.all} 件 · 工作台`;
      parts.draw(fresh);
      if (focus >= 0) rows()[focus]?.classList.add('at');
    },
    key(event) {
      if (event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea')) return false;
      if (event.key === '/') parts.search.focus();
      else if (event.code === 'KeyJ') reach(focus + 1);
      else if (event.code === 'KeyK') reach(focus - 1);
      else if (event.code === 'KeyN' && shown) parts.add(shown);
      else return false;
      return true;
    },
  };
}

function build(page) {
  const lead = h('span', {});
  const cards = h('div', {class: 'cards'});
  const segments = h('div', {class: 'segments', role: 'group', 'aria-label': '看哪些'});
  const kind = h('select', {'aria-label': '类别'});
  const owner = h('select', {'aria-label': '负责人'});
  const day = h('input', {type: 'date', 'aria-label': '哪天登记的'});
  const search = h('input', {type: 'search', placeholder: '编号、事由、手机后四位', 'aria-label': '搜索', maxlength: 60});
  const clear = h('button', {class: 'button', type: 'button'}, '清除筛选');
  const add = h('button', {class: 'button primary', type: 'button', id: 'new-case'}, icon('plus'), '新登记');
  const table = h('div', {class: 'panel list'});
  let latest = null;

  page.root.append(
    h('div', {class: 'heading'}, h('h1', {}, h('b', {}, '案件'), ' ', lead), add),
    cards,
    h('form', {class: 'filters', onsubmit: (event) => event.preventDefault()}, segments, kind, owner, day,
      h('label', {class: 'search'}, icon('search'), search, h('span', {class: 'cap', 'aria-hidden': 'true'}, '/')), clear),
    table,
    h('p', {class: 'foot-note'}, h('span', {}, '不能办自己的事：说到您的案件不在这里，经理看得到。'),
      h('span', {class: 'keys'}, cap('J'), cap('K'), '上下', cap('↵'), '打开', cap('N'), '新登记')));

  const newCase = ({people}) => askNewCase({page, people, then: (made) => {
    toast(`${made.number} 已登记`);
    page.go(`/staff/cases/${made.id}`);
  }});
  setDisabled(add, true); // until it is known whom one can name
  add.addEventListener('click', () => { if (latest) newCase(latest); });

  return {
    search, add: newCase,
    wire(change) {
      kind.addEventListener('change', () => change({kind: kind.value}));
      owner.addEventListener('change', () => change({owner: owner.value}));
      day.addEventListener('change', () => change({day: day.value}));
      let timer = 0;
      search.addEventListener('input', (event) => {
        clearTimeout(timer);
        if (!event.isComposing) timer = setTimeout(() => change({q: search.value.trim()}), 250);
      });
      clear.addEventListener('click', () => { search.value = ''; change({kind: '', owner: '', overdue: '', day: '', q: ''}); });
      segments.addEventListener('click', (event) => {
        const {scope} = event.target.closest('button')?.dataset ?? {};
        if (scope) change({scope, overdue: ''});
      });
    },
    draw(fresh) {
      latest = fresh;
      setDisabled(add, false);
      const {filter, counts} = fresh;
      setText(lead, counts.all ? `在办 ${counts.all} 件，先看超期的` : '没有在办的案件');
      cards.replaceChildren(...countCards(counts));
      segments.replaceChildren(...scopeKeys(filter, counts));
      fill(kind, [['', '全部类别'], ...Object.entries(KINDS)], filter.kind);
      const people = fresh.people.map((one) => [String(one.id), one.name]);
      fill(owner, [['', '全部负责人'], ['none', '还没人接'], ...people], filter.owner);
      if (document.activeElement !== day) day.value = filter.day;
      if (document.activeElement !== search) search.value = filter.q;
      clear.hidden = !['kind', 'owner', 'overdue', 'day', 'q'].some((name) => filter[name]);
      table.replaceChildren(...content(page, fresh));
    },
  };
}

function scopeKeys(filter, counts) {
  const held = {mine: counts.mine, team: counts.all, follow_up: counts.to_follow_up};
  return Object.entries(SCOPES).map(([name, words]) => h('button',
    {type: 'button', 'data-scope': name, 'aria-pressed': String(name === filter.scope)},
    held[name] === undefined ? words : `${words} ${held[name]}`));
}

const cap = (words) => h('span', {class: 'cap', 'aria-hidden': 'true'}, words);

function fill(select, options, value) {
  const now = JSON.stringify(options);
  if (select.dataset.options !== now) {
    select.dataset.options = now;
    select.replaceChildren(...options.map(([name, words]) => h('option', {value: name}, words)));
  }
  select.value = value;
}

function countCards(counts) {
  const card = (name, count, href, over) => h(href ? 'a' : 'div', {class: `panel card ${over ? 'over' : ''}`, href},
    h('span', {class: 'name'}, over ? icon('alert') : null, name), h('strong', {}, String(count), h('small', {}, '件')));
  return [
    card('超期', counts.overdue, '/staff/cases?overdue=1', counts.overdue > 0),
    card('今天到期', counts.today),
    card('明天到期', counts.tomorrow),
    card('以后', counts.later),
    card('待回访', counts.to_follow_up, '/staff/follow-up'),
  ];
}

function content(page, fresh) {
  const {complaints, total, filter} = fresh;
  if (!complaints.length) return [nothing(filter)];
  const groups = Map.groupBy ? Map.groupBy(complaints, dueGroup) : grouped(complaints);
  const body = [];
  for (const [name, words] of Object.entries(GROUPS)) {
    const held = groups.get(name) ?? [];
    if (!held.length) continue;
    body.push(h('tr', {class: `group ${name}`}, h('th', {colspan: 7, scope: 'rowgroup'}, `${words} ${held.length} 件`)));
    body.push(...held.map((one) => row(page, one)));
  }
  const titles = ['编号', '类别', '事由', '负责', '级别', '期限', ''].map((words) => h('th', {}, words));
  const table = h('table', {}, h('thead', {}, h('tr', {}, ...titles)), h('tbody', {}, ...body));
  return [table, pages(filter, total)].filter(Boolean);
}

function grouped(complaints) {
  const groups = new Map();
  for (const one of complaints) groups.set(dueGroup(one), [...groups.get(dueGroup(one)) ?? [], one]);
  return groups;
}

function row({hall, staff}, one) {
  const mine = one.owner?.id === staff.id;
  const replied = one.replied_at ? `已答复 ${dayWords(one.replied_at)}` : '';
  const score = one.score && !title(one).includes(SCORES[one.score]) ? ` · ${SCORES[one.score]}` : '';
  const rated = one.score ? `${momentWords(one.filed_at)}${score}` : '';
  const under = [aboutWords(hall, one), rated, replied, one.contact ? '' : '没留电话'].filter(Boolean).join(' · ');
  const grave = one.severity === 'urgent' ? '说到危险' : '重大';
  const nobody = () => h('span', {class: 'quiet-text'}, STATES[one.state] === '待接手' ? '待接手' : '–');
  return h('tr', {class: `case ${mine ? 'mine' : ''}`},
    h('td', {}, h('a', {class: 'number', href: `/staff/cases/${one.id}`}, one.number)),
    h('td', {}, KINDS[one.kind]),
    h('td', {class: 'matter'},
      h('b', {}, title(one), one.severity === 'normal' ? null : h('span', {class: 'badge red'}, icon('alert'), grave)),
      h('span', {}, under)),
    h('td', {}, one.owner ? one.owner.name : nobody(), mine ? h('span', {class: 'badge own'}, '我') : null),
    h('td', {}, LEVELS[one.level]),
    h('td', {}, dueBadge(one)),
    h('td', {}, nextKey(one, staff)));
}

// The step that comes next, advised where it is one's own; the case itself says what else can be done.
function nextKey(one, staff) {
  const mine = one.owner?.id === staff.id;
  const [words, name] = one.state === 'filed' && !one.owner ? ['接手', 'accept']
    : one.state === 'open' && mine ? (one.replied_at || one.kind === 'praise' ? ['办结', 'resolve'] : ['答复', 'reply'])
      : one.state === 'resolved' && !mine ? ['回访', 'follow-up'] : ['打开', ''];
  const href = name === 'follow-up' ? `/staff/follow-up?case=${one.id}` : `/staff/cases/${one.id}${name ? `?act=${name}` : ''}`;
  return h('a', {class: `button row-key ${mine && name ? 'advised' : ''}`, href, 'data-next': name || 'open',
    'aria-label': `${one.number} ${words}`}, words);
}

function pages(filter, total) {
  const last = Math.ceil(total / PAGE);
  if (last < 2) return null;
  const to = (number, words) => (number < 1 || number > last ? h('span', {class: 'button', 'aria-disabled': 'true'}, words)
    : h('a', {class: 'button', href: address({...filter, page: number})}, words));
  return h('nav', {class: 'pages', 'aria-label': '翻页'}, to(filter.page - 1, '上一页'),
    h('span', {}, `第 ${filter.page} / ${last} 页，共 ${total} 件`), to(filter.page + 1, '下一页'));
}

function nothing(filter) {
  const {kind, owner, overdue, day, q, scope} = filter;
  const set = [kind && KINDS[kind], owner && '负责人', overdue && '超期', day, q && `“${q}”`].filter(Boolean);
  if (set.length) {
    return h('div', {class: 'empty'}, icon('search'), h('b', {}, '没有合适的案件'), h('span', {}, `筛选：${set.join('、')}`),
      h('a', {class: 'button', href: address({scope})}, '清除筛选'));
  }
  const words = {mine: '您手上没有案件', team: '没有在办的案件', follow_up: '没有要回访的', done: '还没有关闭的案件'}[scope];
  return h('div', {class: 'empty'}, icon('check'), h('b', {}, words), h('span', {}, '客人反映、差评都会自己到这里。'));
}
