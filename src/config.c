#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config_check.h"
#include "config_read.h"
#include "config_table.h"

/* Where a section's settings go: which rows are its own and which struct they fill. */
struct target {
    const char *section; /* as written in the file: "service pay" */
    const char *row;     /* as in the table: "service" */
    void *base;
    int line; /* of the section's head */
};

static const char *const single_sections[] = {"hall", "calendar", "rating", "complaint",
                                              "web",  "printer",  "ui",     "data"};
enum { SINGLE_SECTIONS = sizeof single_sections / sizeof *single_sections, HALL_SECTIONS = 4 /* the first ones */ };

/* ---- one setting ---- */

static void complain(struct conf_source *source, const struct conf_entry *e, const struct setting *s,
                     const struct hall *hall, const struct err *why)
{
    struct str valid = {0};
    setting_valid(s, hall, &valid);
    if (why->text[0])
        conf_problem_at(source, e->line, e->section, e->key, "%s; valid: %s", why->text, valid.s);
    else
        conf_problem_at(source, e->line, e->section, e->key, "\"%.80s\" can't be used; valid: %s", e->value, valid.s);
    str_free(&valid);
}

/* The element of a row with # or * that this entry is about; NULL (told) when there is no more room. */
static void *element(struct conf_source *source, const struct conf_entry *e, const struct setting *s,
                     const struct key_match *match, char *base)
{
    int *count = (int *)(void *)(base + s->count), i = match->index;
    if (match->code[0]) {
        for (i = 0; i < *count && strcmp(base + s->offset + (size_t)i * s->stride, match->code) != 0; i++) continue;
        if (i >= setting_most(s)) {
            conf_problem_at(source, e->line, e->section, e->key, "one too many; valid: at most %d", setting_most(s));
            return NULL;
        }
        str_copy(base + s->offset + (size_t)i * s->stride, CODE_SIZE, match->code);
    }
    if (i >= *count) *count = i + 1;
    return base + s->offset + (size_t)i * s->stride;
}

static void apply_entry(struct conf_source *source, struct hall *hall, const struct target *t, struct conf_entry *e,
                        const struct setting *s, const struct key_match *match)
{
    struct service_list list;
    struct err why;
    char *base = t->base;
    void *at = s->stride ? element(source, e, s, match, base) : base + s->offset;
    e->used = true;
    if (!at) return;
    if (!setting_read(s, hall, e->value, match->lang, s->type == VALUE_SERVICES ? &list : at, &why)) {
        complain(source, e, s, hall, &why);
    } else if (s->type == VALUE_SERVICES) {
        memcpy(at, list.index, (size_t)list.count * sizeof *list.index);
        *(int *)(void *)(base + s->count) = list.count;
    }
}

/* A row nobody wrote anything for: its default, or the complaint that it has none. */
static void apply_fallback(struct conf_source *source, const struct target *t, const struct setting *s)
{
    struct err why;
    if (s->stride || s->type == VALUE_SERVICES) {
        if (s->fallback) return; /* empty lists are what a zeroed struct holds */
    } else if (s->fallback) {
        setting_read(s, NULL, s->fallback, LANG_ZH_CN, (char *)t->base + s->offset, &why);
        return;
    }
    struct str valid = {0};
    setting_valid(s, NULL, &valid);
    if (t->line > 0)
        conf_problem_at(source, t->line, t->section, s->key, "is missing; valid: %s", valid.s);
    else
        conf_problem_at(source, 0, NULL, NULL, "[%s] %s: is missing; valid: %s", t->section, s->key, valid.s);
    str_free(&valid);
}

static void apply_setting(struct conf_source *source, struct hall *hall, const struct target *t,
                          const struct setting *s)
{
    bool given = false;
    for (int i = 0; i < source->entry_count; i++) {
        struct conf_entry *e = &source->entries[i];
        struct key_match match;
        if (strcmp(e->section, t->section) != 0 || !setting_matches(s, e->key, &match)) continue;
        apply_entry(source, hall, t, e, s, &match);
        if (match.lang == LANG_ZH_CN) given = true;
    }
    if (!given) apply_fallback(source, t, s);
}

static void unknown_keys(struct conf_source *source, const struct target *t)
{
    struct str valid = {0};
    for (int i = 0; i < setting_count; i++)
        if (strcmp(settings[i].section, t->row) == 0) str_addf(&valid, "%s%s", valid.n ? ", " : "", settings[i].key);
    for (int i = 0; i < source->entry_count; i++) {
        struct conf_entry *e = &source->entries[i];
        if (e->used || strcmp(e->section, t->section) != 0) continue;
        e->used = true;
        conf_problem_at(source, e->line, e->section, e->key, "unknown key; valid: %s, and text also as KEY.en",
                        valid.s);
    }
    str_free(&valid);
}

static void apply_section(struct conf_source *source, struct hall *hall, const struct target *t)
{
    for (int i = 0; i < setting_count; i++)
        if (strcmp(settings[i].section, t->row) == 0) apply_setting(source, hall, t, &settings[i]);
    unknown_keys(source, t);
}

