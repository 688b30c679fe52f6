/* config_check.h - what no single setting shows: whether the settings fit each other. */
#ifndef CONFIG_CHECK_H
#define CONFIG_CHECK_H

struct config;
struct conf_source;

/* Notes every contradiction as a problem of source, at the line that is to be changed. */
void config_check(struct conf_source *source, const struct config *config);

#endif
