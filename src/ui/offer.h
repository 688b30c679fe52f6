/* offer.h - why a service gives no number just now, in the visitor's words. */
#ifndef UI_OFFER_H
#define UI_OFFER_H

#include "ui/screen.h"

struct offer_words {
    const char *reason;     /* 今天不办理 */
    const char *curt;       /* the same where room is short */
    char next[SCENE_TEXT];  /* 明天 08:00 起可以办; "" : that is not known */
    char brief[SCENE_TEXT]; /* the same where room is short */
};

/* False when a number of that service can be had, as far as is known. The answer to the visitor's
 * own last try counts where the figures still say otherwise. */
bool offer_refused(struct ui *ui, int service, struct offer_words *out);

#endif
