#include "base/fontfile.h"

#include <fontconfig/fontconfig.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/str.h"

/* Is p a face of exactly that family and weight? */
static bool is_face(FcPattern *p, const char *full, bool bold)
{
    FcChar8 *family;
    int weight = 0;
    bool fits = false;
    for (int k = 0; !fits && FcPatternGetString(p, FC_FAMILY, k, &family) == FcResultMatch; k++)
        fits = strcasecmp((const char *)family, full) == 0;
    FcPatternGetInteger(p, FC_WEIGHT, 0, &weight);
    return fits && (weight >= FC_WEIGHT_BOLD) == bold;
}

static bool face_in_file(const char *path, const char *full, bool bold, long *face)
{
    int count = 1;
    for (int i = 0; i < count; i++) {
        FcPattern *p = FcFreeTypeQuery((const FcChar8 *)path, (unsigned)i, NULL, &count);
        if (!p) return false;
        bool fits = is_face(p, full, bold);
        FcPatternDestroy(p);
        if (fits) {
            *face = i;
            return true;
        }
    }
    return false;
}

static bool in_folder(const char *folder, const char *full, bool bold, struct fontfile *out)
{
    char path[600];
    snprintf(path, sizeof path, "%s/NotoSansCJK-%s.ttc", folder, bold ? "Bold" : "Regular");
    if (access(path, R_OK) != 0 || !face_in_file(path, full, bold, &out->face)) return false;
    return str_copy(out->path, sizeof out->path, path);
}

/* What fontconfig keeps is freed at the end, so that a leak of our own shows. */
static void free_at_exit(void)
{
    atexit(FcFini);
}

/* The best match of fontconfig, taken only when it is the family that was asked for. */
static bool by_fontconfig(const char *full, bool bold, struct fontfile *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, free_at_exit);
    FcPattern *want = FcPatternCreate();
    FcPatternAddString(want, FC_FAMILY, (const FcChar8 *)full);
    FcPatternAddInteger(want, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcConfigSubstitute(NULL, want, FcMatchPattern);
    FcDefaultSubstitute(want);
    FcResult result;
    FcPattern *got = FcFontMatch(NULL, want, &result);
    FcPatternDestroy(want);
    FcChar8 *file = NULL;
    int index = 0;
    bool found = got && is_face(got, full, bold) && FcPatternGetString(got, FC_FILE, 0, &file) == FcResultMatch &&
                 FcPatternGetInteger(got, FC_INDEX, 0, &index) == FcResultMatch &&
                 str_copy(out->path, sizeof out->path, (const char *)file);
    out->face = index;
    if (got) FcPatternDestroy(got);
    return found;
}

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

void fontfile_lock(void)
{
    pthread_mutex_lock(&one_at_a_time);
}

void fontfile_unlock(void)
{
    pthread_mutex_unlock(&one_at_a_time);
}

bool fontfile_find(const char *folder, const char *family, enum lang lang, bool bold, struct fontfile *out,
                   struct err *err)
{
    char full[128];
    snprintf(full, sizeof full, "%s %s", family, lang == LANG_ZH_TW ? "TC" : "SC");
    if (in_folder(folder, full, bold, out) || by_fontconfig(full, bold, out)) return true;
    return err_set(
        err, "font \"%s\" %s is not installed; install the package fonts-noto-cjk or put NotoSansCJK-%s.ttc into %s",
        full, bold ? "Bold" : "Regular", bold ? "Bold" : "Regular", folder);
}
