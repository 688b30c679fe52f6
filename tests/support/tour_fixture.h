/* tour_fixture.h - the tour through the sample hall at a fixed moment, for tests that look at every picture. */
#ifndef TESTS_TOUR_FIXTURE_H
#define TESTS_TOUR_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "config.h"
#include "store/schema.h"
#include "support/cmocka_all.h"
#include "ui/tour.h"

static inline void remove_hall(const char *dir)
{
    static const char *const left[] = {SCHEMA_FILE, SCHEMA_FILE "-wal", SCHEMA_FILE "-shm"};
    char path[128];

    for (size_t i = 0; i < SDL_arraysize(left); i++) {
        snprintf(path, sizeof path, "%s/%s", dir, left[i]);
        unlink(path);
    }
    rmdir(dir);
}

/* Walks a hall that `make` (NULL: nothing) has made of the sample one, in a window of that size and then lying on its
 * side; 0: the panel's own size. */
static inline void walk_hall(int width, int height, const struct tour_plan *plan, void make(struct hall *hall))
{
    char dir[] = "/tmp/kiosk-tour-XXXXXX";
    struct config config;
    struct str problems = {0};
    struct err err = {""};
    ms_t at;
    struct clock clock = clock_fake(&at);
    struct writer *writer;
    struct hall hall;

    assert_non_null(mkdtemp(dir));
    assert_true(i18n_init(KIOSK_BINARY_DIR "/locale"));
    assert_true(config_load(&config, &(struct config_args){.file = KIOSK_SOURCE_DIR "/kiosk.conf"}, &problems));
    str_copy(config.ui.assets, sizeof config.ui.assets, KIOSK_SOURCE_DIR "/assets");
    str_copy(config.ui.fonts, sizeof config.ui.fonts, KIOSK_SOURCE_DIR "/fonts");
    str_copy(config.ui.ime, sizeof config.ui.ime, KIOSK_BINARY_DIR "/ime");
    str_copy(config.ui.speech, sizeof config.ui.speech, "off");
    str_copy(config.ui.public_url, sizeof config.ui.public_url, "http://127.0.0.1:8080");
    if (width) config.ui.width = width, config.ui.height = height;
    assert_true(clock_zone(config.hall.zone));
    at = clock_from_local(2026, 11, 18, 10, 24);
    hall = config.hall;
    if (make) make(&hall);
    writer = writer_open(&hall, dir, &clock, &err);
    assert_non_null(writer);
    if (!tour_walk(&config.ui, writer, plan, &err)) fail_msg("%s", err.text);
    writer_close(writer);
    config_free(&config);
    str_free(&problems);
    remove_hall(dir);
}

#endif
