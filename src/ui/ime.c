#include "ui/ime.h"

#include <rime_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

/* librime knows keys by their X11 names. */
enum { KEY_BACKSPACE = 0xFF08, LOGS_FATAL_ONLY = 3 };

struct ime {
    RimeApi *api;
    RimeSessionId session; /* 0: none yet */
    enum ime_scheme scheme;
    char composing[2 * IME_WORD];
    char keys[IME_WORD];
};

/* ---- what librime frees is wiped ----
 *
 * C++ lets a program replace these functions, in every library it uses; their names are those the compiler
 * makes of `operator new` and `operator delete`, of arrays and not, throwing and not. Typed words live in many
 * short-lived strings inside librime, and this is the one place all of them pass. */

static void *take_memory(size_t size)
{
    return mem_resize(NULL, 1, size);
}

/* clang-format off */
#define CXX_NEW(plain, nothrow)                                                                                    \
    void *plain(size_t size);                                                                                      \
    void *plain(size_t size) { return take_memory(size); }                                                         \
    void *nothrow(size_t size, const void *tag);                                                                   \
    void *nothrow(size_t size, const void *tag) { (void)tag; return take_memory(size); }
#define CXX_DELETE(plain, sized, nothrow)                                                                          \
    void plain(void *p);                                                                                           \
    void plain(void *p) { mem_free_wiped(p); }                                                                          \
    void sized(void *p, size_t size);                                                                              \
    void sized(void *p, size_t size) { (void)size, mem_free_wiped(p); }                                                 \
    void nothrow(void *p, const void *tag);                                                                        \
    void nothrow(void *p, const void *tag) { (void)tag, mem_free_wiped(p); }

CXX_NEW(_Znwm, _ZnwmRKSt9nothrow_t)
CXX_NEW(_Znam, _ZnamRKSt9nothrow_t)
CXX_DELETE(_ZdlPv, _ZdlPvm, _ZdlPvRKSt9nothrow_t)
CXX_DELETE(_ZdaPv, _ZdaPvm, _ZdaPvRKSt9nothrow_t)
/* clang-format on */

/* ---- start and stop ---- */

static const char *const schemas[] = {
    [IME_PINYIN] = "hall_pinyin", [IME_PINYIN_TW] = "hall_pinyin_tw", [IME_ZHUYIN] = "hall_zhuyin"};

/* A second set-up of librime's log would end the process. */
static void set_up(RimeApi *api, const char *dir)
{
    static bool done;
    RIME_STRUCT(RimeTraits, traits);

    if (done) return;
    done = true;
    traits.shared_data_dir = traits.prebuilt_data_dir = traits.staging_dir = dir;
    traits.user_data_dir = "/dev/null"; /* no file can be made below it */
    traits.log_dir = "/dev/null";
    traits.min_log_level = LOGS_FATAL_ONLY;
    traits.app_name = "rime.kiosk";
    traits.distribution_name = traits.distribution_code_name = "kiosk";
    traits.distribution_version = KIOSK_VERSION;
    api->setup(&traits);
}

struct ime *ime_open(const char *dir)
{
    char path[600];
    struct ime *ime;

    snprintf(path, sizeof path, "%s/hall_pinyin.prism.bin", dir);
    if (access(path, R_OK) != 0) {
        log_error("no Chinese input: %s is missing; build or install the program again", path);
        return NULL;
    }
    ime = mem_zalloc(1, sizeof *ime);
    ime->api = rime_get_api();
    set_up(ime->api, dir);
    ime->api->initialize(NULL);
    return ime;
}

void ime_close(struct ime *ime)
{
    if (!ime) return;
    ime_wipe(ime);
    ime->api->finalize();
    free(ime);
}

/* ---- composing ---- */

/* Copies what librime has composed by now. */
static void read_back(struct ime *ime)
{
    RIME_STRUCT(RimeContext, context);

    ime->composing[0] = ime->keys[0] = '\0';
    if (!ime->session || !ime->api->get_context(ime->session, &context)) return;
    str_copy(ime->composing, sizeof ime->composing, context.composition.preedit);
    str_copy(ime->keys, sizeof ime->keys, ime->api->get_input(ime->session));
    ime->api->free_context(&context);
}

