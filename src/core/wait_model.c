#include "core/wait_model.h"

#include <math.h>
#include <string.h>

/* Visits' worth of belief that a service, a clerk, a part of the day is as usual; found by trial. */
#define SERVICE_PRIOR 3.0
#define CLERK_PRIOR 35.0
#define PART_PRIOR 100.0
#define SIGMA_PRIOR 10.0
/* What the pace of days differs by, as a share of what visits differ by (variances), and how many days that is
 * believed like. */
#define DAY_USUAL (1 / 60.0)
#define DAY_LEAST (1 / 1000.0)
#define DAY_PRIOR 3.0
/* Spread of log handling times, a usual figure for office work of one kind. */
#define SIGMA_USUAL 0.55
/* What is believed before anything was seen: of no-shows, of ordinary visitors. */
#define ABSENT_USUAL 0.08
#define ABSENT_USUAL_S 100.0
#define ABSENT_PRIOR 20.0
#define ORDINARY_USUAL 0.9
#define CLASS_PRIOR 20.0
#define PAUSE_PRIOR 50.0
#define PAUSE_USUAL_S 600.0

enum { PASSES = 4, OFFSETS_PRIOR = 10 };

/* Seconds a clerk who means to leave still has with a visitor, as a share of the mean handling time: a departure
 * is seen only when the counter is free. */
#define LEAVE_LAG 0.6

/* ---- what was seen ---- */

void wait_offsets_add(struct wait_offsets *offsets, double seconds)
{
    offsets->s[offsets->count++ % WAIT_OFFSETS] = (float)seconds;
}

void wait_history_add_visit(struct wait_history *history, int service, int64_t clerk, int day, int second_of_day,
                            double seconds)
{
    if (service < 0 || service >= history->services || seconds < 1) return;
    history->visits[history->visit_count++ % WAIT_VISITS] =
        (struct wait_visit){service, day, second_of_day / WAIT_PART_S % WAIT_PARTS, clerk, (float)log(seconds)};
}

/* ---- handling times ---- */

struct sum {
    double sum;
    int n;
};

static void add(struct sum *sum, double value)
{
    sum->sum += value;
    sum->n++;
}

/* A mean drawn towards zero by `prior` values of zero. */
static double shrunk(const struct sum *sum, double prior)
{
    return sum->sum / (sum->n + prior);
}

static int kept(const struct wait_history *history)
{
    return history->visit_count < WAIT_VISITS ? history->visit_count : WAIT_VISITS;
}

/* Index of that clerk, -1: not told apart. */
static int clerk_index(const struct wait_model *model, int64_t id)
{
    for (int i = 0; i < model->clerk_count; i++)
        if (model->clerks[i].id == id) return i;
    return -1;
}

static void find_clerks(struct wait_model *model, const struct wait_history *history)
{
    model->clerk_count = 0;
    for (int i = 0; i < kept(history) && model->clerk_count < WAIT_CLERKS; i++) {
        int64_t id = history->visits[i].clerk;
        if (id != 0 && clerk_index(model, id) < 0) model->clerks[model->clerk_count++] = (struct wait_clerk){id, 0};
    }
}

/* The manager's expectations are believed in their proportions; how far all of them are off shows in all visits
 * together. */
static void start_services(struct wait_model *model, const struct wait_history *history, double *prior)
{
    struct sum all = {0};
    for (int s = 0; s < model->services; s++)
        prior[s] = log(fmax(history->expected_s[s], 1)) - SIGMA_USUAL * SIGMA_USUAL / 2;
    for (int i = 0; i < kept(history); i++) add(&all, history->visits[i].log_s - prior[history->visits[i].service]);
    for (int s = 0; s < model->services; s++) {
        prior[s] += shrunk(&all, SERVICE_PRIOR);
        model->service[s] = (struct wait_service){prior[s], SIGMA_USUAL, SIGMA_USUAL / sqrt(SERVICE_PRIOR)};
    }
}

/* One visit's logarithm without what service, clerk and time of day explain. clerk: index or -1. */
static double rest(const struct wait_model *model, const struct wait_visit *v, int clerk)
{
    double effect = clerk < 0 ? 0 : model->clerks[clerk].effect;
    return v->log_s - model->service[v->service].log_s - effect - model->part[v->part];
}

