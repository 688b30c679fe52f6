/* Filing cases, by visitors, by staff for them, and by a bad rating; their receipts; finding one by its number. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "core/complaint_change.h"
#include "core/deadline.h"

static const char *const letters[CASE_KIND_COUNT] = {"T", "J", "Z", "B", "P"}; /* 投 建 咨 表 评 */

/* ---- what it is about ---- */

/* What is to be filed, with all that follows from what it is about: a visit has its counter and service. */
struct filing {
    enum case_kind kind;
    enum case_about about;
    int64_t ticket;
    const char *service; /* NULL: none */
    int counter;
    int64_t staff;
    int64_t rating;
    enum case_severity severity;
    enum lang lang;
    enum print_state print;
    const char *phone, *name; /* NULL or "": not given */
};

static bool about_visit(struct change *c, struct filing *filing)
{
    const struct command *cmd = c->command;
    /* Staff name the ticket; a visitor has its link. */
    if (!(cmd->staff && cmd->ticket ? ticket_load(c, cmd->ticket) : ticket_load_token(c, cmd->token))) return false;
    filing->ticket = c->out->ticket.id;
    filing->counter = c->out->ticket.counter;
    filing->service = c->out->ticket.service;
    return true;
}

static bool about_service(struct change *c, struct filing *filing)
{
    if (!c->command->service) return true; /* of no particular one */
    filing->service = c->command->service;
    return hall_service(c->hall, filing->service) >= 0 ||
           change_refuse(c, OUT_UNKNOWN_SERVICE, "there is no service \"%.40s\"", filing->service);
}

static bool about_counter(struct change *c, struct filing *filing)
{
    filing->counter = c->command->counter; /* 0: the visitor does not know which */
    return !filing->counter || hall_counter(c->hall, filing->counter) ||
           change_refuse(c, OUT_NOT_FOUND, "there is no counter %d", filing->counter);
}

/* Visitors know nobody's name: they say which counter, or which visit. */
static bool about_staff(struct change *c, struct filing *filing)
{
    const char *login = c->command->login ? c->command->login : "";
    struct staff person;
    struct err err;
    if (!c->command->staff)
        return change_refuse(c, OUT_NOT_ALLOWED, "who works here is named by staff; say which counter or visit");
    if (staff_by_login(c->db, login, &person, &err)) {
        filing->staff = person.id;
        return true;
    }
    if (err.text[0]) return change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
    return change_refuse(c, OUT_NOT_FOUND, "there is no account \"%.40s\"", login);
}

static bool find_subject(struct change *c, struct filing *filing)
{
    switch (filing->about) {
    case ABOUT_VISIT:
        return about_visit(c, filing);
    case ABOUT_SERVICE:
        return about_service(c, filing);
    case ABOUT_COUNTER:
        return about_counter(c, filing);
    case ABOUT_STAFF:
        return about_staff(c, filing);
    case ABOUT_HALL:
        return true;
    default:
        return change_refuse(c, OUT_INVALID, "a case is about hall, service, counter, ticket or staff");
    }
}

/* ---- the row ---- */

/* Numbers run without gaps, so that one which is missing shows. */
static bool next_number(struct change *c, enum case_kind kind, int64_t *out)
{
    struct stmt *q =
        db_prepare(c->db, "SELECT coalesce(max(seq), 0) + 1 FROM complaint WHERE day = $1 AND letter = $2");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, letters[kind]);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
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

/* A case's number and the phone's last four digits, so that neither can be told, nor tried out, without the key. */
static bool tail_mark(struct change *c, const char *number, const char *tail, struct sealed *out)
{
    char text[CASE_NUMBER_SIZE + PHONE_TAIL + 2];
    struct err err;
    snprintf(text, sizeof text, "%s/%s", number, tail);
    out->size = VAULT_MARK;
    return vault_mark(c->vault, text, out->bytes, &err) || change_refuse(c, OUT_UNAVAILABLE, "%.200s", err.text);
}

static bool seal_contact(struct change *c, const struct filing *filing, int64_t seq, struct sealed *name,
                         struct sealed *phone, struct sealed *tail)
{
    char number[CASE_NUMBER_SIZE];
    case_number(c->day, letters[filing->kind], seq, number);
    if (!case_seal(c, filing->name, name) || !case_seal(c, filing->phone, phone)) return false;
    tail->size = 0;
    return !phone->size || tail_mark(c, number, filing->phone + PHONE_DIGITS - PHONE_TAIL, tail);
}

