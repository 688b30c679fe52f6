/* kiosk.conf: what is read, and that every mistake is named where it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"
#include "config_read.h"
#include "config_table.h"

/* The least hall there is; tests add to it and break it. Its lines are numbered below. */
static const char least[] = "[hall]\n"            /* 1 */
                            "name = 大厅\n"       /* 2 */
                            "emergency = 119\n"   /* 3 */
                            "[service pay]\n"     /* 4 */
                            "prefix = B\n"        /* 5 */
                            "name = 缴费\n"       /* 6 */
                            "[service open]\n"    /* 7 */
                            "prefix = A\n"        /* 8 */
                            "name = 开户\n"       /* 9 */
                            "[counter 1]\n"       /* 10 */
                            "serves = pay open\n" /* 11 */
                            "[class normal]\n"    /* 12 */
                            "name = 普通\n";      /* 13 */
enum { LEAST_LINES = 13 };

static char conf_path[64];

static void write_conf(const char *bytes, size_t n)
{
    FILE *f = fopen(conf_path, "wb");
    assert_non_null(f);
    fwrite(bytes, 1, n, f);
    fclose(f);
}

/* Loads `least` with `more` behind it and those --set (NULL ends them); returns all problems. */
static char *load_with(struct config *config, const char *more, const char *const *sets)
{
    struct str text = {0}, problems = {0};
    struct config_args args = {.file = conf_path, .sets = sets, .assets = KIOSK_SOURCE_DIR "/assets"};
    while (sets && sets[args.set_count]) args.set_count++;
    str_add(&text, least);
    str_add(&text, more);
    write_conf(text.s, text.n);
    str_free(&text);
    bool good = config_load(config, &args, &problems);
    assert_int_equal(good, problems.n == 0);
    if (!problems.s) str_add(&problems, "");
    return problems.s;
}

/* The problems of `least` with more behind it must hold this text; where is a line behind `least`. */
static void expect(const char *more, int where, const char *text)
{
    struct config config;
    char *problems = load_with(&config, more, NULL), place[128];
    snprintf(place, sizeof place, "%s:%d: ", conf_path, LEAST_LINES + where);
    const char *line = problems && where ? strstr(problems, place) : problems;
    while (line && where && !strstr(line, text)) line = strstr(line + 1, place);
    if (!line || !strstr(line, text)) fail_msg("expected \"%s%s\" in:\n%s", where ? place : "", text, problems);
    free(problems);
    config_free(&config);
}

static void expect_set(const char *set, const char *text)
{
    struct config config;
    char *problems = load_with(&config, "", (const char *const[]){set, NULL});
    if (!strstr(problems, text)) fail_msg("expected \"%s\" in:\n%s", text, problems);
    free(problems);
    config_free(&config);
}

static void reads_what_is_there(void **state)
{
    (void)state;
    struct config c;
    char *problems = load_with(&c,
                               "[rating]\ngood.fast = 办得快\ngood.fast.en = Quick\n"
                               "[web]\nlisten = [::1]:0\npublic_url = https://hall.example\n"
                               "[ui]\nfullscreen = yes\npanel_width = 268.5\nlang = en\n",
                               NULL);
    assert_string_equal(problems, "");
    assert_int_equal(c.hall.service_count, 2);
    assert_string_equal(c.hall.services[0].code, "pay");
    assert_string_equal(c.hall.services[0].prefix, "B");
    assert_string_equal(text_in(&c.hall.name, LANG_EN), "大厅");
    assert_int_equal(c.hall.counters[0].own_count, 2);
    assert_int_equal(c.hall.counters[0].own[1], 1);
    assert_int_equal(c.hall.good_count, 1);
    assert_string_equal(c.hall.good[0].code, "fast");
    assert_string_equal(text_in(&c.hall.good[0].name, LANG_EN), "Quick");
    assert_string_equal(c.web.listen, "[::1]:0");
    assert_true(c.ui.fullscreen);
    assert_int_equal(c.ui.lang, LANG_EN);
    free(problems);
    config_free(&c);
}

