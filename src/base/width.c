#include "base/width.h"

#include <stdbool.h>

#include "base/str.h"

/* East Asian wide and full-width blocks of UAX #11; what else a conf may hold takes one column. */
static bool is_wide(uint32_t c)
{
    static const uint32_t blocks[][2] = {{0x1100, 0x115F},   {0x2E80, 0x303E},  {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},  {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
                                         {0x1F300, 0x1F9FF}, {0x20000, 0x3FFFD}};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (c >= blocks[i][0] && c <= blocks[i][1]) return true;
    return false;
}

int width_of(const char *text)
{
    int columns = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0;) columns += is_wide(c) ? 2 : 1;
    return columns;
}

int width_pad(const char *text, int columns)
{
    int used = width_of(text);
    return used < columns ? columns - used : 0;
}
