/* complaint_change.h - inside the core only: what the handlers that change cases share. All of them act on
 * c->out->complaint and end the command with a refusal where they return false. */
#ifndef CORE_COMPLAINT_CHANGE_H
#define CORE_COMPLAINT_CHANGE_H

#include "core/case_moves.h"
#include "core/change.h"
#include "core/vault.h"

/* Reads the case into c->out->complaint, whoever acts; OUT_NOT_FOUND when there is none. */
bool case_load(struct change *c, int64_t id);
/* The same, but as if there were none when the case is about the acting person, who is no manager. */
bool case_load_for(struct change *c, int64_t id, const struct case_reader *reader);
/* Who acts, with their role now. */
bool case_actor(struct change *c, struct case_reader *out);

/* The two halves of case_move_open, when the state allows the move: may that person make it, and is all done that
 * comes before it? */
bool case_who_may(const struct case_move *move, const struct complaint *found, const struct case_reader *reader,
                  const char **why);
bool case_ready(const struct case_move *move, const struct complaint *found, const struct hall *hall,
                const struct case_reader *reader, const char **why);

/* Writes all that moves change of c->out->complaint. `was` is the state it was read in: OUT_WRONG_STATE when somebody
 * changed it since. */
bool case_store(struct change *c, enum case_state was);
/* Adds an event to the story and its journal entry complaint.KIND. body is taken over, NULL refuses; text (NULL or "":
 * none) is sealed. */
bool case_event(struct change *c, const char *kind, json_t *body, const char *text);

/* Fills the concerned of a case that was just filed from what it is about. */
bool case_find_concerned(struct change *c);
/* One more whom the case is about; the owner it is about loses the case. Adds no event. */
bool case_add_concerned(struct change *c, int64_t staff);
/* Is the case about that person? */
bool case_is_about(struct change *c, int64_t staff, bool *out);

/* Who gets a case that goes up to that level: of those whose role reaches it, who are active and whom it is not about,
 * the one with the fewest unfinished cases. 0 in *owner: nobody. */
bool case_pick_owner(struct change *c, enum case_level level, int64_t *owner);
/* The lowest role that may own a case of that level. */
enum staff_role case_level_role(enum case_level level);
/* Up to that level, unless it is there already: an owner whose role reaches it stays, otherwise it gets another one or
 * none. Stores it, and adds `escalated` with that text (NULL: none). */
bool case_go_up(struct change *c, enum case_level level, const char *text);
/* The same by itself, as it was to go up by then; the event says so. */
bool case_go_up_due(struct change *c, enum case_level level, ms_t due);
/* Open again as on its first day, with that reason (NULL: none). */
bool case_reopen(struct change *c, const char *text);

/* Opens a case of c->out->ticket, which was rated so badly; c->out->id stays as it is. */
bool case_open_bad_rating(struct change *c, int64_t rating, json_t *reasons);

/* Binds an id or a time of a case; 0, which stands for none, as NULL. */
void case_bind(struct stmt *q, int n, int64_t value);

/* A text as it is kept; size 0: there is none. */
struct sealed {
    unsigned char bytes[VAULT_SEALED];
    size_t size;
};
/* Seals text; NULL or "" gives none. */
bool case_seal(struct change *c, const char *text, struct sealed *out);
/* Binds it, or NULL when there is none. */
void case_bind_sealed(struct stmt *q, int n, const struct sealed *sealed);

/* The columns of a case and how they are read. vault NULL: the contact is not told. */
#define CASE_COLUMNS                                                                                                  \
    "c.id, c.day, c.letter, c.seq, c.kind, c.about, c.service, c.counter, c.ticket, t.prefix, t.seq, c.about_staff,"  \
    " c.rating, r.score, c.phone, c.name, c.print, c.lang, c.channel, c.filed_at, c.token, c.code, c.state,"          \
    " c.severity, c.level, c.owner, o.name, c.since, c.reply_due, c.resolve_due, c.follow_up_due, c.extended,"        \
    " c.replied_at, c.resolved_at, c.closed_at, c.erased_at, c.attempts, c.answered, c.satisfied, c.outcome,"         \
    " c.important, (SELECT e.staff FROM complaint_event e WHERE e.complaint = c.id AND e.kind = 'resolved'"           \
    " ORDER BY e.seq DESC LIMIT 1)"
#define CASE_TABLES                                                                                                   \
    " FROM complaint c LEFT JOIN ticket t ON t.id = c.ticket LEFT JOIN rating r ON r.id = c.rating"                   \
    " LEFT JOIN staff o ON o.id = c.owner "
enum { CASE_COLUMN_COUNT = 42 }; /* what else is asked for stands behind them */
void case_read(struct stmt *q, struct vault *vault, struct complaint *out);

/* 2026-11-18, T and 1 make T261118-001. */
void case_number(const char *day, const char *letter, int64_t seq, char out[CASE_NUMBER_SIZE]);

/* BLAKE2b-256 in hex: of a text's sealed bytes, and of an event's body, as the journal and the story keep them. */
enum { CASE_HASH_SIZE = 65 };
void case_hash(const void *bytes, size_t size, char out[CASE_HASH_SIZE]);

/* All that stands in the row of case c and whom it is about, as one text: the journal keeps its hash with each event,
 * so that no row says anything its story did not lead to. Not in it is print, which changes without an event. */
#define CASE_ROW                                                                                                      \
    "quote(c.day) || ',' || quote(c.letter) || ',' || c.seq || ',' || c.kind || ',' || c.about || ',' ||"             \
    " quote(c.ticket) || ',' || quote(c.service) || ',' || quote(c.counter) || ',' ||"                                \
    " quote(c.about_staff) || ',' || quote(c.rating) || ',' || quote(c.name) || ',' || quote(c.phone) ||"             \
    " ',' || quote(c.phone_tail) || ',' || quote(c.notice) || ',' || c.lang || ',' || quote(c.channel) ||"            \
    " ',' || quote(c.token) || ',' || quote(c.code) || ',' || c.filed_at || ',' || c.state || ',' ||"                 \
    " c.severity || ',' || c.level || ',' || quote(c.owner) || ',' || c.since || ',' ||"                              \
    " quote(c.reply_due) || ',' || quote(c.resolve_due) || ',' || c.extended || ',' ||"                               \
    " quote(c.replied_at) || ',' || quote(c.resolved_at) || ',' || quote(c.follow_up_due) || ',' ||"                  \
    " c.attempts || ',' || c.answered || ',' || quote(c.satisfied) || ',' || quote(c.outcome) || ',' ||"              \
    " quote(c.closed_at) || ',' || c.important || ',' || quote(c.erased_at) || ',' ||"                                \
    " quote((SELECT group_concat(n.staff) FROM (SELECT staff FROM complaint_concerned WHERE complaint = c.id"         \
    " ORDER BY staff) n))"

#endif
