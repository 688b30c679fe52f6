/* fontfile.h - finds the font files for text, without drawing any.
 *
 * Looks in the fonts folder first (NotoSansCJK-Regular.ttc, NotoSansCJK-Bold.ttc), then asks
 * fontconfig. A .ttc holds several faces: SC for zh_CN and en, TC for zh_TW. */
#ifndef BASE_FONTFILE_H
#define BASE_FONTFILE_H

#include "base/err.h"
#include "base/i18n.h"

struct fontfile {
    char path[512];
    long face; /* index within the file, for TTF_OpenFontIndex */
};

/* family is a fontconfig family without the region, "Noto Sans CJK". False with err (which package
 * to install) when no face of that family with that weight is there: another is never taken silently. */
bool fontfile_find(const char *folder, const char *family, enum lang lang, bool bold, struct fontfile *out,
                   struct err *err);

/* FreeType lets threads draw at the same time, each with faces of its own, but opens and closes only one face at a
 * time: held around starting and ending SDL_ttf and around opening and closing its fonts, on every thread. */
void fontfile_lock(void);
void fontfile_unlock(void);

#endif
