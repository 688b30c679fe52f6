#include "config_table.h"

#include "config.h"

#define IN_HALL(member) offsetof(struct hall, member)
#define IN_SERVICE(member) offsetof(struct service, member)
#define IN_CLASS(member) offsetof(struct visitor_class, member)
#define IN_CONFIG(member) offsetof(struct config, member)

enum { MINUTE = 60, HOUR = 3600 };

/* One setting a row reads best as a table. */
/* clang-format off */
const struct setting settings[] = {
    {"hall", "name", VALUE_TEXT, IN_HALL(name), 1, 40, NULL, NULL, "name of the hall", 0, 0},
    {"hall", "zone", VALUE_ZONE, IN_HALL(zone), 1, 64, NULL, "Asia/Shanghai", "time zone", 0, 0},
    {"hall", "hours", VALUE_HOURS, 0, 0, 0, NULL, "08:00-17:00", "business hours", 0, 0},
    {"hall", "hours.mon", VALUE_DAY_HOURS, IN_HALL(week[1]), 0, 0, NULL, "", "on Mondays; likewise the others", 0, 0},
    {"hall", "hours.tue", VALUE_DAY_HOURS, IN_HALL(week[2]), 0, 0, NULL, "", "on Tuesdays", 0, 0},
    {"hall", "hours.wed", VALUE_DAY_HOURS, IN_HALL(week[3]), 0, 0, NULL, "", "on Wednesdays", 0, 0},
    {"hall", "hours.thu", VALUE_DAY_HOURS, IN_HALL(week[4]), 0, 0, NULL, "", "on Thursdays", 0, 0},
    {"hall", "hours.fri", VALUE_DAY_HOURS, IN_HALL(week[5]), 0, 0, NULL, "", "on Fridays", 0, 0},
    {"hall", "hours.sat", VALUE_DAY_HOURS, IN_HALL(week[6]), 0, 0, NULL, "", "on Saturdays", 0, 0},
    {"hall", "hours.sun", VALUE_DAY_HOURS, IN_HALL(week[0]), 0, 0, NULL, "", "on Sundays", 0, 0},
    {"hall", "last_ticket", VALUE_SECONDS, IN_HALL(last_ticket_s), 0, 4 * HOUR, "s", "0",
     "no tickets are issued so long before closing", 0, 0},
    {"hall", "day_starts", VALUE_TIME, IN_HALL(day_starts), 0, 0, NULL, "04:00",
     "when a new business day begins and numbers start at 001 again", 0, 0},
    {"hall", "emergency", VALUE_PHONE, IN_HALL(emergency), 1, 24, NULL, NULL,
     "number to call at a gas leak, shown on every screen", 0, 0},
    {"hall", "wait_target", VALUE_SECONDS, IN_HALL(wait_target_s), MINUTE, 4 * HOUR, "s", "15 min",
     "a wait longer than this is over target", 0, 0},
    {"hall", "recall_after", VALUE_SECONDS, IN_HALL(recall_after_s), 5, HOUR, "s", "30 s",
     "a called visitor who has not come by then is asked for again", 0, 0},
    {"hall", "return_grace", VALUE_SECONDS, IN_HALL(return_grace_s), 0, HOUR, "s", "2 min",
     "an absent visitor who comes back ranks as if issued so long ago", 0, 0},
    {"hall", "satisfied_target", VALUE_PERCENT, IN_HALL(satisfied_target), 0, 100, NULL, "90%",
     "share of ratings at levels 3 to 5 the hall wants", 0, 0},

    {"calendar", "holiday.*", VALUE_HOLIDAY, IN_HALL(holidays), 1, 24, NULL, "", "days the hall is closed, and their name",
     sizeof(struct special_day), IN_HALL(holiday_count)},
    {"calendar", "workday.*", VALUE_WORKDAY, IN_HALL(workdays), 0, 0, NULL, "",
     "make-up workdays: open though a weekend or a holiday", sizeof(struct special_day), IN_HALL(workday_count)},

    {"service", "prefix", VALUE_PREFIX, IN_SERVICE(prefix), 0, 0, NULL, NULL,
     "letters before the number, one service each", 0, 0},
    {"service", "icon", VALUE_CODE, IN_SERVICE(icon), 0, 0, NULL, "ask", "assets/icons/NAME.svg", 0, 0},
    {"service", "name", VALUE_TEXT, IN_SERVICE(name), 1, 24, NULL, NULL, "name on tile and receipt", 0, 0},
    {"service", "line", VALUE_TEXT, IN_SERVICE(line), 0, 40, NULL, "", "one plain line on the tile", 0, 0},
    {"service", "about", VALUE_TEXT, IN_SERVICE(about), 0, 80, NULL, "", "one line on the guide screen", 0, 0},
    {"service", "bring", VALUE_TEXT, IN_SERVICE(bring), 0, 100, NULL, "",
     "the documents in one line, for receipt and phone", 0, 0},
    {"service", "prompt", VALUE_TEXT, IN_SERVICE(prompt), 0, 100, NULL, "", "what the clerk says next", 0, 0},
    {"service", "document.#", VALUE_DOCUMENT, IN_SERVICE(documents), 1, 60, NULL, "",
     "a document to bring, and a note on it", sizeof(struct document), IN_SERVICE(document_count)},
    {"service", "document.#.icon", VALUE_CODE, IN_SERVICE(documents[0].icon), 0, 0, NULL, "checkdoc",
     "assets/icons/NAME.svg", sizeof(struct document), IN_SERVICE(document_count)},
    {"service", "target", VALUE_SECONDS, IN_SERVICE(target_s), 10, 4 * HOUR, "s", "5 min",
     "handling time promised on average", 0, 0},
    {"service", "expected", VALUE_SECONDS, IN_SERVICE(expected_s), 10, 4 * HOUR, "s", "4 min",
     "handling time expected before any was measured", 0, 0},

    {"service", "cap", VALUE_INT, IN_SERVICE(cap), 0, 9999, "tickets", "0", "tickets a day; 0: no limit", 0, 0},
    {"service", "days", VALUE_WEEKDAYS, IN_SERVICE(weekdays), 0, 0, NULL, "", "offered on these weekdays only", 0, 0},
    {"service", "closed", VALUE_SPANS, 0, 0, 0, NULL, "", "days it is not offered on", 0, 0},

    {"class", "name", VALUE_TEXT, IN_CLASS(name), 1, 24, NULL, NULL, "who that is", 0, 0},
    {"class", "note", VALUE_TEXT, IN_CLASS(note), 0, 60, NULL, "", "second line on the key", 0, 0},
    {"class", "icon", VALUE_CODE, IN_CLASS(icon), 0, 0, NULL, "person", "assets/icons/NAME.svg", 0, 0},
    {"class", "head_start", VALUE_SECONDS, IN_CLASS(head_start_s), 0, 4 * HOUR, "s", "0",
     "the ticket ranks as if drawn this much earlier", 0, 0},

    {"counter", "serves", VALUE_SERVICES, offsetof(struct counter, own), 1, 0, NULL, NULL,
     "its own services, in order of preference", 0, offsetof(struct counter, own_count)},
    {"counter", "roster", VALUE_ROSTER, 0, 0, 0, NULL, "",
     "when it is to be open; the wait told to visitors counts on it", 0, 0},
    {"counter", "helps", VALUE_SERVICES, offsetof(struct counter, helps), 0, 0, NULL, "",
     "services it helps out with when its own have nobody waiting", 0, offsetof(struct counter, helps_count)},

    {"rating", "days", VALUE_INT, IN_HALL(link_days), 0, 60, "days", "7",
     "how long after the visit it may be rated and its page is there", 0, 0},
    {"rating", "good.*", VALUE_REASON, IN_HALL(good), 1, 24, NULL, "", "a reason offered with levels 4 and 5",
     sizeof(struct reason), IN_HALL(good_count)},
    {"rating", "bad.*", VALUE_REASON, IN_HALL(bad), 1, 24, NULL, "", "a reason offered with levels 1 to 3",
     sizeof(struct reason), IN_HALL(bad_count)},

    {"web", "listen", VALUE_LISTEN, IN_CONFIG(web.listen), 1, 128, NULL, "127.0.0.1:8080",
     "address of the pages; port 0 takes any free one", 0, 0},
    {"web", "public_url", VALUE_URL, IN_CONFIG(web.public_url), 0, 256, NULL, "",
     "how visitors' phones reach the pages; empty: the address listened on", 0, 0},
    {"web", "proxy", VALUE_ADDRESS, IN_CONFIG(web.proxy), 0, 64, NULL, "",
     "address of a proxy before the pages; its X-Forwarded-For tells where requests come from. Without this all who"
     " come by a proxy share its address, and wait for each other's failed sign-ins at new machines", 0, 0},
    {"web", "session_idle", VALUE_SECONDS, IN_CONFIG(web.session_idle_s), MINUTE, 24 * HOUR, "s", "30 min",
     "a login unused for so long ends", 0, 0},
    {"web", "session_longest", VALUE_SECONDS, IN_CONFIG(web.session_absolute_s), MINUTE, 7 * 24 * HOUR, "s",
     "12 h", "a login ends after so long in any case", 0, 0},

    {"printer", "device", VALUE_DEVICE, IN_CONFIG(print.device), 1, 512, NULL, "file:receipts",
     "where receipts go; a relative file:DIR lies in the data folder", 0, 0},
    {"printer", "width", VALUE_INT, IN_CONFIG(print.width_dots), 384, 576, "dots", "576",
     "576 on 80 mm paper, 384 on 58 mm", 0, 0},

    {"ui", "width", VALUE_INT, IN_CONFIG(ui.width), 480, 7680, "px", "1080", "window width", 0, 0},
    {"ui", "height", VALUE_INT, IN_CONFIG(ui.height), 480, 7680, "px", "1920", "window height", 0, 0},
    {"ui", "fullscreen", VALUE_BOOL, IN_CONFIG(ui.fullscreen), 0, 0, NULL, "no", "fill the display", 0, 0},
    {"ui", "panel_width", VALUE_REAL, IN_CONFIG(ui.panel_width_mm), 50, 3000, "mm", "268",
     "width of the glass, for the size of targets", 0, 0},
    {"ui", "idle", VALUE_SECONDS, IN_CONFIG(ui.idle_s), 10, HOUR, "s", "60 s",
     "without a touch for so long: asks whether somebody is there", 0, 0},
    {"ui", "idle_answer", VALUE_SECONDS, IN_CONFIG(ui.idle_answer_s), 20, 10 * MINUTE, "s", "20 s",
     "how long that question stands", 0, 0},
    {"ui", "lang", VALUE_LANG, IN_CONFIG(ui.lang), 0, 0, NULL, "zh_CN", "language at the start of a visit", 0, 0},
    {"ui", "motion", VALUE_BOOL, IN_CONFIG(ui.motion), 0, 0, NULL, "yes", "sliding and bobbing", 0, 0},
    {"ui", "fonts", VALUE_STRING, IN_CONFIG(ui.fonts), 0, 512, NULL, "",
     "folder looked into before the system's fonts; empty: the program's own", 0, 0},
    {"ui", "font_family", VALUE_STRING, IN_CONFIG(ui.font_family), 1, 64, NULL, "Noto Sans CJK",
     "font family without its region", 0, 0},

    {"data", "dir", VALUE_STRING, IN_CONFIG(data_dir), 1, 512, NULL, "data",
     "folder of database and receipts", 0, 0},
};
/* clang-format on */
const int setting_count = sizeof settings / sizeof *settings;
