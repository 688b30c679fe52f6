#include "config_read.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* What inih is fed from: it neither counts lines for its handler nor refuses long ones, so we do. */
struct reader {
    struct conf_source *source;
    FILE *file;
    char *buf; /* of getline */
    size_t cap;
    int line;
    char section[64];
    bool lost; /* below a head that says nothing: its keys are nobody's */
};

void conf_problem_at(struct conf_source *source, int line, const char *section, const char *key, const char *fmt, ...)
{
    struct str text = {0};
    if (line > 0) {
        str_addf(&text, "%s:%d: ", source->path, line);
        if (section) str_addf(&text, "[%s]%s", section, key ? " " : ": ");
        if (key) str_addf(&text, "%s: ", key);
    } else if (section && key) {
        str_addf(&text, "--set %s.%s: ", section, key);
    } else {
        str_addf(&text, "%s: ", section ? section : source->path);
    }
    va_list args;
    va_start(args, fmt);
    char what[1024];
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    str_add(&text, what);
    source->problems = mem_resize(source->problems, (size_t)source->problem_count + 1, sizeof *source->problems);
    source->problems[source->problem_count++] = (struct conf_problem){line, text.s};
}

const struct conf_section *conf_find_section(const struct conf_source *source, const char *name)
{
    for (int i = 0; i < source->section_count; i++)
        if (strcmp(source->sections[i].name, name) == 0) return &source->sections[i];
    return NULL;
}

static struct conf_entry *find(const struct conf_source *source, const char *section, const char *key)
{
    for (int i = 0; i < source->entry_count; i++) {
        struct conf_entry *e = &source->entries[i];
        if (strcmp(e->section, section) == 0 && strcmp(e->key, key) == 0) return e;
    }
    return NULL;
}

const struct conf_entry *conf_find(const struct conf_source *source, const char *section, const char *key)
{
    return find(source, section, key);
}

static void add_entry(struct conf_source *source, const char *section, const char *key, const char *value, int line)
{
    source->entries = mem_resize(source->entries, (size_t)source->entry_count + 1, sizeof *source->entries);
    source->entries[source->entry_count++] =
        (struct conf_entry){mem_strdup(section), mem_strdup(key), mem_strdup(value), line, false};
}

static void add_section(struct conf_source *source, const char *name, int line)
{
    const struct conf_section *before = conf_find_section(source, name);
    if (before) {
        conf_problem_at(source, line, name, NULL,
                        "section given twice, first in line %d; put its keys together there", before->line);
        return;
    }
    source->sections = mem_resize(source->sections, (size_t)source->section_count + 1, sizeof *source->sections);
    source->sections[source->section_count++] = (struct conf_section){mem_strdup(name), line};
}

/* One `key = value` as inih has taken it apart. */
static int take_pair(void *arg, const char *section, const char *key, const char *value)
{
    struct reader *r = arg;
    (void)section; /* cut at 49 bytes by inih; ours is whole */
    if (!r->section[0]) {
        conf_problem_at(r->source, r->line, NULL, key,
                        "stands before any [section]; valid: a key below [hall] and so on");
        return 1;
    }
    const struct conf_entry *before = find(r->source, r->section, key);
    if (before) {
        conf_problem_at(r->source, r->line, r->section, key, "given twice, first in line %d; keep one", before->line);
        return 1;
    }
    add_entry(r->source, r->section, key, value, r->line);
    return 1;
}

