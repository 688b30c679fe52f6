/* api_complaints.c - what visitors told the hall, for those who answer for it. */
#include "core/complaint.h"
#include "core/vault.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/view.h"

enum { CASES_SHOWN = 50 };

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

/* Masked by the core; null: anonymous. */
static json_t *view_contact(const struct complaint_entry *entry)
{
    if (!entry->name[0] && !entry->head.phone[0]) return json_null();
    return json_pack("{s:s?, s:s?}", "name", or_null(entry->name), "phone", or_null(entry->head.phone));
}

static void add_case(void *arg, const struct complaint_entry *entry)
{
    const struct complaint *head = &entry->head;
    json_array_append_new(
        arg, json_pack("{s:I, s:s, s:s, s:s, s:s, s:s?, s:o, s:s?, s:s, s:i, s:o, s:o}", "id", (json_int_t)head->id,
                       "number", head->number, "kind", case_kind_name(head->kind), "state", entry->state, "about",
                       case_about_name(head->about), "service", or_null(head->service), "counter",
                       view_number(head->counter), "ticket", or_null(head->ticket), "text", entry->text, "severity",
                       entry->severity, "filed_at", view_time(head->filed_at), "contact", view_contact(entry)));
}

void complaints_get(struct request *request, struct reply *reply)
{
    const char *name = request_query(request, "kind");
    enum case_kind kind = CASE_KIND_COUNT;
    struct err err = {0};
    struct vault vault;
    int total;
    if (name && !case_kind_parse(name, &kind)) {
        reply_error(reply, MHD_HTTP_BAD_REQUEST, "invalid", "kind is one of complaint suggestion enquiry praise");
        return;
    }
    struct db *db = request_db(request, reply);
    if (!db) return;
    json_t *list = json_array();
    writer_vault(request->env->writer, &vault);
    bool ok = complaint_list(db, &vault, kind, CASES_SHOWN, add_case, list, &total, &err);
    vault_wipe(&vault);
    if (!ok) {
        json_decref(list);
        request_read_failed(request, reply, &err);
        return;
    }
    reply_json(reply, MHD_HTTP_OK, json_pack("{s:o, s:i, s:o}", "at", view_time(request->now), "total", total,
                                             "complaints", list));
}
