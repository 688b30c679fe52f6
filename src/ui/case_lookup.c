#include "ui/case_lookup.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DAY_DIGITS = 6, LEAST_DIGITS = DAY_DIGITS + 3 };

void case_lookup_digit(struct case_lookup *lookup, char digit)
{
    char *field = lookup->in_tail ? lookup->tail : lookup->digits;
    size_t size = lookup->in_tail ? sizeof lookup->tail : sizeof lookup->digits, n = strlen(field);

    if (n + 1 >= size) return;
    field[n] = digit;
    field[n + 1] = '\0';
    if (!lookup->in_tail && n + 1 == LEAST_DIGITS) lookup->in_tail = true;
}

void case_lookup_erase(struct case_lookup *lookup, bool all)
{
    char *field = lookup->in_tail ? lookup->tail : lookup->digits;
    size_t n = strlen(field);

    if (n == 0 && lookup->in_tail) {
        lookup->in_tail = false; /* further back goes on in the number */
        if (!all) case_lookup_erase(lookup, false);
        return;
    }
    explicit_bzero(field + (all || n == 0 ? 0 : n - 1), all || n == 0 ? n : 1);
}

void case_lookup_type(struct case_lookup *lookup, const char *utf8)
{
    for (; *utf8; utf8++) {
        int c = (unsigned char)*utf8;

        if (c < 0x80 && isalpha(c)) {
            snprintf(lookup->letter, sizeof lookup->letter, "%c", toupper(c));
            memset(lookup->digits, 0, sizeof lookup->digits);
            lookup->in_tail = false;
        } else if (c < 0x80 && isdigit(c)) {
            case_lookup_digit(lookup, (char)c);
        }
    }
}

void case_lookup_number(const struct case_lookup *lookup, char out[CASE_NUMBER_SIZE])
{
    size_t n = strlen(lookup->digits);

    snprintf(out, CASE_NUMBER_SIZE, "%s%.6s%s%s", lookup->letter, lookup->digits, n > DAY_DIGITS ? "-" : "",
             n > DAY_DIGITS ? lookup->digits + DAY_DIGITS : "");
}

const char *case_lookup_missing(const struct case_lookup *lookup)
{
    static const char *const more[PHONE_TAIL + 1] = {NULL, N_("1 digit more"), N_("2 digits more"),
                                                     N_("3 digits more"), N_("4 digits more")};

    if (!lookup->letter[0]) return N_("Pick the letter first");
    if (strlen(lookup->digits) < LEAST_DIGITS) return N_("Type all the digits");
    return more[PHONE_TAIL - strlen(lookup->tail)];
}
