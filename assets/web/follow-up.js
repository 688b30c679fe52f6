// follow-up.js - 回访: every resolved case is called back by somebody who had no hand in it, and each quarter a share
// of them is checked again.

import {errorWords, get} from './api.js';
import {contactPanel} from './case-contact.js';
import {CONTENT, dayWords, dueBadge, KINDS, momentWords, title} from './case-words.js';
import {h, icon, isDisabled, setDisabled} from './dom.js';
import {drafted, draftOf, keepDraft} from './drafts.js';
import {openDialog} from './dialog.js';
import {notice, toast} from './notices.js';

const SCOPES = {to_call: '待回访', unreached: '打不通', done: '已回访'};
const QUESTIONS = {to_call: 'to_follow_up=1', unreached: 'to_follow_up=1', done: 'state=closed'};
const RESULTS = [['solved', '解决了', 'check'], ['unsolved', '还没有', 'alert'], ['unreached', '没接通', 'phone']];
const CONTENTS = [['yes', '满意'], ['so_so', '一般'], ['no', '不满意'], ['', '没有说']];
const TEXT_MAX = 500;
const DONE = {solved: () => '回访好了，已关闭', unsolved: () => '重新办理，期限重算',
  unreached: (enough) => (enough ? '次数够了，可以关闭' : '记下了，没接通')};
const SAMPLE_PAGE = 20;

const closable = (found) => Boolean(found?.moves?.find(({name}) => name === 'close')?.open);

const chosen = () => {
  const query = new URLSearchParams(location.search);
  return {scope: SCOPES[query.get('scope')] ? query.get('scope') : 'to_call', at: query.get('case') ?? ''};
};
const address = ({scope, at}) => {
  const query = new URLSearchParams({...(scope === 'to_call' ? {} : {scope}), ...(at ? {case: at} : {})});
  return `/staff/follow-up${String(query) ? `?${query}` : ''}`;
};

export function followUpView(page) {
  const segments = h('div', {class: 'segments', role: 'group', 'aria-label': '看哪些'});
  const list = h('section', {class: 'panel calls'});
  const place = h('div', {});
  const side = h('div', {class: 'column'});
  const drawn = {page: 1}; // of the sample's table
  let call = null; // the form of the case that is being called

  const heading = h('h1', {}, h('b', {}, '回访'), ' ', h('span', {}, '办结的都要打，每季再抽一些复核'));
  page.root.append(h('div', {class: 'heading'}, heading, segments),
    h('div', {class: 'two'}, h('div', {}, list, place), side));

  function begin(found) {
    page.go(address({...chosen(), at: String(found.id)}), {replace: true});
  }

  return {
    async load() {
      const filter = chosen();
      const orNull = (asked) => asked.catch(() => null);
      const [answer, sample, calling] = await Promise.all([
        get(`/complaints?${QUESTIONS[filter.scope]}`),
        mayCheck(page) ? orNull(get('/samples')) : null,
        filter.at ? orNull(get(`/complaints/${filter.at}`)) : null]);
      return {...answer, filter, sample, calling};
    },
    draw(fresh) {
      const {filter, counts} = fresh;
      document.title = `回访 ${counts.to_follow_up} 件 · 工作台`;
      segments.replaceChildren(...scopeKeys(page, filter, counts));
      list.replaceChildren(...callList(page, fresh, begin));
      side.replaceChildren(...sampleSide(page, fresh, drawn));
      if (fresh.calling?.state !== 'resolved') {
        if (fresh.calling) keepDraft(draftName(fresh.calling.id), ''); // nobody calls any more
        place.replaceChildren();
        call = null;
        return;
      }
      if (call?.id !== fresh.calling.id) {
        call = callForm(page, fresh.calling);
        place.replaceChildren(call.panel);
        call.draw(fresh.calling);
        call.panel.scrollIntoView({block: 'end'});
        call.panel.focus({preventScroll: true});
      }
      call.draw(fresh.calling);
    },
    unsent: () => (call && draftOf(draftName(call.id)).trim() ? `${call.number} 的回访` : ''),
  };
}

const draftName = (id) => `heard ${id}`;

