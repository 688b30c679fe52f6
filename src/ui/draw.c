#include "ui/draw.h"

#include <math.h>
#include <qrencode.h>
#include <stdbool.h>

SDL_Surface *draw_surface(int w, int h)
{
    SDL_Surface *made = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);

    if (made) SDL_SetSurfaceBlendMode(made, SDL_BLENDMODE_NONE);
    return made;
}

static uint32_t *row_at(SDL_Surface *to, int y)
{
    return (uint32_t *)(void *)((uint8_t *)to->pixels + (size_t)y * (size_t)to->pitch);
}

/* `colour` over what is there, at alpha 0…255 on top of the colour's own. */
static void blend(uint32_t *pixel, uint32_t colour, uint32_t alpha)
{
    uint32_t a = ((colour >> 24) * alpha + 127) / 255;
    uint32_t rb = *pixel & 0xFF00FF, g = *pixel & 0x00FF00;

    if (a == 255) {
        *pixel = colour & 0xFFFFFF;
        return;
    }
    a += a >> 7; /* 0…256, so that the division is a shift */
    rb += (((colour & 0xFF00FF) - rb) * a) >> 8;
    g += (((colour & 0x00FF00) - g) * a) >> 8;
    *pixel = (rb & 0xFF00FF) | (g & 0x00FF00);
}

static void span(SDL_Surface *to, int x0, int x1, int y, uint32_t colour)
{
    const SDL_Rect *clip = &to->clip_rect;
    uint32_t *row;

    if (x0 < clip->x) x0 = clip->x;
    if (x1 > clip->x + clip->w) x1 = clip->x + clip->w;
    if (x0 >= x1 || y < clip->y || y >= clip->y + clip->h) return;
    row = row_at(to, y);
    if (colour >> 24 == 255) {
        SDL_memset4(row + x0, colour & 0xFFFFFF, (size_t)(x1 - x0));
    } else {
        for (int x = x0; x < x1; x++) blend(row + x, colour, 255);
    }
}

static void dot(SDL_Surface *to, int x, int y, uint32_t colour, float cover)
{
    const SDL_Rect *clip = &to->clip_rect;

    if (cover <= 0 || x < clip->x || y < clip->y || x >= clip->x + clip->w || y >= clip->y + clip->h) return;
    blend(row_at(to, y) + x, colour, cover >= 1 ? 255 : (uint32_t)(cover * 255.0f + 0.5f));
}

void draw_rect(SDL_Surface *to, SDL_Rect box, uint32_t colour)
{
    if (!SDL_IntersectRect(&box, &to->clip_rect, &box)) return;
    for (int y = box.y; y < box.y + box.h; y++) span(to, box.x, box.x + box.w, y, colour);
}

static int round_limit(const SDL_Rect *box, int radius)
{
    int most = SDL_min(box->w, box->h) / 2;

    return SDL_max(0, SDL_min(radius, most));
}

/* How much of the pixel (x, y) of a w × h rectangle the round corners leave, 0…1. */
static float round_cover(int w, int h, int radius, int x, int y)
{
    float r = (float)radius, px = (float)x + 0.5f, py = (float)y + 0.5f;
    float dx = SDL_max(r - px, px - ((float)w - r)), dy = SDL_max(r - py, py - ((float)h - r));
    float cover;

    if (dx <= 0 || dy <= 0) return 1;
    cover = r + 0.5f - sqrtf(dx * dx + dy * dy);
    return cover < 0 ? 0 : cover > 1 ? 1 : cover;
}

void draw_round(SDL_Surface *to, SDL_Rect box, int radius, uint32_t colour)
{
    SDL_Rect seen;

    if (!SDL_IntersectRect(&box, &to->clip_rect, &seen)) return;
    radius = round_limit(&box, radius);
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        int in = y - box.y;

        if (in >= radius && in < box.h - radius) {
            span(to, box.x, box.x + box.w, y, colour);
            continue;
        }
        for (int x = 0; x < radius; x++) {
            float cover = round_cover(box.w, box.h, radius, x, in);

            dot(to, box.x + x, y, colour, cover);
            dot(to, box.x + box.w - 1 - x, y, colour, cover);
        }
        span(to, box.x + radius, box.x + box.w - radius, y, colour);
    }
}

