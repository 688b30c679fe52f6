/* remote.h - the terminal seen and helped from afar: what stands between the terminal and the pages,
 * which do not know each other.
 *
 * The terminal hands in its picture, in pieces and only while somebody looks; who looks gets what
 * changed since they were asked last. Looking needs nobody's leave and is told on the terminal; acting,
 * and seeing what a visitor types, needs a reason and the visitor's yes, which holds for the one who asked
 * and nobody else. From any thread. */
#ifndef CORE_REMOTE_H
#define CORE_REMOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/str.h"
#include "core/staff.h"

enum { REMOTE_LOOKERS = 4, REMOTE_REASON = 244, REMOTE_TOKEN = 33, REMOTE_TEXT = 64 };

struct remote;

/* here: the terminal has no display of its own. Whoever looks stands before it, so to speak: nobody else
 * has to be asked or told. Never NULL. */
struct remote *remote_new(bool here);
void remote_free(struct remote *remote); /* NULL allowed */
bool remote_here(const struct remote *remote);

/* ---- the terminal's side ---- */

enum remote_wish { REMOTE_NONE, REMOTE_SEE, REMOTE_ACT };

/* How many look, and what one of them may do. */
struct remote_state {
    int lookers;
    enum remote_wish asked;    /* waits for the visitor's answer */
    enum remote_wish granted;  /* REMOTE_ACT includes seeing */
    int64_t helper;            /* who asked, or was granted it; 0: nobody, or nobody with an account */
    char who[STAFF_NAME_SIZE]; /* the helper's name */
    char reason[REMOTE_REASON];
};

enum remote_input_kind { REMOTE_DOWN, REMOTE_MOVE, REMOTE_UP, REMOTE_KEY, REMOTE_TYPE };
struct remote_input {
    enum remote_input_kind kind;
    int x, y;               /* pixels of the terminal */
    char text[REMOTE_TEXT]; /* the name of a key, or what is typed */
};

/* Told from another thread when the state has changed or there is input; NULL: no longer. */
typedef void remote_heard(void *arg);
void remote_attach(struct remote *remote, remote_heard *heard, void *arg);
void remote_read(struct remote *remote, struct remote_state *out);
bool remote_next_input(struct remote *remote, struct remote_input *out);
/* Do both ask the same: the same person, for the same thing, with the same reason? */
bool remote_same_question(const struct remote_state *a, const struct remote_state *b);
/* The visitor's answer to what they were shown; false when that is not asked any more: then it means nothing. */
bool remote_answer(struct remote *remote, const struct remote_state *shown, bool yes);
/* The visit is over, and with it what its visitor allowed. */
void remote_end_grant(struct remote *remote);

struct remote_box {
    int x, y, w, h;
};
/* The picture; 0xRRGGBB each, stride in pixels. */
struct remote_picture {
    const uint32_t *pixels;
    int stride, w, h;
    bool personal; /* only for whom the visitor granted it */
};
/* The pixels in these boxes have changed. All are taken when there is no picture yet, or it was hidden. */
void remote_publish(struct remote *remote, const struct remote_picture *picture, const struct remote_box *boxes,
                    int count);
/* The picture is not to be seen for now. */
void remote_hide(struct remote *remote);
/* What the terminal does, for the page beside the picture: a screen's name, whether somebody is at it. */
void remote_tell(struct remote *remote, const char *screen, const char *lang, bool in_use, ms_t touched);

/* ---- the pages' side ---- */

struct remote_looker;

/* Called from another thread when there is something new to get. */
typedef void remote_wake(void *arg);
/* NULL when too many look already. */
struct remote_looker *remote_join(struct remote *remote, const struct staff *staff, ms_t now, remote_wake *wake,
                                  void *arg);
void remote_leave(struct remote_looker *looker);
/* Adds what is new for this one to out, in messages (see remote.c); nothing when nothing is. */
void remote_get(struct remote_looker *looker, struct str *out);
/* Asks the visitor; false when something is asked already, somebody else helps, or nobody of that account looks. */
bool remote_ask(struct remote *remote, int64_t staff, enum remote_wish wish, const char *reason);
/* Gives up what was allowed. */
void remote_give_back(struct remote *remote, int64_t staff);
/* False unless that account looks, may act, and what it did before has been taken in. */
bool remote_put(struct remote *remote, int64_t staff, const struct remote_input *input);

/* The one-time token of a terminal without a display; "" when it has one. */
const char *remote_token(const struct remote *remote);
/* Is that the token? Only the first to say it gets a pass, to be shown from then on. */
bool remote_enter(struct remote *remote, const char *token, char pass[REMOTE_TOKEN]);
bool remote_pass_fits(struct remote *remote, const char *pass);

#endif