function scopeKeys(page, filter, counts) {
  return Object.entries(SCOPES).map(([name, words]) => h('button', {
    type: 'button', 'aria-pressed': String(name === filter.scope),
    onclick: () => page.go(address({scope: name, at: ''}), {replace: true}),
  }, name === 'to_call' ? `${words} ${counts.to_follow_up}` : words));
}

function callList(page, {complaints, filter}, begin) {
  const done = filter.scope === 'done';
  const shown = filter.scope === 'unreached' ? complaints.filter((one) => one.attempts > 0) : complaints;
  const head = h('div', {class: 'panel-head'}, h('h2', {}, done ? '回访过的' : '要打的电话'),
    h('span', {class: 'aside'}, '由没经手的人打，打不通的次数够了就记下经过'));
  if (!shown.length) {
    return [head, h('div', {class: 'empty'}, icon('phone'), h('b', {}, done ? '还没有回访过的' : '没有要打的电话'),
      h('span', {}, '案件办结以后会到这里。'))];
  }
  const titles = ['案件', '电话', '办结', done ? '对处理' : '打过', '期限', ''].map((words) => h('th', {}, words));
  const rows = shown.map((one) => callRow(page, one, filter.at === String(one.id), begin));
  return [head, h('table', {}, h('thead', {}, h('tr', {}, ...titles)), h('tbody', {}, ...rows))];
}

function tries(one) {
  if (one.state === 'closed') return one.content ? CONTENT[one.content] : '没有说';
  return one.attempts ? `${one.attempts} 次没接` : '还没打';
}

function callRow(page, one, at, begin) {
  const own = one.owner?.id === page.staff.id;
  const key = () => h('button', {class: 'button row-key', type: 'button', 'data-call': one.id, 'aria-disabled': String(own),
    onclick: () => { if (!own) begin(one); }}, at ? '正在打' : '开始', own ? h('span', {class: 'why'}, '您经手的') : null);
  return h('tr', {class: at ? 'at' : ''},
    h('td', {}, h('a', {class: 'number', href: `/staff/cases/${one.id}`}, one.number),
      h('small', {}, `${KINDS[one.kind]} · ${short(title(one))}`)),
    h('td', {}, one.contact?.phone ?? '没留电话'),
    h('td', {}, one.resolved_at ? dayWords(one.resolved_at) : '–'),
    h('td', {}, tries(one)),
    h('td', {}, dueBadge(one)),
    h('td', {}, one.state === 'closed' ? null : key()));
}

const short = (words) => ([...words].length > 14 ? `${[...words].slice(0, 14).join('')}…` : words);

