// notices.js - the amber bar for what the clerk should know, and the toast for what was done.

import {$, setText, show} from './dom.js';

const SHOWN_S = 8;

let barTimer = 0;
let toastTimer = 0;
let undoing = null;

export function notice(words) {
  clearTimeout(barTimer);
  setText('#notice-words', words);
  show('#notice', Boolean(words));
  if (words) barTimer = setTimeout(() => show('#notice', false), SHOWN_S * 1000);
}

function endToast() {
  clearInterval(toastTimer);
  undoing = null;
  show('#toast', false);
}

// undo: takes the act back, where it allows that.
export function toast(words, undo) {
  endToast();
  undoing = undo ?? null;
  let left = SHOWN_S;
  setText('#toast-words', words);
  setText('#toast-left', `${left} 秒`);
  show('#toast-undo', Boolean(undo));
  show('#toast', true);
  toastTimer = setInterval(() => {
    left -= 1;
    if (left <= 0) endToast();
    else setText('#toast-left', `${left} 秒`);
  }, 1000);
}

export function wireNotices() {
  $('#notice-close').addEventListener('click', () => notice(''));
  $('#toast-undo')?.addEventListener('click', () => { const undo = undoing; endToast(); undo?.(); });
}
