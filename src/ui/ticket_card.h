/* ticket_card.h - the white card with the number, its tear line, place, wait and QR. */
#ifndef UI_TICKET_CARD_H
#define UI_TICKET_CARD_H

#include "ui/screen.h"

/* At its place in every layout. photo, in portrait only: larger within a viewfinder, to be photographed. */
void ticket_card(struct ui *ui, struct scene *scene, bool photo);

#endif
