/* handlers.h - the handlers of the route table, by the file they stand in. */
#ifndef WEB_HANDLERS_H
#define WEB_HANDLERS_H

#include "web/route.h"

/* api_visits.c: what a visitor does with the token of a ticket */
route_handler visit_get, visit_rate, visit_cancel;
/* api_claims.c: a visitor's own case */
route_handler claim_get, claim_message_post, claim_answer_post, visit_complaint_post;
/* api_complaints.c, api_case_moves.c: cases for staff */
route_handler complaints_get, complaint_get, complaint_post, case_move_post, staff_get;
/* api_ratings.c: ratings as staff read them, and their review; the cases that are checked again */
route_handler rated_get, review_post, review_decide_post, samples_get;
/* api_closing.c: the day's closing report */
route_handler closing_report_get, closing_report_post;
/* api_tablet.c: the rating tablet at a counter */
route_handler tablet_get, tablet_rating_post;
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
route_handler ratings_get, waits_get, cases_report_get, journal_get;
/* api_terminal.c: the terminal in a browser */
route_handler terminal_get, terminal_enter_post, terminal_ask_post, terminal_stop_post, terminal_input_post;
/* page.c */
route_handler page_root, page_staff, page_cases, page_board, page_manager, page_terminal, page_ticket, page_rate, page_web_file,
    page_icon, page_healthz, page_openapi;
/* page_case.c: a visitor's case, without any script */
route_handler page_case, page_case_message, page_case_answer;

/* The page for a path that does not exist. */
void page_missing(struct request *request, struct reply *reply);

#endif
