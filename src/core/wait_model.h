/* wait_model.h - what the wait estimate knows of a hall, and how it is learned from what was seen. Pure: the
 * database (wait_learn.c) and the simulation fill in a history, and both get the same model from it.
 *
 * A handling time's logarithm is taken apart into service + clerk + time of day + the rest. The rest is normal
 * with a spread of the service's own, which is to say that handling times are lognormal. */
#ifndef CORE_WAIT_MODEL_H
#define CORE_WAIT_MODEL_H

#include "core/service.h"

enum {
    WAIT_SLOTS = 48,     /* half hours of the business day, from midnight; arrivals are counted by them */
    WAIT_SLOT_S = 1800,
    WAIT_PARTS = 16,     /* of 90 minutes: handling times vary by them */
    WAIT_PART_S = 5400,
    WAIT_CLERKS = 64,    /* the clerks told apart; others count as average */
    WAIT_VISITS = 6000,  /* handling times learned from, the newest */
    WAIT_OFFSETS = 200,  /* changes of staff learned from, of each kind, the newest */
    WAIT_DAYS = 28,      /* business days whose arrivals are counted */
};

/* How a counter's roster goes on. */
enum wait_change { WAIT_OPENING, WAIT_BREAK, WAIT_RETURN, WAIT_CLOSING, WAIT_CHANGES };

/* One handling time, from call to end. */
struct wait_visit {
    int service;
    int day;       /* a number of its own for each business day, rising */
    int part;      /* of the day, when it was called */
    int64_t clerk; /* 0: not known */
    float log_s;
};

/* By how many seconds a change of staff came later than the roster says; INFINITY: never. */
struct wait_offsets {
    float s[WAIT_OFFSETS];
    int count; /* seen in all; the newest WAIT_OFFSETS are kept */
};
void wait_offsets_add(struct wait_offsets *offsets, double seconds);

/* What was seen. */
struct wait_history {
    int services;
    int expected_s[MAX_SERVICES]; /* handling times the manager expects */
    struct wait_visit visits[WAIT_VISITS];
    int visit_count; /* in all; the newest WAIT_VISITS are kept */
    int days;        /* whole business days counted in arrivals */
    int arrivals[MAX_SERVICES][WAIT_SLOTS];
    int classes[MAX_CLASSES];  /* visitors by class */
    int called, absent;        /* tickets called for the first time; of them those who never came */
    double absent_s;           /* from call to giving up, summed */
    int pauses;                /* pauses that no roster foresaw */
    double pause_s;            /* summed */
    struct wait_offsets offsets[WAIT_CHANGES];
};
void wait_history_add_visit(struct wait_history *history, int service, int64_t clerk, int day, int second_of_day,
                            double seconds);

struct wait_model {
    int services;
    int visits; /* handling times it was learned from */
    int days;   /* 0: day one, arrivals are those of the last hour */
    struct wait_service {
        double log_s; /* mean of the logarithm of handling seconds, average clerk and time of day */
        double sigma; /* spread about it */
        double doubt; /* of log_s itself: sigma / sqrt(3 + visits) */
    } service[MAX_SERVICES];
    struct wait_clerk {
        int64_t id;
        double effect; /* on log_s */
    } clerks[WAIT_CLERKS];
    int clerk_count;
    double part[WAIT_PARTS];                /* effect of the time of day on log_s */
    double day_prior;                       /* visits of today that weigh as much as its being a day like others */
    float rate[MAX_SERVICES][WAIT_SLOTS];   /* arrivals in that half hour of a usual day */
    double class_share[MAX_CLASSES];        /* sums to 1 */
    double absent_share, absent_s;          /* visitors who do not come when called, and the time that takes */
    double pause_share, pause_s;            /* pauses a visit, and how long one lasts */
    struct wait_offsets offsets[WAIT_CHANGES];
};

/* Learns anew from all of the history. */
void wait_model_learn(struct wait_model *model, const struct wait_history *history);
/* The mean logarithm of a visit's seconds by that clerk at that second of the day. */
double wait_model_log_s(const struct wait_model *model, int service, int64_t clerk, int second_of_day);
double wait_model_clerk(const struct wait_model *model, int64_t clerk); /* 0: average or unknown */
/* Mean handling seconds of a service. */
double wait_model_mean_s(const struct wait_model *model, int service);
/* Visitors of all services who usually have come by that second of the day. */
double wait_model_arrived(const struct wait_model *model, int second_of_day);

/* The two quantiles of the runs that visitors are shown, moved after each outcome so that the truth is at or
 * below them as often as promised. */
enum wait_level { WAIT_P50, WAIT_P80, WAIT_LEVELS };
struct wait_levels {
    double at[WAIT_LEVELS]; /* where they stand, from .03 to .97 */
    int outcomes[WAIT_LEVELS];
};
enum { WAIT_ROUGH_BELOW = 30 }; /* outcomes */
void wait_levels_init(struct wait_levels *levels);
/* hit: the wait was at most what was shown at that level. */
void wait_levels_learn(struct wait_levels *levels, enum wait_level which, bool hit);
bool wait_levels_rough(const struct wait_levels *levels);

#endif
