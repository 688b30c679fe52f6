/* Messages to who looks, one after the other in a stream, numbers little-endian:
 *
 *     u32 length of what follows, u8 kind, then
 *     1 picture  u16 width, u16 height, and per tile u16 x, y, w, h, u32 bytes, then runs of
 *                u8 length - 1, u8 red, u8 green, u8 blue from left to right, top to bottom
 *     2 hidden   nothing: the picture is not to be seen for now
 *     3 state    JSON */
#include "core/remote.h"

#include <jansson.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { TILE = 64, SIDE_MAX = 8192, INPUTS = 64 };
enum message { MESSAGE_PICTURE = 1, MESSAGE_HIDDEN = 2, MESSAGE_STATE = 3 };

struct remote_looker {
    struct remote *remote;
    bool used;
    int64_t staff;
    uint64_t seen, state_seen; /* newest change that was got */
    bool saw_hidden;
    remote_wake *wake;
    void *arg;
};

struct remote {
    bool here;
    char token[REMOTE_TOKEN], pass[REMOTE_TOKEN];
    pthread_mutex_t lock; /* guards all below */
    remote_heard *heard;
    void *heard_arg;
    uint32_t *pixels;
    int w, h, across, down; /* across, down: tiles */
    uint64_t *changed;      /* of each tile */
    uint64_t turn, state_turn;
    bool hidden;
    struct remote_state state;
    char screen[32], lang[8];
    bool in_use;
    ms_t touched;
    struct remote_looker lookers[REMOTE_LOOKERS];
    struct remote_input inputs[INPUTS];
    unsigned first_input, next_input;
};

static void random_word(char out[REMOTE_TOKEN])
{
    unsigned char bytes[(REMOTE_TOKEN - 1) / 2];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(out, REMOTE_TOKEN, bytes, sizeof bytes);
}

struct remote *remote_new(bool here)
{
    struct remote *remote = mem_zalloc(1, sizeof *remote);

    remote->here = here;
    remote->hidden = true; /* until the first picture */
    if (here && sodium_init() >= 0) random_word(remote->token);
    pthread_mutex_init(&remote->lock, NULL);
    return remote;
}

void remote_free(struct remote *remote)
{
    if (!remote) return;
    pthread_mutex_destroy(&remote->lock);
    free(remote->pixels);
    free(remote->changed);
    sodium_memzero(remote, sizeof *remote);
    free(remote);
}

bool remote_here(const struct remote *remote)
{
    return remote && remote->here;
}

/* ---- under the lock ---- */

static void wake_lookers(struct remote *remote)
{
    for (int i = 0; i < REMOTE_LOOKERS; i++)
        if (remote->lookers[i].used) remote->lookers[i].wake(remote->lookers[i].arg);
}

static void state_changed(struct remote *remote)
{
    remote->state_turn++;
    wake_lookers(remote);
    if (remote->heard) remote->heard(remote->heard_arg);
}

/* May that account say something here: does it look? */
static bool looks(const struct remote *remote, int64_t staff)
{
    for (int i = 0; i < REMOTE_LOOKERS; i++)
        if (remote->lookers[i].used && remote->lookers[i].staff == staff) return true;
    return false;
}

