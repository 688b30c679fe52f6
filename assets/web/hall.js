// hall.js - looking things up in what GET /hall told.

import {whenWords} from './format.js';

const text = (words) => ({zh_CN: words, zh_TW: words, en: words});
const NOTHING = text('');

// The service of that code. One that has left kiosk.conf since is known by its code alone.
export function serviceOf(hall, code) {
  return hall.services.find((one) => one.code === code) ??
    {code, name: text(code), bring: NOTHING, documents: [], prompt: NOTHING, target: 0};
}

// What to have ready, as one line; empty where no documents are asked for, whatever the hall says of that.
export const toBring = (service) => (service.documents.length ? service.bring : NOTHING);

export const serviceName = (hall, code) => serviceOf(hall, code).name.zh_CN;

const OFFERS = {hall_closed: '没有营业', after_last_ticket: '今天停止取号', not_today: '今天不办', sold_out: '今天的号发完了'};

// Why no number can be had for a service now, and from when on again; null where one can.
export function offerWords({offer, next_offer: next}) {
  if (offer === 'now') return null;
  return {what: OFFERS[offer] ?? '现在不取号', next: next ? `${whenWords(next)} 起` : ''};
}

// The same, when it holds for every service alike and so is said once; '' when it does not.
export function sharedOffer(services) {
  const [first] = services;
  const same = services.every((one) => one.offer === first.offer && one.next_offer === first.next_offer);
  const words = same && first ? offerWords(first) : null;
  return words ? [words.what, words.next].filter(Boolean).join('，') : '';
}

// What the hall told is of another day, or of before it opened or closed; now: an answer with {day, open}.
export const isStale = (hall, now) => hall?.day !== now.day || hall.open !== now.open;

// When the hall is open today: 全天, 08:00–17:00, or when it opens again.
export function hoursWords(hall) {
  if (hall.always_open) return '全天';
  if (hall.opens) return `${hall.opens}–${hall.closes}`;
  return hall.next_open ? `今天不开门，${whenWords(hall.next_open)} 开门` : '今天不开门';
}
