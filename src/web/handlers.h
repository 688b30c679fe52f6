/* handlers.h - the handlers of the route table, by the file they stand in. */
#ifndef WEB_HANDLERS_H
#define WEB_HANDLERS_H

#include "web/route.h"

/* api_visits.c: what a visitor does with the token of a ticket */
route_handler visit_get, visit_rate, visit_cancel;
/* api_claims.c: a visitor's own case */
route_handler claim_get;

route_handler complaints_get;
/* api_board.c: what anyone may see */
route_handler hall_get, board_get;
/* api_moves.c: what may be done with a ticket in which state */
route_handler moves_get;
/* sse.c */
route_handler events_get;
/* api_session.c */
route_handler session_post, session_get, session_delete, password_post;
/* api_queue.c: what a clerk sees */
route_handler services_get, counters_get, queue_get, own_figures_get;
/* api_tickets.c: what a clerk does */
route_handler ticket_post, ticket_get, ticket_find, ticket_move, ticket_reprint;
route_handler counter_open_post, counter_pause_post, counter_close_post, counter_next_post;
/* api_reports.c */
route_handler ratings_get, waits_get, journal_get;
/* api_terminal.c: the terminal in a browser */
route_handler terminal_get, terminal_enter_post, terminal_ask_post, terminal_stop_post, terminal_input_post;
/* page.c */
route_handler page_root, page_staff, page_board, page_manager, page_terminal, page_ticket, page_case, page_web_file,
    page_icon, page_healthz, page_openapi;

/* The page for a path that does not exist. */
void page_missing(struct request *request, struct reply *reply);

#endif
