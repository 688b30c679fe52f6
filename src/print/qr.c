#include "print/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

struct bitmap *qr_encode(const char *text, struct err *err)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code) {
        err_set(err, "cannot make a QR code of %zu bytes: %s; shorten [web] public_url", strlen(text),
                strerror(errno));
        return NULL;
    }
    struct bitmap *bitmap = bitmap_new(code->width, code->width);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) bitmap_set(bitmap, x, y, code->data[y * code->width + x] & 1);
    QRcode_free(code);
    return bitmap;
}
