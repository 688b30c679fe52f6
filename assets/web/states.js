// states.js - what staff call a ticket's states and the visitor with it.

export const STATES = {called: '请到窗口', serving: '办理中', held: '挂起', done: '已完成', absent: '未到', cancelled: '已取消',
  waiting: '等候中', expired: '已过期'};

// B012 王女士
export const ticketName = (ticket) => [ticket.number, ticket.surname].filter(Boolean).join(' ');

// As one addresses a visitor: 王女士; '' where only the bare name is known, which nobody is called by.
export const courtesyName = (ticket) => (/.(先生|女士|小姐)$/.test(ticket.surname ?? '') ? ticket.surname : '');

// What keeps a counter's hands full, in words; '' when nothing does.
export const inHand = (counter) => (counter?.ticket ? `手上还有 ${counter.ticket.number}` : '');
