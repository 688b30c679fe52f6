/* api_claims.c - a visitor's own case, by the token on its receipt. */
#include <string.h>

#include "core/complaint.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

/* No contact and no text: who holds the receipt learns how it stands and nothing of who wrote it. */
static json_t *view_claim(const struct complaint *claim, ms_t now)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:o, s:o, s:n, s:n, s:[], s:o}", "number", claim->number, "kind",
                     case_kind_name(claim->kind), "state", "filed", "about", case_about_name(claim->about), "service",
                     claim->service[0] ? claim->service : NULL, "counter", view_number(claim->counter), "filed_at",
                     view_time(claim->filed_at), "reply_due", "resolve_due", "replies", "at", view_time(now));
}

void claim_get(struct request *request, struct reply *reply)
{
    struct err err = {0};
    struct complaint claim;
    struct db *db = request_db(request, reply);
    if (!db) return;
    if (complaint_by_token(db, NULL, request->path.token, &claim, &err))
        reply_json(reply, MHD_HTTP_OK, view_claim(&claim, request->now));
    else if (err.text[0])
        request_read_failed(request, reply, &err);
    else
        reply_error(reply, MHD_HTTP_NOT_FOUND, "not_found", "there is no case with this token");
}
