/* vault.h - personal fields at rest: sealed with a key that lies beside the database, for its owner's eyes only.
 *
 * The key (contact.key, 32 bytes, mode 0600) is made at the first use. Without it what was sealed stays sealed:
 * a backup needs both, and who steals the database alone has no phone number. */
#ifndef CORE_VAULT_H
#define CORE_VAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define VAULT_FILE "contact.key"

/* Text with its end, enough for 500 characters of any kind; nonce and tag more when sealed. */
enum { VAULT_TEXT = 2048, VAULT_SEALED = VAULT_TEXT + 40, VAULT_MARK = 32 };

struct vault {
    char path[4200]; /* of the key */
    bool loaded;
    unsigned char key[32];
};

void vault_init(struct vault *vault, const char *data_dir);
void vault_wipe(struct vault *vault);
/* Seals text, shorter than VAULT_TEXT, into out; *size is how much of it. Makes the key if there is none yet. */
bool vault_seal(struct vault *vault, const char *text, unsigned char out[VAULT_SEALED], size_t *size, struct err *err);
/* Opens what was sealed. False with err when the key is gone or another one, or the bytes were changed. */
bool vault_open(struct vault *vault, const void *sealed, size_t size, char out[VAULT_TEXT], struct err *err);
/* What tells whether two texts are the same to whoever has the key, and nothing to anybody else, however few there are
 * to try. False with err when there is no key. */
bool vault_mark(struct vault *vault, const char *text, unsigned char out[VAULT_MARK], struct err *err);

#endif
