#include "ui/lookup.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"

enum { LEAST_DIGITS = 3 };

/* Does a service's prefix start with these letters? */
static bool begins_prefix(const struct hall *hall, const char *letters)
{
    for (int i = 0; i < hall->service_count; i++)
        if (strncmp(hall->services[i].prefix, letters, strlen(letters)) == 0) return true;
    return false;
}

size_t lookup_prefix_length(const struct lookup *lookup)
{
    return strcspn(lookup->number, "0123456789");
}

/* A letter that no number has is passed over; one typed behind digits starts a new number. */
static void type_letter(const struct hall *hall, struct lookup *lookup, char letter)
{
    char letters[NUMBER_SIZE];
    size_t n = lookup_prefix_length(lookup);

    lookup->in_code = false;
    if (lookup->number[n] || n + 1 >= sizeof letters) n = 0;
    memcpy(letters, lookup->number, n);
    letters[n] = letter;
    letters[n + 1] = '\0';
    if (!begins_prefix(hall, letters)) memmove(letters, letters + n, 2);
    if (begins_prefix(hall, letters)) str_copy(lookup->number, sizeof lookup->number, letters);
}

static void type_digit(struct lookup *lookup, char digit)
{
    char *field = lookup->in_code ? lookup->code : lookup->number;
    size_t size = lookup->in_code ? sizeof lookup->code : sizeof lookup->number, n = strlen(field);

    if (n + 1 >= size) return;
    field[n] = digit;
    field[n + 1] = '\0';
}

void lookup_type(const struct hall *hall, struct lookup *lookup, const char *utf8)
{
    for (; *utf8; utf8++) {
        int c = (unsigned char)*utf8;

        if (isalpha(c) && c < 0x80)
            type_letter(hall, lookup, (char)toupper(c));
        else if (isdigit(c))
            type_digit(lookup, (char)c);
    }
}

void lookup_set_prefix(struct lookup *lookup, const char *prefix)
{
    char number[NUMBER_SIZE];

    str_copy(number, sizeof number, prefix);
    strncat(number, lookup->number + lookup_prefix_length(lookup), sizeof number - 1 - strlen(number));
    str_copy(lookup->number, sizeof lookup->number, number);
    lookup->in_code = false;
}

const char *lookup_missing(const struct lookup *lookup)
{
    size_t letters = lookup_prefix_length(lookup), digits = strlen(lookup->number) - letters;
    size_t code = strlen(lookup->code);

    if (!letters) return N_("Pick the letter first");
    if (digits < LEAST_DIGITS) return N_("Type all the digits");
    if (lookup->to_rate && !code) return N_("Please enter the ticket code");
    if (code && code + 1 < sizeof lookup->code) return N_("The ticket code has 4 digits");
    return NULL;
}

struct feed_search lookup_search(const struct lookup *lookup)
{
    struct feed_search search = {.token = ""};

    str_copy(search.number, sizeof search.number, lookup->number);
    return search;
}
