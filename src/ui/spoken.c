#include "ui/spoken.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

/* Digits in a row from which on they are read one by one: nobody says a phone number as millions. */
enum { SPELLED_FROM = 5 };
/* As many digits as a number of a person has, not one of a hall. */
enum { PHONE_DIGITS = 7 };

/* A text of a given room that grows. */
struct into {
    char *at;
    size_t size, n;
};

static void put(struct into *into, const char *text)
{
    str_copy(into->at + into->n, into->size - into->n, text);
    into->n += strlen(into->at + into->n);
}

static bool chinese(enum lang lang)
{
    return lang != LANG_EN;
}

/* Puts n bytes one by one, with blanks between. */
static void spell(struct into *into, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char one[3] = {i ? ' ' : text[i], i ? text[i] : '\0', '\0'};

        put(into, one);
    }
}

/* 10:24 as the clock is read; how many bytes of it were taken, 0: it is no time of day. */
static size_t put_time(struct into *into, enum lang lang, const char *at)
{
    int hour, minute, n = 0;
    char words[32];

    if (!chinese(lang) || sscanf(at, "%2d:%2d%n", &hour, &minute, &n) != 2 || n != 5) return 0;
    if (minute)
        snprintf(words, sizeof words, "%d 点 %d 分", hour, minute);
    else
        snprintf(words, sizeof words, "%d 点", hour);
    put(into, words);
    return 5;
}

/* What stands behind the hyphen of T261118-001. Bytes taken. */
static size_t put_behind_hyphen(struct into *into, enum lang lang, const char *at)
{
    size_t digits = 0;

    while (at[0] == '-' && isdigit((unsigned char)at[1 + digits])) digits++;
    if (!digits) return 0;
    put(into, chinese(lang) ? "，" : ", ");
    spell(into, at + 1, digits);
    return 1 + digits;
}

/* B012, A 小票码, a phone: letters and digits one by one. Bytes taken, 0: it is none of these. */
static size_t put_spelled(struct into *into, enum lang lang, const char *at, char before)
{
    size_t letters = 0, digits = 0;

    while (at[letters] >= 'A' && at[letters] <= 'Z') letters++;
    while (isdigit((unsigned char)at[letters + digits])) digits++;
    if (isalnum((unsigned char)before) || letters > 3) return 0;
    if (!(letters && digits >= 3) && !(!letters && digits >= SPELLED_FROM)) return 0;
    spell(into, at, letters + digits);
    return letters + digits + (letters ? put_behind_hyphen(into, lang, at + letters + digits) : 0);
}

/* Marks that are read as words or as a pause. */
static size_t put_mark(struct into *into, enum lang lang, const char *at)
{
    static const struct {
        const char *mark, *chinese, *english;
    } marks[] = {
        {"–", " 到 ", " to "}, {" · ", "，", ", "}, {"·", "，", ", "}, {"\n", "，", ", "}, {"→", "，", ", "}};

    for (size_t i = 0; i < SDL_arraysize(marks); i++) {
        size_t n = strlen(marks[i].mark);

        if (strncmp(at, marks[i].mark, n) != 0) continue;
        put(into, chinese(lang) ? marks[i].chinese : marks[i].english);
        return n;
    }
    return 0;
}

void spoken_text(enum lang lang, const char *text, char *out, size_t size)
{
    struct into into = {out, size, 0};
    char before = ' ';

    out[0] = '\0';
    while (*text) {
        char one[5] = "";
        const char *next = text;
        size_t n = put_time(&into, lang, text);

        if (!n) n = put_spelled(&into, lang, text, before);
        if (!n) n = put_mark(&into, lang, text);
        if (!n) {
            utf8_next(&next);
            n = (size_t)(next - text);
            snprintf(one, sizeof one, "%.*s", (int)n, text);
            put(&into, one);
        }
        text += n;
        before = text[-1];
    }
}

bool spoken_is_personal(const struct item *item)
{
    static const char *const fields[] = {"contact.phone",  "contact.name",      "complaint.text",
                                         "review.contact", "review.phone",      "review.text",
                                         "review.name",    "maintenance.login", "maintenance.password"};

    for (size_t i = 0; i < SDL_arraysize(fields); i++)
        if (strcmp(item->id, fields[i]) == 0) return true;
    return item->personal;
}

static bool inside(const struct node *node, const struct item *item)
{
    SDL_Point centre = {node->box.x + node->box.w / 2, node->box.y + node->box.h / 2};

    return SDL_PointInRect(&centre, &item->box);
}

/* It may lie over a text, which is said all the same. */
static bool is_repeat(const struct item *item)
{
    return strcmp(item->id, "voice.repeat") == 0;
}

/* Does it stand for the texts within it: a personal field, or a note that is read in words of its own? */
static bool stands_for_texts(const struct item *item)
{
    return spoken_is_personal(item) || item->said[0];
}

/* The key a text stands on, or the note that stands for it; NULL: it is the screen's own. */
static const struct item *owner_of(const struct scene *scene, const struct node *node)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];

        if (item->passive ? !stands_for_texts(item) : is_repeat(item)) continue;
        if (inside(node, item)) return item;
    }
    return NULL;
}

/* Parts of one line (5 人) are one word, lines are told apart. */
static const char *gap_between(const struct scene *scene, const struct node *before, const struct node *node)
{
    int apart = node->box.x - (before->box.x + before->box.w);
    bool same_line = before->box.y < node->box.y + node->box.h && node->box.y < before->box.y + before->box.h;

    if (same_line && apart >= -2 && apart < node->size) return " ";
    return chinese(scene->lang) ? "，" : ", ";
}