/* Is there anything wrong with these bytes of a line, whatever they say? */
static bool line_is_text(struct reader *r, const char *s, size_t n)
{
    const char *wrong = NULL;
    if (r->line == 1 && n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        wrong = "begins with a byte order mark (BOM); valid: UTF-8 without one";
    else if (n > CONF_LINE_MAX)
        wrong = "line too long; valid: at most 1020 bytes";
    else if (memchr(s, '\0', n))
        wrong = "holds a zero byte; valid: UTF-8 text";
    else if (!utf8_valid(s, n))
        wrong = "is not UTF-8; valid: save the file in UTF-8";
    if (wrong) conf_problem_at(r->source, r->line, r->section[0] ? r->section : NULL, NULL, "%s", wrong);
    return wrong == NULL;
}

/* inih need not know of sections: take_pair goes by r->section. */
static void take_head(struct reader *r, char *s)
{
    size_t end = strcspn(s, "]");
    r->lost = s[end] != ']' || s[end + 1] != '\0' || end > sizeof r->section;
    if (r->lost) {
        conf_problem_at(r->source, r->line, NULL, NULL, "\"%.40s\" is no section; valid: [hall], [service CODE] …",
                        s);
        return;
    }
    s[end] = '\0';
    str_copy(r->section, sizeof r->section, str_trim(s + 1));
    add_section(r->source, r->section, r->line);
}

/* Is it a pair that inih can take? */
static bool line_is_pair(struct reader *r, const char *s)
{
    if (s[0] == '\0' || s[0] == '#' || s[0] == ';' || r->lost) return false;
    if (s[strcspn(s, "=:")] != '\0' && s[0] != '=' && s[0] != ':') return true;
    conf_problem_at(r->source, r->line, r->section[0] ? r->section : NULL, NULL,
                    "\"%.40s\" is no setting; valid: key = value, [section] or # comment", s);
    return false;
}

/* fgets for inih. A line that is no pair is handed on empty. */
static char *read_line(char *out, int size, void *arg)
{
    struct reader *r = arg;
    ssize_t n = getline(&r->buf, &r->cap, r->file);
    if (n < 0) return NULL;
    r->line++;
    out[0] = '\0';
    bool text = line_is_text(r, r->buf, (size_t)n);
    char *s = str_trim(r->buf);
    if (s[0] == '[' && text)
        take_head(r, s);
    else if (s[0] == '[')
        r->lost = true;
    else if (text && line_is_pair(r, s))
        str_copy(out, (size_t)size, s);
    return out;
}

static void parse(struct conf_source *source, FILE *file)
{
    struct reader r = {.source = source, .file = file};
    ini_max_line = CONF_LINE_MAX + 4;
    ini_allow_inline_comments = false; /* a semicolon is a character like any other in a text */
    ini_allow_multiline = false;
    if (ini_parse_stream(read_line, &r, take_pair, &r) != 0)
        conf_problem_at(source, r.line, NULL, NULL, "could not be taken apart; valid: key = value");
    if (ferror(file)) conf_problem_at(source, 0, NULL, NULL, "can't be read: %s", strerror(errno));
    free(r.buf);
}

void conf_read(struct conf_source *source, const char *path)
{
    str_copy(source->path, sizeof source->path, path);
    FILE *file = fopen(path, "re");
    if (!file) {
        conf_problem_at(source, 0, NULL, NULL, "can't be opened: %s; give the file's name with --config",
                        strerror(errno));
        return;
    }
    parse(source, file);
    fclose(file);
}

void conf_set(struct conf_source *source, const char *assignment)
{
    char *text = mem_strdup(assignment);
    char *equals = strchr(text, '='), *dot = strchr(text, '.');
    if (!equals || !dot || dot > equals || !utf8_printable(text)) {
        conf_problem_at(source, 0, "--set", NULL, "\"%.80s\" is no assignment; valid: section.key=value",
                        utf8_printable(text) ? text : "?");
        free(text);
        return;
    }
    *equals = *dot = '\0';
    const char *section = str_trim(text), *key = str_trim(dot + 1), *value = str_trim(equals + 1);
    struct conf_entry *e = find(source, section, key);
    if (e) {
        free(e->value);
        e->value = mem_strdup(value);
        e->line = 0;
    } else {
        add_entry(source, section, key, value, 0);
    }
    free(text);
}

void conf_free(struct conf_source *source)
{
    for (int i = 0; i < source->section_count; i++) free(source->sections[i].name);
    for (int i = 0; i < source->entry_count; i++) {
        free(source->entries[i].section);
        free(source->entries[i].key);
        free(source->entries[i].value);
    }
    for (int i = 0; i < source->problem_count; i++) free(source->problems[i].text);
    free(source->sections);
    free(source->entries);
    free(source->problems);
    *source = (struct conf_source){0};
}