/* One backfitting pass: each of the three in turn takes up what the other two leave (Breiman and Friedman 1985). */
static void fit_once(struct wait_model *model, const struct wait_history *history, const double *prior,
                     const signed char *clerk_of)
{
    struct sum services[MAX_SERVICES] = {0}, clerks[WAIT_CLERKS] = {0}, parts[WAIT_PARTS] = {0};
    const struct wait_visit *v = history->visits;
    int n = kept(history);
    for (int i = 0; i < n; i++)
        add(&services[v[i].service],
            rest(model, &v[i], clerk_of[i]) + model->service[v[i].service].log_s - prior[v[i].service]);
    for (int s = 0; s < model->services; s++)
        model->service[s].log_s = prior[s] + shrunk(&services[s], SERVICE_PRIOR);
    for (int i = 0; i < n; i++)
        if (clerk_of[i] >= 0)
            add(&clerks[clerk_of[i]], rest(model, &v[i], clerk_of[i]) + model->clerks[clerk_of[i]].effect);
    for (int c = 0; c < model->clerk_count; c++) model->clerks[c].effect = shrunk(&clerks[c], CLERK_PRIOR);
    for (int i = 0; i < n; i++) add(&parts[v[i].part], rest(model, &v[i], clerk_of[i]) + model->part[v[i].part]);
    for (int p = 0; p < WAIT_PARTS; p++) model->part[p] = shrunk(&parts[p], PART_PRIOR);
}

/* How far visits of a service scatter; that of all services is what a rare one is drawn to. */
static void fit_spread(struct wait_model *model, const struct wait_history *history, const signed char *clerk_of)
{
    struct sum squares[MAX_SERVICES] = {0}, all = {SIGMA_USUAL * SIGMA_USUAL * SIGMA_PRIOR, (int)SIGMA_PRIOR};
    for (int i = 0; i < kept(history); i++) {
        const struct wait_visit *v = &history->visits[i];
        double e = rest(model, v, clerk_of[i]);
        add(&squares[v->service], e * e);
        add(&all, e * e);
    }
    double pooled = all.sum / all.n;
    for (int s = 0; s < model->services; s++) {
        struct wait_service *w = &model->service[s];
        w->sigma = sqrt((squares[s].sum + SIGMA_PRIOR * pooled) / (squares[s].n + SIGMA_PRIOR));
        w->doubt = w->sigma / sqrt(SERVICE_PRIOR + squares[s].n);
    }
}

/* How much days differ in their pace. Visits of one day belong together as far as the square of their sum is larger
 * than the sum of their squares. Visits come in the order of days. */
static void fit_days(struct wait_model *model, const struct wait_history *history, const signed char *clerk_of)
{
    int n = kept(history), first = history->visit_count - n, in_day = 0, days = 0;
    double sum = 0, squares = 0, all = 0, between = 0;
    for (int i = 0; i < n; i++) {
        int at = (first + i) % WAIT_VISITS, next = (at + 1) % WAIT_VISITS;
        double e = rest(model, &history->visits[at], clerk_of[at]);
        sum += e;
        squares += e * e;
        all += e * e / n;
        in_day++;
        if (i + 1 < n && history->visits[next].day == history->visits[at].day) continue;
        if (in_day > 1) between += (sum * sum - squares) / in_day / (in_day - 1);
        days += in_day > 1;
        sum = squares = 0;
        in_day = 0;
    }
    /* One day alone, or a few, shows little: its own pace went into the services'. */
    double share = n > 1 ? (between / fmax(all, 1e-6) + DAY_PRIOR * DAY_USUAL) / (days + DAY_PRIOR) : DAY_USUAL;
    model->day_prior = 1 / fmax(DAY_LEAST, share);
}

static void learn_visits(struct wait_model *model, const struct wait_history *history)
{
    _Static_assert(WAIT_CLERKS <= 127, "an index fits");
    double prior[MAX_SERVICES];
    signed char clerk_of[WAIT_VISITS];
    find_clerks(model, history);
    for (int i = 0; i < kept(history); i++) clerk_of[i] = (signed char)clerk_index(model, history->visits[i].clerk);
    start_services(model, history, prior);
    for (int pass = 0; pass < PASSES; pass++) fit_once(model, history, prior, clerk_of);
    fit_spread(model, history, clerk_of);
    fit_days(model, history, clerk_of);
    model->visits = history->visit_count;
}

double wait_model_clerk(const struct wait_model *model, int64_t clerk)
{
    int i = clerk ? clerk_index(model, clerk) : -1;
    return i < 0 ? 0 : model->clerks[i].effect;
}

double wait_model_log_s(const struct wait_model *model, int service, int64_t clerk, int second_of_day)
{
    return model->service[service].log_s + wait_model_clerk(model, clerk) +
           model->part[second_of_day / WAIT_PART_S % WAIT_PARTS];
}

double wait_model_mean_s(const struct wait_model *model, int service)
{
    const struct wait_service *s = &model->service[service];
    return exp(s->log_s + s->sigma * s->sigma / 2);
}

/* ---- arrivals, classes, no-shows, pauses ---- */

/* Half hours at which anybody ever came. */
static int open_slots(const struct wait_history *history, bool open[WAIT_SLOTS])
{
    int n = 0;
    for (int k = 0; k < WAIT_SLOTS; k++) {
        open[k] = false;
        for (int s = 0; s < history->services; s++) open[k] |= history->arrivals[s][k] > 0;
        n += open[k];
    }
    return n;
}

