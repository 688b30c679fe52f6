/* demo_cases.h - what visitors of the demo tell the hall, and how its people answer for it. */
#ifndef DEMO_CASES_H
#define DEMO_CASES_H

#include "base/err.h"
#include "chance.h"
#include "core/writer.h"

/* Somebody tells something, at the terminal, on the phone or at the desk. False with err when it is refused. */
bool demo_case_told(struct writer *writer, struct chance *chance, int64_t clerk, struct err *err);
/* An hour's work on cases by those people: accepting, replying, resolving, calling back, closing. */
bool demo_case_work(struct writer *writer, struct chance *chance, const int64_t *clerks, int clerk_count, ms_t now,
                    struct err *err);

#endif