static void fills_in_defaults(void **state)
{
    (void)state;
    struct config c;
    char *problems = load_with(&c, "", NULL);
    assert_string_equal(problems, "");
    assert_string_equal(c.hall.zone, "Asia/Shanghai");
    assert_int_equal(c.hall.week[3].opens, 8 * 60);
    assert_int_equal(c.hall.week[3].closes, 17 * 60);
    assert_false(c.hall.always_open);
    assert_int_equal(c.hall.wait_target_s, 15 * 60);
    assert_true(c.hall.satisfied_target > 0.899 && c.hall.satisfied_target < 0.901);
    assert_int_equal(c.hall.services[0].target_s, 300);
    assert_int_equal(c.ui.width, 1080);
    assert_int_equal(c.print.width_dots, 576);
    assert_string_equal(c.data_dir, "/tmp/data"); /* beside the file */
    assert_string_equal(c.print.device, "file:/tmp/data/receipts");
    free(problems);
    config_free(&c);
}

static void expect_term(struct term term, int days, int hours)
{
    assert_int_equal(term.days, days);
    assert_int_equal(term.hours, hours);
}

/* As a hall that says nothing of cases handles them. */
static void cases_have_the_norms_deadlines(void **state)
{
    (void)state;
    struct config c;
    free(load_with(&c, "", NULL));
    expect_term(c.hall.reply[CASE_ENQUIRY], 0, 24);
    expect_term(c.hall.resolve[CASE_ENQUIRY], 0, 24);
    expect_term(c.hall.reply[CASE_COMPLAINT], 3, 0);
    expect_term(c.hall.resolve[CASE_COMPLAINT], 5, 0);
    expect_term(c.hall.reply[CASE_SUGGESTION], 3, 0);
    expect_term(c.hall.resolve[CASE_SUGGESTION], 0, 0);
    expect_term(c.hall.reply[CASE_PRAISE], 0, 0);
    expect_term(c.hall.resolve[CASE_PRAISE], 0, 0);
    expect_term(c.hall.reply[CASE_BAD_RATING], 1, 0);
    expect_term(c.hall.resolve[CASE_BAD_RATING], 5, 0);
    expect_term(c.hall.extended, 7, 0);
    expect_term(c.hall.to_supervisor, 2, 0);
    expect_term(c.hall.to_manager, 7, 0);
    expect_term(c.hall.follow_up, 1, 0);
    assert_int_equal(c.hall.call_attempts, 3);
    assert_true(c.hall.sample > 0.199 && c.hall.sample < 0.201);
    assert_int_equal(c.hall.keep_years, 1);
    assert_int_equal(c.hall.keep_important_years, 3);
    assert_int_equal(c.hall.workdays_of_week, 0x3e); /* Monday to Friday */
    config_free(&c);
}

static void reads_terms(void **state)
{
    (void)state;
    struct config c;
    char *problems = load_with(&c,
                               "[complaint]\nreply.complaint = 36h\nresolve.praise = 90 d\nto_manager = none\n"
                               "workdays = sat, sun\n",
                               NULL);
    assert_string_equal(problems, "");
    expect_term(c.hall.reply[CASE_COMPLAINT], 0, 36);
    expect_term(c.hall.resolve[CASE_PRAISE], 90, 0);
    expect_term(c.hall.to_manager, 0, 0);
    assert_int_equal(c.hall.workdays_of_week, 0x41);
    free(problems);
    config_free(&c);
}

static void reads_documents(void **state)
{
    (void)state;
    struct config c;
    char *problems = load_with(&c,
                               "[service ask]\nname = 咨询\nprefix = F\ndocument.1 = 身份证 | 带原件\n"
                               "document.1.en = ID card | Original\ndocument.1.icon = idcard\ndocument.2 = 户号\n"
                               "[counter 2]\nserves = ask\nhelps = pay\n",
                               NULL);
    assert_string_equal(problems, "");
    const struct service *s = &c.hall.services[2];
    assert_int_equal(s->document_count, 2);
    assert_string_equal(text_in(&s->documents[0].name, LANG_ZH_CN), "身份证");
    assert_string_equal(text_in(&s->documents[0].note, LANG_EN), "Original");
    assert_string_equal(s->documents[0].icon, "idcard");
    assert_string_equal(text_in(&s->documents[1].note, LANG_ZH_CN), "");
    assert_string_equal(s->documents[1].icon, "checkdoc");
    free(problems);
    config_free(&c);
}