static bool insert(struct change *c, const struct filing *filing)
{
    int64_t seq;
    struct sealed name, phone, tail;
    if (!next_number(c, filing->kind, &seq) || !seal_contact(c, filing, seq, &name, &phone, &tail)) return false;
    struct stmt *q = db_prepare(
        c->db, "INSERT INTO complaint (day, letter, seq, kind, about, ticket, service, counter, about_staff, rating,"
               " severity, name, phone, phone_tail, notice, lang, channel, token, code, filed_at, since, print,"
               " reply_due, resolve_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
               " $16, $17, $18, $19, $20, $20, $21, $22, $23)");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, letters[filing->kind]);
    stmt_bind_int(q, 3, seq);
    stmt_bind_int(q, 4, filing->kind);
    stmt_bind_int(q, 5, filing->about);
    case_bind(q, 6, filing->ticket);
    stmt_bind_text(q, 7, filing->service);
    case_bind(q, 8, filing->counter);
    case_bind(q, 9, filing->staff);
    case_bind(q, 10, filing->rating);
    stmt_bind_int(q, 11, filing->severity);
    case_bind_sealed(q, 12, &name);
    case_bind_sealed(q, 13, &phone);
    case_bind_sealed(q, 14, &tail);
    stmt_bind_text(q, 15, name.size || phone.size ? c->hall->notice : NULL);
    stmt_bind_int(q, 16, filing->lang);
    stmt_bind_text(q, 17, c->command->channel ? c->command->channel : "program");
    bind_keys(q, 18, 19);
    stmt_bind_int(q, 20, c->now);
    stmt_bind_int(q, 21, filing->print);
    case_bind(q, 22, deadline_due(c->hall, c->now, c->hall->reply[filing->kind]));
    case_bind(q, 23, deadline_due(c->hall, c->now, c->hall->resolve[filing->kind]));
    return change_run(c, q);
}

/* Files it with its first event, which takes body over; what matters most goes to the manager at once. */
static bool file(struct change *c, const struct filing *filing, json_t *body, const char *text)
{
    if (!insert(c, filing) || !case_load(c, db_insert_id(c->db)) || !case_find_concerned(c)) {
        json_decref(body);
        return false;
    }
    return case_event(c, "filed", body, text) &&
           (filing->severity == SEVERITY_NORMAL || case_go_up(c, LEVEL_MANAGER, NULL));
}

/* ---- by visitors and staff ---- */

static bool is_fit(struct change *c)
{
    const struct command *cmd = c->command;
    if ((unsigned)cmd->case_kind >= CASE_TOLD_COUNT)
        return change_refuse(c, OUT_INVALID, "a case is a complaint, suggestion, enquiry or praise");
    if ((unsigned)cmd->severity >= SEVERITY_COUNT)
        return change_refuse(c, OUT_INVALID, "severity is normal, major or urgent");
    if (!cmd->text || utf8_blank(cmd->text)) return change_refuse(c, OUT_INVALID, "text is empty; say what happened");
    if (cmd->phone && *cmd->phone && !phone_is_wellformed(cmd->phone))
        return change_refuse(c, OUT_INVALID, "phone is not the number of a mobile phone: 11 digits, 1 first");
    return change_text_ok(c, "text", cmd->text, CASE_TEXT_MAX) &&
           change_line_ok(c, "name", cmd->surname, CASE_NAME_MAX);
}

/* Nobody takes in a case about themselves: its number and link would be in their hands. */
static bool not_about_oneself(struct change *c)
{
    struct case_reader reader;
    bool concerned;
    if (!c->command->staff) return true;
    if (!case_actor(c, &reader) || !case_is_about(c, reader.staff, &concerned)) return false;
    if (!concerned || reader.role >= ROLE_MANAGER) return true;
    c->out->complaint = (struct complaint){0};
    return change_refuse(c, OUT_NOT_ALLOWED, "this is about yourself: let a colleague or the terminal take it in");
}

void complaint_file(struct change *c)
{
    const struct command *cmd = c->command;
    struct filing filing = {.kind = cmd->case_kind,
                            .about = cmd->about,
                            .severity = cmd->staff ? cmd->severity : SEVERITY_NORMAL, /* visitors tell, staff weigh */
                            .lang = cmd->lang,
                            .print = cmd->print,
                            .phone = cmd->phone,
                            .name = cmd->surname && utf8_blank(cmd->surname) ? NULL : cmd->surname};
    if (!is_fit(c) || !change_clock_ok(c) || !find_subject(c, &filing)) return;
    if (case_is_danger(c->hall, cmd->text)) filing.severity = SEVERITY_URGENT;
    if (file(c, &filing, json_object(), cmd->text) && not_about_oneself(c)) c->out->id = c->out->complaint.id;
}

bool case_open_bad_rating(struct change *c, int64_t rating, json_t *reasons)
{
    const struct ticket *t = &c->out->ticket;
    const struct command *cmd = c->command;
    struct filing filing = {.kind = CASE_BAD_RATING,
                            .about = ABOUT_VISIT,
                            .ticket = t->id,
                            .service = t->service,
                            .counter = t->counter,
                            .rating = rating,
                            .severity = case_is_danger(c->hall, cmd->text) ? SEVERITY_URGENT : SEVERITY_NORMAL,
                            .lang = t->lang};
    return file(c, &filing, json_pack("{s:i, s:O}", "score", cmd->score, "reasons", reasons), cmd->text);
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
    if (!case_load(c, c->command->complaint) || !set_print(c, c->command->print)) return;
    change_journal(
        c, "complaint.print", 0, 0,
        json_pack("{s:s, s:s}", "number", c->out->complaint.number, "print", print_state_name(c->command->print)));
}

