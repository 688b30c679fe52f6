/* rate_parts.h - what the rating screen is made of, at its places in every layout. */
#ifndef UI_RATE_PARTS_H
#define UI_RATE_PARTS_H

#include "ui/screen.h"

/* Which visit it is: number, counter, service, when it ended. */
void rate_which(struct ui *ui, struct scene *scene);
/* rate.5 … rate.1 */
void rate_faces(struct ui *ui, struct scene *scene);
/* reason.CODE for the chosen level; before that a place where they will come. */
void rate_reasons(struct ui *ui, struct scene *scene);
/* Low mode: above, what has been chosen below. */
void rate_summary(struct ui *ui, struct scene *scene);
/* Are the reasons on a page of their own, behind the key rate.reasons? And that page. */
bool rate_reasons_apart(const struct scene *scene);
void rate_reasons_page(struct ui *ui, struct scene *scene);
/* Where a key goes that follows the reasons: in what their last row leaves where the layout has no place for it. */
struct place rate_beside_reasons(struct ui *ui, const struct scene *scene, struct place place);
/* The ticked reasons in words: 态度亲切、讲得清楚; "" : none. */
void rate_reason_words(struct ui *ui, char out[SCENE_TEXT]);

#endif
