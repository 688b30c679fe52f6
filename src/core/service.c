#include "core/service.h"

#include <string.h>

int hall_service(const struct hall *hall, const char *code)
{
    for (int i = 0; code && i < hall->service_count; i++)
        if (strcmp(hall->services[i].code, code) == 0) return i;
    return -1;
}

int hall_class(const struct hall *hall, const char *code)
{
    for (int i = 0; code && i < hall->class_count; i++)
        if (strcmp(hall->classes[i].code, code) == 0) return i;
    return -1;
}

int hall_group(const struct hall *hall, const char *code)
{
    for (int i = 0; code && i < hall->group_count; i++)
        if (strcmp(hall->groups[i].code, code) == 0) return i;
    return -1;
}

int hall_self_classes(const struct hall *hall)
{
    int n = hall->class_count;
    while (n > 0 && hall->classes[n - 1].desk_only) n--;
    return n;
}

const struct counter *hall_counter(const struct hall *hall, int number)
{
    for (int i = 0; i < hall->counter_count; i++)
        if (hall->counters[i].number == number) return &hall->counters[i];
    return NULL;
}

const struct reason *hall_reasons(const struct hall *hall, int score, int *count)
{
    *count = score >= 4 ? hall->good_count : hall->bad_count;
    return score >= 4 ? hall->good : hall->bad;
}

const struct reason *hall_reason(const struct hall *hall, int score, const char *code)
{
    int count;
    const struct reason *reasons = hall_reasons(hall, score, &count);
    for (int i = 0; i < count; i++)
        if (strcmp(reasons[i].code, code) == 0) return &reasons[i];
    return NULL;
}

enum counter_serves counter_serves(const struct counter *counter, int service)
{
    for (int i = 0; i < counter->own_count; i++)
        if (counter->own[i] == service) return SERVES_OWN;
    for (int i = 0; i < counter->helps_count; i++)
        if (counter->helps[i] == service) return SERVES_HELPS;
    return SERVES_NOT;
}

static void free_service(struct service *s)
{
    struct text *texts[] = {&s->name, &s->line, &s->about, &s->bring, &s->prompt};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) text_free(texts[i]);
    for (int i = 0; i < s->document_count; i++) {
        text_free(&s->documents[i].name);
        text_free(&s->documents[i].note);
    }
}

void hall_free(struct hall *hall)
{
    text_free(&hall->name);
    for (int i = 0; i < hall->service_count; i++) free_service(&hall->services[i]);
    for (int i = 0; i < hall->class_count; i++) {
        text_free(&hall->classes[i].name);
        text_free(&hall->classes[i].note);
    }
    for (int i = 0; i < hall->group_count; i++) text_free(&hall->groups[i].name);
    for (int i = 0; i < hall->holiday_count; i++) text_free(&hall->holidays[i].name);
    for (int i = 0; i < hall->good_count; i++) text_free(&hall->good[i].name);
    for (int i = 0; i < hall->bad_count; i++) text_free(&hall->bad[i].name);
    for (int k = 0; k < CASE_TOLD_COUNT; k++)
        for (int i = 0; i < hall->phrases[k].count; i++) text_free(&hall->phrases[k].list[i].name);
    text_free(&hall->privacy);
}
