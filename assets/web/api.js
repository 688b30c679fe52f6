// api.js - calls to the hall's API. Every failure becomes an ApiError with words for a person.

import {STATES} from './states.js';

const TIMEOUT_MS = 10000;
let csrf = '';

export class ApiError extends Error {
  // status 0 and code "offline": the hall could not be reached.
  constructor(status, code, words, body) {
    super(words);
    this.status = status;
    this.code = code;
    this.body = body;
  }
  get offline() { return this.code === 'offline'; }
}

const WORDS = {
  offline: '没连上大厅，请看网线或稍等再试。',
  bad_credentials: '账号或密码不对，再试一次。',
  too_many_attempts: '试得太多了，请过一会儿再来。',
  unauthorized: '登录过期了，请重新登录。',
  forbidden: '您的账号不能做这一步，请找主管。',
  csrf: '页面放太久了，请刷新再试。',
  password_change_required: '请先换一次性密码。',
  weak_password: '这个密码太常见或不合要求，请换一个长一些的。',
  not_found: '没有找到，可能已经办完。',
  wrong_state: '这一位的情形刚刚变了，已换成最新的。',
  counter_busy: '手上还有一位，先办完再叫。',
  counter_taken: '这个窗口刚刚有人坐下，请选别的窗口。',
  not_yours: '这一位由别的窗口接待。',
  not_served_there: '那个窗口不办这项业务，请另选。',
  unknown_service: '这项业务刚刚停办了，请另选。',
  closed: '大厅已经关门，不再叫号。',
  unavailable: '数据库正忙，什么都没有改，请再按一次。',
  clock_behind: '这台机器的时钟慢了，请找管理员校准。',
};

// The same codes where a case is meant.
const CASE_WORDS = {
  invalid: '填的内容不合要求，请改一改再试。',
  not_found: '没有找到：请看号码对不对，是不是今天的。',
  wrong_state: '这个案件刚刚变了，请看最新的再办。',
  forbidden: '这一步不由您办，请看“现在可以做的”。',
};

export function errorWords(error) {
  return error instanceof ApiError ? error.message : '页面出了错，请刷新再试。';
}

export function setCsrf(token) { csrf = token ?? ''; }

// Resolves to the parsed body, or null where there is none (204).
export async function call(method, path, body) {
  const headers = {};
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method, headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new ApiError(0, 'offline', WORDS.offline, null);
  }
  const parsed = await answer.json().catch(() => null);
  if (answer.ok) return parsed;
  const code = parsed?.error?.code ?? `http_${answer.status}`;
  throw new ApiError(answer.status, code, wordsFor(path, answer.status, code, parsed), parsed);
}

function wordsFor(path, status, code, body) {
  const seconds = body?.error?.retry_after;
  if (status === 429 && seconds) return `试得太多了，请 ${seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`}后再来。`;
  const ofCase = path.startsWith('/complaints') ? CASE_WORDS[code] : undefined;
  return ofCase ?? standing(code, body?.error) ?? WORDS[code] ?? byStatus(status);
}

// A refusal that names the ticket in the way says how it stands.
function standing(code, error) {
  const state = STATES[error?.state];
  if (!error?.number || !state) return null;
  if (code === 'wrong_state') return `${error.number} 刚刚变成“${state}”了，这一步没有做。`;
  if (code === 'counter_busy') return `手上还有 ${error.number}（${state}），先办完、挂起或转走。`;
  return null;
}

function byStatus(status) {
  if (status === 401) return WORDS.unauthorized;
  if (status === 403) return WORDS.forbidden;
  if (status === 404) return WORDS.not_found;
  if (status === 409) return WORDS.wrong_state;
  if (status === 429) return WORDS.too_many_attempts;
  if (status >= 500) return WORDS.unavailable;
  return '没办成，请再试一次。';
}

// What was known before, where one part of a page fails; an unreachable hall or an ended session is
// more than that.
export function keepIfFailed(promise, known) {
  return promise.catch((error) => {
    if (error.offline || error.status === 401) throw error;
    return known;
  });
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);
