/* api_complaints.h - what the calls about cases share. Those that take a reply answer a bad value themselves and
 * return false. */
#ifndef WEB_API_COMPLAINTS_H
#define WEB_API_COMPLAINTS_H

#include "core/complaint.h"
#include "web/request.h"

struct case_reader request_reader(const struct request *request);
/* 404: unknown and hidden are told apart by nobody. */
void reply_no_case(struct reply *reply);
/* Answers with the whole case; false, nothing answered, when there is none that this reader may see. */
bool tell_case(struct request *request, struct reply *reply, unsigned status, int64_t id);

/* The account that a value of the body means, by id or login. */
bool read_login(struct request *request, struct reply *reply, const json_t *staff, char login[LOGIN_SIZE]);
bool read_severity(struct request *request, struct reply *reply, enum need need, enum case_severity *out);
/* kind, text, lang and contact of what is filed. */
bool read_filing(struct request *request, struct reply *reply, struct command *command);
/* 201: number, token and what is due. */
void tell_filed(struct request *request, struct reply *reply, const struct complaint *made);

#endif
