#include "web/claims.h"

#include <arpa/inet.h>

#include "base/log.h"
#include "core/case_moves.h"
#include "core/vault.h"
#include "web/backoff.h"
#include "web/reader.h"

static bool read_claim(struct request *request, struct complaint *out, struct err *err)
{
    struct vault vault;
    struct db *db = reader_get(request->env->readers, err);
    if (!db) return false;
    writer_vault(request->env->writer, &vault);
    bool found = complaint_by_token(db, &vault, request->path.token, out, err);
    vault_wipe(&vault);
    return found;
}

enum claim_found claim_find(struct request *request, struct complaint *out, int *rest_s)
{
    char address[INET6_ADDRSTRLEN];
    struct err err = {0};
    ms_t rest = 0;
    *rest_s = 0;
    request_address(request, address, sizeof address);
    if (!backoff_may_guess(request->env->backoff, address, clock_monotonic(), &rest)) {
        *rest_s = (int)((rest + 999) / 1000);
        return CLAIM_REST;
    }
    if (read_claim(request, out, &err)) return CLAIM_HERE;
    if (err.text[0]) {
        log_error("web: reading the database failed: %s", err.text);
        reader_drop(request->env->readers);
        return CLAIM_FAILED;
    }
    backoff_guessed_wrong(request->env->backoff, address, clock_monotonic());
    return CLAIM_UNKNOWN;
}

static bool is_open(const struct request *request, const struct complaint *claim, enum command_kind kind)
{
    static const struct case_reader visitor = {0};
    const struct case_move *move = case_move_of(kind);
    const char *why = NULL;
    return move && !claim->erased_at && case_move_open(move, claim, request_hall(request), &visitor, &why);
}

bool claim_takes_message(const struct request *request, const struct complaint *claim)
{
    return is_open(request, claim, CMD_CASE_MESSAGE);
}

bool claim_takes_answer(const struct request *request, const struct complaint *claim)
{
    bool late = claim->closed_at && request->now - claim->closed_at > (ms_t)CASE_ANSWER_DAYS * 24 * 3600 * 1000;
    bool said = claim->state == CASE_RESOLVED && claim->answered;
    return !late && !said && is_open(request, claim, CMD_CASE_ANSWER);
}

void claim_message(struct request *request, const char *text, struct outcome *out)
{
    const struct command command = {
        .kind = CMD_CASE_MESSAGE, .channel = "phone", .token = request->path.token, .text = text};
    writer_do(request->env->writer, &command, out);
}

void claim_answer(struct request *request, bool satisfied, const char *text, struct outcome *out)
{
    const struct command command = {.kind = CMD_CASE_ANSWER,
                                    .channel = "phone",
                                    .token = request->path.token,
                                    .satisfied = satisfied,
                                    .text = text};
    writer_do(request->env->writer, &command, out);
}
