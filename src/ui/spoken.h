/* spoken.h - what a picture says to somebody who can't see it. */
#ifndef UI_SPOKEN_H
#define UI_SPOKEN_H

#include "ui/scene.h"
#include "ui/speech.h"

/* One item in parts: the caption shows them, the voice says them. */
struct spoken_item {
    char name[ITEM_LABEL];   /* 取号 */
    char about[ITEM_VALUE];  /* 按钮。前面 5 人，大约等 10 到 15 分钟 */
    int place, count;        /* among the screen's own keys, or those of the bar below */
};

/* Is that the visitor's phone, name or text, which is only said when asked for? */
bool spoken_is_personal(const struct item *item);

/* aloud: what is personal is said as well. */
void spoken_item(const struct scene *scene, const struct item *item, bool aloud, struct spoken_item *out);
/* Title and texts of the screen, top to bottom, without what stands on its keys. */
void spoken_screen(const struct scene *scene, char out[SPEECH_TEXT]);
/* What an item tells that is no key: an error, a place in the queue. False when it is none such. */
bool spoken_note(const struct scene *scene, const struct item *item, char out[SPEECH_TEXT]);

/* Text as it is read aloud: numbers of tickets and phones by their digits, 10–15 as 10 to 15. */
void spoken_text(enum lang lang, const char *text, char *out, size_t size);

#endif
