/* The window and the loop. Nothing here waits for the disk, and nothing spins. */
#include "ui/ui.h"

#include <SDL_image.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/str.h"
#include "store/db.h"
#include "ui/terminal.h"

/* Where SDL can't sleep until an event comes it is asked this often. */
enum { POLLED_MS = 8, SIGNAL_MS = 1000 };

/* How other threads and signal handlers reach the running loop; one terminal a process. */
static struct {
    pthread_mutex_t lock; /* guards event_type */
    Uint32 event_type;    /* 0: no loop runs */
    atomic_int fd;        /* eventfd, -1: none yet. Never closed: a signal may come at any time */
    atomic_bool stop;
} loop = {.lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1};

static void wake(void)
{
    uint64_t one = 1;
    int fd = atomic_load(&loop.fd), kept = errno;

    if (fd >= 0 && write(fd, &one, sizeof one) < 0) errno = kept; /* full: it is awake anyway */
}

void ui_quit(void)
{
    atomic_store(&loop.stop, true);
    wake();
}

void ui_post(enum ui_event kind, void *data)
{
    SDL_Event event = {0};
    bool pushed = false;

    event.user.code = kind;
    event.user.data1 = data;
    pthread_mutex_lock(&loop.lock);
    event.type = loop.event_type;
    if (loop.event_type) pushed = SDL_PushEvent(&event) == 1;
    pthread_mutex_unlock(&loop.lock);
    if (!pushed && kind != UI_REQUEST) free(data);
    wake();
}

static void post_news(void *arg, struct snapshot *snapshot)
{
    (void)arg;
    ui_post(UI_NEWS, snapshot);
}

static void post_request(struct request *request)
{
    ui_post(UI_REQUEST, request);
}

/* With the driver that SDL_VIDEODRIVER names or SDL finds; SDL_GetError says why not. */
static bool try_window(struct ui *ui)
{
    Uint32 flags = SDL_WINDOW_RESIZABLE | (ui->conf->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0u);
    const char *driver;

    if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
    driver = SDL_GetCurrentVideoDriver();
    /* Before giving up SDL takes one that shows nothing, without a word. */
    if (!SDL_getenv("SDL_VIDEODRIVER") && (str_equal(driver, "dummy") || str_equal(driver, "offscreen"))) {
        SDL_SetError("nothing to draw on");
        return false;
    }
    /* A window surface of its own is cheaper than a texture, but only these drivers have one. */
    if (str_equal(driver, "x11") || str_equal(driver, "dummy")) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    ui->window = SDL_CreateWindow(text_in(&ui->hall->name, LANG_ZH_CN), SDL_WINDOWPOS_UNDEFINED,
                                  SDL_WINDOWPOS_UNDEFINED, ui->conf->width, ui->conf->height, flags);
    return ui->window && SDL_GetWindowSurface(ui->window);
}

/* Where there is no display, one in memory. */
static bool open_window(struct ui *ui, struct err *err)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (!try_window(ui)) {
        printf("no display (%s): the terminal draws off-screen, every page is served all the same\n", SDL_GetError());
        fflush(stdout);
        if (ui->window) SDL_DestroyWindow(ui->window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
        if (!try_window(ui)) return err_set(err, "the terminal can't start: %s", SDL_GetError());
    }
    if (ui->conf->fullscreen) {
        SDL_ShowCursor(SDL_DISABLE);
        SDL_SetWindowKeyboardGrab(ui->window, SDL_TRUE); /* no key for the desktop below */
    }
    return true;
}

