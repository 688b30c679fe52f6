#include "print/png.h"

#include <png.h>
#include <setjmp.h>

#include "print/savefile.h"

enum { DOTS_PER_METRE = 8000 };

static bool write_png(FILE *f, const struct bitmap *bitmap)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, f);
    png_set_IHDR(png, info, (png_uint_32)bitmap->width, (png_uint_32)bitmap->height, 1, PNG_COLOR_TYPE_GRAY,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, DOTS_PER_METRE, DOTS_PER_METRE, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    png_set_invert_mono(png); /* a set bit is black here and white there */
    for (int y = 0; y < bitmap->height; y++) png_write_row(png, bitmap->rows + (size_t)y * bitmap->stride);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return true;
}

bool png_save(const struct bitmap *bitmap, const char *path, struct err *err)
{
    struct savefile file;
    if (!savefile_open(&file, path, err)) return false;
    if (write_png(file.f, bitmap)) return savefile_commit(&file, err);
    savefile_abort(&file);
    return err_set(err, "cannot write %s: no room on the disk, or out of memory", path);
}
