#include "ui/screen.h"

extern const struct screen screen_attract, screen_service;
extern const struct screen screen_home, screen_guide, screen_class, screen_ticket, screen_closed, screen_error;
extern const struct screen screen_maintenance;
extern const struct screen screen_comment, screen_complaint_kind, screen_complaint_about, screen_complaint_text;
extern const struct screen screen_complaint_contact, screen_complaint_phone, screen_complaint_review;
extern const struct screen screen_complaint_done;
extern const struct screen screen_lookup_case, screen_case;
extern const struct screen screen_info, screen_lookup, screen_result, screen_rate, screen_thanks;

/* The screens this terminal has. A key that leads to one that is not here is not shown. */
static const struct screen *const screens[SCREEN_COUNT] = {
    [SCREEN_HOME] = &screen_home,     [SCREEN_GUIDE] = &screen_guide,   [SCREEN_CLASS] = &screen_class,
    [SCREEN_TICKET] = &screen_ticket, [SCREEN_CLOSED] = &screen_closed, [SCREEN_ERROR] = &screen_error,
    [SCREEN_LOOKUP_CASE] = &screen_lookup_case, [SCREEN_CASE] = &screen_case,
    [SCREEN_LOOKUP] = &screen_lookup, [SCREEN_RESULT] = &screen_result, [SCREEN_RATE] = &screen_rate,
    [SCREEN_THANKS] = &screen_thanks,
    [SCREEN_INFO] = &screen_info,
    [SCREEN_ATTRACT] = &screen_attract,
    [SCREEN_SERVICE] = &screen_service,
    [SCREEN_COMMENT] = &screen_comment,
    [SCREEN_COMPLAINT_KIND] = &screen_complaint_kind,
    [SCREEN_COMPLAINT_ABOUT] = &screen_complaint_about,
    [SCREEN_COMPLAINT_TEXT] = &screen_complaint_text,
    [SCREEN_COMPLAINT_CONTACT] = &screen_complaint_contact,
    [SCREEN_COMPLAINT_PHONE] = &screen_complaint_phone,
    [SCREEN_COMPLAINT_REVIEW] = &screen_complaint_review,
    [SCREEN_COMPLAINT_DONE] = &screen_complaint_done,
    [SCREEN_MAINTENANCE] = &screen_maintenance,
};

const struct screen *screen_of(enum screen_id id)
{
    return screens[id];
}
