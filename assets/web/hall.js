// hall.js - looking things up in what GET /hall told.

import {whenWords} from './format.js';

// The service of that code. One that has left kiosk.conf since is known by its code alone.
export function serviceOf(hall, code) {
  const text = (words) => ({zh_CN: words, zh_TW: words, en: words});
  return hall.services.find((one) => one.code === code) ??
    {code, name: text(code), bring: text(''), prompt: text(''), target: 0};
}

export const serviceName = (hall, code) => serviceOf(hall, code).name.zh_CN;

const OFFERS = {hall_closed: '没有营业', after_last_ticket: '今天停止取号', not_today: '今天不办', sold_out: '今天的号发完了'};

// Why no number can be had for a service now, and from when on again; null where one can.
export function offerWords({offer, next_offer: next}) {
  if (offer === 'now') return null;
  return {what: OFFERS[offer] ?? '现在不取号', next: next ? `${whenWords(next)} 起` : ''};
}

// When the hall is open today: 全天, 08:00–17:00, or when it opens again.
export function hoursWords(hall) {
  if (hall.always_open) return '全天';
  if (hall.opens) return `${hall.opens}–${hall.closes}`;
  return hall.next_open ? `今天不开门，${whenWords(hall.next_open)} 开门` : '今天不开门';
}