// The call: whom, what to say, what came of it. What was typed stays while the page is made new around it.
function callForm(page, first) {
  const contact = contactPanel(page, first.id);
  const say = h('p', {class: 'tint-box prompt'});
  const result = oneOf('事情解决了吗？', RESULTS, (name) => (name === 'unsolved' ? 'no' : ''), draw);
  const content = oneOf('对处理满意吗？', CONTENTS, (name) => (name === 'no' ? 'no' : ''), draw);
  const text = h('textarea', {maxlength: TEXT_MAX, id: 'heard', 'aria-label': '客人怎么说'});
  const draft = drafted(draftName(first.id), text);
  const key = h('button', {class: 'button primary', type: 'submit'});
  const away = h('button', {class: 'button', type: 'button', id: 'put-away', onclick: putAway}, '关闭案件');
  const form = h('form', {class: 'panel calling', novalidate: true},
    h('div', {class: 'line'}, h('strong', {}, first.number)), say, result.node, content.node,
    h('h3', {}, '客人怎么说 ', h('span', {class: 'quiet-text small'}, '照原话记')), text, h('footer', {}, away, key));
  let found = first;
  let busy = false;

  function why() {
    const move = found.moves.find(({name}) => name === 'follow-up');
    if (!move?.open) return move?.why?.zh_CN ?? '不由您打';
    if (busy) return '正在存';
    if (!result.value()) return '先选结果';
    return result.value() === 'unsolved' && !text.value.trim() ? '写上还缺什么' : '';
  }

  function draw() {
    const reason = why();
    const words = {solved: '记下，关闭案件', unsolved: '记下，重新办理', unreached: '记下这一次'}[result.value()] ?? '记下';
    content.node.hidden = result.value() !== 'solved';
    setDisabled(key, reason !== '');
    away.hidden = busy || !closable(found);
    away.classList.toggle('primary', reason !== '');
    key.classList.toggle('primary', reason === '');
    key.replaceChildren(words, reason ? h('span', {class: 'why'}, reason) : '');
  }

  // Does it, and tells a refusal in the amber bar: what was typed stays.
  async function attempt(run) {
    busy = true;
    draw();
    try {
      await run();
    } catch (error) {
      notice(errorWords(error));
    }
    busy = false;
    draw();
  }

  const path = (name) => `/complaints/${first.id}/${name}`;
  const back = () => page.go(address({...chosen(), at: ''}), {replace: true});

  const save = () => attempt(async () => {
    const kind = result.value();
    const said = {content: kind === 'solved' ? content.value() : '', text: text.value.trim()};
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value));
    const after = await page.send(path('follow-up'), {result: kind, ...given});
    draft.clear();
    result.clear();
    if (kind === 'solved') await page.send(path('close'));
    toast(`${first.number} ${DONE[kind](closable(after))}`);
    if (kind !== 'unreached' || !closable(after)) back();
  });

  // Tried often enough, or answered by the visitor: nobody has to call again.
  function putAway() {
    attempt(async () => {
      await page.send(path('close'));
      toast(`${first.number} 已关闭`);
      back();
    });
  }

  text.addEventListener('input', draw);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!isDisabled(key)) save();
  });
  const panel = h('div', {class: 'calling-place', tabindex: -1}, contact.panel, form);
  return {id: first.id, number: first.number, panel, draw(fresh) {
    found = {...fresh};
    const plain = {...fresh, story: fresh.story.map(({body, by, ...event}) => ({...body, ...event, staff: by}))};
    contact.draw(plain);
    const done = plain.story.filter(({kind}) => kind === 'resolved').pop();
    say.replaceChildren(icon('chat'), ...toSay(page.hall, fresh, done?.text));
    draw();
  }};
}

// What to say on the phone; without a number, what to do instead.
function toSay(hall, found, told) {
  if (!found.contact?.phone) {
    return [h('span', {}, h('b', {}, '没留电话，打不了。'), '记下“没接通”就可以关闭；客人扫小票看答复，不满意能说。')];
  }
  return [h('span', {}, h('b', {}, `您好，我是${hall.name.zh_CN}的。`),
    `${dayWords(found.filed_at)}您反映的事，我们是这样办的：${sentence(told ?? '')}您看可以吗？`)];
}

// Ends what was written as a sentence.
const sentence = (words) => (/[。！？.!?]$/.test(words) ? words : `${words}。`);

function oneOf(words, options, kindOf, changed) {
  let value = null;
  const choose = (name) => {
    value = name;
    keys.forEach((key, i) => key.setAttribute('aria-pressed', String(options[i][0] === value)));
    changed();
  };
  const keys = options.map(([name, label, drawing]) => h('button', {class: `button ${kindOf(name)}`, type: 'button',
    'aria-pressed': 'false', 'data-answer': name || 'unsaid', onclick: () => choose(name)},
  drawing ? icon(drawing) : null, label));
  const clear = () => {
    value = null;
    for (const key of keys) key.setAttribute('aria-pressed', 'false');
  };
  const node = h('div', {role: 'group', 'aria-label': words}, h('h3', {}, words), h('div', {class: 'answers'}, ...keys));
  return {node, value: () => value, clear};
}

// ---- the quarter's sample ----

const quarterWords = (quarter) => `${quarter.slice(0, 4)} 年第 ${quarter.slice(5)} 季度`;

// The sample is the managers'.
const mayCheck = (page) => ['manager', 'admin'].includes(page.staff.role);

const waitingFirst = (cases) => [...cases.filter((one) => !one.checked_at), ...cases.filter((one) => one.checked_at)];