bool ui_open(struct ui *ui, struct writer *writer, const struct ui_conf *conf, struct err *err)
{
    struct db *db;

    memset(ui, 0, sizeof *ui);
    ui->conf = conf;
    ui->writer = writer;
    ui->hall = writer_hall(writer);
    ui->lang = conf->lang;
    ui->visit.service = -1;
    ui->repaint = true;
    ui->snapshot = mem_zalloc(1, sizeof *ui->snapshot);
    ui->touched = clock_monotonic();
    ui->fonts = fonts_open(conf->fonts, conf->font_family, err);
    if (!ui->fonts) return false;
    ui->icons = icons_open(conf->assets);
    ui->voice.speech = speech_start(conf->speech);
    db = writer_reader(writer, err);
    if (!db) return false;
    feed_read(db, ui_time(ui), (struct feed_query){ui->hall, -1, 0, 0}, ui->snapshot, err);
    if (!ui->snapshot->ok) log_error("the terminal can't read the queue: %s", err->text);
    db_close(db);
    ui->minute = ui_time(ui) / 60000;
    ui->stack[0] = ui->snapshot->hall.open || !screen_of(SCREEN_CLOSED) ? SCREEN_HOME : SCREEN_CLOSED;
    ui->depth = 1;
    if (!ui->snapshot->ok) ui_go(ui, SCREEN_ERROR);
    return true;
}

void ui_close(struct ui *ui)
{
    automation_stop(ui->automation);
    feed_stop(ui->feed);
    speech_stop(ui->voice.speech);
    ime_close(ui->ime);
    free(ui->snapshot);
    icons_close(ui->icons);
    fonts_close(ui->fonts);
    SDL_FreeSurface(ui->canvas);
    if (ui->window) SDL_DestroyWindow(ui->window);
    SDL_Quit();
}

static void handle_own(struct ui *ui, const SDL_UserEvent *event)
{
    switch ((enum ui_event)event->code) {
    case UI_NEWS:
        ui_news(ui, event->data1);
        break;
    case UI_ANSWER:
        ui_answered(ui, event->data1);
        free(event->data1);
        break;
    case UI_REMOTE:
        ui_remote_heard(ui);
        break;
    case UI_UPKEEP:
        ui_staff_told(ui, event->data1);
        break;
    case UI_REQUEST:
        ui_request(ui, event->data1);
        break;
    case UI_TAPPED:
        ui_request_tapped(ui);
        break;
    }
}

/* A scanner types faster than pictures are made; what letters do does not depend on the picture. */
static bool is_letter(const SDL_Keysym *key)
{
    return key->sym > SDLK_SPACE && key->sym < SDLK_DELETE;
}

/* Handles one event; true when the picture it leads to has to be shown before the next. */
static bool handle(struct ui *ui, const SDL_Event *event)
{
    if (event->type == loop.event_type) {
        handle_own(ui, &event->user);
        return event->user.code == UI_TAPPED || event->user.code == UI_REQUEST;
    }
    switch (event->type) {
    case SDL_QUIT: /* somebody closes the window: of no effect where it is all there is to see */
        if (!ui->conf->fullscreen) ui->running = false;
        return true;
    case SDL_WINDOWEVENT:
        ui->repaint = true;
        return false;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        ui_input(ui, event);
        return true;
    case SDL_KEYDOWN:
        ui_input(ui, event);
        return !is_letter(&event->key.keysym);
    default:
        ui_input(ui, event);
        return false;
    }
}

/* Sleeps until an event is there or ms have passed. */
static bool sleep_for_event(bool native, int ms, SDL_Event *event)
{
    struct pollfd woken = {atomic_load(&loop.fd), POLLIN, 0};
    ms_t until = clock_monotonic() + ms;
    uint64_t count;

    if (native) return SDL_WaitEventTimeout(event, SDL_min(ms, SIGNAL_MS));
    for (;;) {
        bool dummy = str_equal(SDL_GetCurrentVideoDriver(), "dummy");
        ms_t left = until - clock_monotonic();

        if (SDL_PollEvent(event)) return true;
        if (left <= 0 || atomic_load(&loop.stop)) return false;
        /* Only other threads make events for the dummy driver; the others have devices to look at. */
        if (poll(&woken, 1, (int)(dummy ? left : SDL_min(left, POLLED_MS))) > 0 &&
            read(woken.fd, &count, sizeof count) < 0)
            return false;
    }
}

