#include "web/case_page.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "web/html.h"

enum { WORDS = 96 };

/* ---- days in words ---- */

static const char *const months[12] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
                                       N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const weekdays[7] = {N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat")};

/* 11月25日, 25 Nov */
static void day_words(enum lang lang, ms_t t, char out[WORDS])
{
    struct tm tm = clock_local(t);
    snprintf(out, WORDS, tr(lang, "%1$d %2$s"), tm.tm_mday, tr(lang, months[tm.tm_mon % 12]));
}

/* 11月25日 星期三, Wed 25 Nov */
static void date_words(enum lang lang, ms_t t, char out[WORDS])
{
    char day[WORDS];
    day_words(lang, t, day);
    snprintf(out, WORDS, tr(lang, "%1$s %2$s"), tr(lang, weekdays[clock_local(t).tm_wday % 7]), day);
}

/* 11月18日 10:45 */
static void moment_words(enum lang lang, ms_t t, char out[WORDS])
{
    char day[WORDS], time[8];
    day_words(lang, t, day);
    clock_hhmm(t, time);
    snprintf(out, WORDS, "%.80s %s", day, time);
}

/* ---- the frame ---- */

/* The language the switch offers. */
static enum lang other_lang(enum lang lang)
{
    return lang == LANG_EN ? LANG_ZH_CN : LANG_EN;
}

static const char *html_lang(enum lang lang)
{
    static const char *const names[LANG_COUNT] = {[LANG_ZH_CN] = "zh-CN", [LANG_ZH_TW] = "zh-TW", [LANG_EN] = "en"};
    return names[lang];
}

static void add_head(struct str *out, const struct hall *hall, enum lang lang, const char *title)
{
    enum lang other = other_lang(lang);
    str_addf(out,
             "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
             "<meta name=\"theme-color\" content=\"#F5F2EC\"><meta name=\"robots\" content=\"noindex\"><title>",
             html_lang(lang));
    html_text(out, title);
    str_add(out, "</title><link rel=\"icon\" href=\"/icons/logo.svg\">"
                 "<link rel=\"stylesheet\" href=\"/web/tokens.css\"><link rel=\"stylesheet\" href=\"/web/base.css\">"
                 "<link rel=\"stylesheet\" href=\"/web/t.css\"><link rel=\"stylesheet\" href=\"/web/c.css\"></head>\n"
                 "<body><header><img class=\"logo\" src=\"/icons/logo.svg\" alt=\"\" width=\"38\" height=\"38\">"
                 "<span class=\"hall\">");
    html_text(out, text_in(&hall->name, lang));
    str_addf(out, "</span><a class=\"language\" href=\"?lang=%s\" lang=\"%s\"><i class=\"ico globe\"></i>%s</a>",
             lang_code(other), html_lang(other), lang_name(other));
    str_add(out, "</header><main>\n");
}

static void add_foot(struct str *out, const struct hall *hall, enum lang lang)
{
    str_add(out, "</main>\n<a class=\"leak\" href=\"tel:");
    html_text(out, hall->emergency);
    str_add(out, "\"><i class=\"ico alert\"></i><span>");
    html_text(out, tr(lang, "Gas leak? Call at once"));
    str_add(out, "</span><i class=\"ico phone handset\"></i><strong>");
    html_text(out, hall->emergency);
    str_add(out, "</strong></a></body></html>\n");
}

static void add_element(struct str *out, const char *open, const char *text, const char *close)
{
    str_add(out, open);
    html_text(out, text);
    str_add(out, close);
}

/* ---- how it stands ---- */

static const char *kind_words(enum lang lang, enum case_kind kind)
{
    static const char *const names[CASE_KIND_COUNT] = {[CASE_COMPLAINT] = N_("Complaint"),
                                                       [CASE_SUGGESTION] = N_("Suggestion"),
                                                       [CASE_ENQUIRY] = N_("Enquiry"),
                                                       [CASE_PRAISE] = N_("Praise"),
                                                       [CASE_BAD_RATING] = N_("Low rating")};
    return tr(lang, names[kind]);
}

static const char *state_words(enum lang lang, enum case_state state)
{
    static const char *const names[CASE_STATE_COUNT] = {[CASE_FILED] = N_("Received"),
                                                        [CASE_OPEN] = N_("In hand"),
                                                        [CASE_RESOLVED] = N_("Settled"),
                                                        [CASE_CLOSED] = N_("Closed")};
    return tr(lang, names[state]);
}

/* What happens next, by when; and when that day is over already, so. */
static void add_promise(struct str *out, const struct case_page *page)
{
    const struct complaint *c = page->claim;
    char day[WORDS];
    ms_t due = c->resolve_due ? c->resolve_due : c->replied_at ? 0 : c->reply_due;
    str_add(out, "<p>");
    if (!due) {
        html_text(out, c->kind == CASE_PRAISE ? tr(page->lang, "We pass it on to those it is about.")
                                              : tr(page->lang, "We tell you here when it will be done."));
    } else {
        date_words(page->lang, due, day);
        bool over = due < page->now;
        if (c->resolve_due)
            html_fill(out,
                      over ? tr(page->lang,
                                "Was to be settled by %s. We are sorry; it has gone up to the person in charge.")
                           : tr(page->lang, "To be settled by %s"),
                      day);
        else
            html_fill(out, tr(page->lang, "To be answered by %s"), day);
    }
    str_add(out, "</p>");
}

static void add_card(struct str *out, const struct case_page *page)
{
    const struct complaint *c = page->claim;
    ms_t ended = c->state == CASE_CLOSED ? c->closed_at : c->resolved_at;
    char day[WORDS];
    add_element(out, "<section class=\"card\"><div class=\"line\"><span>", kind_words(page->lang, c->kind),
                "</span>");
    add_element(out, "<b class=\"case-number\">", c->number, "</b></div><div class=\"line\">");
    add_element(out, "<h1>", state_words(page->lang, c->state), "</h1>");
    if (c->state >= CASE_RESOLVED && ended) {
        day_words(page->lang, ended, day);
        add_element(out, "<span class=\"day\">", day, "</span>");
    }
    str_add(out, "</div>");
    if (c->state < CASE_RESOLVED) add_promise(out, page);
    str_add(out, "</section>\n");
}

/* ---- the story ---- */

/* What each event is to the visitor; what is not listed is the hall's own business. */
static const struct event_words {
    const char *kind, *words;
    bool said; /* its text is shown */
} event_words[] = {
    {"filed", N_("Received"), false},          {"replied", N_("Answered"), true},
    {"extended", N_("Needs more time"), true}, {"escalated", N_("With a superior now"), false},
    {"corrected", N_("Corrected"), true},      {"resolved", N_("Settled"), true},
    {"message", N_("You added"), true},        {"answered", N_("You said it is not solved"), true},
    {"reopened", N_("Taken up again"), false}, {"not_resolvable", N_("Closed without a solution"), true},
    {"closed", N_("Closed"), false},
};

static const struct event_words said_solved = {"answered", N_("You said it is solved"), true};

static bool is_satisfied(const struct case_event *event)
{
    json_t *body = json_loads(event->body, 0, NULL);
    bool satisfied = json_is_true(json_object_get(body, "satisfied"));
    json_decref(body);
    return satisfied;
}

static const struct event_words *event_words_of(const struct case_event *event)
{
    const char *kind = event->kind;
    if (strcmp(kind, said_solved.kind) == 0 && is_satisfied(event)) return &said_solved;
    for (size_t i = 0; i < sizeof event_words / sizeof *event_words; i++)
        if (strcmp(event_words[i].kind, kind) == 0) return &event_words[i];
    return NULL;
}

struct story {
    const struct case_page *page;
    struct db *db;
    struct str steps; /* the list's entries */
    struct str last;  /* what was said last by the hall: shown above the question */
};

/* Who answered for the hall: their office now, and the name. */
static void add_author(struct str *out, const struct story *story, const struct case_event *event)
{
    enum lang lang = story->page->lang;
    struct staff staff;
    struct err err;
    str_add(out, "<small>");
    if (staff_by_id(story->db, event->staff, &staff, &err) && staff.role >= ROLE_SUPERVISOR) {
        html_text(out, staff.role == ROLE_SUPERVISOR ? tr(lang, "Duty supervisor") : tr(lang, "Manager"));
        str_add(out, " ");
    }
    add_element(out, "", event->staff_name, "</small>");
}

static void add_said(struct str *out, const struct story *story, const struct case_event *event)
{
    add_element(out, "<div class=\"said\"><p>", event->text, "</p>");
    if (event->staff) add_author(out, story, event);
    str_add(out, "</div>");
}

static void add_step(void *arg, const struct case_event *event)
{
    struct story *story = arg;
    const struct event_words *words = event_words_of(event);
    char at[WORDS];
    if (!words) return;
    moment_words(story->page->lang, event->at, at);
    add_element(&story->steps, "<li class=\"done\"><i class=\"mark\"><i class=\"ico check\"></i></i><b>",
                tr(story->page->lang, words->words), "</b>");
    add_element(&story->steps, "<time>", at, "</time>");
    if (words->said && event->text && event->text[0]) add_said(&story->steps, story, event);
    str_add(&story->steps, "</li>\n");
    if (!event->staff || !words->said || !event->text || !event->text[0]) return;
    str_free(&story->last);
    add_said(&story->last, story, event);
}

static void add_coming(struct str *out, const char *class, const char *what, const char *when)
{
    str_addf(out, "<li class=\"%s\"><i class=\"mark\"></i>", class);
    add_element(out, "<b>", what, "</b>");
    add_element(out, "<span class=\"when\">", when, "</span></li>\n");
}

/* Where it is now, and what is still to come. */
static void add_to_come(struct str *out, const struct case_page *page)
{
    const struct complaint *c = page->claim;
    enum lang lang = page->lang;
    char day[WORDS], latest[WORDS] = "";
    if (c->state >= CASE_RESOLVED) return;
    if (c->resolve_due) {
        day_words(lang, c->resolve_due, day);
        snprintf(latest, sizeof latest, tr(lang, "by %s"), day);
    }
    add_coming(out, "now", c->state == CASE_FILED ? tr(lang, "Waiting to be taken in hand") : tr(lang, "In hand"),
               "");
    add_coming(out, "to-come", tr(lang, "Settling it"), latest);
    if (c->kind != CASE_PRAISE)
        add_coming(out, "to-come", tr(lang, "Follow-up"), tr(lang, "then we ask whether it is solved"));
}

/* ---- what the visitor may do ---- */

static void add_form(struct str *out, const struct case_page *page, const char *what)
{
    str_addf(out, "<form method=\"post\" class=\"%s\" action=\"/c/%s/%s?lang=%s\">", what, page->token, what,
             lang_code(page->lang));
}

static void add_area(struct str *out, const struct case_page *page, const char *id, bool needed, bool typed)
{
    str_addf(out, "<textarea id=\"%s\" name=\"text\" rows=\"3\" maxlength=\"%d\"%s>", id, CASE_TEXT_MAX,
             needed ? " required" : "");
    if (typed && page->typed) html_text(out, page->typed);
    str_add(out, "</textarea>");
}

/* How soon somebody calls once it is reopened: as soon as that kind of case is to be answered. */
static void call_words(const struct case_page *page, char out[WORDS * 2])
{
    struct term term = page->hall->reply[page->claim->kind];
    if (term.days > 0)
        snprintf(out, WORDS * 2,
                 trn(page->lang, "Somebody gets in touch within %d working day.",
                     "Somebody gets in touch within %d working days.", (unsigned long)term.days),
                 term.days);
    else
        snprintf(out, WORDS * 2, tr(page->lang, "Somebody gets in touch within %d hours."), term.hours);
}

static void add_question(struct str *out, const struct case_page *page)
{
    enum lang lang = page->lang;
    char soon[WORDS * 2];
    call_words(page, soon);
    add_form(out, page, "answer");
    add_element(out, "<h2>", tr(lang, "Is it solved?"), "</h2>");
    str_addf(out,
             "<input type=\"radio\" name=\"satisfied\" value=\"yes\" id=\"yes\" required>"
             "<input type=\"radio\" name=\"satisfied\" value=\"no\" id=\"no\"%s><div class=\"pair\">",
             page->unsolved ? " checked" : "");
    add_element(out, "<label class=\"button\" for=\"yes\"><i class=\"ico check\"></i>", tr(lang, "Solved"),
                "</label>");
    add_element(out, "<label class=\"button\" for=\"no\"><i class=\"ico undo\"></i>", tr(lang, "Not yet"),
                "</label></div>");
    add_element(out, "<div class=\"left\"><label for=\"left\"><b>", tr(lang, "What is missing?"), "</b>");
    add_element(out, "<small>", tr(lang, "optional"), "</small></label>");
    add_area(out, page, "left", false, page->answering);
    add_element(out, "</div><button class=\"button primary if-yes\">", tr(lang, "Tell you: it is solved"),
                "</button>");
    add_element(out, "<button class=\"button primary if-no\">", tr(lang, "Tell you: take it up again"), "</button>");
    add_element(out, "<p class=\"hint if-no\">", soon, "</p></form>\n");
}

/* A closed case that is not solved after all. */
static void add_objection(struct str *out, const struct case_page *page)
{
    enum lang lang = page->lang;
    str_addf(out, "<details class=\"more\"%s><summary class=\"button\"><i class=\"ico undo\"></i>",
             page->unsolved ? " open" : "");
    add_element(out, "", tr(lang, "Not solved after all"), "</summary>");
    add_form(out, page, "answer");
    add_element(out, "<input type=\"hidden\" name=\"satisfied\" value=\"no\"><label for=\"left\"><b>",
                tr(lang, "What is missing?"), "</b>");
    add_element(out, "<small>", tr(lang, "optional"), "</small></label>");
    add_area(out, page, "left", false, page->answering);
    add_element(out, "<button class=\"button primary\">", tr(lang, "Tell you: take it up again"),
                "</button></form></details>\n");
}

static void add_message_form(struct str *out, const struct case_page *page)
{
    bool open = page->refused && page->typed && !page->answering;
    str_addf(out, "<details class=\"more\"%s><summary class=\"button%s\"><i class=\"ico edit\"></i>",
             open ? " open" : "", page->claim->state < CASE_RESOLVED ? " primary" : "");
    add_element(out, "", tr(page->lang, "Add something"), "</summary>");
    add_form(out, page, "message");
    add_element(out, "<label for=\"message\"><b>", tr(page->lang, "What would you like to add?"), "</b></label>");
    add_area(out, page, "message", true, !page->answering);
    add_element(out, "<button class=\"button primary\">", tr(page->lang, "Send"), "</button></form></details>\n");
}

static void add_privacy(struct str *out, const struct case_page *page)
{
    add_element(out, "<p class=\"hint\">", tr(page->lang, "Only who holds the QR code of the slip sees this page."),
                "");
    if (page->claim->phone[0]) {
        char line[WORDS * 2];
        snprintf(line, sizeof line, tr(page->lang, "Phone number, masked: %s"), page->claim->phone);
        add_element(out, "<br>", line, "");
    }
    str_add(out, "</p>\n");
}

static void add_erased(struct str *out, const struct case_page *page)
{
    char day[WORDS];
    date_words(page->lang, page->claim->erased_at, day);
    str_add(out, "<section class=\"note\"><p>");
    html_fill(out, tr(page->lang, "What was said and who said it was erased on %s, as promised when it was filed."),
              day);
    str_add(out, "</p></section>\n");
}

static void add_notice(struct str *out, const struct case_page *page)
{
    if (!page->notice) return;
    str_addf(out, "<p class=\"%s\" role=\"status\">", page->refused ? "wrong" : "told");
    add_element(out, "", page->notice, "</p>\n");
}

static void add_case(struct str *out, const struct case_page *page, const struct story *story)
{
    bool asks = page->takes_answer && page->claim->state == CASE_RESOLVED;
    if (asks && story->last.s) str_add(out, story->last.s);
    if (asks) add_question(out, page);
    str_addf(out, "<ol class=\"story\">%s", story->steps.s ? story->steps.s : "");
    add_to_come(out, page);
    str_add(out, "</ol>\n");
    if (page->takes_message) add_message_form(out, page);
    if (page->takes_answer && !asks) add_objection(out, page);
    add_privacy(out, page);
}

bool case_page_write(struct str *out, const struct case_page *page, struct db *db, struct vault *vault,
                     struct err *err)
{
    struct story story = {.page = page, .db = db};
    bool erased = page->claim->erased_at != 0;
    bool ok = erased || complaint_story(db, vault, page->claim->id, true, add_step, &story, err);
    if (ok) {
        add_head(out, page->hall, page->lang, page->claim->number);
        add_notice(out, page);
        add_card(out, page);
        if (erased)
            add_erased(out, page);
        else
            add_case(out, page, &story);
        add_foot(out, page->hall, page->lang);
    }
    str_free(&story.steps);
    str_free(&story.last);
    return ok;
}

/* ---- where there is no case to show ---- */

static void add_way(struct str *out, const char *icon, const char *what, const char *how)
{
    str_addf(out, "<li><i class=\"ico %s\"></i><div>", icon);
    add_element(out, "<b>", what, "</b>");
    add_element(out, "<span>", how, "</span></div></li>");
}

void case_page_plain(struct str *out, const struct hall *hall, enum lang lang, ms_t now, const char *title,
                     const char *lead)
{
    struct hours hours = hall_hours_at(hall, now);
    char open[WORDS] = "";
    add_head(out, hall, lang, title);
    str_add(out, "<div class=\"centred\"><img src=\"/icons/harbour-day.svg\" alt=\"\" width=\"316\" height=\"168\">");
    add_element(out, "<h1>", title, "</h1>");
    add_element(out, "<p class=\"lead\">", lead, "</p><ul class=\"what\">");
    add_way(out, "qr", tr(lang, "Scanned wrongly?"), tr(lang, "Scan the QR code of the slip again"));
    add_way(out, "lookup", tr(lang, "Slip lost?"),
            tr(lang, "The terminal finds it by its number and your phone number"));
    if (hours.opens != hours.closes)
        snprintf(open, sizeof open, tr(lang, "Today %02d:%02d–%02d:%02d"), hours.opens / 60, hours.opens % 60,
                 hours.closes / 60, hours.closes % 60);
    add_way(out, "clock", tr(lang, "Opening hours"), open[0] ? open : tr(lang, "Closed today"));
    str_add(out, "</ul></div>\n");
    add_foot(out, hall, lang);
}
