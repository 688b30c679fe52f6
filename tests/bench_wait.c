/* How long one estimate takes with 100 waiting and 10 counters: promised are 5 ms. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/wait.h"

enum { WAITING = 100, COUNTERS = 10, SERVICES = 6, ROUNDS = 101, MOST_US = 5000 };

/* Eleven in the morning of a usual day, lunch ahead, a visitor each minute. */
static struct wait_state *busy_hall(struct counter *counters)
{
    struct wait_state *s = mem_zalloc(1, sizeof *s);
    struct wait_history *h = mem_zalloc(1, sizeof *h);
    h->services = SERVICES;
    h->days = 10;
    for (int i = 0; i < SERVICES; i++) {
        h->expected_s[i] = 240 + 30 * i;
        for (int k = 16; k < 34; k++) h->arrivals[i][k] = 50;
    }
    wait_model_learn(&s->model, h);
    free(h);
    wait_levels_init(&s->levels);
    s->now = 11 * 3600 * (ms_t)1000;
    s->closes = 17 * 3600 * (ms_t)1000;
    s->wait_target = 900 * 1000;
    s->head_start[1] = 900 * 1000;
    s->counter_count = COUNTERS;
    for (int c = 0; c < COUNTERS; c++) {
        counters[c] = (struct counter){.number = c + 1,
                                       .own = {c % 6, (c + 1) % 6, (c + 2) % 6},
                                       .own_count = 3,
                                       .helps = {(c + 3) % 6, (c + 4) % 6},
                                       .helps_count = 2};
        s->counters[c] = (struct wait_counter){.conf = &counters[c],
                                               .presence = WAIT_OPEN,
                                               .busy_service = c % 6,
                                               .busy_since = s->now - c * 30000,
                                               .upcoming_count = 3};
        s->counters[c].upcoming[0] = (struct wait_planned){WAIT_BREAK, s->now + (30 + c % 3 * 30) * 60000};
        s->counters[c].upcoming[1] = (struct wait_planned){WAIT_RETURN, s->now + (75 + c % 3 * 30) * 60000};
        s->counters[c].upcoming[2] = (struct wait_planned){WAIT_CLOSING, s->closes};
    }
    for (int i = 0; i < WAITING; i++) {
        ms_t issued = s->now - (WAITING - i) * 20000;
        s->queue[s->queued++] = (struct wait_ticket){i + 1, i % SERVICES, issued, issued, -1};
    }
    return s;
}

static int by_size(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static int microseconds(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int)(ts.tv_sec % 1000 * 1000000 + ts.tv_nsec / 1000);
}

int main(void)
{
    struct counter counters[COUNTERS];
    struct wait_state *s = busy_hall(counters);
    static struct wait_ask asks[WAITING];
    int one[ROUNDS], all[ROUNDS];
    struct wait w = {0};
    for (int i = 0; i < ROUNDS; i++) {
        s->now += 7;
        int start = microseconds();
        w = wait_estimate(s, 0, 0, s->now);
        one[i] = microseconds() - start;
        for (int k = 0; k < WAITING; k++)
            asks[k] = (struct wait_ask){.service = s->queue[k].service, .id = k + 1, .rank = s->queue[k].rank};
        start = microseconds();
        wait_estimate_all(s, asks, WAITING);
        all[i] = microseconds() - start;
    }
    qsort(one, ROUNDS, sizeof *one, by_size);
    qsort(all, ROUNDS, sizeof *all, by_size);
    printf("%d waiting, %d counters (told: %d-%d min)\n", WAITING, COUNTERS, w.p50_s / 60, w.p80_s / 60);
    printf("one estimate:       median %.2f ms, 90 %% below %.2f ms; promised 5 ms\n", one[ROUNDS / 2] / 1e3,
           one[ROUNDS * 9 / 10] / 1e3);
    printf("all %d at once:     median %.2f ms\n", WAITING, all[ROUNDS / 2] / 1e3);
    free(s);
    return one[ROUNDS / 2] <= MOST_US ? 0 : 1;
}
