/* service.h - what the hall offers and when: services, counters, classes, hours. Plain data,
 * read from kiosk.conf once and then never changed, so any thread may read it. */
#ifndef CORE_SERVICE_H
#define CORE_SERVICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/i18n.h"

enum {
    CODE_SIZE = 24,      /* service, class and reason codes: [a-z0-9_-], at most 23 */
    PREFIX_SIZE = 4,     /* A … ZZZ */
    MAX_SERVICES = 24,
    MAX_GROUPS = 6,
    GROUP_SERVICES = 8,  /* at most in one group */
    MAX_COUNTERS = 40,
    MAX_SHIFTS = 4,      /* stretches a counter is open in a day */
    MAX_CLASSES = 8,
    MAX_DOCUMENTS = 6,
    MAX_REASONS = 8,     /* rating reasons offered for one level, phrases for one kind of case */
    MAX_SPECIAL_DAYS = 40, /* holidays, and as many make-up workdays */
    MAX_CLOSED_SPANS = 8, /* of one service */
};

/* Minutes after local midnight; equal: closed all day. */
struct hours {
    int opens, closes;
};

/* Days YYYY-MM-DD, both ends included. */
struct day_span {
    char from[CLOCK_DAY], to[CLOCK_DAY];
};

/* A holiday, or a make-up workday (补班), which goes before holiday and weekday. */
struct special_day {
    char code[CODE_SIZE];
    struct day_span days;
    struct hours hours; /* of a make-up workday; both 0: those of a Monday */
    struct text name;   /* of a holiday: 国庆节 */
};

struct document {
    struct text name;    /* 身份证 */
    struct text note;    /* 户主本人，带原件 */
    char icon[CODE_SIZE];
};

struct service {
    char code[CODE_SIZE];     /* pay */
    char prefix[PREFIX_SIZE]; /* B */
    char icon[CODE_SIZE];
    struct text name;         /* 燃气缴费 */
    struct text line;         /* one plain line on the tile: 缴费 · 开发票 */
    struct text about;        /* one line on the guide */
    struct text bring;        /* the documents in one line, for receipt and phone: 户号或缴费单 */
    struct text prompt;       /* what the clerk says next: 今天交哪一户的燃气费？ */
    struct document documents[MAX_DOCUMENTS];
    int document_count;
    int target_s;             /* handling time the hall promises on average */
    int expected_s;           /* handling time expected before anything was learned */
    int cap;                  /* tickets a day, 0: no limit */
    unsigned weekdays;        /* offered on: bit 0 Sunday … bit 6 Saturday; 0: on every one */
    struct day_span closed[MAX_CLOSED_SPANS]; /* not offered on these days */
    int closed_count;
};

/* Services that belong together, for the home screen of a hall that has many. */
struct service_group {
    char code[CODE_SIZE];        /* bills */
    char icon[CODE_SIZE];
    struct text name;            /* 缴费与票据 */
    int services[MAX_SERVICES];  /* indexes into hall.services, in order; at most GROUP_SERVICES */
    int service_count;
};

/* A stretch of a day that a counter is to be open, in minutes after midnight. */
struct shift {
    int from, to;
};

struct counter {
    int number;               /* 1… */
    int own[MAX_SERVICES];    /* indexes into hall.services, in order of preference */
    int own_count;
    int helps[MAX_SERVICES];  /* those it helps out with */
    int helps_count;
    struct shift shifts[MAX_SHIFTS]; /* its roster 排班, in order; a gap between two is a break */
    int shift_count;          /* 0: nothing is known of when it opens and closes */
};

/* A class of visitor. The first is always the ordinary one with head start 0. */
struct visitor_class {
    char code[CODE_SIZE];     /* normal elderly disabled pregnant soldier */
    char icon[CODE_SIZE];
    struct text name;         /* 老年人 */
    struct text note;         /* 60 岁以上 */
    int head_start_s;
    bool desk_only;           /* given by staff, such as to who comes by appointment; these come last */
};

/* The kinds of a case. The first are what a visitor may tell the hall; a rating of 1 or 2 opens the last by itself. */
enum case_kind {
    CASE_COMPLAINT,
    CASE_SUGGESTION,
    CASE_ENQUIRY,
    CASE_PRAISE,
    CASE_TOLD_COUNT,
    CASE_BAD_RATING = CASE_TOLD_COUNT,
    CASE_KIND_COUNT,
};

/* How long something may take: so many working days, or so many hours. Both 0: no time is set. */
struct term {
    int days;
    int hours;
};

/* A reason a visitor may tick with a rating; a phrase that is put into the text of a case. */
struct reason {
    char code[CODE_SIZE];
    struct text name;
};

struct phrases {
    struct reason list[MAX_REASONS];
    int count;
};

