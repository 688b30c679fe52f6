/* case_page.h - what a visitor's case looks like on the phone: plain HTML and forms, no script. */
#ifndef WEB_CASE_PAGE_H
#define WEB_CASE_PAGE_H

#include "base/str.h"
#include "core/complaint.h"

/* What a page is about. Texts need to live only until it is written. */
struct case_page {
    const struct hall *hall;
    enum lang lang;
    ms_t now;
    const char *token;
    const struct complaint *claim;
    bool takes_message, takes_answer;
    const char *notice; /* a translated line above all else, NULL: none */
    bool refused;       /* the notice says that something was not done */
    const char *typed;  /* what stays in the field after a refusal, NULL: nothing */
    bool answering;     /* it was typed with the answer, not with a message */
    bool unsolved;      /* "not solved" stays chosen after a refusal */
};

/* Adds the page of a case to out. False with err when its story could not be read. */
bool case_page_write(struct str *out, const struct case_page *page, struct db *db, struct vault *vault,
                     struct err *err);
/* A page with a heading and a line or two, for where there is no case to show: nothing on it tells of any. */
void case_page_plain(struct str *out, const struct hall *hall, enum lang lang, ms_t now, const char *title,
                     const char *lead);

#endif
