/* upkeep.h - the work behind the maintenance screen, on a thread of its own: checking a password
 * takes long on purpose, and a printer may take long to answer. */
#ifndef UI_UPKEEP_H
#define UI_UPKEEP_H

#include "core/staff.h"
#include "core/ticket.h"
#include "core/writer.h"
#include "ui/machine.h"

enum { UPKEEP_RECEIPTS = 3, UPKEEP_ADDRESS = 64, UPKEEP_PASSWORD = 132 };

enum upkeep_kind {
    UPKEEP_LOGIN, /* login, password */
    UPKEEP_LOOK,  /* everything the screen shows */
    UPKEEP_TEST,  /* a test receipt, then the same */
    UPKEEP_LEFT,  /* staff has gone: only noted */
};

/* How the machine is. */
struct upkeep_report {
    bool ok; /* the database was read */
    enum machine_printer printer;
    char printer_words[MACHINE_WORDS];
    struct ticket receipts[UPKEEP_RECEIPTS];
    int receipt_count;
    int issued, served, waiting, absent, rated, filed; /* today; filed: cases */
    char address[UPKEEP_ADDRESS];                      /* of this machine in its network, "" : none */
};

struct upkeep_news {
    enum upkeep_kind kind;
    bool good;          /* logged in; printed */
    struct staff staff; /* of a login that was good, or whose role or password does not do */
    struct upkeep_report report;
};

struct upkeep;

/* Called on the worker's thread; the news belong to the callee, to be freed with free(). */
typedef void upkeep_told(void *arg, struct upkeep_news *news);

/* machine must outlive it. */
struct upkeep *upkeep_start(struct writer *writer, const struct machine *machine, upkeep_told *told, void *arg);
void upkeep_stop(struct upkeep *upkeep); /* NULL allowed */
/* login and password are copied, and wiped after use. Never blocks; false when too much is asked at once. */
bool upkeep_login(struct upkeep *upkeep, const char *login, const char *password);
bool upkeep_ask(struct upkeep *upkeep, enum upkeep_kind kind, int64_t staff);

#endif