// A long sample stands in pages, what is still to be checked first.
function sampleTable(page, cases, drawn) {
  const last = Math.max(1, Math.ceil(cases.length / SAMPLE_PAGE));
  drawn.page = Math.min(drawn.page, last);
  const shown = waitingFirst(cases).slice((drawn.page - 1) * SAMPLE_PAGE, drawn.page * SAMPLE_PAGE);
  const box = h('section', {class: 'panel'});
  const to = (number, words) => h('button', {class: 'button', type: 'button', 'aria-disabled': String(number < 1 || number > last),
    onclick: () => {
      if (number < 1 || number > last) return;
      drawn.page = number;
      box.replaceWith(sampleTable(page, cases, drawn));
    }}, words);
  const rows = shown.map((one) => sampleRow(page, one));
  box.append(h('table', {}, h('thead', {}, h('tr', {}, ...['抽到的', '类别', '复核', ''].map((words) => h('th', {}, words)))),
    h('tbody', {}, ...rows)));
  if (last > 1) {
    box.append(h('nav', {class: 'pages', 'aria-label': '翻页'}, to(drawn.page - 1, '上一页'),
      h('span', {}, `${drawn.page} / ${last}`), to(drawn.page + 1, '下一页')));
  }
  return box;
}

function sampleRow(page, one) {
  const told = one.agrees ? ['badge', 'check', '一致'] : ['badge amber', 'alert', '不一致'];
  return h('tr', {},
    h('td', {}, h('a', {class: 'number', href: `/staff/cases/${one.id}`}, one.number)), h('td', {}, KINDS[one.kind]),
    h('td', {}, one.checked_at ? h('span', {class: told[0]}, icon(told[1]), told[2]) : '待复核'),
    h('td', {}, one.checked_at ? null
      : h('button', {class: 'button row-key', type: 'button', 'data-check': one.id, onclick: () => askRecheck(page, one)}, '复核')));
}

function sampleSide(page, {sample}, drawn) {
  if (!mayCheck(page)) return [];
  if (!sample?.quarter) {
    return [h('section', {class: 'panel'}, h('h2', {}, '季度抽查'),
      h('p', {class: 'quiet-text'}, '季度结束后自己抽出来，抽到的由经理复核。'))];
  }
  const bar = h('i');
  const seed = `${sample.seed.slice(0, 4)}·${sample.seed.slice(-4)}`;
  bar.style.width = `${sample.drawn ? (sample.checked / sample.drawn) * 100 : 0}%`;
  return [
    h('section', {class: 'panel drawn'},
      h('div', {class: 'panel-head'}, h('h2', {}, '季度抽查'),
        h('span', {class: 'aside'}, `${quarterWords(sample.quarter)}办结 ${sample.population} 件`)),
      h('div', {}, h('strong', {}, `${sample.checked} / ${sample.drawn}`), ' 已复核'),
      h('div', {class: 'progress', 'aria-hidden': 'true'}, bar),
      h('p', {class: 'definition'}, `${momentWords(sample.drawn_at)} 抽出，种子是当时日志的末尾 ${seed}。`,
        '谁都能按它重抽一遍，抽到的换不掉。')),
    sampleTable(page, sample.cases, drawn),
  ];
}

function askRecheck(page, one) {
  const kinds = [['1', '一致', '和当初记的一样'], ['0', '不一致', '马上重新办理']];
  const options = kinds.map(([value, words, note], i) => h('label', {class: 'option'},
    h('input', {type: 'radio', name: 'agrees', value, 'data-first': i === 0}), h('b', {}, words), h('span', {}, note)));
  const box = h('div', {class: 'options', role: 'radiogroup', 'aria-label': '复核'}, ...options);
  const text = h('textarea', {maxlength: TEXT_MAX, 'aria-label': '客人怎么说'});
  const value = () => box.querySelector(':checked')?.value;
  const told = () => text.value.trim();
  openDialog({
    title: ['复核 ', h('em', {}, one.number), '，客人怎么说？'], leave: '先不',
    body: [box, h('label', {class: 'sheet-label'}, h('b', {}, '客人怎么说'), h('span', {}, '不一致要写'), text)],
    act: {words: '记下',
      blocked: () => (!value() ? '先选一个' : value() === '0' && !told() ? '写上哪里不一致' : ''),
      run: () => page.send(`/complaints/${one.id}/recheck`, {agrees: value() === '1', ...(told() ? {text: told()} : {})}),
      done: () => toast(`${one.number} 复核记下了${value() === '0' ? '，已重新办理' : ''}`)},
  });
}
