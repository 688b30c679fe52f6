/* filing.h - what a visitor is telling the hall, step by step: the state of the complaint screens. */
#ifndef UI_FILING_H
#define UI_FILING_H

#include "core/complaint.h"
#include "ui/keyboard.h"

enum { COUNTER_UNKNOWN = -1 };

/* Zero is one not begun. */
struct filing {
    bool begun;
    enum case_kind kind;
    bool about_chosen;
    enum case_about about;
    int service;             /* index + 1, 0: none chosen */
    int counter;             /* its number, COUNTER_UNKNOWN, or 0: none chosen */
    struct field text;
    struct keyboard keyboard;
    bool consent;            /* the notice was agreed to */
    bool contact_chosen;     /* the question was answered, either way */
    char phone[PHONE_DIGITS + 1];
    bool reviewing;          /* opened from the review: goes back there */
    int page;                /* of the text, as it is read once more in the review */
    struct complaint made;   /* id 0: not filed yet */
};

/* What is missing before the next step, as a msgid; NULL: nothing. */
const char *filing_about_missing(const struct filing *filing, bool has_visit);
const char *filing_phone_missing(const struct filing *filing);
/* The digits typed so far in their groups, two blanks between: 138  1234  5678. */
void filing_phone_spaced(const struct filing *filing, char out[PHONE_DIGITS + 5]);
/* Typed or scanned digits go into the phone number; 0086 and +86 before it are left out. */
void filing_phone_type(struct filing *filing, const char *utf8);

#endif
