// login.js - the door of the staff and manager pages: log in, change a one-time password, leave.

import {get, post, remove, setCsrf, errorWords} from './api.js';
import {h, icon, drawIcon, setDisabled, isDisabled} from './dom.js';
import {dateWords, hhmm, hallTime, now, syncClock} from './format.js';

const LEAST_PASSWORD = 8;
let typed = ''; // the one-time password just used, so that it is not asked for twice
const ROLES = {clerk: '窗口人员', supervisor: '主管', manager: '经理', admin: '管理员'};

// Resolves with the staff member once somebody is logged in whose password is their own. note: why one is asked to;
// whom: for whom the page is, said to who has another role.
export async function enter({root, desk, least, note, whom = '主管和经理'}) {
  const hall = await get('/hall').catch(() => null);
  let session = await currentSession();
  for (;;) {
    if (!session) session = await askLogin(root, desk, hall, note);
    else if (session.staff.must_change) session = await askNewPassword(root, desk, hall, session);
    else if (least && !least.includes(session.staff.role)) session = await refuse(root, desk, hall, session, whom);
    else return session.staff;
  }
}

// Ends the session; link is what keeps the page live, if anything does.
export async function leave(link) {
  await link?.stop();
  await remove('/session').catch(() => null);
  location.reload();
}

async function currentSession() {
  try {
    const session = await get('/session');
    setCsrf(session.csrf);
    return session;
  } catch {
    return null;
  }
}

// The page around a form; returns when the form resolves.
function page(root, desk, hall, build) {
  return new Promise((resolve) => {
    const clock = h('div', {class: 'clock'});
    const date = h('div', {class: 'date'});
    const tick = () => {
      const time = hallTime(now());
      clock.textContent = hhmm(time);
      date.textContent = dateWords(time) + hoursWords(hall);
    };
    if (hall) syncClock(hall.at);
    tick();
    const timer = setInterval(tick, 1000);
    const side = h('aside', {class: 'login-side night'},
      h('div', {class: 'brand'}, icon('logo', 'logo'),
        h('div', {}, h('div', {class: 'hall'}, hall?.name.zh_CN ?? ''), h('div', {class: 'place'}, desk))),
      clock, date,
      h('img', {class: 'harbour', src: '/icons/harbour-night.svg', alt: '', width: 1080, height: 560}));
    const done = (value) => { clearInterval(timer); root.replaceChildren(); root.hidden = true; resolve(value); };
    const main = h('main', {class: 'login-form'}, ...build(done));
    root.replaceChildren(h('div', {class: 'login'}, side, main));
    root.hidden = false;
    main.querySelector('input:not([hidden])')?.focus();
  });
}

function hoursWords(hall) {
  return hall && !hall.always_open ? ` · ${hall.opens} 开门` : '';
}

function passwordField(label, name, autocomplete, hint) {
  const input = h('input', {type: 'password', name, id: name, autocomplete, required: true, maxlength: 256});
  const words = h('span', {}, '看一眼');
  const peek = h('button', {class: 'peek', type: 'button', 'aria-pressed': 'false',
    onclick: () => {
      const shown = input.type === 'text';
      input.type = shown ? 'password' : 'text';
      words.textContent = shown ? '看一眼' : '遮起来';
      peek.setAttribute('aria-pressed', String(!shown));
    }}, icon('eye'), words);
  const field = h('div', {class: 'field'},
    h('label', {class: 'label', for: name}, label, hint ? h('span', {class: 'hint'}, hint) : null),
    h('div', {class: 'box'}, input, peek));
  return {field, input};
}

function wrongWords() {
  const text = h('span', {});
  const box = h('div', {class: 'wrong-words', role: 'alert', hidden: true}, icon('alert'), text);
  return {box, say(words) { text.textContent = words; box.hidden = !words; }};
}

function askLogin(root, desk, hall, note) {
  return page(root, desk, hall, (done) => {
    const login = h('input', {name: 'login', id: 'login', autocomplete: 'username', required: true,
      autocapitalize: 'none', spellcheck: 'false', maxlength: 64});
    const password = passwordField('密码', 'password', 'current-password');
    const wrong = wrongWords();
    wrong.say(note ?? '');
    const button = h('button', {class: 'button primary', type: 'submit'}, '登录');
    const form = h('form', {novalidate: true, onsubmit: async (event) => {
      event.preventDefault();
      if (isDisabled(button)) return;
      if (!login.value.trim() || !password.input.value) {
        wrong.say(login.value.trim() ? '请输入密码' : '请输入账号');
        (login.value.trim() ? password.input : login).focus();
        return;
      }
      busy(button, '正在登录');
      try {
        const session = await post('/session', {login: login.value.trim(), password: password.input.value});
        setCsrf(session.csrf);
        typed = session.staff.must_change ? password.input.value : '';
        done(session);
      } catch (error) {
        wrong.say(errorWords(error));
        password.input.select();
        ready(button, '登录');
      }
    }},
      h('h1', {}, `登录${desk}`),
      h('p', {class: 'lead'}, '用您自己的账号，别人不能代按'),
      h('div', {class: 'field'}, h('label', {class: 'label', for: 'login'}, '账号'), h('div', {class: 'box'}, login)),
      password.field, wrong.box, button,
      h('div', {class: 'tint-box'}, icon('shield'),
        h('div', {}, '连错几次会请您等一会儿再试。', h('br'), '忘了密码，请主管当面重设。')));
    return [form, foot(h('span', {}, h('i', {class: hall ? 'dot' : 'dot lost'}), hall ? '大厅服务正常' : '没连上大厅'),
      '登录、离席都会记入日志')];
  });
}

