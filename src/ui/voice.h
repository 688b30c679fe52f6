/* voice.h - 语音: the terminal for somebody who can't see it. UI thread only.
 *
 * Says the screen when it comes up, then the item that has the focus, and whatever the screen has to
 * tell afterwards. Each new text takes the place of the one before, and any touch is silence. */
#ifndef UI_VOICE_H
#define UI_VOICE_H

#include "base/clock.h"
#include "ui/scene.h"
#include "ui/speech.h"

struct ui;
struct screen;

enum { VOICE_NOTES = 32 };

struct voice {
    struct speech *speech;
    bool on;
    /* What was said last of all this, to know what is new. */
    const struct screen *screen;
    ms_t since;   /* of the screen, monotonic */
    int question; /* enum ui_question */
    enum lang lang;
    char focus[ITEM_ID];
    char subject[ITEM_ID]; /* the same, but never the key that repeats */
    uint32_t notes[VOICE_NOTES], item;
    int note_count;
    bool repeated;          /* the last thing said was a repetition */
    char said[SPEECH_TEXT]; /* to be said again */
};

/* Can this terminal speak? */
bool voice_able(const struct ui *ui);
/* Turns the mode on or off; also silence. */
void voice_switch(struct ui *ui, bool on);
/* Says the same again, asked twice the whole screen; of a personal field, its content, which was
 * asked for by that. */
void voice_repeat(struct ui *ui);
void voice_hush(struct ui *ui);
/* Forgets what was said: the visit is over. */
void voice_forget(struct ui *ui);

/* Has the focus come to the key that repeats? Then what is heard by it stays what it was. */
bool voice_on_repeat_key(const struct ui *ui);

/* voice_caption.c: where the key to hear it again stands, once the content is described (h 0: within the caption);
 * that key; and, over all else, the caption with the focus, which must always be somewhere. */
struct place voice_key_place(const struct ui *ui, const struct scene *scene);
void voice_key(struct ui *ui, struct scene *scene);
void voice_caption(struct ui *ui, struct scene *scene);
/* After the description: says what is new. */
void voice_tell(struct ui *ui);

#endif
