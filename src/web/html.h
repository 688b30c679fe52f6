/* html.h - pages that the server writes itself. Whatever comes from outside passes html_text or html_fill. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/str.h"

/* Adds text with & < > " ' escaped: fit for an element and for an attribute in quotes. */
void html_text(struct str *out, const char *text);
/* Adds a program text whose %s is filled with value in bold; both are escaped. */
void html_fill(struct str *out, const char *text, const char *value);

#endif
