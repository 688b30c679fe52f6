#include "demo_cases.h"

#include <stdio.h>

#include "base/str.h"
#include "core/complaint.h"
#include "core/deadline.h"
#include "store/db.h"

enum { WORKED = 80 }; /* cases looked at in an hour */

static const char *const told[CASE_TOLD_COUNT][4] = {
    [CASE_COMPLAINT] = {"等了四十分钟才轮到，中午只开了两个窗口。", "材料要求前后说法不一样，跑了两趟。",
                        "约好上门安检，改期没有通知我。", "发票抬头开错了，还要我自己再来一次。"},
    [CASE_SUGGESTION] = {"大厅加一台饮水机吧。", "等候区的椅子不够，老人站着。", "希望周末下午也能办过户。",
                         "取号机旁边放一张材料清单就好了。"},
    [CASE_ENQUIRY] = {"换了手机号，户头上的联系方式怎么改？", "租的房子，租客能开户吗？", "燃气表快没电了找谁？",
                      "发票能开电子的吗？"},
    [CASE_PRAISE] = {"窗口的同志很耐心，一样一样讲清楚。", "老人来办事，专门有人扶着，谢谢。",
                     "五分钟就办好了，比想的快。", "报修当天就上门，师傅很仔细。"},
};
static const char *const replies[] = {"您反映的情况属实，给您添麻烦了，我们已经改了。",
                                      "已经查过，问题出在我们这边，这样处理您看可以吗？",
                                      "谢谢您告诉我们，已经安排专人跟进。"};
static const char *const results[] = {"已改正，并告诉了全体窗口", "当面说明清楚，补办完成",
                                      "加开一个窗口，每天高峰都有人"};

static bool run(struct writer *writer, const struct command *command, struct outcome *out, struct err *err)
{
    writer_do(writer, command, out);
    /* Somebody may not make a move: then somebody else does, another hour. */
    return out->code != OUT_UNAVAILABLE || err_set(err, "%s", out->message);
}

bool demo_case_told(struct writer *writer, struct chance *chance, int64_t clerk, struct err *err)
{
    static const double kinds[CASE_TOLD_COUNT] = {40, 18, 30, 12};
    static const char *const channels[] = {"terminal", "phone", "console"};
    const struct hall *hall = writer_hall(writer);
    enum case_kind kind = (enum case_kind)chance_weighted(chance, kinds, CASE_TOLD_COUNT);
    struct command file = {.kind = CMD_COMPLAIN, .case_kind = kind, .text = told[kind][chance_below(chance, 4)]};
    struct outcome out;
    char phone[PHONE_SIZE];
    file.channel = channels[chance_below(chance, 3)];
    if (str_equal(file.channel, "console")) file.staff = clerk;
    if (chance_uniform(chance) < 0.6) {
        file.about = ABOUT_SERVICE;
        file.service = hall->services[chance_below(chance, hall->service_count)].code;
    }
    if (chance_uniform(chance) < 0.6) {
        snprintf(phone, sizeof phone, "139%08d", chance_below(chance, 100000000));
        file.phone = phone;
    }
    file.print = PRINT_PRINTED;
    writer_do(writer, &file, &out);
    return out.code == OUT_OK || err_set(err, "%s", out.message);
}

/* ---- the desk ---- */

struct work {
    struct complaint cases[WORKED];
    int count;
};

static void note(void *arg, const struct complaint *found, const char *text)
{
    struct work *work = arg;
    (void)text;
    if (work->count < WORKED) work->cases[work->count++] = *found;
}

static bool read_work(struct writer *writer, ms_t now, struct work *work, struct err *err)
{
    const struct case_reader reader = {.role = ROLE_MANAGER};
    const struct case_filter filter = {.states = 1U << CASE_FILED | 1U << CASE_OPEN | 1U << CASE_RESOLVED,
                                       .now = now};
    int total;
    struct db *db = writer_reader(writer, err);
    if (!db) return false;
    work->count = 0;
    bool ok = complaint_list(db, NULL, &reader, &filter, 0, WORKED, note, work, &total, err);
    db_close(db);
    return ok;
}

/* One of them, but for that one. */
static int64_t somebody(struct chance *chance, const int64_t *clerks, int count, int64_t but)
{
    int at = chance_below(chance, count);
    return clerks[at] == but ? clerks[(at + 1) % count] : clerks[at];
}

static bool follow_up(struct writer *writer, struct chance *chance, const struct complaint *found, int64_t caller,
                      struct err *err)
{
    static const double results_of[RESULT_COUNT] = {85, 5, 10};
    static const double contents[] = {60, 25, 15};
    struct outcome out;
    struct command call = {.kind = CMD_CASE_FOLLOW_UP, .staff = caller, .channel = "console", .complaint = found->id};
    call.case_result = (enum case_result)chance_weighted(chance, results_of, RESULT_COUNT);
    if (call.case_result == RESULT_SOLVED)
        call.case_content = (enum case_content)(CONTENT_YES - chance_weighted(chance, contents, 3));
    call.text = call.case_result == RESULT_UNSOLVED ? "还差一张收据没有补" : NULL;
    if (!run(writer, &call, &out, err)) return false;
    struct command close = {
        .kind = CMD_CASE_CLOSE, .staff = found->owner, .channel = "console", .complaint = found->id};
    return out.code != OUT_OK || call.case_result == RESULT_UNSOLVED || run(writer, &close, &out, err);
}

static bool work_on(struct writer *writer, struct chance *chance, const struct complaint *found,
                    const int64_t *clerks, int count, ms_t now, struct err *err)
{
    struct outcome out;
    struct command step = {.staff = found->owner, .channel = "console", .complaint = found->id};
    if (found->state == CASE_RESOLVED)
        return chance_uniform(chance) > 0.5 ||
               follow_up(writer, chance, found, somebody(chance, clerks, count, found->owner), err);
    if (found->state == CASE_FILED || !found->owner) {
        step.kind = CMD_CASE_ACCEPT;
        step.staff = somebody(chance, clerks, count, 0);
        if (found->kind == CASE_SUGGESTION)
            step.due = deadline_due(writer_hall(writer), now, (struct term){.days = 8 + chance_below(chance, 8)});
    } else if (!found->replied_at && found->kind != CASE_PRAISE) {
        if (chance_uniform(chance) > 0.5) return true;
        step.kind = CMD_CASE_REPLY;
        step.text = replies[chance_below(chance, 3)];
    } else {
        if (chance_uniform(chance) > 0.25) return true;
        step.kind = CMD_CASE_RESOLVE;
        step.case_outcome = found->kind == CASE_PRAISE    ? CASE_PASSED_ON
                            : found->kind == CASE_ENQUIRY ? CASE_ANSWERED
                                                          : CASE_UPHELD;
        step.text = results[chance_below(chance, 3)];
    }
    return run(writer, &step, &out, err);
}

bool demo_case_work(struct writer *writer, struct chance *chance, const int64_t *clerks, int clerk_count, ms_t now,
                    struct err *err)
{
    struct work work;
    struct outcome out;
    if (!run(writer, &(struct command){.kind = CMD_CASES_DUE, .channel = "program"}, &out, err) ||
        !read_work(writer, now, &work, err))
        return false;
    for (int i = 0; i < work.count; i++)
        if (!work_on(writer, chance, &work.cases[i], clerks, clerk_count, now, err)) return false;
    return true;
}
