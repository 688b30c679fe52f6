// format.js - times, dates, durations and waits in the hall's own manner. Times come as RFC 3339
// with the hall's offset, and are shown as the hall's clocks show them, wherever the reader sits.

export const hhmm = (iso) => (iso ? iso.slice(11, 16) : '');

const WEEKDAYS = {
  zh: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// 11月18日 星期三 / Wed 18 Nov, of a day (2026-11-18) or a time.
export function dateWords(iso, lang = 'zh') {
  if (!iso) return '';
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const weekday = WEEKDAYS[lang][new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return lang === 'en' ? `${weekday} ${day} ${MONTHS[month - 1]}` : `${month}月${day}日 ${weekday}`;
}

// 08:00, 明天 08:00, 11月20日 星期五 08:00: a time to come, as one says it today.
export function whenWords(iso, lang = 'zh') {
  const days = (Date.parse(iso.slice(0, 10)) - Date.parse(hallTime(now()).slice(0, 10))) / 86400000;
  if (days === 0) return hhmm(iso);
  if (days === 1) return `${lang === 'en' ? 'tomorrow' : '明天'} ${hhmm(iso)}`;
  return `${dateWords(iso, lang)} ${hhmm(iso)}`;
}

// 1:42, and 1:05:09 from an hour.
export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(s / 3600);
  return hours ? `${hours}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

export const wholeMinutes = (seconds) => Math.max(0, Math.floor(seconds / 60));
export const percent = (share) => `${(share * 100).toFixed(1)}%`;

// A wait as the API gives it: {lo, hi} in whole minutes; 'none' when it is not worth telling;
// null when it is not known (no open counter serves it).
export function waitRange(wait) {
  if (!wait) return null;
  return wait.minutes ? {lo: wait.minutes[0], hi: wait.minutes[1]} : 'none';
}
export const rangeWords = (range) => `${range.lo}–${range.hi}`;

// The hall's clock: the server's time carried on by this machine's, however wrong that one is.
let ahead = 0;
let offset = '+00:00';

export function syncClock(iso) {
  if (!iso) return;
  ahead = Date.parse(iso) - Date.now();
  offset = /([+-]\d\d:\d\d)$/.exec(iso)?.[1] ?? '+00:00';
}
export const now = () => Date.now() + ahead;
export const secondsSince = (iso) => (iso ? (now() - Date.parse(iso)) / 1000 : 0);

// A moment in ms as RFC 3339 in the hall's offset.
export function hallTime(ms) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset);
  const shift = (Number(hours) * 60 + Number(minutes)) * 60000 * (sign === '-' ? -1 : 1);
  return new Date(ms + shift).toISOString().slice(0, 19) + offset;
}
