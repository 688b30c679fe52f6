#include "config_check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "config_read.h"

/* Notes a problem where that key (NULL: none in particular) was given, or at the head of its section. */
#define PROBLEM(source, section, key, ...)                                                                           \
    conf_problem_at(source, line_of(source, section, key), section, key, __VA_ARGS__)

static int line_of(const struct conf_source *source, const char *section, const char *key)
{
    const struct conf_entry *e = key ? conf_find(source, section, key) : NULL;
    if (e) return e->line;
    const struct conf_section *s = conf_find_section(source, section);
    return s ? s->line : 0;
}

static void check_prefixes(struct conf_source *source, const struct hall *hall)
{
    for (int i = 0; i < hall->service_count; i++) {
        const struct service *s = &hall->services[i];
        char section[64];
        snprintf(section, sizeof section, "service %s", s->code);
        for (int j = 0; s->prefix[0] && j < i; j++) {
            if (strcmp(s->prefix, hall->services[j].prefix) != 0) continue;
            PROBLEM(source, section, "prefix", "\"%s\" is taken by [service %s]; valid: letters no other service has",
                    s->prefix, hall->services[j].code);
            break;
        }
    }
}

static void check_documents(struct conf_source *source, const struct hall *hall)
{
    for (int i = 0; i < hall->service_count; i++) {
        const struct service *s = &hall->services[i];
        char section[64], key[32];
        snprintf(section, sizeof section, "service %s", s->code);
        for (int d = 0; d < s->document_count; d++) {
            if (s->documents[d].name.in[LANG_ZH_CN]) continue;
            snprintf(key, sizeof key, "document.%d", d + 1);
            PROBLEM(source, section, key,
                    "is missing while others of its number or above are given; valid: NAME | NOTE");
        }
    }
}

static void check_reasons(struct conf_source *source, const char *level, const struct reason *reasons, int count)
{
    for (int i = 0; i < count; i++) {
        char key[64];
        if (reasons[i].name.in[LANG_ZH_CN]) continue;
        snprintf(key, sizeof key, "%s.%s", level, reasons[i].code);
        PROBLEM(source, "rating", key, "is missing, only a translation is given; valid: its text");
    }
}

static void check_counters(struct conf_source *source, const struct hall *hall)
{
    char section[32];
    for (int i = 0; i < hall->counter_count; i++) {
        const struct counter *c = &hall->counters[i];
        snprintf(section, sizeof section, "counter %d", c->number);
        for (int h = 0; h < c->helps_count; h++)
            for (int o = 0; o < c->own_count; o++)
                if (c->helps[h] == c->own[o])
                    PROBLEM(source, section, "helps",
                            "\"%s\" is served here already; valid: services not under serves",
                            hall->services[c->own[o]].code);
    }
}

static bool somebody_serves(const struct hall *hall, int service)
{
    for (int i = 0; i < hall->counter_count; i++)
        if (counter_serves(&hall->counters[i], service) == SERVES_OWN) return true;
    return false;
}

static void check_served(struct conf_source *source, const struct hall *hall)
{
    for (int i = 0; i < hall->service_count; i++) {
        char section[64];
        if (somebody_serves(hall, i)) continue;
        snprintf(section, sizeof section, "service %s", hall->services[i].code);
        PROBLEM(source, section, NULL, "no counter serves it; valid: name %s under serves of a [counter N]",
                hall->services[i].code);
    }
}

/* The group that names the service, of those before `end`; NULL: none. */
static const struct service_group *group_with(const struct hall *hall, int end, int service)
{
    for (int g = 0; g < end; g++)
        for (int i = 0; i < hall->groups[g].service_count; i++)
            if (hall->groups[g].services[i] == service) return &hall->groups[g];
    return NULL;
}

