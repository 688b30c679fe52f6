#include "ui/speech.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

/* cmn reads some everyday characters as letters; the pinyin voice reads them all. */
#define ESPEAK "exec espeak-ng -s 165 -v \"$KIOSK_VOICE\" --stdin"

enum { NOT_FOUND = 127, NOT_ALLOWED = 126 }; /* how a shell ends without its command */

struct speech {
    char command[512];
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t news;
    char text[SPEECH_TEXT]; /* waits to be said; "" : nothing */
    enum lang lang;
    pid_t child; /* speaks now, 0: nobody; reaped only under the lock */
    bool able, stopping, complained;
};

/* Is there such a program on the PATH? */
static bool on_path(const char *program)
{
    char list[4096], file[4200], *rest = list, *dir;

    str_copy(list, sizeof list, getenv("PATH"));
    while ((dir = strsep(&rest, ":"))) {
        snprintf(file, sizeof file, "%s/%s", dir, program);
        if (access(file, X_OK) == 0) return true;
    }
    return false;
}

static const char *voice_of(enum lang lang)
{
    return lang == LANG_EN ? "en" : "cmn-latn-pinyin";
}

/* The program's own environment and those two; the array is freed with free(). */
static char **environment_with(char *one, char *two)
{
    size_t n = 0;
    char **list;

    while (environ[n]) n++;
    list = mem_zalloc(n + 3, sizeof *list);
    list[0] = one;
    list[1] = two;
    memcpy(list + 2, environ, n * sizeof *list);
    return list;
}

/* Starts the command in a group of its own, so that all it starts can be ended with it. */
static pid_t spawn(const char *command, enum lang lang, int from)
{
    char say_lang[32], say_voice[40], **environment = environment_with(say_lang, say_voice);
    char shell[] = "sh", option[] = "-c";
    char *const words[] = {shell, option, (char *)(uintptr_t)command, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    pid_t child = 0;

    snprintf(say_lang, sizeof say_lang, "KIOSK_LANG=%s", lang_code(lang));
    snprintf(say_voice, sizeof say_voice, "KIOSK_VOICE=%s", voice_of(lang));
    sigemptyset(&none);
    sigfillset(&usual);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, from, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    if (posix_spawn(&child, "/bin/sh", &files, &attributes, words, environment) != 0) child = 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    free(environment);
    return child;
}

/* Under the lock: whoever speaks is cut off. */
static void cut_off(struct speech *speech)
{
    if (speech->child) kill(-speech->child, SIGKILL);
}

static void judge(struct speech *speech, const siginfo_t *how)
{
    if (how->si_code != CLD_EXITED || how->si_status == 0 || speech->complained) return;
    speech->complained = true;
    if (how->si_status == NOT_FOUND || how->si_status == NOT_ALLOWED) {
        speech->able = false;
        log_warn("voice: the command of [ui] speech can't be run; install espeak-ng or name another");
    } else {
        log_warn("voice: the command of [ui] speech ended with %d; is there a sound card?", how->si_status);
    }
}

/* Waits until the child has ended, and ends what it left running behind it. It is left to be reaped under the lock:
 * until then its number is nobody else's, and cut_off can't hit a stranger. */
static void wait_for(struct speech *speech, pid_t child)
{
    siginfo_t how = {0};

    while (waitid(P_PID, (id_t)child, &how, WEXITED | WNOWAIT) != 0 && errno == EINTR) continue;
    pthread_mutex_lock(&speech->lock);
    cut_off(speech);
    speech->child = 0;
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    judge(speech, &how);
    pthread_mutex_unlock(&speech->lock);
}

/* A pipe holds more than SPEECH_TEXT, so writing never waits for the reader. Under the lock. */
static pid_t begin(struct speech *speech)
{
    size_t n = strlen(speech->text);
    int ends[2];
    pid_t child = 0;

    if (pipe2(ends, O_CLOEXEC) != 0) return 0;
    if (write(ends[1], speech->text, n) == (ssize_t)n) child = spawn(speech->command, speech->lang, ends[0]);
    close(ends[0]);
    close(ends[1]);
    explicit_bzero(speech->text, sizeof speech->text);
    speech->child = child;
    return child;
}

static void *run(void *arg)
{
    struct speech *speech = arg;
    pid_t child;

    for (;;) {
        pthread_mutex_lock(&speech->lock);
        while (!speech->stopping && !speech->text[0]) pthread_cond_wait(&speech->news, &speech->lock);
        if (speech->stopping) break;
        child = begin(speech);
        pthread_mutex_unlock(&speech->lock);
        if (child) wait_for(speech, child);
    }
    pthread_mutex_unlock(&speech->lock);
    return NULL;
}

struct speech *speech_start(const char *command)
{
    struct speech *speech = mem_zalloc(1, sizeof *speech);
    bool automatic = strcmp(command, "auto") == 0;

    pthread_mutex_init(&speech->lock, NULL);
    pthread_cond_init(&speech->news, NULL);
    str_copy(speech->command, sizeof speech->command, automatic ? ESPEAK : command);
    speech->able = strcmp(command, "off") != 0 && (!automatic || on_path("espeak-ng"));
    if (automatic && !speech->able)
        log_warn("voice: no espeak-ng on this machine, the terminal can't speak; install it or set [ui] speech");
    if (speech->able && pthread_create(&speech->thread, NULL, run, speech) != 0) {
        log_warn("voice: no thread for it could be made, the terminal can't speak");
        speech->able = false;
    }
    if (speech->able) pthread_setname_np(speech->thread, "speech");
    return speech;
}

void speech_stop(struct speech *speech)
{
    if (!speech) return;
    pthread_mutex_lock(&speech->lock);
    speech->stopping = true;
    cut_off(speech);
    pthread_cond_signal(&speech->news);
    pthread_mutex_unlock(&speech->lock);
    if (speech->thread) pthread_join(speech->thread, NULL);
    pthread_cond_destroy(&speech->news);
    pthread_mutex_destroy(&speech->lock);
    free(speech);
}

bool speech_able(struct speech *speech)
{
    bool able;

    pthread_mutex_lock(&speech->lock);
    able = speech->able;
    pthread_mutex_unlock(&speech->lock);
    return able;
}

void speech_say(struct speech *speech, enum lang lang, const char *text)
{
    pthread_mutex_lock(&speech->lock);
    if (speech->able) {
        str_copy(speech->text, sizeof speech->text, text);
        speech->lang = lang;
        cut_off(speech);
        pthread_cond_signal(&speech->news);
    }
    pthread_mutex_unlock(&speech->lock);
}

void speech_add(struct speech *speech, enum lang lang, const char *text)
{
    size_t n;

    pthread_mutex_lock(&speech->lock);
    n = strlen(speech->text);
    if (speech->able) {
        str_copy(speech->text + n, sizeof speech->text - n, text);
        speech->lang = lang;
        pthread_cond_signal(&speech->news);
    }
    pthread_mutex_unlock(&speech->lock);
}

void speech_hush(struct speech *speech)
{
    pthread_mutex_lock(&speech->lock);
    explicit_bzero(speech->text, sizeof speech->text);
    cut_off(speech);
    pthread_mutex_unlock(&speech->lock);
}