function foot(left, right) {
  return h('div', {class: 'login-foot'}, h('span', {}, left), h('span', {}, right));
}

function busy(button, words) {
  setDisabled(button, true);
  button.replaceChildren(icon('clock'), words);
}

function ready(button, words) {
  setDisabled(button, false);
  button.replaceChildren(words);
}

function askNewPassword(root, desk, hall, session) {
  const {staff} = session;
  const known = typed;
  return page(root, desk, hall, (done) => {
    const old = known ? null : passwordField('一次性密码', 'old-password', 'current-password');
    const first = passwordField('新密码', 'new-password', 'new-password', `至少 ${LEAST_PASSWORD} 个字，长比花样有用`);
    const second = passwordField('再输一遍', 'again', 'new-password');
    const wrong = wrongWords();
    const button = h('button', {class: 'button primary', type: 'submit'});
    const rules = [
      ...(known ? [] : [['填上一次性密码', () => old.input.value !== '', '先填一次性密码']]),
      ['至少 ' + LEAST_PASSWORD + ' 个字', () => [...first.input.value].length >= LEAST_PASSWORD, '还不够长'],
      ['和账号、姓名、一次性密码都不一样', () => first.input.value !== '' &&
        ![staff.login.toLowerCase(), staff.name.toLowerCase(), (known || old.input.value).toLowerCase()]
          .includes(first.input.value.toLowerCase()), '要和账号、旧密码不同'],
      ['两遍一样', () => first.input.value !== '' && first.input.value === second.input.value, '两遍要一样'],
    ].map(([words, met, why]) => ({mark: h('span', {class: 'icon'}), words, met, why}));
    const list = rules.map((rule) => h('li', {}, rule.mark, rule.words));
    const check = () => {
      rules.forEach((rule, i) => {
        list[i].classList.toggle('met', rule.met());
        drawIcon(rule.mark, rule.met() ? 'check' : 'clock');
      });
      const missing = rules.find((rule) => !rule.met());
      setDisabled(button, Boolean(missing));
      button.replaceChildren(`换好，进入${desk}`, missing ? h('span', {class: 'why'}, missing.why) : '');
    };
    const form = h('form', {novalidate: true, oninput: check, onsubmit: async (event) => {
      event.preventDefault();
      if (isDisabled(button)) return;
      busy(button, '正在存');
      try {
        done(await changePassword(known || old.input.value, first.input.value));
      } catch (error) {
        wrong.say(newPasswordWords(error));
        check();
      }
    }},
      h('h1', {}, `${staff.name}您好，先换个密码`),
      h('p', {class: 'lead'}, '您用的是一次性密码，换成自己的才能进入'),
      h('input', {autocomplete: 'username', value: staff.login, hidden: true}), // for the browser's key ring
      old?.field, first.field, second.field, h('ul', {class: 'rules'}, ...list), wrong.box, button,
      h('p', {class: 'leave'}, `不是${staff.name}？`, h('button', {class: 'link', type: 'button', onclick: () => leave()}, '退出')));
    check();
    return [form, foot('密码只存散列，谁也看不到原文', `账号 ${staff.login} · ${ROLES[staff.role] ?? staff.role}`)];
  });
}

function newPasswordWords(error) {
  return error.code === 'bad_credentials' ? '一次性密码不对，再看一眼。' : errorWords(error);
}

async function changePassword(old, fresh) {
  const session = await post('/session/password', {old, new: fresh});
  typed = '';
  setCsrf(session.csrf);
  return session;
}

function refuse(root, desk, hall, session, whom) {
  return page(root, desk, hall, () => [
    h('form', {},
      h('h1', {}, `这一页给${whom}看`),
      h('p', {class: 'lead'}, `${session.staff.name}，您的账号是${ROLES[session.staff.role] ?? ''}。`),
      h('a', {class: 'button primary', href: '/staff'}, '去工作台'),
      h('p', {class: 'leave'}, '换一个账号？', h('button', {class: 'link', type: 'button', onclick: () => leave()}, '退出'))),
    foot('', `账号 ${session.staff.login}`)]);
}
