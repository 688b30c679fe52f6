/* What the automation's lines do (automation.h carries them). */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/picture.h"
#include "ui/terminal.h"

enum { WAIT_MOST_MS = 600000 };

/* Answers and frees body. */
static void answer(struct request *request, json_t *body)
{
    char *text = json_dumps(body, JSON_COMPACT);

    automation_answer(request, text ? text : "{\"ok\":false,\"error\":\"the answer is not UTF-8\"}");
    mem_free_wiped(text); /* fields and what was typed into them */
    json_decref(body);
}

static void answer_ok(struct request *request)
{
    answer(request, json_pack("{s:b}", "ok", 1));
}

static void refuse(struct request *request, const char *why, const char *what)
{
    char text[256];

    snprintf(text, sizeof text, "%s%s%.120s", why, what[0] ? ": " : "", what);
    answer(request, json_pack("{s:b,s:s}", "ok", 0, "error", utf8_valid(text, strlen(text)) ? text : why));
}

static json_t *item_json(const struct item *item)
{
    json_t *made =
        json_pack("{s:s,s:s,s:s,s:i,s:i,s:i,s:i,s:b}", "id", item->id, "role", item->role, "label", item->label, "x",
                  item->box.x, "y", item->box.y, "w", item->box.w, "h", item->box.h, "enabled", item->enabled);

    if (item->value[0]) json_object_set_new(made, "value", json_string(item->value));
    if (item->chosen) json_object_set_new(made, "chosen", json_true());
    return made;
}

static bool tree(struct ui *ui, struct request *request, const char *args)
{
    const struct scene *scene = ui_scene(ui);
    json_t *items = json_array();

    (void)args;
    for (int i = 0; i < scene->item_count; i++) json_array_append_new(items, item_json(&scene->items[i]));
    answer(request, json_pack("{s:s,s:s,s:s,s:o}", "screen", ui_screen(ui)->name, "lang", lang_code(ui->lang),
                              "focus", ui->focus_seen ? ui->focus : "", "items", items));
    return false;
}

static bool tap(struct ui *ui, struct request *request, const char *id)
{
    const struct item *item = scene_find(ui_scene(ui), id);

    if (!item) {
        refuse(request, "there is no such item on this screen", id);
    } else if (!item->enabled || item->passive) {
        refuse(request, item->passive ? "that item is not a key" : "that key is disabled now", id);
    } else {
        request->after_frame = true;
        ui->last_press.at = 0; /* a helper means each of its taps, however fast it is */
        ui_push_touch(ui, item->box.x + item->box.w / 2, item->box.y + item->box.h / 2);
        ui_post(UI_TAPPED, NULL);
        return true;
    }
    return false;
}

static bool touch(struct ui *ui, struct request *request, const char *args)
{
    const struct scene *scene = ui_scene(ui);
    int x, y;

    if (sscanf(args, "%d %d", &x, &y) != 2 || x < 0 || y < 0 || x >= scene->w || y >= scene->h) {
        refuse(request, "touch takes X Y, window pixels inside the window", args);
        return false;
    }
    request->after_frame = true;
    ui_push_touch(ui, x, y);
    ui_post(UI_TAPPED, NULL);
    return true;
}

/* One finger down, moved or up by itself: FINGER is 1 unless it is told. */
static bool finger(struct ui *ui, struct request *request, const char *args, enum finger_move move)
{
    const struct scene *scene = ui_scene(ui);
    int x, y, id = FINGER_HERE;

    if (sscanf(args, "%d %d %d", &x, &y, &id) < 2 || x < 0 || y < 0 || x >= scene->w || y >= scene->h) {
        refuse(request, "takes X Y [FINGER], window pixels inside the window", args);
        return false;
    }
    request->after_frame = true;
    ui_push_finger(ui, move, id, x, y);
    ui_post(UI_TAPPED, NULL);
    return true;
}

static bool press(struct ui *ui, struct request *request, const char *args)
{
    return finger(ui, request, args, FINGER_DOWN);
}

static bool move(struct ui *ui, struct request *request, const char *args)
{
    return finger(ui, request, args, FINGER_MOVE);
}

static bool release(struct ui *ui, struct request *request, const char *args)
{
    return finger(ui, request, args, FINGER_UP);
}

/* Takes Ctrl+ and the like off the front of a key's name. */
static int modifiers_of(const char **name)
{
    static const struct {
        const char *name;
        int mask;
    } modifiers[] = {{"Ctrl+", KMOD_LCTRL}, {"Alt+", KMOD_LALT}, {"Shift+", KMOD_LSHIFT}};
    int held = 0;

    for (size_t i = 0; i < SDL_arraysize(modifiers); i++) {
        size_t n = strlen(modifiers[i].name);

        if (strncmp(*name, modifiers[i].name, n) != 0) continue;
        held |= modifiers[i].mask;
        *name += n;
    }
    return held;
}

