/* config_read.h - kiosk.conf and --set as a flat list of entries, each with its place.
 *
 * Nothing here knows which settings there are: that is the table in config_table.h. */
#ifndef CONFIG_READ_H
#define CONFIG_READ_H

#include <stdbool.h>

enum { CONF_LINE_MAX = 1020 }; /* bytes a line may have */

struct conf_section {
    char *name; /* "hall", "service pay" */
    int line;
};
struct conf_entry {
    char *section, *key, *value;
    int line; /* 0: from --set */
    bool used;
};
struct conf_problem {
    int line;
    char *text; /* whole line for a person */
};

/* Everything that was read and all that is wrong with it, in the order found. */
struct conf_source {
    char path[512];
    struct conf_section *sections;
    int section_count;
    struct conf_entry *entries;
    int entry_count;
    struct conf_problem *problems;
    int problem_count;
};

/* Reads the file at path; what is wrong with it (also that it is absent) becomes a problem. */
void conf_read(struct conf_source *source, const char *path);
/* Puts one `section.key=value` of the command line over what the file says. */
void conf_set(struct conf_source *source, const char *assignment);
void conf_free(struct conf_source *source); /* what it holds, not the struct */

const struct conf_section *conf_find_section(const struct conf_source *source, const char *name);
/* The entry of that section and key, or NULL. */
const struct conf_entry *conf_find(const struct conf_source *source, const char *section, const char *key);

/* Notes a problem at `FILE:LINE: [section] key: …`, or `--set section.key: …` for line 0. key may be NULL. */
void conf_problem_at(struct conf_source *source, int line, const char *section, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

#endif
