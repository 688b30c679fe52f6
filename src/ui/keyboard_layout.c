/* The keyboard's layouts, as tables. */
#include "ui/keyboard.h"

#define KEY(letter, upper)                                                                                           \
    {                                                                                                                \
        letter, upper, letter, 1                                                                                     \
    }
#define ROW(indent, caps)                                                                                            \
    {                                                                                                                \
        indent, caps, sizeof caps / sizeof *caps                                                                     \
    }

/* clang-format off */
static const struct cap letters_1[] = {
    KEY("q", "Q"), KEY("w", "W"), KEY("e", "E"), KEY("r", "R"), KEY("t", "T"),
    KEY("y", "Y"), KEY("u", "U"), KEY("i", "I"), KEY("o", "O"), KEY("p", "P"),
};
static const struct cap letters_2[] = {
    KEY("a", "A"), KEY("s", "S"), KEY("d", "D"), KEY("f", "F"), KEY("g", "G"),
    KEY("h", "H"), KEY("j", "J"), KEY("k", "K"), KEY("l", "L"),
};
static const struct cap letters_3[] = {
    {"shift", NULL, NULL, 1.5f}, KEY("z", "Z"), KEY("x", "X"), KEY("c", "C"), KEY("v", "V"),
    KEY("b", "B"), KEY("n", "N"), KEY("m", "M"), {"backspace", NULL, NULL, 1.5f},
};
static const struct cap_row letter_rows[] = {ROW(0, letters_1), ROW(0.5f, letters_2), ROW(0, letters_3)};

/* 大千: the id is the key's on a real keyboard, which is also what the input method wants. */
static const struct cap zhuyin_1[] = {
    KEY("1", "ㄅ"), KEY("2", "ㄉ"), KEY("3", "ˇ"), KEY("4", "ˋ"), KEY("5", "ㄓ"),
    KEY("6", "ˊ"), KEY("7", "˙"), KEY("8", "ㄚ"), KEY("9", "ㄞ"), KEY("0", "ㄢ"),
};
static const struct cap zhuyin_2[] = {
    KEY("q", "ㄆ"), KEY("w", "ㄊ"), KEY("e", "ㄍ"), KEY("r", "ㄐ"), KEY("t", "ㄔ"),
    KEY("y", "ㄗ"), KEY("u", "ㄧ"), KEY("i", "ㄛ"), KEY("o", "ㄟ"), KEY("p", "ㄣ"),
};
static const struct cap zhuyin_3[] = {
    KEY("a", "ㄇ"), KEY("s", "ㄋ"), KEY("d", "ㄎ"), KEY("f", "ㄑ"), KEY("g", "ㄕ"),
    KEY("h", "ㄘ"), KEY("j", "ㄨ"), KEY("k", "ㄜ"), KEY("l", "ㄠ"), {"semicolon", "ㄤ", ";", 1},
};
static const struct cap zhuyin_4[] = {
    KEY("z", "ㄈ"), KEY("x", "ㄌ"), KEY("c", "ㄏ"), KEY("v", "ㄒ"), KEY("b", "ㄖ"),
    KEY("n", "ㄙ"), KEY("m", "ㄩ"), {"comma", "ㄝ", ",", 1}, {"period", "ㄡ", ".", 1}, {"slash", "ㄥ", "/", 1},
};
static const struct cap_row zhuyin_rows[] = {
    ROW(0, zhuyin_1), ROW(0, zhuyin_2), ROW(0, zhuyin_3), ROW(0, zhuyin_4),
};

static const struct cap digits[] = {
    KEY("1", NULL), KEY("2", NULL), KEY("3", NULL), KEY("4", NULL), KEY("5", NULL),
    KEY("6", NULL), KEY("7", NULL), KEY("8", NULL), KEY("9", NULL), KEY("0", NULL),
};
static const struct cap signs_2[] = {
    {"pause", NULL, "、", 1}, {"colon", NULL, "：", 1}, {"semicolon", NULL, "；", 1}, {"question", NULL, "？", 1},
    {"exclamation", NULL, "！", 1}, {"quote-open", NULL, "“", 1}, {"quote-close", NULL, "”", 1},
    {"paren-open", NULL, "（", 1}, {"paren-close", NULL, "）", 1},
};
static const struct cap signs_3[] = {
    {"percent", NULL, "%", 1.5f}, {"title-open", NULL, "《", 1}, {"title-close", NULL, "》", 1},
    {"ellipsis", NULL, "…", 1}, {"dash", NULL, "—", 1}, {"yuan", NULL, "¥", 1}, {"plus", NULL, "+", 1},
    {"minus", NULL, "-", 1}, {"backspace", NULL, NULL, 1.5f},
};
static const struct cap_row sign_rows[] = {ROW(0, digits), ROW(0.5f, signs_2), ROW(0, signs_3)};

