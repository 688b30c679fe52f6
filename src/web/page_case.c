/* page_case.c - /c/TOKEN: a visitor's case as a page of plain HTML, and its two forms. The token in the path is what
 * proves the visitor; a form that another site sends is refused by where it says it comes from. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/vault.h"
#include "web/case_page.h"
#include "web/claims.h"
#include "web/handlers.h"

static enum lang page_lang(const struct request *request, enum lang otherwise)
{
    const char *code = request_query(request, "lang");
    enum lang lang;
    return code && lang_parse(code, &lang) ? lang : otherwise;
}

static void send_page(struct reply *reply, unsigned status, struct str *html)
{
    reply_text(reply, status, "text/html; charset=utf-8", html->s);
    str_free(html);
}

static void tell_plain(struct request *request, struct reply *reply, unsigned status, const char *title,
                       const char *lead)
{
    enum lang lang = page_lang(request, LANG_ZH_CN);
    struct str html = {0};
    case_page_plain(&html, request_hall(request), lang, request->now, tr(lang, title), tr(lang, lead));
    send_page(reply, status, &html);
}

static void tell_failed(struct request *request, struct reply *reply)
{
    tell_plain(request, reply, MHD_HTTP_SERVICE_UNAVAILABLE, N_("Not at the moment"),
               N_("This page can't be shown at the moment. Please try again in a minute."));
}

/* False after answering with a page that gives nothing away. */
static bool find(struct request *request, struct reply *reply, struct complaint *out)
{
    char seconds[16];
    int rest_s;
    switch (claim_find(request, out, &rest_s)) {
    case CLAIM_HERE:
        return true;
    case CLAIM_UNKNOWN:
        tell_plain(request, reply, MHD_HTTP_NOT_FOUND, N_("Nothing found here"),
                   N_("Please check the QR code on your slip, or ask at any counter."));
        return false;
    case CLAIM_REST:
        tell_plain(request, reply, MHD_HTTP_TOO_MANY_REQUESTS, N_("One moment, please"),
                   N_("Too many wrong links were opened from here. Please try again in a few seconds."));
        snprintf(seconds, sizeof seconds, "%d", rest_s);
        reply_header(reply, "Retry-After", seconds);
        return false;
    case CLAIM_FAILED:
        tell_failed(request, reply);
        return false;
    }
    return false;
}

static void tell_case_page(struct request *request, struct reply *reply, unsigned status, struct case_page *page)
{
    struct str html = {0};
    struct vault vault;
    struct err err = {0};
    struct db *db = request_db(request, reply);
    if (!db) return;
    page->hall = request_hall(request);
    page->lang = page_lang(request, page->claim->lang);
    page->now = request->now;
    page->token = request->path.token;
    page->takes_message = claim_takes_message(request, page->claim);
    page->takes_answer = claim_takes_answer(request, page->claim);
    if (page->notice) page->notice = tr(page->lang, page->notice);
    writer_vault(request->env->writer, &vault);
    bool ok = case_page_write(&html, page, db, &vault, &err);
    vault_wipe(&vault);
    if (ok)
        send_page(reply, status, &html);
    else
        request_read_failed(request, reply, &err);
    str_free(&html);
}

void page_case(struct request *request, struct reply *reply)
{
    const char *done = request_query(request, "done");
    struct complaint claim;
    struct case_page page = {.claim = &claim};
    if (!find(request, reply, &claim)) return;
    if (done && strcmp(done, "message") == 0) page.notice = N_("We have it. Thank you for adding it.");
    if (done && strcmp(done, "answer") == 0) page.notice = N_("We have your answer. Thank you.");
    tell_case_page(request, reply, MHD_HTTP_OK, &page);
}

/* ---- the forms ---- */

/* Does the form come from this very page, as far as the browser says? "null" is what one says that was told to send
 * no referrer. */
static bool from_here(const struct request *request)
{
    const char *origin = request_header(request, "Origin"), *host = request_header(request, "Host");
    const char *public_url = request->env->public_url;
    if (!origin || strcmp(origin, "null") == 0) return true;
    const char *name = strstr(origin, "://");
    if (name && host && strcmp(name + 3, host) == 0) return true;
    size_t n = strlen(origin);
    return strncmp(public_url, origin, n) == 0 && (public_url[n] == '\0' || public_url[n] == '/');
}

/* Reads the form of a case that is there; false after answering. */
static bool begin(struct request *request, struct reply *reply, struct complaint *claim)
{
    if (!from_here(request)) {
        reply_error(reply, MHD_HTTP_FORBIDDEN, "forbidden", "another site may not do this in your name");
        return false;
    }
    if (!find(request, reply, claim)) return false;
    if (request_form(request)) return true;
    struct case_page page = {
        .claim = claim, .refused = true, .notice = N_("That could not be read, or was too long. Please try again.")};
    tell_case_page(request, reply, MHD_HTTP_BAD_REQUEST, &page);
    return false;
}

static const char *refusal(enum outcome_code code)
{
    switch (code) {
    case OUT_INVALID:
        return N_("Please write a few plain words, 500 characters at most.");
    case OUT_WRONG_STATE:
    case OUT_NOT_ALLOWED:
        return N_("This has changed meanwhile; please look at how it stands now.");
    default:
        return N_("That was not kept. Please try again in a minute.");
    }
}

static unsigned refusal_status(enum outcome_code code)
{
    if (code == OUT_INVALID) return MHD_HTTP_BAD_REQUEST;
    return code == OUT_WRONG_STATE || code == OUT_NOT_ALLOWED ? MHD_HTTP_CONFLICT : MHD_HTTP_SERVICE_UNAVAILABLE;
}

/* Back to the page by GET, so that a reload sends nothing twice; a refusal keeps what was typed. */
static void tell_done(struct request *request, struct reply *reply, const struct outcome *outcome, const char *what,
                      struct case_page *page)
{
    char place[128];
    struct complaint claim;
    if (outcome->code == OUT_OK) {
        snprintf(place, sizeof place, "/c/%s?done=%s&lang=%s", request->path.token, what,
                 lang_code(page_lang(request, page->claim->lang)));
        reply_empty(reply, MHD_HTTP_SEE_OTHER);
        reply_header(reply, "Location", place);
        return;
    }
    if (!find(request, reply, &claim)) return;
    page->claim = &claim;
    page->refused = true;
    page->notice = refusal(outcome->code);
    tell_case_page(request, reply, refusal_status(outcome->code), page);
}

static const char *form_text(const struct request *request)
{
    const char *text = json_string_value(json_object_get(request->body, "text"));
    return text ? text : "";
}

void page_case_message(struct request *request, struct reply *reply)
{
    struct complaint claim;
    struct outcome outcome;
    if (!begin(request, reply, &claim)) return;
    struct case_page page = {.claim = &claim, .typed = form_text(request)};
    claim_message(request, page.typed, &outcome);
    tell_done(request, reply, &outcome, "message", &page);
}

void page_case_answer(struct request *request, struct reply *reply)
{
    struct complaint claim;
    struct outcome outcome = {.code = OUT_INVALID};
    if (!begin(request, reply, &claim)) return;
    const char *said = json_string_value(json_object_get(request->body, "satisfied"));
    bool solved = said && strcmp(said, "yes") == 0, unsolved = said && strcmp(said, "no") == 0;
    struct case_page page = {.claim = &claim, .typed = form_text(request), .answering = true, .unsolved = unsolved};
    if (solved || unsolved) claim_answer(request, solved, page.typed, &outcome);
    tell_done(request, reply, &outcome, "answer", &page);
}
