#include "app.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/mem.h"
#include "core/remote.h"
#include "core/staff.h"
#include "core/writer.h"
#include "keeper.h"
#include "store/db.h"
#include "store/schema.h"

/* ---- the program's own files ---- */

/* The folder share/kiosk that belongs to an installed program, or false in the source tree. */
static bool installed_share(char *out, size_t size)
{
    char exe[384], probe[512];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0) return false;
    exe[n] = '\0';
    char *slash = strrchr(exe, '/');
    if (!slash) return false;
    *slash = '\0';
    snprintf(out, size, "%s/../share/kiosk", exe);
    snprintf(probe, sizeof probe, "%.400s/assets/web", out);
    return access(probe, F_OK) == 0;
}

bool app_find_files(struct app_files *files, struct err *err)
{
    char share[450], locale[512];
    bool installed = installed_share(share, sizeof share);
    snprintf(files->assets, sizeof files->assets, "%s/assets", installed ? share : KIOSK_SOURCE_DIR);
    snprintf(files->fonts, sizeof files->fonts, "%s/fonts", installed ? share : KIOSK_SOURCE_DIR);
    snprintf(locale, sizeof locale, "%s/locale", installed ? share : KIOSK_BINARY_DIR);
    snprintf(files->ime, sizeof files->ime, "%s/ime", installed ? share : KIOSK_BINARY_DIR);
    if (access(files->assets, R_OK | X_OK) != 0)
        return err_set(err, "the program's own files are not in %s; build or install it again", files->assets);
    return i18n_init(locale) || err_set(err, "no Chinese texts in %s; build or install the program again", locale);
}

/* ---- the data folder ---- */

int app_lock_data(const struct config *config, struct err *err)
{
    const char *dir = config->data_dir;
    struct err why;
    if (!folder_make(dir, 0700, &why)) {
        err_set(err, "data folder %.400s; choose another with --data", why.text);
        return -1;
    }
    /* The folder itself, as a file in it could be deleted and made anew by the next one who wants the lock. */
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || access(dir, W_OK | X_OK) != 0) {
        err_set(err, "data folder %s can't be written: %s; choose another with --data", dir, strerror(errno));
        if (fd >= 0) close(fd);
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
    err_set(err, "another kiosk is running on data folder %s; stop it first, or choose another with --data", dir);
    close(fd);
    return -1;
}

struct db *app_open_reader(const struct config *config, struct err *err)
{
    char path[600];
    snprintf(path, sizeof path, "%s/" SCHEMA_FILE, config->data_dir);
    if (access(path, F_OK) != 0) {
        err_set(err, "there is no database in %s yet; start `kiosk run` or `kiosk demo` first", config->data_dir);
        return NULL;
    }
    struct db *db = db_open(path, DB_READ, 3000, err);
    if (db && !schema_current(db, err)) {
        db_close(db);
        return NULL;
    }
    return db;
}

struct writer *app_open_writer(const struct config *config, struct err *err)
{
    return writer_open(&config->hall, config->data_dir, &clock_system, err);
}

/* ---- the first account ---- */

static const char first_login[] = "admin";

/* Can nobody sign in yet? That is so without any account, and while the only one is the first admin whose one-time
 * password nobody used: it may have been lost with the terminal that showed it. *made says whether that is there. */
static bool nobody_signs_in(struct writer *writer, bool *nobody, bool *made, struct err *err)
{
    struct staff staff[2];
    int count;
    struct db *db = writer_reader(writer, err);
    if (!db) return false;
    bool ok = staff_list(db, staff, 2, &count, err);
    db_close(db);
    *made =
        ok && count == 1 && staff[0].must_change && !staff[0].disabled && strcmp(staff[0].login, first_login) == 0;
    *nobody = ok && (count == 0 || *made);
    return ok;
}

static bool tell_password(const char *password, struct err *err)
{
    int printed = printf("first start: log in as %s with the one-time password %s\n"
                         "             it is shown only now and must be changed at the first login\n",
                         first_login, password);
    if (printed > 0 && fflush(stdout) == 0) return true;
    return err_set(err, "the first password can't be shown: %s; start with an output that can be read",
                   strerror(errno));
}

/* Makes the first account, or gives it another password, which is told once, here. */
static bool first_admin(struct writer *writer, struct err *err)
{
    char password[24], hash[SECRET_SIZE];
    bool nobody, made;
    if (!nobody_signs_in(writer, &nobody, &made, err)) return false;
    if (!nobody) return true;
    staff_random_password(password);
    if (!staff_hash_password(password, hash)) return err_set(err, "not enough memory to hash a password");
    struct command command = {.kind = made ? CMD_STAFF_PASSWORD : CMD_STAFF_ADD,
                              .channel = "program",
                              .login = first_login,
                              .name = "管理员",
                              .role = ROLE_ADMIN,
                              .secret = hash,
                              .one_time = true};
    struct outcome out;
    writer_do(writer, &command, &out);
    if (out.code == OUT_EXISTS) return true;
    if (out.code != OUT_OK) return err_set(err, "the first account can't be made: %s", out.message);
    return tell_password(password, err);
}

/* Asked to end; ready for SIGHUP. */
static volatile sig_atomic_t stopping, running;

/* ---- what the terminal's maintenance may ask ---- */