static void learn_arrivals(struct wait_model *model, const struct wait_history *history)
{
    bool open[WAIT_SLOTS];
    int n = open_slots(history, open);
    model->days = history->days;
    if (n == 0 || history->days == 0) return;
    for (int s = 0; s < history->services; s++) {
        double mean = 0;
        for (int k = 0; k < WAIT_SLOTS; k++) mean += history->arrivals[s][k];
        mean /= n * history->days;
        for (int k = 0; k < WAIT_SLOTS; k++)
            if (open[k]) model->rate[s][k] = (float)((history->arrivals[s][k] + 2 * mean) / (history->days + 2));
    }
}

double wait_model_arrived(const struct wait_model *model, int second_of_day)
{
    double sum = 0;
    for (int k = 0; k < WAIT_SLOTS && k * WAIT_SLOT_S < second_of_day; k++) {
        double share = fmin(1, (second_of_day - k * WAIT_SLOT_S) / (double)WAIT_SLOT_S);
        for (int s = 0; s < model->services; s++) sum += share * model->rate[s][k];
    }
    return sum;
}

static void learn_classes(struct wait_model *model, const struct wait_history *history)
{
    double all = CLASS_PRIOR;
    for (int c = 0; c < MAX_CLASSES; c++) all += history->classes[c];
    for (int c = 0; c < MAX_CLASSES; c++) {
        double prior = c == 0 ? ORDINARY_USUAL : 0;
        model->class_share[c] = (history->classes[c] + CLASS_PRIOR * prior) / all;
    }
    /* Which priority class the rest of the belief goes to makes no difference as long as head starts are alike. */
    model->class_share[1] += CLASS_PRIOR * (1 - ORDINARY_USUAL) / all;
}

static void learn_interruptions(struct wait_model *model, const struct wait_history *history)
{
    model->absent_share = (history->absent + ABSENT_PRIOR * ABSENT_USUAL) / (history->called + ABSENT_PRIOR);
    model->absent_s = (history->absent_s + SERVICE_PRIOR * ABSENT_USUAL_S) / (history->absent + SERVICE_PRIOR);
    model->pause_share = history->pauses / (history->called + PAUSE_PRIOR);
    model->pause_s = (history->pause_s + SERVICE_PRIOR * PAUSE_USUAL_S) / (history->pauses + SERVICE_PRIOR);
}

/* ---- staff ---- */

/* Ten changes one would expect: within 10 minutes of the roster, spread 4.5; one opening or break in ten never
 * comes. Seen ones push them out. */
static void learn_offsets(struct wait_model *model, const struct wait_history *history, enum wait_change change)
{
    static const float usual_s[OFFSETS_PRIOR] = {-445, -280, -182, -104, -34, 34, 104, 182, 280, 445};
    const struct wait_offsets *seen = &history->offsets[change];
    struct wait_offsets *out = &model->offsets[change];
    bool leaves = change == WAIT_BREAK || change == WAIT_CLOSING;
    double lag = 0;
    for (int s = 0; s < model->services; s++) lag += LEAVE_LAG * wait_model_mean_s(model, s) / model->services;
    out->count = 0;
    int n = seen->count < WAIT_OFFSETS ? seen->count : WAIT_OFFSETS;
    for (int i = 0; i < n; i++) wait_offsets_add(out, seen->s[i] - (leaves ? lag : 0));
    for (int i = n; i < OFFSETS_PRIOR; i++) wait_offsets_add(out, usual_s[i]);
}

void wait_model_learn(struct wait_model *model, const struct wait_history *history)
{
    memset(model, 0, sizeof *model);
    model->services = history->services;
    learn_visits(model, history);
    learn_arrivals(model, history);
    learn_classes(model, history);
    learn_interruptions(model, history);
    for (int change = 0; change < WAIT_CHANGES; change++) learn_offsets(model, history, (enum wait_change)change);
}

/* ---- levels ---- */

/* How far one outcome moves a level in the long run. Outcomes of one day hang together, so that a level follows a
 * single bad day: in the simulation .003 makes the error 0.3 % larger, .0015 leaves a small office off by 5 %. */
#define GAIN_LEAST .002

static const double promised[WAIT_LEVELS] = {.5, .8};

void wait_levels_init(struct wait_levels *levels)
{
    *levels = (struct wait_levels){{promised[WAIT_P50], promised[WAIT_P80]}, {0, 0}};
}

void wait_levels_learn(struct wait_levels *levels, enum wait_level which, bool hit)
{
    double gain = fmax(GAIN_LEAST, .03 / sqrt(1.0 + levels->outcomes[which]++));
    double at = levels->at[which] + gain * (promised[which] - (hit ? 1 : 0));
    levels->at[which] = fmin(.97, fmax(.03, at));
}

bool wait_levels_rough(const struct wait_levels *levels)
{
    return levels->outcomes[WAIT_P80] < WAIT_ROUGH_BELOW;
}
