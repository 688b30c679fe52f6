/* Filing cases and reading them back. */
#include "core/complaint.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "core/change.h"
#include "core/vault.h"

static const char *const kinds[CASE_KIND_COUNT] = {"complaint", "suggestion", "enquiry", "praise"};
static const char *const letters[CASE_KIND_COUNT] = {"T", "J", "Z", "B"}; /* 投 建 咨 表 */
static const char *const abouts[CASE_ABOUT_COUNT] = {"hall", "service", "counter", "ticket"};

const char *case_kind_name(enum case_kind kind)
{
    return kinds[kind];
}

bool case_kind_parse(const char *name, enum case_kind *out)
{
    for (int i = 0; i < CASE_KIND_COUNT; i++) {
        if (!str_equal(name, kinds[i])) continue;
        *out = (enum case_kind)i;
        return true;
    }
    return false;
}

const char *case_about_name(enum case_about about)
{
    return abouts[about];
}

bool case_is_danger(const struct hall *hall, const char *text)
{
    char words[sizeof hall->danger];
    char *rest = words;
    if (!text) return false;
    str_copy(words, sizeof words, hall->danger);
    for (char *word; (word = strsep(&rest, "|"));) {
        word = str_trim(word);
        if (*word && strcasestr(text, word)) return true;
    }
    return false;
}

bool phone_is_wellformed(const char *phone)
{
    return phone && strlen(phone) == PHONE_DIGITS && strspn(phone, "0123456789") == PHONE_DIGITS && phone[0] == '1' &&
           phone[1] >= '3';
}

void phone_mask(const char *phone, char out[PHONE_SIZE])
{
    size_t n = strlen(phone);
    if (n >= 8)
        snprintf(out, PHONE_SIZE, "%.3s****%.4s", phone, phone + n - 4);
    else
        str_copy(out, PHONE_SIZE, n ? "****" : "");
}

void name_mask(const char *name, char out[NAME_MASKED_SIZE])
{
    const char *rest = name;
    out[0] = '\0';
    if (!utf8_next(&rest)) return;
    snprintf(out, NAME_MASKED_SIZE, "%.*s*", (int)(rest - name), name);
}

/* ---- filing ---- */

/* What the case is about, with all that follows from it: a visit has its counter and service. */
struct subject {
    enum case_about about;
    int64_t ticket;
    char service[CODE_SIZE];
    int counter;
};

static bool find_subject(struct change *c, struct subject *out)
{
    const struct command *cmd = c->command;
    *out = (struct subject){.about = cmd->about};
    switch (cmd->about) {
    case ABOUT_VISIT:
        if (!ticket_load_token(c, cmd->token)) return false;
        out->ticket = c->out->ticket.id;
        out->counter = c->out->ticket.counter;
        str_copy(out->service, sizeof out->service, c->out->ticket.service);
        return true;
    case ABOUT_SERVICE:
        if (!cmd->service) return true; /* of no particular one */
        str_copy(out->service, sizeof out->service, cmd->service);
        return hall_service(c->hall, cmd->service) >= 0 ||
               change_refuse(c, OUT_UNKNOWN_SERVICE, "there is no service \"%.40s\"", cmd->service);
    case ABOUT_COUNTER:
        out->counter = cmd->counter; /* 0: the visitor does not know which */
        return !cmd->counter || hall_counter(c->hall, cmd->counter) ||
               change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", cmd->counter);
    case ABOUT_HALL:
        return true;
    default:
        return change_refuse(c, OUT_INVALID, "a case is about hall, service, counter or ticket");
    }
}

static bool next_number(struct change *c, enum case_kind kind, int64_t *out)
{
    struct stmt *q = db_prepare(c->db, "INSERT INTO complaint_range (day, letter, last) VALUES ($1, $2, 1)"
                                       " ON CONFLICT (day, letter) DO UPDATE SET last = last + 1 RETURNING last");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, letters[kind]);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

/* NULL stays NULL. */
static bool bind_sealed(struct change *c, struct stmt *q, int n, const char *text)
{
    unsigned char sealed[VAULT_SEALED];
    size_t size;
    struct err err;
    if (!text || !*text) {
        stmt_bind_null(q, n);
        return true;
    }
    if (!vault_seal(c->vault, text, sealed, &size, &err)) {
        stmt_end(q, NULL);
        return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    }
    stmt_bind_blob(q, n, sealed, size);
    return true;
}

static void bind_number(struct stmt *q, int n, int64_t value)
{
    if (value)
        stmt_bind_int(q, n, value);
    else
        stmt_bind_null(q, n);
}

