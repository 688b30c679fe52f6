#include "core/report_label.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static void label_service(const struct hall *hall, enum lang lang, const char *code, struct label *out)
{
    int service = hall_service(hall, code);
    str_copy(out->key, sizeof out->key, code);
    str_copy(out->label, sizeof out->label, service >= 0 ? text_in(&hall->services[service].name, lang) : code);
    out->order = service >= 0 ? service : MAX_SERVICES;
}

static void label_kind(enum lang lang, enum case_kind kind, struct label *out)
{
    static const char *const names[CASE_KIND_COUNT] = {N_("Complaint"), N_("Suggestion"), N_("Enquiry"), N_("Praise"),
                                                       N_("Bad rating")};
    str_copy(out->key, sizeof out->key, case_kind_name(kind));
    str_copy(out->label, sizeof out->label, tr(lang, names[kind]));
    out->order = kind;
}

struct label report_label(const struct hall *hall, enum report_by by, enum lang lang, const struct labelled *of)
{
    struct label l = {.key = "", .label = "", .order = 0};
    switch (by) {
    case BY_SERVICE:
        label_service(hall, lang, of->service, &l);
        break;
    case BY_COUNTER:
        if (!of->counter) break;
        snprintf(l.key, sizeof l.key, "%d", of->counter);
        snprintf(l.label, sizeof l.label, tr(lang, "Counter %d"), of->counter);
        l.order = of->counter;
        break;
    case BY_STAFF:
        str_copy(l.key, sizeof l.key, of->login);
        str_copy(l.label, sizeof l.label, of->name);
        break;
    case BY_HOUR:
        snprintf(l.key, sizeof l.key, "%02d", clock_local(of->at).tm_hour);
        snprintf(l.label, sizeof l.label, trc(lang, "report", "%s:00"), l.key);
        break;
    case BY_DAY:
        str_copy(l.key, sizeof l.key, of->day);
        str_copy(l.label, sizeof l.label, of->day);
        break;
    case BY_KIND:
        label_kind(lang, of->kind, &l);
        break;
    default:
        str_copy(l.label, sizeof l.label, trc(lang, "report", "All"));
    }
    return l;
}

int report_label_order(const struct label *a, const struct label *b)
{
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    int label = strcmp(a->label, b->label);
    return label ? label : strcmp(a->key, b->key);
}

bool report_label_seed(const struct hall *hall, enum report_by by, enum lang lang, int n, struct label *out)
{
    struct labelled of = {.service = "", .login = "", .name = "", .day = ""};
    int most = by == BY_SERVICE   ? hall->service_count
               : by == BY_COUNTER ? hall->counter_count
               : by == BY_KIND    ? CASE_KIND_COUNT
               : by == BY_ALL     ? 1
                                  : 0;
    if (n >= most) return false;
    if (by == BY_SERVICE) of.service = hall->services[n].code;
    if (by == BY_COUNTER) of.counter = hall->counters[n].number;
    if (by == BY_KIND) of.kind = (enum case_kind)n;
    *out = report_label(hall, by, lang, &of);
    return true;
}
