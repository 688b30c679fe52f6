/* cmd_run.c - `kiosk run` and `kiosk serve`: the hall at work. */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "cmd.h"

static int run_hall(struct config *config, const struct config_args *args, bool terminal)
{
    struct app app;
    struct err err;
    app_catch_signals();
    if (!app_start(&app, config, args, &err)) return cmd_failed("%s", err.text);
    app_print_addresses(&app);
    bool good = true;
    if (!terminal)
        app_wait();
    else if (!app_stopping())
        good = ui_run(app.writer, &config->ui, &err);
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
