// t-complain.js - telling the hall something about this visit: which kind, in one's own words, with a number or without.

import {post} from './api.js';
import {h, icon, isDisabled, setDisabled} from './dom.js';

const KINDS = ['complaint', 'suggestion', 'enquiry', 'praise'];
const PHONE = /^1[3-9]\d{9}$/;

// What was filled in so far; kept while the page is drawn anew, as in the other language.
const draft = {kind: '', text: '', consent: false, phone: ''};
let filed = null;
let sending = false;

// The way there, at the foot of the ticket's page.
export function complainWay({t, tell}) {
  return h('p', {class: 'way'}, h('button', {class: 'link', type: 'button', id: 'complain', onclick: () => tell(true)}, t.complain));
}

export function complainView(page) {
  if (filed) return done(page);
  const {t, visit, state, tell} = page;
  const submit = h('button', {class: 'button primary submit', type: 'button', id: 'file', onclick: () => send(page, submit)});
  const draw = () => drawSubmit(t, submit);
  const text = h('textarea', {id: 'told', maxlength: 500, oninput: () => { draft.text = text.value; draw(); }});
  text.value = draft.text;
  draw();
  return [
    h('h1', {id: 'complain-title'}, t.complainTitle),
    h('p', {class: 'quiet-text'}, t.complainAbout(visit.number)),
    kinds(t, draw),
    h('label', {class: 'comment'}, h('span', {}, t.complainText), text),
    contact(page, draw),
    state.wrong ? h('p', {class: 'wrong', role: 'alert'}, state.wrong) : '',
    submit,
    h('button', {class: 'button quiet', type: 'button', onclick: () => tell(false)}, icon('back'), t.complainBack),
  ];
}

function kinds(t, draw) {
  const keys = KINDS.map((kind) => h('button', {class: 'button reason', type: 'button', role: 'radio', 'data-kind': kind,
    'aria-checked': String(draft.kind === kind), onclick: () => {
      draft.kind = kind;
      keys.forEach((key) => key.setAttribute('aria-checked', String(key.dataset.kind === kind)));
      draw();
    }}, h('span', {class: 'box'}, icon('check')), t.kinds[kind]));
  return h('div', {class: 'reasons kinds', role: 'radiogroup', 'aria-labelledby': 'complain-title'}, ...keys);
}

// A number only with consent, after what becomes of it was said; taking the consent back takes the number, too.
function contact({t, own, hall}, draw) {
  const phone = h('input', {id: 'phone', type: 'tel', inputmode: 'numeric', autocomplete: 'tel-national', maxlength: 11,
    oninput: () => { draft.phone = phone.value.trim(); draw(); }});
  phone.value = draft.phone;
  const field = h('label', {class: 'comment', hidden: !draft.consent}, h('span', {}, t.phone), phone);
  const key = h('button', {class: 'button reason consent', type: 'button', role: 'checkbox', id: 'consent',
    'aria-checked': String(draft.consent), onclick: () => {
      draft.consent = !draft.consent;
      if (!draft.consent) { draft.phone = ''; phone.value = ''; }
      key.setAttribute('aria-checked', String(draft.consent));
      field.hidden = !draft.consent;
      draw();
    }}, h('span', {class: 'box'}, icon('check')), t.consent);
  return h('section', {class: 'contact'}, h('p', {class: 'quiet-text'}, t.notice(own(hall.name), hall.keep_years, own(hall.privacy))), key, field);
}

function missing(t) {
  if (!draft.kind) return t.missing.kind;
  if (!draft.text.trim()) return t.missing.text;
  return draft.consent && draft.phone && !PHONE.test(draft.phone) ? t.missing.phone : '';
}

function drawSubmit(t, submit) {
  const why = missing(t);
  setDisabled(submit, Boolean(why));
  submit.replaceChildren(t.complainSend, why ? h('span', {class: 'why'}, why) : '');
}

async function send({t, path, attempt, render}, submit) {
  if (sending || isDisabled(submit)) return;
  sending = true;
  setDisabled(submit, true);
  submit.replaceChildren(icon('clock'), t.sending);
  const body = {kind: draft.kind, text: draft.text.trim(), lang: t.lang === 'en' ? 'en' : 'zh_CN'};
  if (draft.consent && draft.phone) body.contact = {phone: draft.phone, consent: true};
  await attempt(async () => { filed = await post(`${path}/complaint`, body); });
  sending = false;
  if (filed) Object.assign(draft, {kind: '', text: '', consent: false, phone: ''});
  drawSubmit(t, submit);
  render();
}

function done({t, hall, tell}) {
  return [
    h('div', {class: 'centred filed', role: 'status'}, h('h1', {}, t.filed), h('p', {class: 'lead'}, filed.number)),
    filed.urgent ? h('a', {class: 'button primary', href: `tel:${hall.emergency}`}, icon('phone'), t.urgent(hall.emergency)) : '',
    h('p', {class: 'quiet-text centred'}, t.filedHint),
    h('a', {class: 'button primary act', id: 'case', href: `/c/${filed.token}`}, t.follow),
    h('button', {class: 'button quiet', type: 'button', onclick: () => { filed = null; tell(false); }}, icon('back'), t.complainBack),
  ];
}
