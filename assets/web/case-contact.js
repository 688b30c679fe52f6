// case-contact.js - whom to call: masked, shown one at a time for a minute, each look with its reason in the story.

import {errorWords} from './api.js';
import {momentWords} from './case-words.js';
import {h, icon, isDisabled, setDisabled} from './dom.js';
import {notice} from './notices.js';

const REASONS = ['打电话答复', '核对身份', '其他'];
const SHOWN_S = 60;

// 138 1234 5678
const spaced = (phone) => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

export function contactPanel(page, id) {
  const phone = h('strong', {});
  const under = h('span', {class: 'small quiet-text'});
  const badge = h('span', {class: 'badge grey'}, icon('mask'), '已遮住');
  const key = h('button', {class: 'button', type: 'button', id: 'reveal'}, icon('eye'), '显示');
  const chips = REASONS.map((words) => h('label', {class: 'chip'}, h('input', {type: 'radio', name: 'why-look', value: words}), words));
  const looked = h('p', {});
  const why = h('div', {class: 'why-look'}, '为什么要看（会记入案件）', h('div', {class: 'chips', role: 'radiogroup', 'aria-label': '为什么要看'}, ...chips), looked);
  const panel = h('section', {class: 'panel'}, h('div', {class: 'panel-head'}, h('h2', {}, '联系谁'), badge),
    h('div', {class: 'contact'}, h('div', {}, phone, under), key), why);
  let found = null;
  let until = 0;
  let timer = 0;

  function mask() {
    clearInterval(timer);
    until = 0;
    draw(found);
  }

  async function reveal() {
    if (isDisabled(key)) return;
    const reason = why.querySelector(':checked')?.value;
    if (!reason) { notice('先选为什么要看。'); chips[0].control.focus(); return; }
    try {
      const told = await page.send(`/complaints/${id}/reveal`, {reason});
      phone.textContent = told.phone ? spaced(told.phone) : '没留电话';
      phone.classList.add('open');
      under.textContent = told.name ?? '';
      until = Date.now() + SHOWN_S * 1000;
      clearInterval(timer);
      timer = setInterval(() => {
        const seconds = Math.ceil((until - Date.now()) / 1000);
        if (seconds <= 0 || !phone.isConnected) mask();
        else badge.replaceChildren(icon('eye'), `${seconds} 秒后遮住`);
      }, 250);
    } catch (error) {
      notice(errorWords(error));
    }
  }

  function draw(fresh) {
    found = fresh;
    const move = found.moves.find(({name}) => name === 'reveal');
    const shut = move?.open ? '' : move?.why?.zh_CN ?? move?.why ?? '';
    const looks = found.story.filter(({kind}) => kind === 'revealed');
    const last = looks[looks.length - 1];
    const told = last ? `看过 ${looks.length} 次：最近 ${last.staff?.name ?? ''}，${momentWords(last.at)}，${last.text ?? last.reason ?? ''}` : '还没有人看过';
    looked.textContent = shut ? `${told}。现在不能看：${shut}` : told;
    setDisabled(key, !move?.open);
    why.hidden = !found.contact;
    key.hidden = !found.contact;
    if (Date.now() < until) return;
    badge.hidden = !found.contact;
    badge.replaceChildren(icon('mask'), '已遮住');
    phone.classList.remove('open');
    phone.textContent = found.contact ? found.contact.phone ?? found.contact.name : found.erased_at ? '已按期清除' : '没留联系方式';
    under.textContent = found.contact ? [found.contact.phone ? found.contact.name : '', '本人同意用来联系'].filter(Boolean).join(' · ') : found.erased_at ? '' : '凭小票上的二维码看答复';
  }

  key.addEventListener('click', reveal);
  return {panel, draw};
}
