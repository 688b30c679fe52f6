/* ticket_card.h - the white card with the number, its tear line, place, wait and QR. */
#ifndef UI_TICKET_CARD_H
#define UI_TICKET_CARD_H

#include "ui/screen.h"

/* Portrait: top of the card; photo: the larger one within a viewfinder, to be photographed. */
void ticket_card(struct ui *ui, struct scene *scene, float top, bool photo);
void ticket_card_landscape(struct ui *ui, struct scene *scene);

#endif