static const struct cap signs_en_2[] = {
    {"minus", NULL, "-", 1}, {"slash", NULL, "/", 1}, {"colon", NULL, ":", 1}, {"semicolon", NULL, ";", 1},
    {"paren-open", NULL, "(", 1}, {"paren-close", NULL, ")", 1}, {"yuan", NULL, "¥", 1}, {"and", NULL, "&", 1},
    {"at", NULL, "@", 1},
};
static const struct cap signs_en_3[] = {
    {"percent", NULL, "%", 1.5f}, {"question", NULL, "?", 1}, {"exclamation", NULL, "!", 1}, {"apostrophe", NULL, "'", 1},
    {"quote", NULL, "\"", 1}, {"plus", NULL, "+", 1}, {"number", NULL, "#", 1}, {"underline", NULL, "_", 1},
    {"backspace", NULL, NULL, 1.5f},
};
static const struct cap_row sign_en_rows[] = {ROW(0, digits), ROW(0.5f, signs_en_2), ROW(0, signs_en_3)};

static const struct cap last[] = {
    {"symbols", NULL, NULL, 1.5f}, {"lang", NULL, NULL, 1.5f}, {"comma", NULL, "，", 1}, {"space", NULL, NULL, 3},
    {"period", NULL, "。", 1}, {"enter", NULL, NULL, 2},
};
static const struct cap last_carets[] = {
    {"symbols", NULL, NULL, 1.5f}, {"lang", NULL, NULL, 1.5f}, {"comma", NULL, "，", 1}, {"space", NULL, NULL, 1.5f},
    {"period", NULL, "。", 1}, {"left", NULL, NULL, 1}, {"right", NULL, NULL, 1}, {"enter", NULL, NULL, 1.5f},
};
static const struct cap last_en[] = {
    {"symbols", NULL, NULL, 1.5f}, {"lang", NULL, NULL, 1.5f}, {"comma", NULL, ",", 1}, {"space", NULL, NULL, 3},
    {"period", NULL, ".", 1}, {"enter", NULL, NULL, 2},
};
static const struct cap last_carets_en[] = {
    {"symbols", NULL, NULL, 1.5f}, {"lang", NULL, NULL, 1.5f}, {"comma", NULL, ",", 1}, {"space", NULL, NULL, 1.5f},
    {"period", NULL, ".", 1}, {"left", NULL, NULL, 1}, {"right", NULL, NULL, 1}, {"enter", NULL, NULL, 1.5f},
};
static const struct cap last_zhuyin[] = {
    {"symbols", NULL, NULL, 1.3f}, {"lang", NULL, NULL, 1.4f}, {"scheme", NULL, NULL, 1.3f}, {"zhuyin-comma", NULL, "，", 1},
    {"space", NULL, NULL, 1.6f}, {"zhuyin-period", NULL, "。", 1}, {"enter", NULL, NULL, 1.2f}, {"backspace", NULL, NULL, 1.2f},
};
/* clang-format on */

#define ROWS(table)                                                                                                  \
    {                                                                                                                \
        table, sizeof table / sizeof *table                                                                          \
    }

int keyboard_rows(enum layer layer, const struct cap_row **out)
{
    static const struct {
        const struct cap_row *rows;
        int count;
    } layers[LAYER_COUNT] = {
        [LAYER_PINYIN] = ROWS(letter_rows),    [LAYER_ZHUYIN] = ROWS(zhuyin_rows),
        [LAYER_ENGLISH] = ROWS(letter_rows),   [LAYER_SIGNS] = ROWS(sign_rows),
        [LAYER_SIGNS_EN] = ROWS(sign_en_rows),
    };

    *out = layers[layer].rows;
    return layers[layer].count;
}

const struct cap_row *keyboard_last_row(enum layer layer, enum last_row kind)
{
    static const struct cap_row plain = ROW(0, last), carets = ROW(0, last_carets), plain_en = ROW(0, last_en),
                                carets_en = ROW(0, last_carets_en), zhuyin = ROW(0, last_zhuyin);
    bool english = layer == LAYER_ENGLISH || layer == LAYER_SIGNS_EN;

    if (layer == LAYER_ZHUYIN) return &zhuyin;
    if (kind == LAST_ROW_CARETS) return english ? &carets_en : &carets;
    return english ? &plain_en : &plain;
}
