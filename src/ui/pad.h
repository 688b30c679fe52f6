/* pad.h - the digit pad: twelve keys, digit.0 … digit.9, digit.clear, digit.backspace. */
#ifndef UI_PAD_H
#define UI_PAD_H

#include "ui/scene.h"

struct pad {
    float x, y;          /* of the 1 */
    float w, h;          /* of a key */
    float gap_x, gap_y;
    const char *clear;   /* label of the key that clears, in the visitor's language */
    const char *erase;   /* read out for the one that takes back the last digit */
};

void pad_build(struct scene *scene, const struct pad *pad);
/* Does what the key of that id says to text, which holds size bytes; false when it is not one of the pad's. */
bool pad_press(const char *id, char *text, size_t size);

#endif
