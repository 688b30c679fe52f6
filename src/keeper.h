/* keeper.h - what a running hall does by itself: ends the business day in time, does what is due of cases (at its
 * start as well), and reads kiosk.conf again when SIGHUP asks for it. */
#ifndef KEEPER_H
#define KEEPER_H

#include "config.h"

struct keeper;
struct writer;

/* config came from args; all three must outlive the keeper. One keeper a process. */
struct keeper *keeper_start(struct writer *writer, const struct config *config, const struct config_args *args);
/* Ends its thread. NULL allowed. */
void keeper_stop(struct keeper *keeper);
/* Frees it with the halls it read; nobody may be reading them any more. NULL allowed. */
void keeper_free(struct keeper *keeper);
/* Asks for kiosk.conf to be read again; from a signal handler or any thread. */
void keeper_reload(void);

#endif
