// desk.js - what the console's keys do: some at once, some after a question.

import {errorWords, get} from './api.js';
import {heldRow, ownHeld, showBusy} from './console.js';
import {closeDialog} from './dialog.js';
import {h} from './dom.js';
import {askCancel, askFirst, askHold, askPause, openHeld} from './moves.js';
import {notice, toast} from './notices.js';
import {inHand, STATES, ticketName} from './states.js';
import {askTransfer} from './transfer.js';
import {findTicket, openTicket} from './why.js';

// What somebody else did at this counter between two answers, in words; '' when nothing.
export function doneElsewhere(before, after) {
  const [was, is] = [before?.counter?.ticket, after.counter?.ticket];
  if (!before?.counter || (was?.id === is?.id && was?.state === is?.state)) return '';
  if (!after.counter) return `${before.counter.number}号窗口刚刚在别处离席了。`;
  if (is) return is.state === 'called' ? `另一个页面刚刚叫了 ${is.number}。` : `另一个页面刚刚开始接待 ${is.number}。`;
  const now = [...after.recent, ...after.held, ...after.tickets].find((ticket) => ticket.id === was.id);
  return `${was.number} 刚刚在别处处理了${now ? `，现在是“${STATES[now.state]}”` : ''}。`;
}

// state: the page's; send(path, body) rejects with an ApiError; step(path, body, before) tells a
// refusal in the amber bar itself and resolves to whether it was done.
export function makeDesk({state, send, step}) {
  const seat = () => state.queue.counter;
  const free = () => state.live && !state.pending;

  // A question stays honest while the ticket it is about moves on elsewhere.
  const moved = (ticket) => () => {
    const {counter, held, recent, tickets} = state.queue;
    const now = [counter?.ticket, ...held, ...recent, ...tickets].find((one) => one?.id === ticket.id);
    if (now?.state === ticket.state) return '';
    return now ? `${ticket.number} 刚刚在别处变成“${STATES[now.state]}”了。您写的还在。` : '';
  };

  function hold(ticket, then) {
    askHold({ticket, send, changed: moved(ticket), then: () => {
      if (then) then();
      else toast(`${ticketName(ticket)} 已挂起`, () => resume(ticket));
    }});
  }

  async function transfer(ticket, then) {
    let counters;
    try {
      counters = (await get('/counters')).counters;
    } catch (error) {
      notice(errorWords(error));
      return;
    }
    askTransfer({ticket, queue: state.queue, hall: state.hall, counters, send, changed: moved(ticket),
      then: (words) => { toast(words); then?.(); }});
  }

  async function resume(ticket) {
    await step(`/tickets/${ticket.id}/resume`, undefined, () => showBusy('resume'));
  }

  async function requeue(ticket) {
    if (free() && await step(`/tickets/${ticket.id}/requeue`)) toast(`${ticketName(ticket)} 排回队里了`);
  }

  function cancel(ticket) {
    askCancel({ticket, send, changed: moved(ticket), then: () => toast(`${ticketName(ticket)} 已取消`)});
  }

  const key = (name, words, run, why = '') => h('button', {class: 'button', type: 'button', 'data-act': name, 'aria-disabled': String(why !== ''),
    onclick: () => { if (why === '') run(); }}, words, why ? h('span', {class: 'why'}, why) : null);

  const busy = () => inHand(seat()) || (seat().state === 'paused' ? '先回来接待' : state.live ? '' : '接上才能办');

  // What may be done with any ticket from here, as its moves tell; the one in hand has the big keys.
  function ticketKeys(ticket) {
    if (!seat()) return [];
    const after = (run) => () => { closeDialog(); run(ticket); };
    const mine = ticket.counter === seat().number || state.staff.role !== 'clerk';
    const keys = {
      requeue: () => key('requeue', '请回来', after(requeue)),
      resume: () => key('resume', '恢复', after(resume), busy()),
      transfer: () => (ticket.state === 'held' && mine ? key('transfer', '转移', after(transfer)) : null),
      cancel: () => key('cancel', '取消排队', after(cancel)),
    };
    return ticket.moves.map((name) => keys[name]?.()).filter(Boolean);
  }

  const ways = (ticket, go) => ({
    finish: {words: '完成', note: '办好了', run: async () => { if (await step(`/tickets/${ticket.id}/finish`)) go(); }},
    absent: {words: '未到', note: '叫过了，没有来', run: async () => { if (await step(`/tickets/${ticket.id}/absent`)) go(); }},
    hold: {words: '挂起', note: '客人去补材料，回来任意窗口接着办', run: () => hold(ticket, go)},
    transfer: {words: '转移', note: '转给别的窗口，位置不变', run: () => transfer(ticket, go)},
  });

  function leave(aim, go) {
    const {ticket} = seat();
    if (!ticket) { go(); return; }
    const open = ways(ticket, go);
    askFirst({ticket, aim, ways: Object.keys(open).filter((name) => ticket.moves.includes(name)).map((name) => ({name, ...open[name]}))});
  }

  const at = (name) => `/counters/${seat().number}/${name}`;
  const asked = {
    hold: () => hold(seat().ticket),
    transfer: () => transfer(seat().ticket),
    resume: () => resume(ownHeld(state.queue)[0]),
    next: () => step(at('next'), undefined, () => showBusy('next')),
    open: () => step(at('open'), undefined, () => showBusy('open')),
  };

  return {
    act: (name) => (asked[name] ? asked[name]() : step(`/tickets/${seat().ticket.id}/${name}`, undefined, () => showBusy(name))),
    pause: () => { if (free()) leave('休息', () => askPause({counter: seat(), send})); },
    close: () => { if (free()) leave('离席', () => step(at('close'))); },
    requeue,
    heldKeys: (ticket) => [key('resume', '恢复', () => resume(ticket), busy())],
    openHeld(held) {
      openHeld({held, row: (ticket) => heldRow(ticket, {queue: state.queue, hall: state.hall, keys: ticketKeys})});
    },
    async story(ticket) {
      try {
        const full = await get(`/tickets/${ticket.id}`);
        openTicket(full, {hall: state.hall, own: seat()?.number, keys: ticketKeys});
      } catch (error) {
        notice(errorWords(error));
      }
    },
    find: () => findTicket({hall: state.hall, own: seat()?.number, keys: ticketKeys}),
  };
}