/* ---- sections ---- */

/* "service pay" is the section of kind "service": what stands behind the blank, else NULL. */
static const char *section_argument(const char *section, const char *kind)
{
    size_t n = strlen(kind);
    return strncmp(section, kind, n) == 0 && section[n] == ' ' ? section + n + 1 + strspn(section + n + 1, " ")
                                                               : NULL;
}

static bool room_for(struct conf_source *source, const struct conf_section *section, int count, int most)
{
    if (count < most) return true;
    conf_problem_at(source, section->line, section->name, NULL, "one too many; valid: at most %d of that kind", most);
    return false;
}

static bool good_code(struct conf_source *source, const struct conf_section *section, const char *code)
{
    if (code_is_wellformed(code)) return true;
    conf_problem_at(source, section->line, section->name, NULL, "has no usable code; valid: 1 to %d of a-z 0-9 _ -",
                    CODE_SIZE - 1);
    return false;
}

/* Makes the element a section stands for. False when the section is not of a numbered kind at all;
 * t->base stays NULL when it is but can't be used. */
static bool open_element(struct conf_source *source, struct hall *hall, const struct conf_section *section,
                         struct target *t)
{
    const char *arg;
    long long n;
    if ((arg = section_argument(section->name, "service")) != NULL) {
        t->row = "service";
        if (!good_code(source, section, arg) || !room_for(source, section, hall->service_count, MAX_SERVICES))
            return true;
        struct service *s = &hall->services[hall->service_count++];
        str_copy(s->code, sizeof s->code, arg);
        t->base = s;
    } else if ((arg = section_argument(section->name, "group")) != NULL) {
        t->row = "group";
        if (!good_code(source, section, arg) || !room_for(source, section, hall->group_count, MAX_GROUPS))
            return true;
        struct service_group *g = &hall->groups[hall->group_count++];
        str_copy(g->code, sizeof g->code, arg);
        t->base = g;
    } else if ((arg = section_argument(section->name, "class")) != NULL) {
        t->row = "class";
        if (!good_code(source, section, arg) || !room_for(source, section, hall->class_count, MAX_CLASSES))
            return true;
        struct visitor_class *c = &hall->classes[hall->class_count++];
        str_copy(c->code, sizeof c->code, arg);
        t->base = c;
    } else if ((arg = section_argument(section->name, "counter")) != NULL) {
        t->row = "counter";
        if (!room_for(source, section, hall->counter_count, MAX_COUNTERS)) return true;
        if (!str_to_int(arg, 1, 999, &n) || hall_counter(hall, (int)n)) {
            conf_problem_at(source, section->line, section->name, NULL, "has no number of its own; valid: 1 to 999");
            return true;
        }
        struct counter *c = &hall->counters[hall->counter_count++];
        c->number = (int)n;
        t->base = c;
    } else {
        return false;
    }
    return true;
}

static bool is_single(const char *section)
{
    for (int i = 0; i < SINGLE_SECTIONS; i++)
        if (strcmp(section, single_sections[i]) == 0) return true;
    return false;
}

static void forget_entries(struct conf_source *source, const char *section)
{
    for (int i = 0; i < source->entry_count; i++)
        if (strcmp(source->entries[i].section, section) == 0) source->entries[i].used = true;
}

#define SECTIONS_VALID                                                                                               \
    "hall, calendar, service CODE, group CODE, class CODE, counter N, rating, complaint, web, printer, ui, data"

/* The sections with a code or number, into targets; returns how many. All of them are opened before any is read,
 * as counters and groups name services. */
static int open_sections(struct conf_source *source, struct hall *hall, struct target *targets)
{
    int n = 0;
    for (int i = 0; i < source->section_count; i++) {
        const struct conf_section *section = &source->sections[i];
        struct target t = {.section = section->name, .line = section->line};
        if (is_single(section->name)) continue;
        if (!open_element(source, hall, section, &t))
            conf_problem_at(source, section->line, section->name, NULL, "unknown section; valid: " SECTIONS_VALID);
        if (t.base)
            targets[n++] = t;
        else
            forget_entries(source, section->name);
    }
    return n;
}

static void apply_all(struct conf_source *source, struct config *config)
{
    struct target targets[MAX_SERVICES + MAX_GROUPS + MAX_CLASSES + MAX_COUNTERS];
    int n = open_sections(source, &config->hall, targets);
    for (int i = 0; i < SINGLE_SECTIONS; i++) {
        const char *name = single_sections[i];
        const struct conf_section *section = conf_find_section(source, name);
        bool of_hall = i < HALL_SECTIONS;
        struct target t = {.section = name, .row = name, .line = section ? section->line : 0};
        t.base = of_hall ? (void *)&config->hall : (void *)config;
        apply_section(source, &config->hall, &t);
    }
    for (int i = 0; i < n; i++) apply_section(source, &config->hall, &targets[i]);
    for (int i = 0; i < source->entry_count; i++) { /* left: --set on a section that is not there */
        const struct conf_entry *e = &source->entries[i];
        if (!e->used)
            conf_problem_at(source, e->line, e->section, e->key,
                            "%s has no section [%s]; valid: one it has, or "
                            "hall, calendar, rating, complaint, web, printer, ui, data",
                            source->path, e->section);
    }
}

