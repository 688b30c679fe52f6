/* cmd_run.c - `kiosk run` and `kiosk serve`: the hall at work. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/mem.h"
#include "base/notify.h"
#include "cmd.h"
#include "core/remote.h"

/* Is there anything to show a window on: X, Wayland, or the graphics card itself? Without, the terminal is to be
 * seen in a browser on this machine, and that has to be known before the pages are served. */
static bool display_there(void)
{
    static const char *const settings[] = {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const char *value = getenv(settings[i]);
        if (value && *value) return true;
    }
    return access("/dev/dri/card0", R_OK | W_OK) == 0 || access("/dev/dri/card1", R_OK | W_OK) == 0;
}

static int run_hall(struct config *config, const struct config_args *args, bool terminal)
{
    struct app app;
    struct err err;
    mem_tune();
    json_set_alloc_funcs(malloc, mem_free_wiped); /* what is said of fields and cases is put together in it */
    app_catch_signals();
    if (terminal) config->ui.remote = remote_new(!display_there());
    if (!app_start(&app, config, args, &err)) return cmd_failed("%s", err.text);
    app_print_addresses(&app);
    bool good = true;
    if (!terminal) {
        notify_ready(NOTIFY_WRITER);
        app_wait();
    } else if (!app_stopping()) {
        good = ui_run(app.writer, &config->ui, &err);
    }
    app_stop(&app);
    return good ? EXIT_DONE : cmd_failed("%s", err.text);
}

int cmd_run(const struct cmd *cmd, const struct cmd_line *line)
{
    const char *automation = "";
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{"--automation", &automation, NULL}, {0}}, NULL)) return EXIT_WRONG;
    if (strlen(automation) >= sizeof config.ui.automation)
        return cmd_wrong(cmd, "--automation: the path is too long; valid: at most %zu bytes",
                         sizeof config.ui.automation - 1);
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    str_copy(config.ui.automation, sizeof config.ui.automation, automation);
    status = run_hall(&config, &line->conf, true);
    config_free(&config);
    return status;
}

int cmd_serve(const struct cmd *cmd, const struct cmd_line *line)
{
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{0}}, NULL)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    status = run_hall(&config, &line->conf, false);
    config_free(&config);
    return status;
}