static void command_line_goes_over_the_file(void **state)
{
    (void)state;
    struct config c;
    const char *const sets[] = {"hall.hours=always", "service pay.target=180", "web.listen=127.0.0.1:0",
                                "hall.emergency = 96777", NULL};
    char *problems = load_with(&c, "", sets);
    assert_string_equal(problems, "");
    assert_true(c.hall.always_open);
    assert_int_equal(c.hall.services[0].target_s, 180);
    assert_string_equal(c.hall.emergency, "96777");
    free(problems);
    config_free(&c);
    expect_set("hall.hours=never", "--set hall.hours: \"never\" can't be used; valid: HH:MM-HH:MM");
    expect_set("hall.hoours=always", "--set hall.hoours: unknown key; valid: name, zone, hours");
    expect_set("service pya.target=180", "has no section [service pya]");
    expect_set("hours", "--set: \"hours\" is no assignment; valid: section.key=value");
}

static void names_wrong_values(void **state)
{
    (void)state;
    static const struct {
        const char *more;
        int line;
        const char *text;
    } cases[] = {
        {"[web]\nlisten = 8080\n", 2, "[web] listen: \"8080\" can't be used; valid: HOST:PORT"},
        {"[web]\nlisten = localhost:70000\n", 2, "[web] listen:"},
        {"[web]\npublic_url = https://hall.example/\n", 2, "[web] public_url:"},
        {"[ui]\nwidth = 12\n", 2, "[ui] width: \"12\" can't be used; valid: 320 to 7680 px"},
        {"[ui]\nwidth = 1080px\n", 2, "[ui] width:"},
        {"[ui]\nfullscreen = maybe\n", 2, "valid: yes or no"},
        {"[ui]\nlang = fr\n", 2, "valid: zh_CN, zh_TW, en"},
        {"[ui]\nidle = 2 days\n", 2, "valid: 10 to 3600 seconds"},
        {"[printer]\ndevice = lp0\n", 2, "valid: file:DIR"},
        {"[printer]\nwidth = 500\n", 2, "valid: 576 (80 mm) or 384 (58 mm)"},
        {"[rating]\ngood.Fast = x\n", 2, "unknown key; valid: days, good.*, bad.*"},
        {"[class desk]\nname = 预约\ndesk_only = yes\n[class old]\nname = 老年人\n", 3,
         "[class desk] desk_only: stands before a class that the terminal offers"},
        {"[class old]\nname = 老年人\nhead_start = -5\n", 3, "[class old] head_start:"},
        {"[counter 2]\nserves = pay pya\n", 2,
         "names the unknown service \"pya\"; valid: codes of services in order, of: pay open"},
        {"[counter 2]\nserves = pay pay\n", 2, "names \"pay\" twice"},
        {"[counter 2]\nserves =\n", 2, "names no service"},
        {"[counter 2]\nserves = pay\nhelps = pay\n", 3, "[counter 2] helps: \"pay\" is served here already"},
        {"[counter 2]\n", 1, "[counter 2] serves: is missing"},
        {"[counter two]\nserves = pay\n", 1, "valid: 1 to 999"},
        {"[service ask]\nname = 咨询\nprefix = B\n", 3, "\"B\" is taken by [service pay]"},
        {"[service ask]\nname = 咨询\nprefix = F\n", 1, "no counter serves it"},
        {"[service ask]\nname = 咨询\nprefix = f\n", 3, "valid: 1 to 3 of A-Z"},
        {"[service Ask]\nname = 咨询\n", 1, "has no usable code"},
        {"[service ask]\nname = 咨询\nprefix = F\ndocument.2 = x\n", 1, "document.1: is missing"},
        {"[service ask]\nname = 咨询\nicon = asc\n", 3,
         "[service ask] icon: there is no icon \"asc\"; valid: the name"},
        {"[service ask]\nname = 咨询\ndocument.1 = x\ndocument.1.icon = y\n", 4, "document.1.icon: there is no icon"},
        {"[complaint]\nreply.complaint = 3\n", 2,
         "[complaint] reply.complaint: \"3\" can't be used; valid: 1 d to 90 d (working days) or 1 h to 2160 h, or "
         "none"},
        {"[complaint]\nreply.complaint = 0 d\n", 2, "[complaint] reply.complaint:"},
        {"[complaint]\nreply.complaint = 91 d\n", 2, "[complaint] reply.complaint:"},
        {"[complaint]\nreply.complaint = 99999999999 h\n", 2, "[complaint] reply.complaint:"},
        {"[complaint]\nextended = none\n", 2, "valid: 1 d to 90 d (working days) or 1 h to 2160 h"},
        {"[complaint]\nworkdays =\n", 2, "[complaint] workdays: names no weekday; valid: some of mon"},
        {"[complaint]\nworkdays = montag\n", 2, "[complaint] workdays: \"montag\" is no weekday"},
        {"[complaint]\nsample = 101%\n", 2, "valid: 0% to 100%"},
        {"[class old]\nname = 老年人\nicon = old\n", 3, "[class old] icon: there is no icon \"old\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect(cases[i].more, cases[i].line, cases[i].text);
}

static void names_wrong_lines(void **state)
{
    (void)state;
    expect("[sevrice x]\nname = x\n", 1, "[sevrice x]: unknown section; valid: hall, calendar, service CODE");
    expect("[ui]\nwidth = 1080\nwidth = 1080\n", 3, "[ui] width: given twice, first in line 15");
    expect("[hall]\nzone = UTC\n", 1, "[hall]: section given twice, first in line 1");
    expect("[ui]\nfullscreen\n", 2, "\"fullscreen\" is no setting; valid: key = value");
    expect("[ui\nwidth = 1080\n", 1, "is no section");
    expect("[ui]\nfont_family = \xC3\x28\n", 2, "is not UTF-8; valid: save the file in UTF-8");
    expect("[ui]\nfont_family = a\x01z\n", 2, "[ui] font_family:");
}

static void names_all_of_them(void **state)
{
    (void)state;
    struct config c;
    char *problems = load_with(&c, "[ui]\nwidth = x\nheight = y\n[web]\nlisten = z\n", NULL);
    int lines = 0;
    for (const char *p = problems; (p = strchr(p, '\n')) != NULL; p++) lines++;
    assert_int_equal(lines, 3);
    free(problems);
    config_free(&c);
}

/* The keys below a head that says nothing belong to no section: not to the one before, and they are not complained of. */
static void keys_below_a_broken_head_are_nobodys(void **state)
{
    static const char *const heads[] = {"[ui\nserves = open\nname = x\n", "[\xC3\x28]\nserves = open\nwidth\n"};
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct config c;
        char *problems = load_with(&c, heads[i], NULL), *end = strchr(problems, '\n');
        if (!end || end[1]) fail_msg("not one line:\n%s", problems);
        free(problems);
        config_free(&c);
    }
}

static void refuses_long_lines(void **state)
{
    (void)state;
    char more[1200] = "[ui]\nfont_family = ";
    size_t n = strlen(more);
    memset(more + n, 'x', 1100);
    more[n + 1100] = '\0';
    expect(more, 2, "line too long; valid: at most 1020 bytes");
}

static void refuses_bom_zero_and_no_file(void **state)
{
    (void)state;
    struct config c;
    struct str problems = {0};
    struct config_args args = {.file = conf_path};
    write_conf("\xEF\xBB\xBF[hall]\nname = x\n", 19);
    assert_false(config_load(&c, &args, &problems));
    assert_non_null(strstr(problems.s, ":1: begins with a byte order mark"));
    config_free(&c);
    str_free(&problems);
    write_conf("[hall]\nname = x\0y\n", 18);
    assert_false(config_load(&c, &args, &problems));
    assert_non_null(strstr(problems.s, ":2: [hall]: holds a zero byte"));
    config_free(&c);
    str_free(&problems);
    args.file = "/nonexistent/kiosk.conf";
    assert_false(config_load(&c, &args, &problems));
    assert_string_equal(problems.s, "/nonexistent/kiosk.conf: can't be opened: No such file or directory;"
                                    " give the file's name with --config\n");
    config_free(&c);
    str_free(&problems);
}

/* Every default has to be valid by its own row, and every key to match itself. */
static void reads_rosters(void **state)
{
    (void)state;
    struct config c;
    free(load_with(&c, "[counter 2]\nserves = pay\nroster = 07:45-12:00 13:00-17:00\n", NULL));
    const struct counter *last = &c.hall.counters[c.hall.counter_count - 1];
    assert_int_equal(last->shift_count, 2);
    assert_int_equal(last->shifts[0].from, 7 * 60 + 45);
    assert_int_equal(last->shifts[1].to, 17 * 60);
    config_free(&c);
}

static void groups_hold_each_service_once(void **state)
{
    (void)state;
    struct config c;
    free(load_with(&c, "[group all]\nname = 全部\nname.en = All\nicon = pay\nservices = open pay\n", NULL));
    assert_int_equal(c.hall.group_count, 1);
    assert_int_equal(c.hall.groups[0].service_count, 2);
    assert_int_equal(c.hall.groups[0].services[0], 1);
    assert_string_equal(text_in(&c.hall.groups[0].name, LANG_EN), "All");
    config_free(&c);
    expect("[group a]\nname = 甲\nservices = pay open\n[group b]\nname = 乙\nservices = pay\n", 6,
           "[group b] services: \"pay\" is in [group a] already; valid: each service in one group");
    expect("[group a]\nname = 甲\nservices = open\n", 4 - LEAST_LINES,
           "[service pay]: no group holds it; valid: name pay under services of a [group CODE]");
    expect("[group a]\nname = 甲\n", 1, "[group a] services: is missing; valid: at most 8 codes");
    expect("[group a]\nname = 甲\nservices = pay gas\n", 3, "names the unknown service \"gas\"");
    expect("[group A]\nname = 甲\nservices = pay open\n", 1, "has no usable code");
    expect("[group a]\nname = 甲\nicon = no_such\nservices = pay open\n", 3, "there is no icon \"no_such\"");
}

static void table_agrees_with_itself(void **state)
{
    (void)state;
    for (int i = 0; i < setting_count; i++) {
        const struct setting *s = &settings[i];
        union {
            struct hall hall;
            struct service service;
            struct document document;
            struct service_list list;
            struct text text;
        } *room = calloc(1, sizeof *room);
        struct key_match match;
        struct err err;
        struct str valid = {0};
        setting_valid(s, NULL, &valid);
        assert_true(valid.n > 0);
        str_free(&valid);
        if (!s->stride) assert_true(setting_matches(s, s->key, &match));
        if (s->fallback && s->fallback[0] && !setting_read(s, NULL, s->fallback, LANG_ZH_CN, room, &err))
            fail_msg("[%s] %s: the default \"%s\" is not valid", s->section, s->key, s->fallback);
        if (s->type == VALUE_TEXT) text_free(&room->text);
        free(room);
    }
}

static void sample_hall_is_sound(void **state)
{
    (void)state;
    struct config c;
    struct str problems = {0};
    struct config_args args = {.file = KIOSK_SOURCE_DIR "/kiosk.conf", .data_dir = "/tmp/x"};
    if (!config_load(&c, &args, &problems)) fail_msg("%s", problems.s);
    assert_int_equal(c.hall.service_count, 6);
    assert_int_equal(c.hall.counter_count, 6);
    assert_int_equal(c.hall.class_count, 6);
    assert_int_equal(hall_self_classes(&c.hall), 5);
    assert_string_equal(c.hall.services[0].code, "pay");
    assert_int_equal(c.hall.services[0].target_s, 180);
    assert_int_equal(c.hall.classes[1].head_start_s, 900);
    assert_string_equal(c.data_dir, "/tmp/x");
    config_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_there),  cmocka_unit_test(fills_in_defaults),
        cmocka_unit_test(reads_documents),      cmocka_unit_test(command_line_goes_over_the_file),
        cmocka_unit_test(names_wrong_values),   cmocka_unit_test(names_wrong_lines),
        cmocka_unit_test(names_all_of_them),    cmocka_unit_test(keys_below_a_broken_head_are_nobodys),
        cmocka_unit_test(refuses_long_lines),   cmocka_unit_test(refuses_bom_zero_and_no_file),
        cmocka_unit_test(reads_rosters),        cmocka_unit_test(table_agrees_with_itself),
        cmocka_unit_test(sample_hall_is_sound), cmocka_unit_test(cases_have_the_norms_deadlines),
        cmocka_unit_test(reads_terms),
        cmocka_unit_test(sample_hall_is_sound), cmocka_unit_test(groups_hold_each_service_once),
    };
    snprintf(conf_path, sizeof conf_path, "/tmp/kiosk-conf-%d", (int)getpid());
    if (!i18n_init(KIOSK_BINARY_DIR "/locale")) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(conf_path);
    return failed;
}