static bool key(struct ui *ui, struct request *request, const char *name)
{
    int modifiers = modifiers_of(&name);
    SDL_Keycode code = SDL_GetKeyFromName(name);

    (void)ui;
    if (code == SDLK_UNKNOWN) {
        refuse(request, "no key has that name (Tab, Return, Escape, Left, A, Ctrl+Alt+M …)", name);
        return false;
    }
    request->after_frame = true;
    ui_push_key(code, modifiers, WHENCE_HERE);
    ui_post(UI_TAPPED, NULL);
    return true;
}

static bool text(struct ui *ui, struct request *request, const char *utf8)
{
    (void)ui;
    if (!utf8_valid(utf8, strlen(utf8))) {
        refuse(request, "the text is not UTF-8", "");
        return false;
    }
    request->after_frame = true;
    ui_push_text(utf8, WHENCE_HERE);
    ui_post(UI_TAPPED, NULL);
    return true;
}

static bool wait_for(struct ui *ui, struct request *request, const char *args)
{
    long ms;

    if (sscanf(args, "%31s %ld", request->screen, &ms) != 2 || ms < 0 || ms > WAIT_MOST_MS) {
        refuse(request, "wait takes SCREEN MS, at most 600000 ms", args);
        return false;
    }
    (void)ui;
    request->until = clock_monotonic() + SDL_max(ms, 1);
    return true;
}

static bool shot(struct ui *ui, struct request *request, const char *path)
{
    struct err err;

    if (!path[0])
        refuse(request, "shot takes FILE.png", path);
    else if (picture_save(ui->canvas, path, &err))
        answer_ok(request);
    else
        refuse(request, "the picture was not saved", err.text);
    return false;
}

static long rss_kb(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    if (!file) return 0;
    if (fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static bool stats(struct ui *ui, struct request *request, const char *args)
{
    struct latency *latency = &ui->latency;

    (void)args;
    answer(request,
           json_pack("{s:I,s:f,s:f,s:I,s:I}", "frames", (json_int_t)latency->frames, "touch_p50_ms",
                     latency_quantile(latency, 0.5), "touch_p99_ms", latency_quantile(latency, 0.99), "redraws",
                     (json_int_t)(latency->redraws - latency->redraws_told), "rss_kb", (json_int_t)rss_kb()));
    latency->redraws_told = latency->redraws;
    return false;
}

static bool move_clock(struct ui *ui, struct request *request, const char *args)
{
    long long seconds;

    if (args[0] == '+') args++;
    if (!str_to_int(args, 0, 1000000, &seconds)) {
        refuse(request, "clock takes +SECONDS", args);
        return false;
    }
    ui->shift += (ms_t)seconds * 1000;
    request->after_frame = true;
    ui_post(UI_TAPPED, NULL);
    return true;
}

static bool quit(struct ui *ui, struct request *request, const char *args)
{
    (void)args;
    ui->running = false;
    answer_ok(request);
    return false;
}

static const struct {
    const char *word;
    /* True: the answer follows. Otherwise it was given, and the request is the socket's again. */
    bool (*run)(struct ui *ui, struct request *request, const char *args);
} words[] = {
    {"press", press}, {"move", move},        {"release", release}, {"tree", tree},     {"tap", tap},
    {"touch", touch}, {"key", key},          {"text", text},       {"wait", wait_for}, {"shot", shot},
    {"stats", stats}, {"clock", move_clock}, {"quit", quit},
};

void ui_request(struct ui *ui, struct request *request)
{
    char word[16];
    size_t n = strcspn(request->line, " ");
    const char *args = request->line + n + (request->line[n] == ' ');

    snprintf(word, sizeof word, "%.*s", (int)SDL_min(n, sizeof word - 1), request->line);
    for (size_t i = 0; i < SDL_arraysize(words); i++) {
        if (strcmp(word, words[i].word) != 0) continue;
        ui->pending = words[i].run(ui, request, args) ? request : NULL;
        return;
    }
    refuse(request, "no such word; there are tree tap touch press move release key text wait shot stats clock quit",
           word);
}

void ui_request_tapped(struct ui *ui)
{
    struct request *request = ui->pending;

    if (!request || !request->after_frame) return;
    scan_settle(ui);
    request->after_frame = false;
    str_copy(request->screen, sizeof request->screen, "");
    request->until = 1; /* due in this turn, after its frame */
}

void ui_request_shown(struct ui *ui)
{
    struct request *request = ui->pending;

    if (!request || !request->until) return;
    if (!request->screen[0] || strcmp(request->screen, ui_screen(ui)->name) == 0) {
        ui->pending = NULL;
        answer_ok(request);
    } else if (clock_monotonic() >= request->until) {
        ui->pending = NULL;
        refuse(request, "that screen did not come up in time; this one is up", ui_screen(ui)->name);
    }
}
