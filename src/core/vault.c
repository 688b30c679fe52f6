#include "core/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

_Static_assert(crypto_secretbox_KEYBYTES == 32, "size of the key file");
_Static_assert(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES <= VAULT_SEALED - VAULT_TEXT, "room");

void vault_init(struct vault *vault, const char *data_dir)
{
    memset(vault, 0, sizeof *vault);
    snprintf(vault->path, sizeof vault->path, "%s/%s", data_dir, VAULT_FILE);
}

void vault_wipe(struct vault *vault)
{
    sodium_memzero(vault, sizeof *vault);
}

static bool read_key(struct vault *vault, struct err *err)
{
    int fd = open(vault->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return err_set(err, "%.400s: %s", vault->path, strerror(errno));
    ssize_t n = read(fd, vault->key, sizeof vault->key);
    close(fd);
    vault->loaded = n == sizeof vault->key;
    return vault->loaded || err_set(err, "%.400s is no key; bring back the one of the last backup", vault->path);
}

/* Written whole under another name first: a key that was cut off by a power failure would lock all away. */
static bool make_key(struct vault *vault, struct err *err)
{
    unsigned char key[sizeof vault->key];
    char fresh[sizeof vault->path + 16];
    snprintf(fresh, sizeof fresh, "%s.%d", vault->path, (int)getpid());
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return err_set(err, "%.400s can't be written: %s", fresh, strerror(errno));
    randombytes_buf(key, sizeof key);
    bool ok = write(fd, key, sizeof key) == sizeof key && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    sodium_memzero(key, sizeof key);
    /* link, not rename: where another process was faster its key stays. */
    ok = ok && (link(fresh, vault->path) == 0 || errno == EEXIST);
    int why = errno;
    unlink(fresh);
    return ok || err_set(err, "%.400s can't be made: %s", vault->path, strerror(why));
}

static bool load(struct vault *vault, bool make, struct err *err)
{
    if (vault->loaded) return true;
    if (make && access(vault->path, F_OK) != 0 && !make_key(vault, err)) return false;
    return read_key(vault, err);
}

bool vault_seal(struct vault *vault, const char *text, unsigned char out[VAULT_SEALED], size_t *size, struct err *err)
{
    size_t n = strlen(text);
    if (n >= VAULT_TEXT) return err_set(err, "a personal field is too long");
    if (!load(vault, true, err)) return false;
    randombytes_buf(out, crypto_secretbox_NONCEBYTES);
    *size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + n;
    return crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, (const unsigned char *)text, n, out,
                                 vault->key) == 0 ||
           err_set(err, "a personal field can't be sealed");
}

bool vault_open(struct vault *vault, const void *sealed, size_t size, char out[VAULT_TEXT], struct err *err)
{
    const size_t more = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const unsigned char *bytes = sealed;
    out[0] = '\0';
    if (size < more || size >= more + VAULT_TEXT) return err_set(err, "a sealed field is damaged");
    if (!load(vault, false, err)) return false;
    if (crypto_secretbox_open_easy((unsigned char *)out, bytes + crypto_secretbox_NONCEBYTES,
                                   size - crypto_secretbox_NONCEBYTES, bytes, vault->key) != 0)
        return err_set(err, "%.400s does not open a sealed field; bring back the key it was sealed with",
                       vault->path);
    out[size - more] = '\0';
    return true;
}

bool vault_mark(struct vault *vault, const char *text, unsigned char out[VAULT_MARK], struct err *err)
{
    static const unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = "kiosk mark";
    if (!load(vault, true, err)) return false;
    return crypto_generichash_blake2b_salt_personal(out, VAULT_MARK, (const unsigned char *)text, strlen(text),
                                                    vault->key, sizeof vault->key, NULL, personal) == 0 ||
           err_set(err, "a personal field can't be marked");
}