void draw_outline(SDL_Surface *to, SDL_Rect box, int radius, int line, uint32_t colour)
{
    SDL_Rect seen;
    int iw = box.w - 2 * line, ih = box.h - 2 * line;

    if (!SDL_IntersectRect(&box, &to->clip_rect, &seen)) return;
    radius = round_limit(&box, radius);
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        int in = y - box.y, band = SDL_max(radius, line);
        bool straight = in >= band && in < box.h - band;

        for (int x = seen.x - box.x; x < seen.x - box.x + seen.w; x++) {
            float hole = 0;

            if (straight && x >= line && x < box.w - line) {
                x = box.w - line - 1; /* nothing to draw between the two sides */
                continue;
            }
            if (x >= line && in >= line && x < line + iw && in < line + ih)
                hole = round_cover(iw, ih, SDL_max(0, radius - line), x - line, in - line);
            dot(to, box.x + x, y, colour, round_cover(box.w, box.h, radius, x, in) - hole);
        }
    }
}

void draw_corners(SDL_Surface *to, SDL_Rect box, int radius, int line, int arm, uint32_t colour)
{
    SDL_Rect was = to->clip_rect;

    for (int i = 0; i < 4; i++) {
        SDL_Rect corner = {i % 2 ? box.x + box.w - arm : box.x, i / 2 ? box.y + box.h - arm : box.y, arm, arm};

        if (!SDL_IntersectRect(&corner, &was, &corner)) continue;
        SDL_SetClipRect(to, &corner);
        draw_outline(to, box, radius, line, colour);
    }
    SDL_SetClipRect(to, &was);
}

void draw_ring(SDL_Surface *to, SDL_Rect box, int line, float share, uint32_t colour)
{
    float r = (float)SDL_min(box.w, box.h) / 2, inner = r - (float)line;
    float cx = (float)box.x + (float)box.w / 2, cy = (float)box.y + (float)box.h / 2;
    SDL_Rect seen;

    if (!SDL_IntersectRect(&box, &to->clip_rect, &seen)) return;
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        for (int x = seen.x; x < seen.x + seen.w; x++) {
            float dx = (float)x + 0.5f - cx, dy = (float)y + 0.5f - cy;
            float d = sqrtf(dx * dx + dy * dy);
            float cover = SDL_min(1.0f, r + 0.5f - d) - SDL_max(0.0f, SDL_min(1.0f, inner + 0.5f - d));

            if (cover <= 0) continue;
            if (share < 1) {
                float turn = atan2f(dx, -dy) / (2 * (float)M_PI); /* 0 at the top, clockwise */

                if (turn < 0) turn += 1;
                if (turn > share) continue;
            }
            dot(to, x, y, colour, cover);
        }
    }
}

void draw_dots(SDL_Surface *to, SDL_Rect box, float pitch, uint32_t colour)
{
    bool across = box.w >= box.h;
    int size = across ? box.h : box.w, length = across ? box.w : box.h;

    if (pitch < 1 || size < 1) return;
    for (float at = 0; at + (float)size <= (float)length + 0.5f; at += pitch) {
        int by = (int)lroundf(at);
        SDL_Rect one = {box.x + (across ? by : 0), box.y + (across ? 0 : by), size, size};

        draw_round(to, one, size / 2, colour);
    }
}

void draw_dashes(SDL_Surface *to, SDL_Rect box, int radius, int line, uint32_t colour)
{
    int on = 2 * line, pitch = 3 * line, right = box.x + box.w - radius, bottom = box.y + box.h - radius;

    if (line < 1) return;
    for (int x = box.x + radius; x < right; x += pitch) {
        int w = SDL_min(on, right - x);

        draw_rect(to, (SDL_Rect){x, box.y, w, line}, colour);
        draw_rect(to, (SDL_Rect){x, box.y + box.h - line, w, line}, colour);
    }
    for (int y = box.y + radius; y < bottom; y += pitch) {
        int h = SDL_min(on, bottom - y);

        draw_rect(to, (SDL_Rect){box.x, y, line, h}, colour);
        draw_rect(to, (SDL_Rect){box.x + box.w - line, y, line, h}, colour);
    }
    draw_corners(to, box, radius, line, radius, colour);
}

void draw_qr(SDL_Surface *to, SDL_Rect box, const char *text, uint32_t colour)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
    int module, x0, y0;

    if (!code) return;
    module = SDL_max(1, SDL_min(box.w, box.h) / code->width);
    x0 = box.x + (box.w - module * code->width) / 2;
    y0 = box.y + (box.h - module * code->width) / 2;
    for (int i = 0; i < code->width * code->width; i++) {
        if (!(code->data[i] & 1)) continue;
        draw_rect(to, (SDL_Rect){x0 + i % code->width * module, y0 + i / code->width * module, module, module},
                  colour);
    }
    QRcode_free(code);
}
