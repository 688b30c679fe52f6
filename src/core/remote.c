/* Messages to who looks, one after the other in a stream, numbers little-endian:
 *
 *     u32 length of what follows, u8 kind, then
 *     1 picture  what remote_tiles.c puts together
 *     2 hidden   nothing: the picture is not to be seen for now
 *     3 state    JSON */
#include "core/remote.h"

#include <jansson.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/remote_tiles.h"

enum { INPUTS = 64 };
enum message { MESSAGE_PICTURE = 1, MESSAGE_HIDDEN = 2, MESSAGE_STATE = 3 };

struct remote_looker {
    struct remote *remote;
    bool used;
    int64_t staff;
    char name[STAFF_NAME_SIZE];
    ms_t since;                /* of day */
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
    struct tiles tiles; /* none: not to be seen for now */
    uint64_t turn, state_turn;
    bool personal; /* the picture */
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
    if (here && sodium_init() >= 0) random_word(remote->token);
    pthread_mutex_init(&remote->lock, NULL);
    return remote;
}

void remote_free(struct remote *remote)
{
    if (!remote) return;
    pthread_mutex_destroy(&remote->lock);
    tiles_drop(&remote->tiles);
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

/* May that account say something here: does it look? NULL: no. */
static const struct remote_looker *looker_of(const struct remote *remote, int64_t staff)
{
    for (int i = 0; i < REMOTE_LOOKERS; i++)
        if (remote->lookers[i].used && remote->lookers[i].staff == staff) return &remote->lookers[i];
    return NULL;
}

/* What is granted is one account's; who stands before the terminal may do all. */
static enum remote_wish granted_to(const struct remote *remote, int64_t staff)
{
    if (remote->here) return REMOTE_ACT;
    return remote->state.helper == staff ? remote->state.granted : REMOTE_NONE;
}

static bool may_see(const struct remote *remote, int64_t staff)
{
    return remote->tiles.pixels && (!remote->personal || granted_to(remote, staff) != REMOTE_NONE);
}

static void end_grant(struct remote *remote)
{
    remote->state.granted = remote->state.asked = REMOTE_NONE;
    remote->state.helper = 0;
    remote->state.who[0] = remote->state.reason[0] = '\0';
    remote->first_input = remote->next_input;
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

bool remote_same_question(const struct remote_state *a, const struct remote_state *b)
{
    return a->asked == b->asked && a->helper == b->helper && strcmp(a->reason, b->reason) == 0;
}

bool remote_answer(struct remote *remote, const struct remote_state *shown, bool yes)
{
    struct remote_state *state = &remote->state;
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = state->asked != REMOTE_NONE && remote_same_question(state, shown);
    if (fits) {
        if (yes && state->asked > state->granted) state->granted = state->asked;
        state->asked = REMOTE_NONE;
        if (state->granted == REMOTE_NONE) end_grant(remote); /* who was refused helps nobody */
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
    return fits;
}

void remote_end_grant(struct remote *remote)
{
    pthread_mutex_lock(&remote->lock);
    if (remote->state.granted != REMOTE_NONE || remote->state.asked != REMOTE_NONE) {
        end_grant(remote);
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_publish(struct remote *remote, const struct remote_picture *picture, const struct remote_box *boxes,
                    int count)
{
    struct remote_box all = {0, 0, picture->w, picture->h};

    pthread_mutex_lock(&remote->lock);
    if (remote->state.lookers &&
        (remote->personal != picture->personal || !tiles_fit(&remote->tiles, picture->w, picture->h))) {
        tiles_make(&remote->tiles, picture->w, picture->h);
        remote->personal = picture->personal;
        boxes = &all;
        count = 1;
    }
    if (remote->tiles.pixels && count) {
        remote->turn++;
        for (int i = 0; i < count; i++) tiles_take(&remote->tiles, picture, &boxes[i], remote->turn);
        wake_lookers(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

void remote_hide(struct remote *remote)
{
    pthread_mutex_lock(&remote->lock);
    if (remote->tiles.pixels) {
        tiles_drop(&remote->tiles);
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
        *looker = (struct remote_looker){.remote = remote,
                                         .used = true,
                                         .staff = staff->id,
                                         .since = now,
                                         .wake = wake,
                                         .arg = arg,
                                         .state_seen = UINT64_MAX};
        str_copy(looker->name, sizeof looker->name, staff->name);
        remote->state.lookers++;
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
    remote->state.lookers--;
    if (!remote->here && !looker_of(remote, remote->state.helper)) end_grant(remote);
    if (remote->state.lookers == 0) tiles_drop(&remote->tiles);
    state_changed(remote);
    pthread_mutex_unlock(&remote->lock);
}

static void set_length(struct str *out, size_t at)
{
    uint32_t n = (uint32_t)(out->n - at - 4);

    for (int i = 0; i < 4; i++) out->s[at + (size_t)i] = (char)(n >> (8 * i));
}

static void put_picture(struct str *out, const struct remote *remote, uint64_t since)
{
    size_t at = out->n;

    str_add_le(out, 0, 4);
    str_add_le(out, MESSAGE_PICTURE, 1);
    tiles_put(&remote->tiles, since, out);
    set_length(out, at);
}

static void put_state(struct str *out, const struct remote_looker *looker)
{
    static const char *const wishes[] = {"none", "see", "act"};
    const struct remote *remote = looker->remote;
    const struct remote_state *state = &remote->state;
    bool helps = state->helper == looker->staff;
    char since[CLOCK_RFC3339], touched[CLOCK_RFC3339] = "";
    json_t *json;
    char *text;

    clock_rfc3339(looker->since, since);
    if (remote->touched) clock_rfc3339(remote->touched, touched);
    json = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:b, s:s}", "lookers", state->lookers, "who",
                     looker->name, "since", since, "asked", wishes[helps ? state->asked : REMOTE_NONE], "granted",
                     wishes[granted_to(remote, looker->staff)], "helper", state->who, "here", remote->here, "screen",
                     remote->screen, "lang", remote->lang, "in_use", remote->in_use, "touched_at", touched);
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (!text) return;
    str_add_le(out, (uint32_t)strlen(text) + 1, 4);
    str_add_le(out, MESSAGE_STATE, 1);
    str_add(out, text);
    free(text);
}

void remote_get(struct remote_looker *looker, struct str *out)
{
    struct remote *remote = looker->remote;

    pthread_mutex_lock(&remote->lock);
    if (looker->state_seen != remote->state_turn) put_state(out, looker);
    looker->state_seen = remote->state_turn;
    if (!may_see(remote, looker->staff)) {
        if (!looker->saw_hidden) {
            str_add_le(out, 1, 4);
            str_add_le(out, MESSAGE_HIDDEN, 1);
        }
        looker->seen = 0; /* afterwards the whole picture */
        looker->saw_hidden = true;
    } else if (looker->seen != remote->turn) {
        put_picture(out, remote, looker->seen);
        looker->seen = remote->turn;
        looker->saw_hidden = false;
    }
    pthread_mutex_unlock(&remote->lock);
}

bool remote_ask(struct remote *remote, int64_t staff, enum remote_wish wish, const char *reason)
{
    struct remote_state *state = &remote->state;
    const struct remote_looker *looker;
    bool fits;

    pthread_mutex_lock(&remote->lock);
    looker = looker_of(remote, staff);
    fits = looker && state->asked == REMOTE_NONE && wish != REMOTE_NONE &&
           (state->granted == REMOTE_NONE || (state->helper == staff && wish > state->granted));
    if (fits) {
        state->asked = wish;
        state->helper = staff;
        str_copy(state->who, sizeof state->who, looker->name);
        str_copy(state->reason, sizeof state->reason, reason);
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
    return fits;
}

void remote_give_back(struct remote *remote, int64_t staff)
{
    pthread_mutex_lock(&remote->lock);
    if (!remote->here && remote->state.helper == staff && looker_of(remote, staff)) {
        end_grant(remote);
        state_changed(remote);
    }
    pthread_mutex_unlock(&remote->lock);
}

bool remote_put(struct remote *remote, int64_t staff, const struct remote_input *input)
{
    bool fits;

    pthread_mutex_lock(&remote->lock);
    fits = looker_of(remote, staff) && granted_to(remote, staff) == REMOTE_ACT &&
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
