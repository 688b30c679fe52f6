#include "web/backoff.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { ENTRIES = 1024, KEY_SIZE = 64 };

struct entry {
    char kind; /* 'a' an address, 'l' an account's login, 0: free */
    char key[KEY_SIZE];
    char trusted[KEY_SIZE]; /* of an account: the address that last signed in */
    int failures;
    ms_t until;   /* refused before */
    ms_t touched; /* last try that counted */
};

struct backoff {
    pthread_mutex_t lock;
    struct entry entries[ENTRIES];
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

static bool forgotten(const struct entry *entry, ms_t now)
{
    return now - entry->touched > (ms_t)BACKOFF_FORGET_S * 1000;
}

static struct entry *find(struct backoff *b, char kind, const char *key)
{
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *entry = &b->entries[i];
        if (entry->kind == kind && strncmp(entry->key, key, KEY_SIZE - 1) == 0) return entry;
    }
    return NULL;
}

/* The entry for key; a new one takes a free place or that of the one untouched for longest. */
static struct entry *find_or_add(struct backoff *b, char kind, const char *key)
{
    struct entry *place = find(b, kind, key);
    if (place) return place;
    place = &b->entries[0];
    for (int i = 0; i < ENTRIES && place->kind; i++)
        if (!b->entries[i].kind || b->entries[i].touched < place->touched) place = &b->entries[i];
    *place = (struct entry){.kind = kind};
    str_copy(place->key, sizeof place->key, key);
    return place;
}

static int seconds_left(const struct entry *entry, ms_t now)
{
    return entry && entry->until > now ? (int)((entry->until - now + 999) / 1000) : 0;
}

int backoff_wait(struct backoff *b, const char *address, const char *login, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    int wait = seconds_left(find(b, 'a', address), now);
    const struct entry *account = find(b, 'l', login);
    bool trusted = account && strncmp(account->trusted, address, KEY_SIZE - 1) == 0;
    int account_wait = trusted ? 0 : seconds_left(account, now);
    pthread_mutex_unlock(&b->lock);
    return wait > account_wait ? wait : account_wait;
}

static void count_failure(struct entry *entry, int free_tries, ms_t now)
{
    if (forgotten(entry, now)) entry->failures = 0;
    entry->touched = now;
    int beyond = ++entry->failures - free_tries;
    if (beyond < 0) return;
    int pause = beyond >= 6 ? BACKOFF_LONGEST_S : 1 << beyond;
    entry->until = now + (ms_t)pause * 1000;
}

void backoff_failed(struct backoff *b, const char *address, const char *login, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    count_failure(find_or_add(b, 'a', address), BACKOFF_FREE_ADDRESS, now);
    count_failure(find_or_add(b, 'l', login), BACKOFF_FREE_ACCOUNT, now);
    pthread_mutex_unlock(&b->lock);
}

void backoff_passed(struct backoff *b, const char *address, const char *login, ms_t now)
{
    pthread_mutex_lock(&b->lock);
    /* The address's count stays: signing in to one account must not buy free tries at another. */
    struct entry *account = find_or_add(b, 'l', login);
    account->failures = 0;
    account->until = 0;
    account->touched = now;
    str_copy(account->trusted, sizeof account->trusted, address);
    pthread_mutex_unlock(&b->lock);
}
