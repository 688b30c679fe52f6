/* config_table.h - the settings there are, one row each, and how each kind of value is read. */
#ifndef CONFIG_TABLE_H
#define CONFIG_TABLE_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "core/service.h"

enum value_type {
    VALUE_TEXT,     /* struct text, at most hi characters; key.en and key.zh_TW beside it */
    VALUE_DOCUMENT, /* struct document: NAME | NOTE, in each language like a text */
    VALUE_REASON,   /* struct reason: its name, in each language */
    VALUE_STRING,   /* char[hi] */
    VALUE_CODE,     /* char[CODE_SIZE] */
    VALUE_PREFIX,   /* char[PREFIX_SIZE] */
    VALUE_PHONE,    /* char[hi] */
    VALUE_ZONE,     /* char[hi], an IANA time zone */
    VALUE_HOURS,    /* struct hall: the whole week, always_open */
    VALUE_DAY_HOURS, /* struct hours; "" leaves what is there */
    VALUE_HOLIDAY,  /* struct special_day: SPAN | NAME, in each language */
    VALUE_WORKDAY,  /* struct special_day: SPAN, or SPAN | HOURS */
    VALUE_WEEKDAYS, /* unsigned, bit 0 Sunday; "" is 0, unless lo is 1 */
    VALUE_SPANS,    /* struct service: its closed days */
    VALUE_TIME,     /* int, minutes after midnight */
    VALUE_TERM,     /* struct term of at most hi days; none when lo is 0 */
    VALUE_SECONDS,  /* int lo…hi */
    VALUE_INT,      /* int lo…hi */
    VALUE_REAL,     /* double lo…hi */
    VALUE_PERCENT,  /* double 0…1 */
    VALUE_BOOL,     /* bool */
    VALUE_LANG,     /* enum lang */
    VALUE_REACH,    /* int, enum terminal_reach */
    VALUE_LISTEN,   /* char[hi], HOST:PORT */
    VALUE_ADDRESS,  /* char[hi], "" or an IP address */
    VALUE_URL,      /* char[hi], "" or http(s)://… without a slash at its end */
    VALUE_DEVICE,   /* char[hi], a printer */
    VALUE_ROSTER,   /* struct counter: its shifts, in order */
    VALUE_SERVICES, /* struct service_list: lo…hi codes in order; hi 0: no limit */
};

struct service_list {
    int index[MAX_SERVICES], count;
};

/* A `#` in the key stands for 1…MAX_DOCUMENTS and a `*` for a code, which is an element's first
 * member: then `offset` is that of the first element, `stride` the size of one and `count` the
 * offset of the int that counts them. */
struct setting {
    /* hall, calendar, rating and complaint fill struct hall, service CODE struct service, group CODE struct service_group,
     * class CODE struct visitor_class, counter N struct counter, and web, printer, ui, data struct config: `offset` counts from there. */
    const char *section;
    const char *key;
    enum value_type type;
    size_t offset;
    long long lo, hi;
    const char *unit;     /* NULL: none */
    const char *fallback; /* NULL: must be given */
    const char *help;
    size_t stride, count;
};

extern const struct setting settings[];
extern const int setting_count;

/* The row's key against an entry's key: the element (from 0) or the code that # or * stood for,
 * and the language behind it (LANG_ZH_CN when none). */
struct key_match {
    int index;
    char code[CODE_SIZE];
    enum lang lang;
};
bool setting_matches(const struct setting *setting, const char *key, struct key_match *out);

/* Reads value into *at as the row says; hall is for the names of services. False with what is wrong in err. */
bool setting_read(const struct setting *setting, const struct hall *hall, const char *value, enum lang lang, void *at,
                  struct err *err);
/* What would be valid, in words. */
void setting_valid(const struct setting *setting, const struct hall *hall, struct str *out);

/* How many elements a row with # or * has room for. */
int setting_most(const struct setting *setting);

bool code_is_wellformed(const char *code);

#endif
