/* config_check.h - what no single setting shows: whether the settings fit each other. */
#ifndef CONFIG_CHECK_H
#define CONFIG_CHECK_H

struct config;
struct conf_source;

/* Notes every contradiction as a problem of source, at the line that is to be changed. assets is the folder
 * whose icons there are; NULL: they are not looked for. */
void config_check(struct conf_source *source, const struct config *config, const char *assets);

#endif