struct hall {
    struct text name;             /* 港城燃气客服中心 */
    char zone[64];                /* Asia/Shanghai */
    int day_starts;               /* minutes after midnight at which the business day begins */
    bool always_open;
    struct hours week[7];         /* from Sunday */
    struct special_day holidays[MAX_SPECIAL_DAYS], workdays[MAX_SPECIAL_DAYS];
    int holiday_count, workday_count;
    int last_ticket_s;            /* no tickets are issued in the last so many seconds before closing */
    char emergency[24];           /* 96777 */
    int wait_target_s;            /* a wait longer than this is over target */
    int return_grace_s;           /* an absent visitor who comes back ranks as if issued so long ago */
    int recall_after_s;           /* a called visitor who has not come by then is asked for again */
    double satisfied_target;      /* 0…1, the share of levels 3–5 the hall wants */
    int link_days;                /* days after the visit that the ticket's link still works and it may be rated */
    struct service services[MAX_SERVICES];
    int service_count;
    struct service_group groups[MAX_GROUPS]; /* none, or each service is in one of them */
    int group_count;
    struct counter counters[MAX_COUNTERS];
    int counter_count;
    struct visitor_class classes[MAX_CLASSES];
    int class_count;
    struct reason good[MAX_REASONS]; /* offered with levels 4 and 5 */
    int good_count;
    struct reason bad[MAX_REASONS];  /* offered with levels 1 to 3 */
    int bad_count;
    struct phrases phrases[CASE_TOLD_COUNT]; /* one touch instead of typing */
    char danger[512];             /* words in a text that show the emergency number at once, | between them */
    struct text privacy;          /* whom to ask about personal data: 值班台 */
    unsigned workdays_of_week;    /* working days, which cases are counted in: bit 0 Sunday … bit 6 Saturday */
    struct term reply[CASE_KIND_COUNT];   /* from filing to the first reply */
    struct term resolve[CASE_KIND_COUNT]; /* from filing until it is resolved */
    struct term extended;         /* the same of a complaint that was extended, from filing as well */
    struct term to_supervisor, to_manager; /* not resolved so long after filing: it goes up */
    struct term follow_up;        /* from resolving to the follow-up call */
    int call_attempts;            /* so many follow-up calls that reached nobody end the trying */
    double sample;                /* 0…1, the share of a quarter's resolved cases that the manager checks again */
    int keep_years;               /* how long personal data of a case is kept after it was closed */
    int keep_important_years;     /* the same of a case that was marked important */
    char notice[16];              /* version of the notice that a visitor agrees to */
};

/* Indexes, or -1 when there is none. */
int hall_service(const struct hall *hall, const char *code);
int hall_class(const struct hall *hall, const char *code);
int hall_group(const struct hall *hall, const char *code);
/* How many of the first classes the terminal offers. */
int hall_self_classes(const struct hall *hall);
const struct counter *hall_counter(const struct hall *hall, int number); /* or NULL */
/* The reasons offered with a level 1-5. */
const struct reason *hall_reasons(const struct hall *hall, int score, int *count);
const struct reason *hall_reason(const struct hall *hall, int score, const char *code); /* or NULL */
/* Does that counter serve it, as its own or to help? */
enum counter_serves { SERVES_NOT, SERVES_OWN, SERVES_HELPS };
enum counter_serves counter_serves(const struct counter *counter, int service);

/* ---- calendar.c: when ---- */

/* Local time of that minute (0 to 1440) of a calendar date; its weekday, 0 Sunday. */
ms_t hall_minute(const char *day, int minute);
int hall_weekday(const char *day);
/* The business day of t. */
void hall_day(const struct hall *hall, ms_t t, char out[CLOCK_DAY]);
/* When the business day that t belongs to began. */
ms_t hall_day_start(const struct hall *hall, ms_t t);
/* The opening hours of a calendar date: a special day's, else its weekday's. With always_open 0:00-24:00. */
struct hours hall_hours(const struct hall *hall, const char *day);
struct hours hall_hours_at(const struct hall *hall, ms_t t);
/* The make-up workday, or the holiday (unless it is worked) that date falls on; NULL when none. */
const struct special_day *hall_makeup_day(const struct hall *hall, const char *day);
const struct special_day *hall_holiday(const struct hall *hall, const char *day);
bool hall_is_open(const struct hall *hall, ms_t t);
/* When the hall opens next at or after t; t itself when it is open, 0 when it does not within a year. */
ms_t hall_next_open(const struct hall *hall, ms_t t);

/* Can a ticket of that service be had at t, `issued` of that day being out already? */
enum offer {
    OFFER_NOW,
    OFFER_HALL_CLOSED,
    OFFER_AFTER_LAST, /* the hall is open, but too near to closing */
    OFFER_NOT_TODAY,  /* not on this weekday or date */
    OFFER_SOLD_OUT,   /* the day's cap is reached */
};
const char *offer_name(enum offer offer); /* now hall_closed after_last_ticket not_today sold_out */
enum offer hall_offer(const struct hall *hall, int service, ms_t t, int issued);
/* The opening of the next day after t's, or of today when it is still to come, on which that service is
 * offered; 0 when there is none within a year. */
ms_t hall_next_offer(const struct hall *hall, int service, ms_t t);

void hall_free(struct hall *hall); /* the texts inside, not the struct */

#endif