static bool have_session(struct ime *ime)
{
    if (ime->session) return true;
    ime->session = ime->api->create_session();
    if (ime->session && ime->api->select_schema(ime->session, schemas[ime->scheme])) return true;
    log_error("Chinese input: schema %s can't be used; build or install the program again", schemas[ime->scheme]);
    return false;
}

void ime_use(struct ime *ime, enum ime_scheme scheme)
{
    if (ime->scheme == scheme) return;
    ime_wipe(ime);
    ime->scheme = scheme;
}

/* The signs that are a tone of 注音, the blank the first. */
static const char tones[] = " 3467";

bool ime_is_full(const struct ime *ime)
{
    /* A sentence longer than any person means would only cost time. */
    return strlen(ime->keys) >= IME_WORD / 2;
}

bool ime_wants_tone(const struct ime *ime)
{
    size_t length = strlen(ime->keys);

    return ime->scheme == IME_ZHUYIN && length > 0 && !strchr(tones, ime->keys[length - 1]);
}

/* Has the scheme such a key, and can it stand here? Any other one librime would take for the end of the sentence. */
static bool is_key(const struct ime *ime, char key)
{
    if (key == '\0') return false;
    if (ime->scheme != IME_ZHUYIN) return (key >= 'a' && key <= 'z') || (key == '\'' && ime->keys[0]);
    return strchr(tones, key) ? ime_wants_tone(ime) : strchr("1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/-", key) != NULL;
}

bool ime_key(struct ime *ime, char key)
{
    bool taken;

    if (!is_key(ime, key) || ime_is_full(ime) || !have_session(ime)) return false;
    taken = ime->api->process_key(ime->session, key, 0);
    read_back(ime);
    return taken;
}

bool ime_backspace(struct ime *ime)
{
    if (!ime->composing[0]) return false;
    (void)ime->api->process_key(ime->session, KEY_BACKSPACE, 0);
    read_back(ime);
    return true;
}

void ime_clear(struct ime *ime)
{
    if (ime->session) ime->api->clear_composition(ime->session);
    read_back(ime);
}

void ime_wipe(struct ime *ime)
{
    if (ime->session) ime->api->destroy_session(ime->session);
    ime->session = 0;
    explicit_bzero(ime->composing, sizeof ime->composing);
    explicit_bzero(ime->keys, sizeof ime->keys);
}

const char *ime_composing(const struct ime *ime)
{
    return ime->composing;
}

const char *ime_keys(const struct ime *ime)
{
    return ime->keys;
}

void ime_letters(const struct ime *ime, char *out, size_t size)
{
    char letters[sizeof ime->composing];
    size_t n = 0;

    str_copy(out, size, ime->keys);
    if ((unsigned char)ime->composing[0] < 0x80) return;
    /* Behind a choice only librime knows which letters are left; it sets syllables apart by blanks. */
    for (const char *at = ime->composing; *at; at++)
        if (*at != ' ') letters[n++] = *at;
    letters[n] = '\0';
    str_copy(out, size, letters);
    explicit_bzero(letters, sizeof letters);
}

int ime_candidates(struct ime *ime, int first, char out[IME_SHOWN][IME_WORD])
{
    RimeCandidateListIterator at = {0};
    int count = 0;

    if (!ime->composing[0]) return 0;
    if (ime->api->candidate_list_from_index(ime->session, &at, first)) {
        while (count < IME_SHOWN && ime->api->candidate_list_next(&at))
            str_copy(out[count++], IME_WORD, at.candidate.text);
        ime->api->candidate_list_end(&at);
    }
    if (count == 0 && first == 0) ime_letters(ime, out[count++], IME_WORD);
    return count;
}

/* Letters that are no word are taken as they are. */
static bool choose_letters(struct ime *ime, char *out, size_t size)
{
    ime_letters(ime, out, size);
    ime_clear(ime);
    return true;
}

bool ime_choose(struct ime *ime, int n, char *out, size_t size)
{
    RIME_STRUCT(RimeCommit, commit);
    bool complete = false;

    out[0] = '\0';
    if (!ime->composing[0]) return false;
    if (!ime->api->select_candidate(ime->session, (size_t)n)) return n == 0 && choose_letters(ime, out, size);
    if (ime->api->get_commit(ime->session, &commit)) {
        str_copy(out, size, commit.text);
        ime->api->free_commit(&commit);
        complete = true;
    }
    read_back(ime);
    return complete;
}
