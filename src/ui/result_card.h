/* result_card.h - the card of a ticket that was looked up: number, and the facts of its state. */
#ifndef UI_RESULT_CARD_H
#define UI_RESULT_CARD_H

#include "ui/screen.h"

/* The visit's ticket, at its place in either orientation. */
void result_card(struct ui *ui, struct scene *scene);

#endif
