#include "core/wait_roster.h"

#include <math.h>
#include <stdlib.h>

static bool near(ms_t a, ms_t b)
{
    return a - b <= WAIT_MATCH_MS && b - a <= WAIT_MATCH_MS;
}

static bool is_open(const struct wait_seen *seen, int n)
{
    return n > 0 && seen[n - 1].opened;
}

/* When the counter was last left; 0: never. */
static ms_t left_at(const struct wait_seen *seen, int n)
{
    return n > 0 && !seen[n - 1].opened ? seen[n - 1].at : 0;
}

/* When somebody comes for that shift: who left for the break before it at `left` (0: not yet) stays away as long as
 * the break is long. */
static ms_t coming_at(const struct wait_roster *roster, int shift, ms_t left)
{
    ms_t from = roster->shifts[shift].from;
    if (shift == 0 || left == 0 || !near(left, roster->shifts[shift - 1].to)) return from;
    return left + from - roster->shifts[shift - 1].to;
}

static struct wait_planned comes(const struct wait_roster *roster, int shift, ms_t left)
{
    return (struct wait_planned){shift == 0 ? WAIT_OPENING : WAIT_RETURN, coming_at(roster, shift, left)};
}

static struct wait_planned leaves(const struct wait_roster *roster, int shift)
{
    return (struct wait_planned){shift == roster->count - 1 ? WAIT_CLOSING : WAIT_BREAK, roster->shifts[shift].to};
}

/* The shift an open counter will leave next: the first whose end is neither past belief nor taken already.
 * A break is taken when the counter was left near it and is open again. */
static int leaving_shift(const struct wait_roster *roster, const struct wait_seen *seen, int n, ms_t now)
{
    for (int i = 0; i < roster->count; i++) {
        bool taken = false;
        if (roster->shifts[i].to + WAIT_OVERDUE_MS < now) continue;
        for (int k = 0; k < n && i < roster->count - 1; k++)
            taken |= k > 0 && !seen[k].opened && near(seen[k].at, roster->shifts[i].to);
        if (!taken) return i;
    }
    return roster->count;
}

/* The shift somebody who is not there will come for; roster->count: none today. */
static int coming_shift(const struct wait_roster *roster, const struct wait_seen *seen, int n, ms_t now)
{
    ms_t left = left_at(seen, n);
    for (int i = 0; i < roster->count; i++) {
        if (coming_at(roster, i, left) + WAIT_OVERDUE_MS < now) {
            /* Nobody came at all for the first one: away today. */
            if (n == 0) return roster->count;
            continue;
        }
        if (left == 0 || i > 0 || roster->shifts[i].from > left) return i;
    }
    return roster->count;
}

int wait_roster_upcoming(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count, ms_t now,
                         struct wait_planned *out)
{
    int n = 0;
    bool open = is_open(seen, seen_count) || wait_roster_unforeseen(roster, seen, seen_count);
    int i = open ? leaving_shift(roster, seen, seen_count, now) : coming_shift(roster, seen, seen_count, now);
    ms_t left = left_at(seen, seen_count);
    for (; i < roster->count; i++) {
        if (!open) out[n++] = comes(roster, i, left);
        out[n++] = leaves(roster, i);
        open = false;
        left = 0;
    }
    return n;
}

static bool foreseen(const struct wait_roster *roster, ms_t at)
{
    for (int i = 0; i < roster->count; i++)
        if (near(at, roster->shifts[i].to)) return true;
    return false;
}

bool wait_roster_unforeseen(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count)
{
    return seen_count > 0 && seen[seen_count - 1].paused && !foreseen(roster, seen[seen_count - 1].at);
}

/* ---- learning ---- */

/* The time of the change of that kind nearest to `planned`; 0: none near. */
static ms_t nearest(const struct wait_seen *seen, int n, bool opened, ms_t planned)
{
    ms_t best = 0;
    for (int i = 0; i < n; i++) {
        if (seen[i].opened != opened || !near(seen[i].at, planned)) continue;
        if (best == 0 || llabs(seen[i].at - planned) < llabs(best - planned)) best = seen[i].at;
    }
    return best;
}

static void learn_change(struct wait_history *history, enum wait_change change, ms_t at, ms_t planned)
{
    wait_offsets_add(&history->offsets[change], at ? (double)(at - planned) / 1000 : INFINITY);
}

static void learn_pauses(const struct wait_roster *roster, const struct wait_seen *seen, int n,
                         struct wait_history *history)
{
    for (int i = 0; i + 1 < n; i++) {
        if (!seen[i].paused || !seen[i + 1].opened || foreseen(roster, seen[i].at)) continue;
        history->pauses++;
        history->pause_s += (double)(seen[i + 1].at - seen[i].at) / 1000;
    }
}

void wait_roster_learn(const struct wait_roster *roster, const struct wait_seen *seen, int seen_count, ms_t last,
                       struct wait_history *history)
{
    learn_pauses(roster, seen, seen_count, history);
    if (roster->count == 0) return;
    learn_change(history, WAIT_OPENING, nearest(seen, seen_count, true, roster->shifts[0].from),
                 roster->shifts[0].from);
    if (seen_count == 0) return; /* away all day: no break to take or skip */
    for (int i = 0; i + 1 < roster->count; i++) {
        ms_t left = nearest(seen, seen_count, false, roster->shifts[i].to);
        learn_change(history, WAIT_BREAK, left, roster->shifts[i].to);
        ms_t back = nearest(seen, seen_count, true, roster->shifts[i + 1].from);
        if (left && back) learn_change(history, WAIT_RETURN, back, coming_at(roster, i + 1, left));
    }
    ms_t end = roster->shifts[roster->count - 1].to, closed = nearest(seen, seen_count, false, end);
    if (end < last && closed) learn_change(history, WAIT_CLOSING, closed, end);
}
