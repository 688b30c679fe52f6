#include "ui/filing.h"

#include <stdio.h>
#include <string.h>

#include "ui/words.h"

const char *filing_about_missing(const struct filing *f, bool has_visit)
{
    if (!f->about_chosen) return N_("Choose one above");
    if (f->about == ABOUT_VISIT && !has_visit) return N_("Find your number first");
    if (f->about == ABOUT_SERVICE && !f->service) return N_("Choose a service");
    if (f->about == ABOUT_COUNTER && !f->counter) return N_("Choose a counter");
    return NULL;
}

const char *filing_phone_missing(const struct filing *f)
{
    static const char *const more[] = {
        NULL, N_("1 digit more"), N_("2 digits more"), N_("3 digits more"), N_("4 digits more"), N_("5 digits more")};
    size_t left = PHONE_DIGITS - strlen(f->phone);

    if (!f->consent) return N_("Agree first, or send without");
    if (left >= sizeof more / sizeof *more) return N_("Type all 11 digits");
    if (left == 0 && !phone_is_wellformed(f->phone)) return N_("Not a mobile number");
    return more[left];
}

void filing_phone_spaced(const struct filing *f, char out[PHONE_DIGITS + 5])
{
    size_t n = strlen(f->phone);

    snprintf(out, PHONE_DIGITS + 5, "%.3s%s%.4s%s%s", f->phone, n > 3 ? "  " : "", n > 3 ? f->phone + 3 : "",
             n > 7 ? "  " : "", n > 7 ? f->phone + 7 : "");
}

void filing_phone_type(struct filing *f, const char *utf8)
{
    if (!f->phone[0] && strncmp(utf8, "+86", 3) == 0) utf8 += 3;
    if (!f->phone[0] && strncmp(utf8, "0086", 4) == 0) utf8 += 4;
    for (; *utf8; utf8++) {
        size_t n = strlen(f->phone);

        if (*utf8 >= '0' && *utf8 <= '9' && n < PHONE_DIGITS) f->phone[n] = *utf8, f->phone[n + 1] = '\0';
    }
}