static bool fit(struct remote *remote, int w, int h)
{
    if (w < 1 || h < 1 || w > SIDE_MAX || h > SIDE_MAX) return false;
    if (remote->pixels && remote->w == w && remote->h == h) return true;
    free(remote->pixels);
    free(remote->changed);
    remote->w = w;
    remote->h = h;
    remote->across = (w + TILE - 1) / TILE;
    remote->down = (h + TILE - 1) / TILE;
    remote->pixels = mem_zalloc((size_t)w * (size_t)h, sizeof *remote->pixels);
    remote->changed = mem_zalloc((size_t)remote->across * (size_t)remote->down, sizeof *remote->changed);
    return true;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static void take_box(struct remote *remote, const uint32_t *pixels, int stride, const struct remote_box *box)
{
    int x0 = most(0, box->x), y0 = most(0, box->y);
    int x1 = least(remote->w, box->x + box->w), y1 = least(remote->h, box->y + box->h);

    if (x0 >= x1 || y0 >= y1) return;
    for (int y = y0; y < y1; y++)
        memcpy(remote->pixels + (size_t)y * (size_t)remote->w + x0, pixels + (size_t)y * (size_t)stride + x0,
               (size_t)(x1 - x0) * sizeof *pixels);
    for (int ty = y0 / TILE; ty <= (y1 - 1) / TILE; ty++)
        for (int tx = x0 / TILE; tx <= (x1 - 1) / TILE; tx++)
            remote->changed[ty * remote->across + tx] = remote->turn;
}

/* ---- the terminal's side ---- */

void remote_attach(struct remote *remote, remote_heard *heard, void *arg)
{
    pthread_mutex_lock(&remote->lock);
    remote->heard = heard;
    remote->heard_arg = arg;
    pthread_mutex_unlock(&remote->lock);
}

void remote_read(struct remote *remote, struct remote_state *out)
{
    pthread_mutex_lock(&remote->lock);
    *out = remote->state;
    pthread_mutex_unlock(&remote->lock);
}

bool remote_next_input(struct remote *remote, struct remote_input *out)
{
    bool there;

    pthread_mutex_lock(&remote->lock);
    there = remote->first_input != remote->next_input;
    if (there) *out = remote->inputs[remote->first_input++ % INPUTS];
    pthread_mutex_unlock(&remote->lock);
    return there;
}

void remote_answer(struct remote *remote, bool yes)
{
    pthread_mutex_lock(&remote->lock);
    if (remote->state.asked != REMOTE_NONE) {
        if (yes && remote->state.asked > remote->state.granted) remote->state.granted = remote->state.asked;
        remote->state.asked = REMOTE_NONE;
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_end_grant(struct remote *remote)
{
    pthread_mutex_lock(&remote->lock);
    if (remote->state.granted != REMOTE_NONE || remote->state.asked != REMOTE_NONE) {
        remote->state.granted = remote->state.asked = REMOTE_NONE;
        remote->first_input = remote->next_input;
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_publish(struct remote *remote, const uint32_t *pixels, int stride, int w, int h,
                    const struct remote_box *boxes, int count)
{
    pthread_mutex_lock(&remote->lock);
    if (fit(remote, w, h)) {
        remote->turn++;
        remote->hidden = false;
        for (int i = 0; i < count; i++) take_box(remote, pixels, stride, &boxes[i]);
        wake_lookers(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_hide(struct remote *remote)
{
    pthread_mutex_lock(&remote->lock);
    if (!remote->hidden) {
        remote->hidden = true;
        wake_lookers(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_tell(struct remote *remote, const char *screen, const char *lang, bool in_use, ms_t touched)
{
    pthread_mutex_lock(&remote->lock);
    if (strcmp(remote->screen, screen) != 0 || strcmp(remote->lang, lang) != 0 || remote->in_use != in_use) {
        str_copy(remote->screen, sizeof remote->screen, screen);
        str_copy(remote->lang, sizeof remote->lang, lang);
        remote->in_use = in_use;
        remote->touched = touched;
        remote->state_turn++;
        wake_lookers(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

/* ---- the pages' side ---- */

struct remote_looker *remote_join(struct remote *remote, const struct staff *staff, ms_t now, remote_wake *wake,
                                  void *arg)
{
    struct remote_looker *looker = NULL;

    pthread_mutex_lock(&remote->lock);
    for (int i = 0; i < REMOTE_LOOKERS && !looker; i++)
        if (!remote->lookers[i].used) looker = &remote->lookers[i];
    if (looker) {
        *looker = (struct remote_looker){
            .remote = remote, .used = true, .staff = staff->id, .wake = wake, .arg = arg, .state_seen = UINT64_MAX};
        if (remote->state.lookers++ == 0) {
            remote->state.staff = staff->id;
            remote->state.since = now;
            str_copy(remote->state.who, sizeof remote->state.who, staff->name);
        }
        if (remote->here) remote->state.granted = REMOTE_ACT;
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
    return looker;
}

void remote_leave(struct remote_looker *looker)
{
    struct remote *remote = looker->remote;

    pthread_mutex_lock(&remote->lock);
    looker->used = false;
    if (--remote->state.lookers == 0) {
        memset(&remote->state, 0, sizeof remote->state);
        remote->first_input = remote->next_input;
    }
    state_changed(remote);
    pthread_mutex_unlock(&remote->lock);
}

static void put_number(struct str *out, uint32_t n, int bytes)
{
    char raw[4] = {(char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24)};

    str_add_n(out, raw, (size_t)bytes);
}

static void set_length(struct str *out, size_t at)
{
    uint32_t n = (uint32_t)(out->n - at - 4);

    for (int i = 0; i < 4; i++) out->s[at + (size_t)i] = (char)(n >> (8 * i));
}

/* A tile's pixels as runs of one colour. */
static void put_tile(struct str *out, const struct remote *remote, int tx, int ty)
{
    int x0 = tx * TILE, y0 = ty * TILE, w = least(TILE, remote->w - x0), h = least(TILE, remote->h - y0);
    unsigned char runs[TILE * TILE * 4];
    size_t n = 0;
    uint32_t colour = 0;
    int length = 0;

    for (int i = 0; i < w * h; i++) {
        uint32_t pixel = remote->pixels[(size_t)(y0 + i / w) * (size_t)remote->w + (size_t)(x0 + i % w)] & 0xFFFFFF;

        if (length && pixel == colour && length < 256) {
            length++;
            runs[n - 4] = (unsigned char)(length - 1);
            continue;
        }
        colour = pixel;
        length = 1;
        runs[n++] = 0;
        runs[n++] = (unsigned char)(pixel >> 16);
        runs[n++] = (unsigned char)(pixel >> 8);
        runs[n++] = (unsigned char)pixel;
    }
    put_number(out, (uint32_t)x0, 2);
    put_number(out, (uint32_t)y0, 2);
    put_number(out, (uint32_t)w, 2);
    put_number(out, (uint32_t)h, 2);
    put_number(out, (uint32_t)n, 4);
    str_add_n(out, (const char *)runs, n);
}

static void put_picture(struct str *out, const struct remote *remote, uint64_t since)
{
    size_t at = out->n;

    put_number(out, 0, 4);
    put_number(out, MESSAGE_PICTURE, 1);
    put_number(out, (uint32_t)remote->w, 2);
    put_number(out, (uint32_t)remote->h, 2);
    for (int i = 0; i < remote->across * remote->down; i++)
        if (remote->changed[i] > since) put_tile(out, remote, i % remote->across, i / remote->across);
    set_length(out, at);
}

static void put_state(struct str *out, const struct remote *remote)
{
    static const char *const wishes[] = {"none", "see", "act"};
    const struct remote_state *state = &remote->state;
    char since[CLOCK_RFC3339], touched[CLOCK_RFC3339] = "";
    json_t *json;
    char *text;

    clock_rfc3339(state->since, since);
    if (remote->touched) clock_rfc3339(remote->touched, touched);
    json = json_pack("{s:i, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:b, s:s}", "lookers", state->lookers, "who",
                     state->who, "since", since, "asked", wishes[state->asked], "granted", wishes[state->granted],
                     "here", remote->here, "screen", remote->screen, "lang", remote->lang, "in_use", remote->in_use,
                     "touched_at", touched);
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (!text) return;
    put_number(out, (uint32_t)strlen(text) + 1, 4);
    put_number(out, MESSAGE_STATE, 1);
    str_add(out, text);
    free(text);
}

void remote_get(struct remote_looker *looker, struct str *out)
{
    struct remote *remote = looker->remote;

    pthread_mutex_lock(&remote->lock);
    if (looker->state_seen != remote->state_turn) put_state(out, remote);
    looker->state_seen = remote->state_turn;
    if (remote->hidden && !looker->saw_hidden) {
        put_number(out, 1, 4);
        put_number(out, MESSAGE_HIDDEN, 1);
        looker->seen = 0; /* afterwards the whole picture */
    } else if (!remote->hidden && looker->seen != remote->turn) {
        put_picture(out, remote, looker->seen);
        looker->seen = remote->turn;
    }
    looker->saw_hidden = remote->hidden;
    pthread_mutex_unlock(&remote->lock);
}

bool remote_ask(struct remote *remote, int64_t staff, enum remote_wish wish, const char *reason)
{
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = looks(remote, staff) && remote->state.asked == REMOTE_NONE && wish != REMOTE_NONE;
    if (fits) {
        remote->state.asked = wish;
        str_copy(remote->state.reason, sizeof remote->state.reason, reason);
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
    return fits;
}

void remote_give_back(struct remote *remote, int64_t staff)
{
    pthread_mutex_lock(&remote->lock);
    if (looks(remote, staff) && !remote->here) {
        remote->state.granted = remote->state.asked = REMOTE_NONE;
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

bool remote_put(struct remote *remote, int64_t staff, const struct remote_input *input)
{
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = looks(remote, staff) && remote->state.granted == REMOTE_ACT &&
           remote->next_input - remote->first_input < INPUTS;
    if (fits) {
        remote->inputs[remote->next_input++ % INPUTS] = *input;
        if (remote->heard) remote->heard(remote->heard_arg);
    }
    pthread_mutex_unlock(&remote->lock);
    return fits;
}

/* ---- the token ---- */

const char *remote_token(const struct remote *remote)
{
    return remote->token;
}

static bool equal_word(const char *a, const char *b)
{
    return strlen(a) == REMOTE_TOKEN - 1 && strlen(b) == REMOTE_TOKEN - 1 &&
           sodium_memcmp(a, b, REMOTE_TOKEN - 1) == 0;
}

bool remote_enter(struct remote *remote, const char *token, char pass[REMOTE_TOKEN])
{
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = remote->here && !remote->pass[0] && equal_word(remote->token, token);
    if (fits) {
        random_word(remote->pass);
        memcpy(pass, remote->pass, REMOTE_TOKEN);
    }
    pthread_mutex_unlock(&remote->lock);
    return fits;
}

bool remote_pass_fits(struct remote *remote, const char *pass)
{
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = remote->here && equal_word(remote->pass, pass);
    pthread_mutex_unlock(&remote->lock);
    return fits;
}