/* The screen is alive when a whole round was gone: a frame on the glass, and the database read. Both come
 * once a minute at least, when the clock goes on. The keeper does the same for the writer. */
static void feed_watchdog(struct ui *ui)
{
    if (!ui->frame_shown || !ui->hall_read) return;
    ui->frame_shown = ui->hall_read = false;
    notify_alive(NOTIFY_SCREEN);
}

static void turn(struct ui *ui, bool native)
{
    SDL_Event event;
    bool got = sleep_for_event(native, ui_due_ms(ui), &event);
    int w = ui->conf->width, h = ui->conf->height;

    while (got && !handle(ui, &event)) got = SDL_PollEvent(&event);
    if (atomic_load(&loop.stop)) ui->running = false;
    ui_pass_time(ui);
    SDL_GetWindowSize(ui->window, &w, &h);
    ui_describe(ui, SDL_max(w, 1), SDL_max(h, 1));
    ui_show(ui);
    feed_watchdog(ui);
    ui_request_shown(ui);
}

/* Xlib ends the program itself when its server is gone, while other threads are at work. Nothing is lost by that:
 * what was promised to anybody is on the disk. */
static void end_without_display(void)
{
    if (!loop.event_type) return;
    log_error("the display is gone; the program ends, to be started again once there is one");
    fflush(NULL);
    _exit(EXIT_FAILURE);
}

static void watch_exit(void)
{
    atexit(end_without_display);
}

static bool start_loop(struct ui *ui, struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, watch_exit);
    if (atomic_load(&loop.fd) < 0) atomic_store(&loop.fd, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (atomic_load(&loop.fd) < 0) return err_set(err, "the terminal can't start: %s", strerror(errno));
    pthread_mutex_lock(&loop.lock);
    loop.event_type = SDL_RegisterEvents(1);
    pthread_mutex_unlock(&loop.lock);
    ui->feed = feed_start(ui->writer, post_news, NULL, err);
    if (!ui->feed) return false;
    ui_remote_open(ui);
    if (!ui->conf->automation[0]) return true;
    ui->automation = automation_start(ui->conf->automation, post_request, err);
    return ui->automation != NULL;
}

/* From here on ui_post frees what it is given; what is still queued is freed here. */
static void end_loop(struct ui *ui)
{
    SDL_Event event;
    Uint32 type;

    automation_stop(ui->automation);
    ui->automation = NULL;
    ui_staff_close(ui);
    ui_remote_close(ui);
    feed_stop(ui->feed);
    ui->feed = NULL;
    pthread_mutex_lock(&loop.lock);
    type = loop.event_type;
    loop.event_type = 0;
    pthread_mutex_unlock(&loop.lock);
    while (type && SDL_PeepEvents(&event, 1, SDL_GETEVENT, type, type) == 1)
        if (event.user.code != UI_REQUEST) free(event.user.data1);
}

bool ui_run(struct writer *writer, const struct ui_conf *conf, struct err *err)
{
    struct ui *ui = mem_zalloc(1, sizeof *ui);
    bool ok = ui_open(ui, writer, conf, err) && open_window(ui, err) && start_loop(ui, err);

    if (ok) {
        bool native =
            str_equal(SDL_GetCurrentVideoDriver(), "x11") || str_equal(SDL_GetCurrentVideoDriver(), "wayland");

        ui->running = true;
        turn(ui, native); /* due at once: nothing has been shown yet */
        notify_ready(NOTIFY_SCREEN | NOTIFY_WRITER);
        while (ui->running) turn(ui, native);
        notify_stopping();
    }
    end_loop(ui);
    ui_close(ui);
    free(ui);
    atomic_store(&loop.stop, false);
    return ok;
}
