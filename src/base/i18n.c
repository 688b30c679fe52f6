#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

/* gettext picks a catalogue by the process's locale, and a kiosk has none installed but C.UTF-8. So
 * the locale is always that one and the *domain* says the language. */
#define CATALOGUE_LOCALE "C.UTF-8"

static const struct {
    const char *code, *domain, *name;
} langs[LANG_COUNT] = {
    [LANG_ZH_CN] = {"zh_CN", "kiosk-zh_CN", "中文"},
    [LANG_ZH_TW] = {"zh_TW", "kiosk-zh_TW", "繁體"},
    [LANG_EN] = {"en", "kiosk-en", "English"},
};
static bool present[LANG_COUNT] = {[LANG_EN] = true};

const char *lang_code(enum lang lang)
{
    return langs[lang].code;
}

const char *lang_name(enum lang lang)
{
    return langs[lang].name;
}

bool lang_parse(const char *code, enum lang *out)
{
    for (int i = 0; i < LANG_COUNT; i++) {
        if (!str_equal(code, langs[i].code)) continue;
        *out = (enum lang)i;
        return true;
    }
    return false;
}

bool i18n_init(const char *dir)
{
    /* LANGUAGE would go before the locale and hide the catalogues. */
    unsetenv("LANGUAGE");
    if (!setlocale(LC_MESSAGES, CATALOGUE_LOCALE) || !setlocale(LC_CTYPE, CATALOGUE_LOCALE)) return false;
    for (int i = 0; i < LANG_COUNT; i++) {
        char file[600];
        snprintf(file, sizeof file, "%s/" CATALOGUE_LOCALE "/LC_MESSAGES/%s.mo", dir, langs[i].domain);
        if (access(file, R_OK) != 0) continue;
        bindtextdomain(langs[i].domain, dir);
        bind_textdomain_codeset(langs[i].domain, "UTF-8");
        present[i] = true;
    }
    return present[LANG_ZH_CN];
}

bool i18n_has(enum lang lang)
{
    return present[lang];
}

/* NULL where there is none. */
static const char *translation(enum lang lang, const char *msgid)
{
    const char *found = present[lang] ? dgettext(langs[lang].domain, msgid) : msgid;
    if (found != msgid) return found;
    return lang == LANG_ZH_TW ? translation(LANG_ZH_CN, msgid) : NULL;
}

const char *tr(enum lang lang, const char *msgid)
{
    const char *found = translation(lang, msgid);
    return found ? found : msgid;
}

const char *trc(enum lang lang, const char *context, const char *msgid)
{
    /* A catalogue keeps context and text joined by EOT (GNU gettext, "MO files"). */
    char key[512];
    if (snprintf(key, sizeof key, "%s\004%s", context, msgid) >= (int)sizeof key) return msgid;
    const char *found = translation(lang, key);
    return found ? found : msgid;
}

const char *trn(enum lang lang, const char *one, const char *many, unsigned long n)
{
    const char *english = n == 1 ? one : many;
    const char *found = present[lang] ? dngettext(langs[lang].domain, one, many, n) : english;
    return found == english && lang == LANG_ZH_TW ? trn(LANG_ZH_CN, one, many, n) : found;
}

const char *text_in(const struct text *text, enum lang lang)
{
    if (text->in[lang]) return text->in[lang];
    return text->in[LANG_ZH_CN] ? text->in[LANG_ZH_CN] : "";
}

void text_free(struct text *text)
{
    for (int i = 0; i < LANG_COUNT; i++) free(text->in[i]);
    memset(text, 0, sizeof *text);
}
