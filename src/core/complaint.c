/* Cases: the names of what they are, what is due next, words of danger, masks. Filing, moves and reading have files of
 * their own beside this one. */
#include "core/complaint.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define COUNT(names) ((int)(sizeof(names) / sizeof *(names)))

static const char *const kinds[CASE_KIND_COUNT] = {"complaint", "suggestion", "enquiry", "praise", "bad_rating"};
static const char *const abouts[CASE_ABOUT_COUNT] = {"hall", "service", "counter", "ticket", "staff"};
static const char *const states[CASE_STATE_COUNT] = {"filed", "open", "resolved", "closed"};
static const char *const severities[SEVERITY_COUNT] = {"normal", "major", "urgent"};
static const char *const levels[LEVEL_COUNT] = {"clerk", "supervisor", "manager"};
static const char *const outcomes[CASE_OUTCOME_COUNT] = {"",         "upheld",    "partly",        "not_upheld",
                                                         "answered", "passed_on", "not_resolvable"};
static const char *const results[RESULT_COUNT] = {"solved", "unsolved", "unreached"};
static const char *const contents[CONTENT_COUNT] = {"", "no", "so_so", "yes"};

/* The place of name among names, or -1. */
static int place_of(const char *name, const char *const *names, int count)
{
    for (int i = 0; name && i < count; i++)
        if (strcmp(name, names[i]) == 0) return i;
    return -1;
}

const char *case_kind_name(enum case_kind kind)
{
    return kinds[kind];
}

bool case_kind_parse(const char *name, enum case_kind *out)
{
    int at = place_of(name, kinds, COUNT(kinds));
    if (at >= 0) *out = (enum case_kind)at;
    return at >= 0;
}

const char *case_about_name(enum case_about about)
{
    return abouts[about];
}

const char *case_state_name(enum case_state state)
{
    return states[state];
}

bool case_state_parse(const char *name, enum case_state *out)
{
    int at = place_of(name, states, COUNT(states));
    if (at >= 0) *out = (enum case_state)at;
    return at >= 0;
}

const char *case_severity_name(enum case_severity severity)
{
    return severities[severity];
}

bool case_severity_parse(const char *name, enum case_severity *out)
{
    int at = place_of(name, severities, COUNT(severities));
    if (at >= 0) *out = (enum case_severity)at;
    return at >= 0;
}

const char *case_level_name(enum case_level level)
{
    return levels[level];
}

const char *case_outcome_name(enum case_outcome outcome)
{
    return outcomes[outcome];
}

bool case_outcome_parse(const char *name, enum case_outcome *out)
{
    int at = place_of(name, outcomes, COUNT(outcomes));
    if (at >= 0) *out = (enum case_outcome)at;
    return at >= 0;
}

const char *case_result_name(enum case_result result)
{
    return results[result];
}

bool case_result_parse(const char *name, enum case_result *out)
{
    int at = place_of(name, results, COUNT(results));
    if (at >= 0) *out = (enum case_result)at;
    return at >= 0;
}

const char *case_content_name(enum case_content content)
{
    return contents[content];
}

bool case_content_parse(const char *name, enum case_content *out)
{
    int at = place_of(name, contents, COUNT(contents));
    if (at >= 0) *out = (enum case_content)at;
    return at >= 0;
}

enum case_due case_due(const struct complaint *found, ms_t *due)
{
    bool unfinished = found->state == CASE_FILED || found->state == CASE_OPEN;
    *due = 0;
    if (unfinished && !found->replied_at && found->reply_due) {
        *due = found->reply_due;
        return DUE_REPLY;
    }
    if (unfinished && found->resolve_due) {
        *due = found->resolve_due;
        return DUE_RESOLVE;
    }
    if (found->state == CASE_RESOLVED && !found->answered && found->follow_up_due) {
        *due = found->follow_up_due;
        return DUE_FOLLOW_UP;
    }
    return DUE_NOTHING;
}

bool case_is_danger(const struct hall *hall, const char *text)
{
    char words[sizeof hall->danger];
    char *rest = words;
    if (!text) return false;
    str_copy(words, sizeof words, hall->danger);
    for (char *word; (word = strsep(&rest, "|"));) {
        word = str_trim(word);
        if (*word && strcasestr(text, word)) return true;
    }
    return false;
}

bool phone_is_wellformed(const char *phone)
{
    return phone && strlen(phone) == PHONE_DIGITS && strspn(phone, "0123456789") == PHONE_DIGITS && phone[0] == '1' &&
           phone[1] >= '3';
}

void phone_mask(const char *phone, char out[PHONE_SIZE])
{
    size_t n = strlen(phone);
    if (n >= 8)
        snprintf(out, PHONE_SIZE, "%.3s****%.4s", phone, phone + n - PHONE_TAIL);
    else
        str_copy(out, PHONE_SIZE, n ? "****" : "");
}

void name_mask(const char *name, char out[NAME_MASKED_SIZE])
{
    const char *rest = name;
    out[0] = '\0';
    if (!utf8_next(&rest)) return;
    snprintf(out, NAME_MASKED_SIZE, "%.*s*", (int)(rest - name), name);
}
