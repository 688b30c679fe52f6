#include "web/backoff.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { ENTRIES = 1024, KEY_SIZE = 96 };

/* A line of tries. */
struct line {
    char kind; /* one of the kinds below, 0: free */
    char key[KEY_SIZE];
    int failures;
    ms_t next;    /* when the turn comes of whoever lines up now */
    ms_t touched; /* the last try */
};

static const struct kind {
    char name;
    int free_tries, longest_s;
} by_address = {'a', BACKOFF_FREE_ADDRESS, BACKOFF_ADDRESS_S},
  by_account = {'l', BACKOFF_FREE_ACCOUNT, BACKOFF_ACCOUNT_S},
  by_device = {'d', BACKOFF_FREE_ACCOUNT, BACKOFF_ADDRESS_S},
  by_guess = {'g', BACKOFF_FREE_ADDRESS, BACKOFF_ADDRESS_S},
  by_share = {'s', 0, 0}; /* what an address has of an account's line: `next` is its last turn */

struct backoff {
    pthread_mutex_t lock;
    struct line lines[ENTRIES];
};

struct backoff *backoff_new(void)
{
    struct backoff *b = mem_zalloc(1, sizeof *b);
    pthread_mutex_init(&b->lock, NULL);
    return b;
}

void backoff_free(struct backoff *b)
{
    if (!b) return;
    pthread_mutex_destroy(&b->lock);
    free(b);
}

/* The line for key, NULL when there is none. */
static struct line *known_line(struct backoff *b, const struct kind *kind, const char *key, ms_t now)
{
    for (int i = 0; i < ENTRIES; i++) {
        struct line *line = &b->lines[i];
        if (line->kind != kind->name || strncmp(line->key, key, KEY_SIZE - 1) != 0) continue;
        if (now - line->touched > (ms_t)BACKOFF_FORGET_S * 1000) line->failures = 0;
        return line;
    }
    return NULL;
}

/* The same; a new one takes a free place or that of the one untouched for longest. */
static struct line *line_of(struct backoff *b, const struct kind *kind, const char *key, ms_t now)
{
    struct line *place = known_line(b, kind, key, now);
    if (place) return place;
    place = &b->lines[0];
    for (int i = 1; i < ENTRIES; i++)
        if (place->kind && (!b->lines[i].kind || b->lines[i].touched < place->touched)) place = &b->lines[i];
    *place = (struct line){.kind = kind->name, .touched = now};
    str_copy(place->key, sizeof place->key, key);
    return place;
}

/* Between this try and the next of the line. */
static ms_t pause_of(const struct kind *kind, const struct line *line)
{
    int beyond = line->failures - kind->free_tries;
    if (beyond < 0) return 0;
    int pause_s = beyond > 3 ? kind->longest_s : 1 << beyond;
    return (ms_t)(pause_s < kind->longest_s ? pause_s : kind->longest_s) * 1000;
}

/* The turn that a line gives. */
static ms_t turn_of(const struct line *line, ms_t now)
{
    return line->next > now ? line->next : now;
}

static void take_turn(struct line *line, const struct kind *kind, ms_t turn, ms_t now)
{
    line->next = turn + pause_of(kind, line);
    line->touched = now;
}

/* A known device has one line, anybody else stands in the account's and the address's at once. */
static bool stand_in_both(struct backoff *b, const struct attempt *attempt, ms_t now, ms_t *wait_ms)
{
    char both[KEY_SIZE];
    snprintf(both, sizeof both, "%.45s %.40s", attempt->address, attempt->login);
    struct line *share = line_of(b, &by_share, both, now);
    share->touched = now; /* so that the next look-ups do not take it away */
    struct line *address = line_of(b, &by_address, attempt->address, now);
    address->touched = now;
    struct line *account = line_of(b, &by_account, attempt->login, now);
    ms_t turn = turn_of(address, now), account_turn = turn_of(account, now);
    if (account_turn > turn) turn = account_turn;
    *wait_ms = turn - now;
    if (*wait_ms > (ms_t)BACKOFF_LINE_S * 1000 || share->next - now > (ms_t)BACKOFF_SHARE_S * 1000) return false;
    /* Each in its own time: a slow address does not make others wait for the account. */
    take_turn(address, &by_address, turn_of(address, now), now);
    take_turn(account, &by_account, account_turn, now);
    share->next = turn;
    return true;
}

bool backoff_line_up(struct backoff *b, const struct attempt *attempt, ms_t now, ms_t *wait_ms)
{
    bool got = true;
    pthread_mutex_lock(&b->lock);
    if (attempt->device) {
        struct line *device = line_of(b, &by_device, attempt->device, now);
        ms_t turn = turn_of(device, now);
        *wait_ms = turn - now;
        got = *wait_ms <= (ms_t)BACKOFF_LINE_S * 1000;
        if (got) take_turn(device, &by_device, turn, now);
    } else {
        got = stand_in_both(b, attempt, now, wait_ms);
    }
    pthread_mutex_unlock(&b->lock);
    return got;
}

static void count_failure(struct backoff *b, const struct kind *kind, const char *key, ms_t now)
{
    struct line *line = line_of(b, kind, key, now);
    line->failures++;
    line->touched = now;
    ms_t next = now + pause_of(kind, line);
    if (next > line->next) line->next = next;
}

void backoff_failed(struct backoff *b, const struct attempt *attempt, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    if (attempt->device) {
        count_failure(b, &by_device, attempt->device, now);
    } else {
        count_failure(b, &by_address, attempt->address, now);
        count_failure(b, &by_account, attempt->login, now);
    }
    pthread_mutex_unlock(&b->lock);
}

void backoff_passed(struct backoff *b, const struct attempt *attempt, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    /* The address's count stays: signing in to one account must not buy free tries at another. */
    struct line *line =
        attempt->device ? line_of(b, &by_device, attempt->device, now) : line_of(b, &by_account, attempt->login, now);
    line->failures = 0;
    line->touched = now;
    pthread_mutex_unlock(&b->lock);
}

bool backoff_may_guess(struct backoff *b, const char *address, ms_t now, ms_t *wait_ms)
{
    pthread_mutex_lock(&b->lock);
    const struct line *line = known_line(b, &by_guess, address, now);
    *wait_ms = line ? turn_of(line, now) - now : 0;
    pthread_mutex_unlock(&b->lock);
    return *wait_ms == 0;
}

void backoff_guessed_wrong(struct backoff *b, const char *address, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    count_failure(b, &by_guess, address, now);
    pthread_mutex_unlock(&b->lock);
}
