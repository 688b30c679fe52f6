/* claims.h - a visitor's own case, found by the token on its receipt: for the API and for the page. */
#ifndef WEB_CLAIMS_H
#define WEB_CLAIMS_H

#include "core/complaint.h"
#include "web/request.h"

enum claim_found {
    CLAIM_HERE,
    CLAIM_UNKNOWN,
    CLAIM_REST,   /* too many wrong tokens came from this address: *rest_s says how long to wait */
    CLAIM_FAILED, /* the database could not be read; logged */
};
/* Finds the case of the path's token, its contact masked; a wrong token is counted against the address. */
enum claim_found claim_find(struct request *request, struct complaint *out, int *rest_s);

/* May the visitor write more; say whether it is solved, or, for a while after it was closed, that it is not? */
bool claim_takes_message(const struct request *request, const struct complaint *claim);
bool claim_takes_answer(const struct request *request, const struct complaint *claim);

/* Adds the visitor's words; or how the follow-up was answered. */
void claim_message(struct request *request, const char *text, struct outcome *out);
void claim_answer(struct request *request, bool satisfied, const char *text, struct outcome *out);

#endif
