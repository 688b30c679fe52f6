// case-new.js - registering what somebody said at the desk or on the phone. What matters is read back before it is filed.

import {openDialog} from './dialog.js';
import {KINDS} from './case-words.js';
import {h, show} from './dom.js';

const TOLD = ['complaint', 'suggestion', 'enquiry', 'praise'];
const TEXT_MAX = 500;
const ABOUT = {hall: '大厅', service: '业务', counter: '窗口', staff: '工作人员', ticket: '一次办理'};
const PHONE = /^1[3-9]\d{9}$/;

function radios(name, options, chosen) {
  const box = h('div', {class: 'chips', role: 'radiogroup'}, ...options.map(([value, words]) => h('label', {class: 'chip'},
    h('input', {type: 'radio', name, value, checked: value === chosen}), words)));
  return {node: box, value: () => box.querySelector(':checked')?.value ?? ''};
}

function select(label, options) {
  const node = h('select', {'aria-label': label}, ...options.map(([value, words]) => h('option', {value}, words)));
  return {node, value: () => node.value};
}

// What it is about, with the field that names it.
function aboutFields(hall, people) {
  const kind = radios('about', Object.entries(ABOUT), 'hall');
  const number = h('input', {type: 'text', maxlength: 8, placeholder: 'B012', autocomplete: 'off'});
  const fields = {
    service: select('哪项业务', hall.services.map((one) => [one.code, one.name.zh_CN])),
    counter: select('哪个窗口', hall.counters.map((one) => [String(one.number ?? one), `${one.number ?? one}号窗口`])),
    staff: select('哪位工作人员', people.map((one) => [String(one.id), one.name])),
    ticket: {node: h('span', {class: 'field'}, h('span', {class: 'box'}, number)), value: () => number.value.trim().toUpperCase()},
  };
  const node = h('div', {}, kind.node, ...Object.values(fields).map((field) => field.node));
  const draw = () => {
    for (const [name, field] of Object.entries(fields)) show(field.node, kind.value() === name);
  };
  node.addEventListener('change', draw);
  draw();
  const value = () => {
    const about = kind.value();
    if (about === 'hall') return {hall: true};
    const told = fields[about].value();
    return {[about]: ['counter', 'staff'].includes(about) ? Number(told) : told};
  };
  return {node, value, missing: () => (kind.value() === 'ticket' && !number.value.trim() ? '写上号码' : '')};
}

const label = (words, hint, ...nodes) => h('div', {class: 'sheet-label'}, h('b', {}, words), h('span', {}, hint), ...nodes);
const boxed = (input) => h('span', {class: 'field'}, h('span', {class: 'box'}, input));

export function askNewCase({page, people, then}) {
  const kind = radios('kind', TOLD.map((name) => [name, KINDS[name]]), 'complaint');
  const severity = radios('severity', [['normal', '一般'], ['major', '重大，马上到经理']], 'normal');
  const channel = radios('channel', [['console', '当面说的'], ['call', '打电话来的']], 'console');
  const about = aboutFields(page.hall, people);
  const text = h('textarea', {id: 'told', maxlength: TEXT_MAX, 'data-lines': true, 'data-first': true});
  const name = h('input', {type: 'text', id: 'contact-name', maxlength: 20, autocomplete: 'off', placeholder: '姓名'});
  const phone = h('input', {type: 'tel', id: 'contact-phone', maxlength: 11, autocomplete: 'off', inputmode: 'numeric',
    placeholder: '手机号，11 位'});
  const consent = h('input', {type: 'checkbox', id: 'consent'});
  // Only what was given, and only by those who agreed.
  const contact = () => {
    const given = Object.entries({name: name.value.trim(), phone: phone.value.trim()}).filter(([, value]) => value);
    return given.length ? {...Object.fromEntries(given), consent: true} : undefined;
  };

  function blocked() {
    if (!text.value.trim()) return '先写客人说的';
    if (about.missing()) return about.missing();
    if (phone.value.trim() && !PHONE.test(phone.value.trim())) return '手机号是 11 位';
    return contact() && !consent.checked ? '客人同意了再留' : '';
  }

  openDialog({
    title: '登记客人说的', lead: '听清、问清，再念一遍给客人听。', leave: '先不登记', wide: true,
    body: [
      h('div', {class: 'side-by-side'}, label('哪一类', '', kind.node), label('怎么来的', '当面的打回执', channel.node)),
      label('对着谁', '说到的人看不到这个案件', about.node),
      label('客人说的', '照原话记', text),
      h('div', {class: 'side-by-side'}, label('要不要紧', '', severity.node),
        label('怎么回话', '可以不留', h('div', {class: 'two-fields'}, boxed(name), boxed(phone)))),
      h('label', {class: 'tint-box consent'}, consent,
        h('span', {}, '已告诉客人：只用来答复这件事，存满期限就清除；客人同意。')),
    ],
    act: {words: '登记', blocked, done: then, run: () => page.send('/complaints', {
      kind: kind.value(), about: about.value(), text: text.value.trim(), severity: severity.value(), contact: contact(),
      channel: channel.value(), print: channel.value() === 'console',
    })},
  });
}
