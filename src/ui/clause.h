/* clause.h - a text in its clauses: what stands between two signs that end or divide a sentence. */
#ifndef UI_CLAUSE_H
#define UI_CLAUSE_H

#include "base/i18n.h"
#include "ui/field.h"

/* Inserts a clause of its own at the caret: a comma sets it off from words before it, a full stop from those after
 * it. False when it had no room. */
bool clause_insert(struct field *field, enum lang lang, const char *clause);
/* Takes away what stands before the caret back to the sign that ends the clause before. */
void clause_erase(struct field *field);

#endif