static enum machine_printer ask_printer(void *arg, char words[MACHINE_WORDS])
{
    static const enum machine_printer states[] = {
        [PRINTER_READY] = MACHINE_READY,         [PRINTER_NEAR_END] = MACHINE_NEAR_END,
        [PRINTER_PAPER_OUT] = MACHINE_PAPER_OUT, [PRINTER_COVER_OPEN] = MACHINE_COVER_OPEN,
        [PRINTER_OFFLINE] = MACHINE_OFFLINE,     [PRINTER_UNKNOWN] = MACHINE_UNKNOWN};
    const struct app *app = arg;
    struct printer_status status = {0};
    struct err err;
    if (!printer_status(&app->config->print, &status, &err)) {
        str_copy(words, MACHINE_WORDS, err.text);
        return MACHINE_OFFLINE;
    }
    str_copy(words, MACHINE_WORDS, status.words);
    return states[status.state];
}

static bool print_test(void *arg, char words[MACHINE_WORDS])
{
    const struct app *app = arg;
    struct printer_status status = {0};
    struct err err = {""};
    bool printed = printer_test(writer_hall(app->writer), &app->config->print, &status, &err);
    str_copy(words, MACHINE_WORDS, err.text);
    return printed;
}

static void offer_machine(struct app *app)
{
    struct machine *machine = &app->config->ui.machine;
    *machine = (struct machine){.arg = app, .printer = ask_printer, .print_test = print_test};
    str_copy(machine->device, sizeof machine->device, app->config->print.device);
    str_copy(machine->pages, sizeof machine->pages, web_url(app->web));
}

/* ---- start and stop ---- */

static void settle_urls(struct config *config, const char *listening)
{
    if (!config->web.public_url[0]) str_copy(config->web.public_url, sizeof config->web.public_url, listening);
    str_copy(config->ui.public_url, sizeof config->ui.public_url, config->web.public_url);
    str_copy(config->print.public_url, sizeof config->print.public_url, config->web.public_url);
}

static bool start_all(struct app *app, struct err *err)
{
    struct config *config = app->config;
    app->remote = config->ui.remote;
    app->lock = app_lock_data(config, err);
    if (app->lock < 0) return false;
    app->writer = writer_open(&config->hall, config->data_dir, &clock_system, err);
    if (!app->writer) return false;
    config->web.remote = config->ui.remote;
    app->web = web_start(app->writer, &config->web, err);
    if (!app->web) return false;
    settle_urls(config, web_url(app->web));
    offer_machine(app);
    app->printer = printer_start(app->writer, &config->print, err);
    /* When all else of the service works: one that does not start tells no password. */
    return app->printer && first_admin(app->writer, err);
}

/* JSON carries what visitors type and the passwords of staff: freed, it is wiped. */
static void wipe_json(void)
{
    json_set_alloc_funcs(malloc, mem_free_wiped);
}

bool app_start(struct app *app, struct config *config, const struct config_args *args, struct err *err)
{
    *app = (struct app){.config = config, .lock = -1};
    wipe_json();
    if (start_all(app, err)) {
        app->keeper = keeper_start(app->writer, config, args);
        running = 1;
        return true;
    }
    app_stop(app);
    return false;
}

void app_stop(struct app *app)
{
    running = 0;
    keeper_stop(app->keeper);
    printer_stop(app->printer);
    web_stop(app->web);
    remote_free(app->remote);
    writer_close(app->writer);
    keeper_free(app->keeper);
    if (app->lock >= 0) close(app->lock);
    *app = (struct app){.lock = -1};
}

/* "Any address" is none that a browser goes to; the terminal is to be seen on this machine alone anyway. */
static void print_terminal(const struct app *app)
{
    static const char *const any[] = {"http://0.0.0.0:", "http://[::]:"};
    const char *url = web_url(app->web), *here = "";
    for (size_t i = 0; i < sizeof any / sizeof *any; i++) {
        if (strncmp(url, any[i], strlen(any[i])) != 0) continue;
        url += strlen(any[i]);
        here = "http://127.0.0.1:";
    }
    printf("  %s%s/terminal#%s\n           取号机屏幕 the terminal itself: this machine only, the token works once\n",
           here, url, remote_token(app->remote));
}

void app_print_addresses(const struct app *app)
{
    static const char *const pages[][2] = {
        {"staff", "窗口工作台 clerks"}, {"board", "叫号大屏 board"}, {"manager", "经理 manager"}};
    const char *url = web_url(app->web);
    printf("listening on %s\n", url);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) printf("  %s/%-8s %s\n", url, pages[i][0], pages[i][1]);
    if (remote_here(app->remote)) print_terminal(app);
    fflush(stdout);
}

/* ---- signals ---- */

static sem_t stop_asked;

static void on_signal(int number)
{
    (void)number;
    stopping = 1;
    ui_quit();
    sem_post(&stop_asked);
}

static void on_hangup(int number)
{
    (void)number;
    if (running) keeper_reload();
}

void app_catch_signals(void)
{
    struct sigaction stop = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN};
    struct sigaction again = {.sa_handler = on_hangup, .sa_flags = SA_RESTART};
    sem_init(&stop_asked, 0, 0);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGHUP, &again, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); /* a file that may not grow is an error like a full disk */
}

bool app_stopping(void)
{
    return stopping != 0;
}

void app_wait(void)
{
    while (!stopping) sem_wait(&stop_asked);
}