static void bind_keys(struct stmt *q, int token_at, int code_at)
{
    unsigned char bytes[16];
    char token[TOKEN_SIZE], code[SLIP_CODE_SIZE];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(token, sizeof token, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    snprintf(code, sizeof code, "%04u", (unsigned)randombytes_uniform(10000));
    stmt_bind_text(q, token_at, token);
    stmt_bind_text(q, code_at, code);
}

static bool insert(struct change *c, const struct subject *subject)
{
    const struct command *cmd = c->command;
    bool contact = (cmd->phone && *cmd->phone) || (cmd->surname && *cmd->surname);
    int64_t seq;
    if (!next_number(c, cmd->case_kind, &seq)) return false;
    struct stmt *q = db_prepare(
        c->db, "INSERT INTO complaint (day, letter, seq, kind, about, ticket, service, counter, text, severity, name,"
               " phone, notice, lang, channel, token, code, state, filed_at, print)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'filed', $18,"
               " $19)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, letters[cmd->case_kind]);
    stmt_bind_int(q, 3, seq);
    stmt_bind_int(q, 4, cmd->case_kind);
    stmt_bind_int(q, 5, subject->about);
    bind_number(q, 6, subject->ticket);
    stmt_bind_text(q, 7, subject->service[0] ? subject->service : NULL);
    bind_number(q, 8, subject->counter);
    stmt_bind_text(q, 9, cmd->text);
    stmt_bind_int(q, 10, case_is_danger(c->hall, cmd->text));
    if (!bind_sealed(c, q, 11, cmd->surname) || !bind_sealed(c, q, 12, cmd->phone)) return false;
    stmt_bind_text(q, 13, contact ? c->hall->notice : NULL);
    stmt_bind_int(q, 14, cmd->lang);
    stmt_bind_text(q, 15, cmd->channel ? cmd->channel : "program");
    bind_keys(q, 16, 17);
    stmt_bind_int(q, 18, c->now);
    stmt_bind_int(q, 19, cmd->print);
    if (!change_run(c, q)) return false;
    c->out->id = db_insert_id(c->db);
    return true;
}

static bool is_fit(struct change *c)
{
    const struct command *cmd = c->command;
    if ((unsigned)cmd->case_kind >= CASE_KIND_COUNT)
        return change_refuse(c, OUT_INVALID, "a case is a complaint, suggestion, enquiry or praise");
    if (!cmd->text || !*cmd->text) return change_refuse(c, OUT_INVALID, "text is empty; say what happened");
    if (cmd->phone && *cmd->phone && !phone_is_wellformed(cmd->phone))
        return change_refuse(c, OUT_INVALID, "phone is not the number of a mobile phone: 11 digits, 1 first");
    return change_text_ok(c, "text", cmd->text, CASE_TEXT_MAX) && change_text_ok(c, "name", cmd->surname, 40);
}

static bool load(struct change *c, int64_t id)
{
    struct err err = {""};
    if (complaint_by_id(c->db, c->vault, id, &c->out->complaint, &err)) return true;
    if (err.text[0]) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    return change_refuse(c, OUT_NOT_FOUND, "there is no case %lld", (long long)id);
}

void complaint_file(struct change *c)
{
    struct subject subject;
    if (!is_fit(c) || !change_clock_ok(c) || !find_subject(c, &subject) || !insert(c, &subject) ||
        !load(c, c->out->id))
        return;
    const struct complaint *made = &c->out->complaint;
    change_journal(c, "complaint.filed", subject.ticket, subject.counter,
                   json_pack("{s:s, s:s, s:s, s:s?, s:b, s:b, s:s}", "number", made->number, "kind",
                             kinds[made->kind], "about", abouts[made->about], "service",
                             made->service[0] ? made->service : NULL, "contact", made->phone[0] != '\0', "urgent",
                             made->urgent, "channel", c->command->channel ? c->command->channel : "program"));
}

/* ---- the receipt ---- */

static bool set_print(struct change *c, enum print_state state)
{
    struct stmt *q = db_prepare(c->db, "UPDATE complaint SET print = $2 WHERE id = $1");
    stmt_bind_int(q, 1, c->out->complaint.id);
    stmt_bind_int(q, 2, state);
    c->out->complaint.print = state;
    return change_run(c, q);
}

void complaint_print(struct change *c)
{
    if (!load(c, c->command->complaint) || !set_print(c, c->command->print)) return;
    change_journal(
        c, "complaint.print", 0, 0,
        json_pack("{s:s, s:s}", "number", c->out->complaint.number, "print", print_state_name(c->command->print)));
}

/* ---- reading ---- */

#define COMPLAINT_COLUMNS                                                                                            \
    "c.id, c.day, c.letter, c.seq, c.kind, c.about, c.service, c.counter, t.prefix, t.seq, c.phone, c.severity,"     \
    " c.print, c.lang, c.filed_at, c.token, c.code, c.reply_due, c.resolve_due"
#define COMPLAINT_TABLES " FROM complaint c LEFT JOIN ticket t ON t.id = c.ticket "

/* 2026-11-18, T and 1 make T261118-001. */
static void case_number(const char *day, const char *letter, int64_t seq, char out[CASE_NUMBER_SIZE])
{
    snprintf(out, CASE_NUMBER_SIZE, "%.1s%.2s%.2s%.2s-%03d", letter, day + 2, day + 5, day + 8, (int)seq);
}

static void read_phone(struct stmt *q, int col, struct vault *vault, char out[PHONE_SIZE])
{
    char phone[VAULT_TEXT];
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, col, &size);
    /* A phone number that can't be opened any more hides nothing else of the case. */
    if (vault && sealed && vault_open(vault, sealed, size, phone, &err))
        phone_mask(phone, out);
    else
        str_copy(out, PHONE_SIZE, sealed ? "****" : "");
    sodium_memzero(phone, sizeof phone);
}

static void read_row(struct stmt *q, struct vault *vault, struct complaint *out)
{
    *out = (struct complaint){.id = stmt_int(q, 0)};
    if (strlen(stmt_text(q, 1)) == CLOCK_DAY - 1)
        case_number(stmt_text(q, 1), stmt_text(q, 2), stmt_int(q, 3), out->number);
    out->kind = (enum case_kind)stmt_int(q, 4);
    out->about = (enum case_about)stmt_int(q, 5);
    str_copy(out->service, sizeof out->service, stmt_text(q, 6));
    out->counter = (int)stmt_int(q, 7);
    if (!stmt_is_null(q, 8)) ticket_number(stmt_text(q, 8), stmt_int(q, 9), out->ticket);
    read_phone(q, 10, vault, out->phone);
    out->urgent = stmt_int(q, 11) > 0;
    out->print = (enum print_state)stmt_int(q, 12);
    out->lang = stmt_int(q, 13) >= 0 && stmt_int(q, 13) < LANG_COUNT ? (enum lang)stmt_int(q, 13) : LANG_ZH_CN;
    out->filed_at = stmt_int(q, 14);
    str_copy(out->token, sizeof out->token, stmt_text(q, 15));
    str_copy(out->code, sizeof out->code, stmt_text(q, 16));
    out->reply_due = stmt_int(q, 17);
    out->resolve_due = stmt_int(q, 18);
}

static bool read_one(struct stmt *q, struct vault *vault, struct complaint *out, struct err *err)
{
    bool found = stmt_step(q);
    if (found) read_row(q, vault, out);
    return stmt_end(q, err) && found;
}

bool complaint_by_token(struct db *db, struct vault *vault, const char *token, struct complaint *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " COMPLAINT_COLUMNS COMPLAINT_TABLES "WHERE c.token = $1");
    stmt_bind_text(q, 1, token);
    return read_one(q, vault, out, err);
}

bool complaint_by_id(struct db *db, struct vault *vault, int64_t id, struct complaint *out, struct err *err)
{
    struct stmt *q = db_prepare(db, "SELECT " COMPLAINT_COLUMNS COMPLAINT_TABLES "WHERE c.id = $1");
    stmt_bind_int(q, 1, id);
    return read_one(q, vault, out, err);
}

bool complaint_next_print(struct db *db, struct vault *vault, struct complaint *out, struct err *err)
{
    struct stmt *q =
        db_prepare(db, "SELECT " COMPLAINT_COLUMNS COMPLAINT_TABLES "WHERE c.print = 1 ORDER BY c.id LIMIT 1");
    return read_one(q, vault, out, err);
}

static void read_name(struct stmt *q, int col, struct vault *vault, char out[NAME_MASKED_SIZE])
{
    char name[VAULT_TEXT];
    struct err err;
    size_t size;
    const void *sealed = stmt_blob(q, col, &size);
    if (vault && sealed && vault_open(vault, sealed, size, name, &err))
        name_mask(name, out);
    else
        str_copy(out, NAME_MASKED_SIZE, sealed ? "*" : "");
    sodium_memzero(name, sizeof name);
}

static void read_entry(struct stmt *q, struct vault *vault, struct complaint_entry *out)
{
    *out = (struct complaint_entry){.severity = (int)stmt_int(q, 11), .text = stmt_text(q, 19)};
    read_row(q, vault, &out->head);
    str_copy(out->state, sizeof out->state, stmt_text(q, 20));
    read_name(q, 21, vault, out->name);
}

bool complaint_list(struct db *db, struct vault *vault, enum case_kind kind, int max, complaint_entry_fn *each,
                    void *arg, int *total, struct err *err)
{
    *total = 0;
    struct stmt *q = db_prepare(db, "SELECT count(*) FROM complaint WHERE $1 = $2 OR kind = $1");
    stmt_bind_int(q, 1, kind);
    stmt_bind_int(q, 2, CASE_KIND_COUNT);
    if (stmt_step(q)) *total = (int)stmt_int(q, 0);
    if (!stmt_end(q, err)) return false;
    q = db_prepare(db, "SELECT " COMPLAINT_COLUMNS ", c.text, c.state, c.name" COMPLAINT_TABLES
                       "WHERE $1 = $2 OR c.kind = $1 ORDER BY c.id DESC LIMIT $3");
    stmt_bind_int(q, 1, kind);
    stmt_bind_int(q, 2, CASE_KIND_COUNT);
    stmt_bind_int(q, 3, max);
    while (stmt_step(q)) {
        struct complaint_entry entry;
        read_entry(q, vault, &entry);
        each(arg, &entry);
    }
    return stmt_end(q, err);
}
