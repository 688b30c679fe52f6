// states.js - what staff call a ticket's states and the visitor with it.

export const STATES = {called: '请到窗口', serving: '办理中', held: '挂起', done: '已完成', absent: '未到', cancelled: '已取消',
  waiting: '等候中', expired: '已过期'};

// B012 王女士
export const ticketName = (ticket) => [ticket.number, ticket.surname].filter(Boolean).join(' ');

// What keeps a counter's hands full, in words; '' when nothing does.
export const inHand = (counter) => (counter?.ticket ? `手上还有 ${counter.ticket.number}` : '');
