/* speech.h - says texts aloud, one at a time, by a program of its own.
 *
 * The program is a process, never a library: it can be stopped in the middle of a word, and what it
 * does wrong stays its own. It is ended with all it started, unless that went into a process group of
 * its own. It gets the text on its standard input and the language (zh_CN, zh_TW, en) in KIOSK_LANG. A
 * new text takes the place of what is being said and of what waits, unless it is added. */
#ifndef UI_SPEECH_H
#define UI_SPEECH_H

#include <stdbool.h>

#include "base/i18n.h"

enum { SPEECH_TEXT = 3000 }; /* bytes of one text; a longer one is cut */

struct speech;

/* command: "auto" is espeak-ng, "off" is silence, else a line for the shell. Says once in the log
 * when nothing can be said. Never NULL. */
struct speech *speech_start(const char *command);
/* Ends the thread and what is being said. NULL allowed. */
void speech_stop(struct speech *speech);
/* Is there a program to speak by? */
bool speech_able(struct speech *speech);
/* Says text now; never blocks. */
void speech_say(struct speech *speech, enum lang lang, const char *text);
/* Says text once what is being said, or waits to be, has been heard. */
void speech_add(struct speech *speech, enum lang lang, const char *text);
/* Is quiet at once, and forgets the text. */
void speech_hush(struct speech *speech);

#endif
