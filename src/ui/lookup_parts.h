/* lookup_parts.h - what the look-up of a ticket and that of a case both show. */
#ifndef UI_LOOKUP_PARTS_H
#define UI_LOOKUP_PARTS_H

#include "ui/screen.h"

/* A field that is chosen by touching it: caption, and what is in it. */
struct lookup_field {
    const char *id;
    struct place place;
    const char *caption;
    const char *brief; /* the caption where that has no room, NULL: the same */
    const char *value;
    const char *shown; /* how the value is written, NULL: as it is */
    int size;          /* of the value, at most */
    bool in_use;
    bool personal;     /* not to be read aloud */
};
void lookup_field(struct scene *scene, const struct lookup_field *field);

/* lookup.tab.ticket and lookup.tab.case, each at its place. */
void lookup_tabs(struct ui *ui, struct scene *scene, const struct place places[2], bool of_case);

#endif