/* ---- a lost receipt ---- */

/* So many wrong ones today, for that number, be there such a case or not. */
static bool wrong_tails(struct change *c, const char *number, int64_t *out)
{
    struct stmt *q = db_prepare(c->db, "SELECT wrong FROM complaint_try WHERE day = $1 AND number = $2");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, number);
    *out = stmt_step(q) ? stmt_int(q, 0) : 0;
    return change_end(c, q);
}

static bool count_wrong_tail(struct change *c, const char *number)
{
    struct stmt *q = db_prepare(c->db, "DELETE FROM complaint_try WHERE day < $1");
    stmt_bind_text(q, 1, c->day);
    if (!change_run(c, q)) return false;
    q = db_prepare(c->db, "INSERT INTO complaint_try (day, number, wrong) VALUES ($1, $2, 1)"
                          " ON CONFLICT (day, number) DO UPDATE SET wrong = wrong + 1");
    stmt_bind_text(q, 1, c->day);
    stmt_bind_text(q, 2, number);
    return change_run(c, q) && change_journal(c, "complaint.wrong_tail", 0, 0, json_pack("{s:s}", "number", number));
}

/* T261118-001 taken apart. */
struct case_place {
    char day[CLOCK_DAY], letter[2];
    long long seq;
};

static bool is_letter(char letter)
{
    for (int i = 0; i < CASE_KIND_COUNT; i++)
        if (letters[i][0] == letter) return true;
    return false;
}

/* False when it is no number of a case. */
static bool parse_number(const char *number, struct case_place *out)
{
    if (!number || strlen(number) < 11 || strlen(number) >= CASE_NUMBER_SIZE || number[7] != '-') return false;
    if (strspn(number + 1, "0123456789") != 6 || !is_letter(number[0])) return false;
    snprintf(out->letter, sizeof out->letter, "%c", number[0]);
    snprintf(out->day, sizeof out->day, "20%.2s-%.2s-%.2s", number + 1, number + 3, number + 5);
    return clock_is_day(out->day) && strspn(number + 8, "0123456789") == strlen(number + 8) &&
           str_to_int(number + 8, 1, INT32_MAX, &out->seq);
}

/* *id is the case in that place if its mark is that one, 0 when it is not. */
static bool find_by_mark(struct change *c, const struct case_place *place, const struct sealed *mark, int64_t *id)
{
    size_t size = 0;
    struct stmt *q = db_prepare(c->db, "SELECT id, phone_tail FROM complaint WHERE day = $1 AND letter = $2"
                                       " AND seq = $3 AND phone_tail IS NOT NULL");
    stmt_bind_text(q, 1, place->day);
    stmt_bind_text(q, 2, place->letter);
    stmt_bind_int(q, 3, place->seq);
    *id = stmt_step(q) ? stmt_int(q, 0) : 0;
    const void *kept = *id ? stmt_blob(q, 1, &size) : NULL;
    if (size != VAULT_MARK || sodium_memcmp(kept, mark->bytes, VAULT_MARK) != 0) *id = 0;
    return change_end(c, q);
}

static bool tail_fit(struct change *c, const char *number, const char *tail, struct case_place *place)
{
    if (!parse_number(number, place))
        return change_refuse(c, OUT_INVALID,
                             "that is no number of a case; it is on the receipt, such as T261118-001");
    return (strlen(tail) == PHONE_TAIL && strspn(tail, "0123456789") == PHONE_TAIL) ||
           change_refuse(c, OUT_INVALID, "give the last four digits of the phone");
}

/* Every wrong answer is the same one, so that nobody learns which numbers there are. */
void case_tail(struct change *c)
{
    const char *tail = c->command->text ? c->command->text : "";
    struct case_place place;
    struct sealed mark;
    char number[CASE_NUMBER_SIZE];
    int64_t wrong, id;
    if (!tail_fit(c, c->command->number, tail, &place)) return;
    case_number(place.day, place.letter, place.seq, number); /* however many noughts it was typed with */
    if (!wrong_tails(c, number, &wrong)) return;
    if (wrong >= CASE_TRIES) {
        change_refuse(c, OUT_CODE_LOCKED, "too many wrong digits for %s today", number);
        return;
    }
    if (!tail_mark(c, number, tail, &mark) || !find_by_mark(c, &place, &mark, &id)) return;
    if (id)
        case_load(c, id);
    else if (count_wrong_tail(c, number))
        change_refuse(c, OUT_WRONG_CODE, "number and digits do not fit together");
}