/* Where there are groups, each service can be reached by one of them, and by one alone. */
static void check_groups(struct conf_source *source, const struct hall *hall)
{
    char section[64];
    for (int g = 0; g < hall->group_count; g++) {
        const struct service_group *group = &hall->groups[g];
        snprintf(section, sizeof section, "group %s", group->code);
        for (int i = 0; i < group->service_count; i++) {
            const struct service_group *before = group_with(hall, g, group->services[i]);
            if (before)
                PROBLEM(source, section, "services",
                        "\"%s\" is in [group %s] already; valid: each service in one group",
                        hall->services[group->services[i]].code, before->code);
        }
    }
    for (int i = 0; hall->group_count > 0 && i < hall->service_count; i++) {
        if (group_with(hall, hall->group_count, i)) continue;
        snprintf(section, sizeof section, "service %s", hall->services[i].code);
        PROBLEM(source, section, NULL, "no group holds it; valid: name %s under services of a [group CODE]",
                hall->services[i].code);
    }
}

static void check_icon(struct conf_source *source, const char *assets, const char *section, const char *key,
                       const char *icon)
{
    char path[600];
    snprintf(path, sizeof path, "%.400s/icons/%s.svg", assets, icon);
    if (icon[0] && access(path, R_OK) != 0)
        PROBLEM(source, section, key, "there is no icon \"%s\"; valid: the name of a file in %s/icons, without .svg",
                icon, assets);
}

static void check_icons(struct conf_source *source, const struct hall *hall, const char *assets)
{
    char section[64], key[32];
    for (int i = 0; i < hall->service_count; i++) {
        const struct service *s = &hall->services[i];
        snprintf(section, sizeof section, "service %s", s->code);
        check_icon(source, assets, section, "icon", s->icon);
        for (int d = 0; d < s->document_count; d++) {
            snprintf(key, sizeof key, "document.%d.icon", d + 1);
            check_icon(source, assets, section, key, s->documents[d].icon);
        }
    }
    for (int i = 0; i < hall->group_count; i++) {
        snprintf(section, sizeof section, "group %s", hall->groups[i].code);
        check_icon(source, assets, section, "icon", hall->groups[i].icon);
    }
    for (int i = 0; i < hall->class_count; i++) {
        snprintf(section, sizeof section, "class %s", hall->classes[i].code);
        check_icon(source, assets, section, "icon", hall->classes[i].icon);
    }
}

static void check_classes(struct conf_source *source, const struct hall *hall)
{
    if (hall->class_count == 0) {
        conf_problem_at(source, 0, NULL, NULL,
                        "there is no [class CODE]; valid: one for the ordinary visitor at least");
        return;
    }
    char section[64];
    snprintf(section, sizeof section, "class %s", hall->classes[0].code);
    if (hall->classes[0].head_start_s != 0)
        PROBLEM(source, section, "head_start", "the first class is the ordinary visitor's; valid: 0");
    for (int i = 0; i < hall_self_classes(hall); i++) {
        if (!hall->classes[i].desk_only) continue;
        snprintf(section, sizeof section, "class %s", hall->classes[i].code);
        PROBLEM(source, section, "desk_only",
                "stands before a class that the terminal offers; valid: such classes last");
    }
}

void config_check(struct conf_source *source, const struct config *config, const char *assets)
{
    const struct hall *hall = &config->hall;
    if (hall->service_count == 0)
        conf_problem_at(source, 0, NULL, NULL, "there is no [service CODE]; valid: one at least");
    if (hall->counter_count == 0)
        conf_problem_at(source, 0, NULL, NULL, "there is no [counter N]; valid: one at least");
    check_prefixes(source, hall);
    check_documents(source, hall);
    check_reasons(source, "good", hall->good, hall->good_count);
    check_reasons(source, "bad", hall->bad, hall->bad_count);
    check_counters(source, hall);
    if (hall->counter_count > 0) check_served(source, hall);
    check_groups(source, hall);
    check_classes(source, hall);
    if (assets) check_icons(source, hall, assets);
    if (config->print.width_dots != 384 && config->print.width_dots != 576 && config->print.width_dots != 0)
        PROBLEM(source, "printer", "width", "\"%d\" is no paper width; valid: 576 (80 mm) or 384 (58 mm)",
                config->print.width_dots);
}
