/* cmd_clock.c - `kiosk clock`: what this machine takes the day to be, and the way out of a clock that was wrong. */
#include <stdio.h>

#include "app.h"
#include "cmd.h"
#include "core/writer.h"

static int accept_clock(const struct config *config)
{
    struct err err;
    struct outcome out;
    struct writer *writer = app_open_writer(config, &err);
    if (!writer) return cmd_failed("%s", err.text);
    writer_do(writer, &(struct command){.kind = CMD_CLOCK_ACCEPT, .channel = "program"}, &out);
    writer_close(writer);
    if (out.code != OUT_OK) return cmd_failed("%s", out.message);
    printf("the clock is taken to be right from now on; the journal keeps that you said so\n");
    return EXIT_DONE;
}

int cmd_clock(const struct cmd *cmd, const struct cmd_line *line)
{
    bool accept = false;
    char now[CLOCK_RFC3339], day[CLOCK_DAY];
    struct config config;
    if (!cmd_options(cmd, line, (struct opt[]){{"--accept", NULL, &accept}, {0}}, 0)) return EXIT_WRONG;
    int status = cmd_config(line, &config);
    if (status != EXIT_DONE) return status;
    ms_t at = clock_now(&clock_system);
    clock_rfc3339(at, now);
    hall_day(&config.hall, at, day);
    printf("this machine says %s, business day %s\n", now, day);
    if (accept) status = accept_clock(&config);
    config_free(&config);
    return status;
}
