/* ticket_state.h - what has become of the visitor's ticket, in words: on the screen of one just taken, and of one
 * looked up. */
#ifndef UI_TICKET_STATE_H
#define UI_TICKET_STATE_H

#include "ui/panel.h"
#include "ui/words.h"

enum { STATE_FACTS = 3 };

/* A caption with its value, whose strong part stands in [brackets]. */
struct fact {
    const char *id, *caption;
    char value[2 * WORDS];
};

/* 您的号过号了 */
const char *ticket_state_title(struct ui *ui);
/* What to do now, in one line; text is where it is kept. The place is the caller's. */
struct notice ticket_state_advice(struct ui *ui, char text[SCENE_TEXT]);
/* Of one that waits: 您在这里, or that it is the next. */
const char *ticket_state_here(struct ui *ui);
/* What is said of its wait where there is no range, in full or where that is too long. */
const char *ticket_state_no_range(struct ui *ui, const struct wait *wait, bool brief);
/* Which counter, and when what happened, of a ticket that no longer waits; returns how many. */
int ticket_state_facts(struct ui *ui, struct fact facts[STATE_FACTS]);
/* The called ticket's counter, as large as the place allows: nobody may look for it. */
void ticket_state_call(struct ui *ui, struct scene *scene, struct place place);

#endif
