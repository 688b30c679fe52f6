/* config_valid.c - what would be valid of each kind of value in kiosk.conf, in words. */
#include "base/i18n.h"
#include "config_table.h"

static void langs_valid(struct str *out)
{
    const char *between = "";
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        if (!i18n_has((enum lang)lang)) continue;
        str_addf(out, "%s%s", between, lang_code((enum lang)lang));
        between = ", ";
    }
}

static void services_valid(const struct setting *s, const struct hall *hall, struct str *out)
{
    if (s->hi) str_addf(out, "at most %lld ", s->hi);
    str_add(out, "codes of services in order, of:");
    if (!hall) str_add(out, " those of the [service CODE] sections");
    for (int i = 0; hall && i < hall->service_count; i++) str_addf(out, " %s", hall->services[i].code);
}

/* Those of which there is only one. */
static const char *const plain[] = {
    [VALUE_ZONE] = "an IANA time zone, e.g. Asia/Shanghai",
    [VALUE_HOURS] = "HH:MM-HH:MM within one day, e.g. 08:00-17:00, or always",
    [VALUE_DAY_HOURS] = "HH:MM-HH:MM within one day, or closed",
    [VALUE_HOLIDAY] = "YYYY-MM-DD | NAME or YYYY-MM-DD..YYYY-MM-DD | NAME",
    [VALUE_WORKDAY] = "YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, and | HH:MM-HH:MM for hours of its own",
    [VALUE_SPANS] = "dates YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, blanks between",
    [VALUE_TIME] = "HH:MM, 00:00 to 23:59",
    [VALUE_PERCENT] = "0% to 100%",
    [VALUE_BOOL] = "yes or no",
    [VALUE_REACH] = "off, local (on this machine) or on",
    [VALUE_LISTEN] = "HOST:PORT with a port of 0 to 65535, e.g. 127.0.0.1:8080",
    [VALUE_ADDRESS] = "an IP address, e.g. 127.0.0.1, or nothing",
    [VALUE_URL] = "empty, or http://HOST or https://HOST without a slash at the end",
    [VALUE_DEVICE] = "file:DIR, escpos:/dev/usb/lp0, escpos:tcp://HOST:PORT or cups:QUEUE",
};

void setting_valid(const struct setting *setting, const struct hall *hall, struct str *out)
{
    const long long lo = setting->lo, hi = setting->hi;
    switch (setting->type) {
    case VALUE_TEXT:
    case VALUE_REASON:
        str_addf(out, "text of %lld to %lld characters", lo, hi);
        break;
    case VALUE_DOCUMENT:
        str_addf(out, "NAME or NAME | NOTE, each of at most %lld characters", hi);
        break;
    case VALUE_STRING:
        str_addf(out, "text of %lld to %lld bytes", lo, hi - 1);
        break;
    case VALUE_CODE:
        str_addf(out, "1 to %d of a-z 0-9 _ -", CODE_SIZE - 1);
        break;
    case VALUE_PREFIX:
        str_addf(out, "1 to %d of A-Z", PREFIX_SIZE - 1);
        break;
    case VALUE_PHONE:
        str_addf(out, "1 to %lld of 0-9 + - and blanks", hi - 1);
        break;
    case VALUE_WEEKDAYS:
        str_addf(out, "%ssome of mon tue wed thu fri sat sun", lo > 0 ? "" : "empty, or ");
        break;
    case VALUE_TERM:
        str_addf(out, "1 d to %lld d (working days) or 1 h to %lld h%s", hi, hi * 24, lo > 0 ? "" : ", or none");
        break;
    case VALUE_SECONDS:
        str_addf(out, "%lld to %lld seconds, also written like 90 s, 3 min, 1 h", lo, hi);
        break;
    case VALUE_INT:
    case VALUE_REAL:
        str_addf(out, "%lld to %lld %s", lo, hi, setting->unit ? setting->unit : "");
        break;
    case VALUE_LANG:
        langs_valid(out);
        break;
    case VALUE_ROSTER:
        str_addf(out, "empty, or up to %d stretches HH:MM-HH:MM, blanks between, e.g. 08:00-12:00 13:00-17:00",
                 MAX_SHIFTS);
        break;
    case VALUE_SERVICES:
        services_valid(setting, hall, out);
        break;
    default:
        str_add(out, plain[setting->type]);
    }
}
