/* notify.h - tells the service manager (systemd) how the program is; nothing where there is none. */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdbool.h>

/* Was the program started by a service manager that starts it again when it ends? */
bool notify_managed(void);
/* The program does its work now. */
void notify_ready(void);
/* It still does: feeds the watchdog. */
void notify_alive(void);
/* It is on its way out. */
void notify_stopping(void);

#endif
