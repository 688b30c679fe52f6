/* notify.h - tells the service manager (systemd) how the program is; nothing where there is none. */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdbool.h>

/* Was the program started by a service manager that starts it again when it ends? */
bool notify_managed(void);
/* What has to be seen alive before the watchdog is fed; bits. */
enum notify_part {
    NOTIFY_SCREEN = 1, /* a frame was shown, with what was read from the database */
    NOTIFY_WRITER = 2, /* the writer has answered */
};

/* The program does its work now; from here on the watchdog is fed whenever all of parts were alive since the last
 * time. */
void notify_ready(unsigned parts);
/* That part was seen alive; from any thread. */
void notify_alive(enum notify_part part);
/* It is on its way out. */
void notify_stopping(void);

#endif