/* ---- the whole ---- */

/* Makes path one below folder, unless it is absolute. False when that is too long. */
static bool below(const char *folder, char *path, size_t size)
{
    struct str whole = {0};
    if (path[0] == '/' || !folder[0]) return true;
    str_addf(&whole, "%s/%s", folder, path);
    bool fits = str_copy(path, size, whole.s);
    str_free(&whole);
    return fits;
}

static bool settle_folders(struct config *config, const struct config_args *args)
{
    char folder[512];
    str_copy(folder, sizeof folder, config->path);
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    else
        folder[0] = '\0';
    bool fits = below(folder, config->data_dir, sizeof config->data_dir);
    if (config->ui.fonts[0]) fits = below(folder, config->ui.fonts, sizeof config->ui.fonts) && fits;
    if (args->data_dir) fits = str_copy(config->data_dir, sizeof config->data_dir, args->data_dir) && fits;
    if (strncmp(config->print.device, "file:", 5) == 0)
        fits = below(config->data_dir, config->print.device + 5, sizeof config->print.device - 5) && fits;
    return fits;
}

/* What the parts of the program read of its own files, and of each other's settings. */
static void settle_files(struct config *config, const struct config_args *args)
{
    if (!config->ui.fonts[0]) str_copy(config->ui.fonts, sizeof config->ui.fonts, args->fonts);
    str_copy(config->ui.assets, sizeof config->ui.assets, args->assets);
    str_copy(config->ui.ime, sizeof config->ui.ime, args->ime);
    str_copy(config->web.assets, sizeof config->web.assets, args->assets);
    str_copy(config->print.assets, sizeof config->print.assets, args->assets);
    str_copy(config->print.fonts, sizeof config->print.fonts, config->ui.fonts);
    str_copy(config->print.font_family, sizeof config->print.font_family, config->ui.font_family);
}

static void default_icons(struct hall *hall)
{
    for (int i = 0; i < hall->service_count; i++) {
        struct service *s = &hall->services[i];
        for (int d = 0; d < s->document_count; d++)
            if (!s->documents[d].icon[0]) str_copy(s->documents[d].icon, sizeof s->documents[d].icon, "checkdoc");
    }
}

/* A program run out of its build folder from elsewhere still finds the sample hall beside its sources. */
static const char *default_file(void)
{
    static const char *const files[] = {"kiosk.conf", "/etc/kiosk/kiosk.conf", KIOSK_SOURCE_DIR "/kiosk.conf"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (access(files[i], F_OK) == 0) return files[i];
    return files[0];
}

static int by_line(const void *a, const void *b)
{
    const struct conf_problem *p = a, *q = b;
    return p->line != q->line ? (p->line > q->line) - (p->line < q->line) : 0;
}

bool config_load(struct config *config, const struct config_args *args, struct str *problems)
{
    struct conf_source source = {0};
    *config = (struct config){0};
    str_copy(config->path, sizeof config->path, args->file ? args->file : default_file());
    conf_read(&source, config->path);
    if (source.problem_count == 0 || source.section_count > 0) {
        for (int i = 0; i < args->set_count; i++) conf_set(&source, args->sets[i]);
        apply_all(&source, config);
        config_check(&source, config, args->assets);
    }
    default_icons(&config->hall);
    if (!settle_folders(config, args))
        conf_problem_at(&source, 0, NULL, NULL,
                        "the path of the data folder, fonts or receipts is too long; valid: 500 bytes");
    settle_files(config, args);
    bool good = source.problem_count == 0;
    if (!good) qsort(source.problems, (size_t)source.problem_count, sizeof *source.problems, by_line);
    for (int i = 0; i < source.problem_count; i++) str_addf(problems, "%s\n", source.problems[i].text);
    conf_free(&source);
    return good;
}

void config_free(struct config *config)
{
    hall_free(&config->hall);
}

static const char *section_suffix(const char *section)
{
    if (strcmp(section, "service") == 0 || strcmp(section, "group") == 0 || strcmp(section, "class") == 0)
        return " CODE";
    return strcmp(section, "counter") == 0 ? " N" : "";
}

void config_help(FILE *out)
{
    const char *section = "";
    for (int i = 0; i < setting_count; i++) {
        const struct setting *s = &settings[i];
        struct str valid = {0};
        if (strcmp(section, s->section) != 0) fprintf(out, "\n[%s%s]\n", s->section, section_suffix(s->section));
        section = s->section;
        setting_valid(s, NULL, &valid);
        fprintf(out, "  %-16s %s\n  %-16s valid: %s", s->key, s->help, "", valid.s);
        if (!s->fallback)
            fprintf(out, "; must be given\n");
        else if (s->fallback[0])
            fprintf(out, "; default: %s\n", s->fallback);
        else
            fprintf(out, "\n");
        str_free(&valid);
    }
}