/* A part behind another: told apart from it, unless that one has its own mark at the end. */
static void put_part(struct into *into, const char *gap, const char *words)
{
    static const char *const marks[] = {"。", "，", "？", "！", "：", "；", "…", ".", ",", "?", "!", ":"};

    for (size_t i = 0; i < SDL_arraysize(marks); i++) {
        size_t n = strlen(marks[i]);

        if (into->n >= n && strcmp(into->at + into->n - n, marks[i]) == 0) gap = " ";
    }
    while (*words == ' ') words++;
    put(into, gap);
    put(into, words);
}

/* A phone number, wherever it stands: it is heard by nobody but who asks for its field. */
static bool is_phone(const char *text)
{
    int digits = 0;

    for (; *text; text++) {
        if (isdigit((unsigned char)*text))
            digits++;
        else if (!strchr(" +-*", *text))
            return false;
    }
    return digits >= PHONE_DIGITS;
}

static bool is_text(const struct node *node)
{
    return node->kind == NODE_TEXT && node->text[0] && !is_phone(node->text);
}

void spoken_screen(const struct scene *scene, char out[SPEECH_TEXT])
{
    struct into into = {out, SPEECH_TEXT, 0};
    const struct node *before = NULL;
    const struct item *told = NULL; /* the note that was read last */

    out[0] = '\0';
    for (int i = scene->content_from; i < scene->content_to; i++) {
        const struct node *node = &scene->nodes[i];
        const struct item *owner = is_text(node) ? owner_of(scene, node) : NULL;
        char words[2 * SCENE_TEXT];

        if (!is_text(node) || (owner && (owner == told || !owner->passive || spoken_is_personal(owner)))) continue;
        told = owner;
        spoken_text(scene->lang, owner ? owner->said : node->text, words, sizeof words);
        put_part(&into, before ? gap_between(scene, before, node) : "", words);
        before = node;
    }
}

bool spoken_note(const struct scene *scene, const struct item *item, char out[SPEECH_TEXT])
{
    if (!item->passive || strcmp(item->role, "text") != 0 || spoken_is_personal(item)) return false;
    if (strcmp(item->id, "home.emergency") == 0) return false;
    spoken_text(scene->lang, item->label, out, SPEECH_TEXT);
    return out[0] != '\0';
}

static bool in_bar(const struct item *item)
{
    return strncmp(item->id, "mode.", 5) == 0 || strncmp(item->id, "lang.", 5) == 0;
}

/* A sign alone, which the key's name says in a word. */
static bool is_sign(const char *text)
{
    uint32_t c = utf8_next(&text);

    return !*text && (c < 0x80 ? ispunct((int)c) != 0 : c == 0xA5 || (c >= 0x2010 && c <= 0x303F) || c >= 0xFF00);
}

/* The texts painted on a key, but for its label. */
static void texts_on(const struct scene *scene, const struct item *item, struct into *into)
{
    const struct node *before = NULL;
    int from = in_bar(item) ? scene->content_to : scene->content_from;
    int to = in_bar(item) ? scene->node_count : scene->content_to;

    for (int i = from; i < to; i++) {
        const struct node *node = &scene->nodes[i];
        char words[2 * SCENE_TEXT];

        if (!is_text(node) || !inside(node, item) || strstr(item->label, node->text) || is_sign(node->text)) continue;
        spoken_text(scene->lang, node->text, words, sizeof words);
        put_part(into, before ? gap_between(scene, before, node) : "", words);
        before = node;
    }
}

static const char *role_words(const struct scene *scene, const struct item *item)
{
    if (!item->enabled) return tr(scene->lang, "not available now");
    if (strcmp(item->role, "option") == 0)
        return item->chosen ? tr(scene->lang, "chosen") : tr(scene->lang, "option, not chosen");
    if (strcmp(item->role, "toggle") == 0)
        return item->chosen ? tr(scene->lang, "switched on") : tr(scene->lang, "switch, off");
    if (strcmp(item->role, "field") == 0 || strcmp(item->role, "text") == 0) return tr(scene->lang, "field");
    return tr(scene->lang, "button");
}

static void find_place(const struct scene *scene, const struct item *item, struct spoken_item *out)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *other = &scene->items[i];

        if (other->passive || in_bar(other) != in_bar(item) || is_repeat(other)) continue;
        out->count++;
        if (other <= item) out->place++;
    }
}

void spoken_item(const struct scene *scene, const struct item *item, bool aloud, struct spoken_item *out)
{
    struct into about = {out->about, sizeof out->about, 0};
    size_t before;

    memset(out, 0, sizeof *out);
    find_place(scene, item, out);
    str_copy(out->name, sizeof out->name, item->label);
    put(&about, role_words(scene, item));
    put(&about, chinese(scene->lang) ? "。" : ". ");
    before = about.n;
    if (spoken_is_personal(item) && !aloud)
        put(&about, tr(scene->lang, "Not read aloud; press Repeat to hear it"));
    else if (spoken_is_personal(item) && is_phone(item->value)) /* no screen reads one out by itself */
        spell(&about, item->value, strlen(item->value));
    else if (item->said[0])
        put(&about, item->said);
    else
        texts_on(scene, item, &about);
    if (about.n == before) out->about[before - strlen(chinese(scene->lang) ? "。" : ". ")] = '\0';
}
