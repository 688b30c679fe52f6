/* core/remote.h: whose yes it is, and what is seen of a picture. */
#include <string.h>

#include "core/remote.h"
#include "support/cmocka_all.h"

enum { SIDE = 100 };

static void wake(void *arg)
{
    (void)arg;
}

static struct remote_looker *join(struct remote *remote, int64_t id, const char *name)
{
    struct staff staff = {.id = id, .role = ROLE_ADMIN};

    str_copy(staff.name, sizeof staff.name, name);
    return remote_join(remote, &staff, 0, wake, NULL);
}

static struct remote_state state_of(struct remote *remote)
{
    struct remote_state state;

    remote_read(remote, &state);
    return state;
}

static void a_yes_means_the_question_that_was_read(void **state)
{
    struct remote *remote = remote_new(false);
    struct remote_looker *chen = join(remote, 1, "陈一"), *wang = join(remote, 2, "王二");
    struct remote_state read;

    (void)state;
    assert_true(remote_ask(remote, 1, REMOTE_SEE, "看一眼"));
    assert_false(remote_ask(remote, 2, REMOTE_ACT, "帮忙"));
    read = state_of(remote);
    remote_leave(chen);
    assert_true(remote_ask(remote, 2, REMOTE_ACT, "帮忙"));
    assert_false(remote_answer(remote, &read, true));
    assert_int_equal(state_of(remote).granted, REMOTE_NONE);
    read = state_of(remote);
    assert_true(remote_answer(remote, &read, true));
    assert_int_equal(state_of(remote).granted, REMOTE_ACT);
    remote_leave(wang);
    assert_int_equal(state_of(remote).granted, REMOTE_NONE);
    remote_free(remote);
}

static void who_is_refused_helps_nobody(void **state)
{
    struct remote *remote = remote_new(false);
    struct remote_looker *chen = join(remote, 1, "陈一");
    struct remote_state read;

    (void)state;
    assert_true(remote_ask(remote, 1, REMOTE_SEE, "看一眼"));
    read = state_of(remote);
    assert_true(remote_answer(remote, &read, false));
    read = state_of(remote);
    assert_int_equal(read.helper, 0);
    assert_string_equal(read.who, "");
    remote_leave(chen);
    remote_free(remote);
}

/* The kind of the last message in out. */
static int last_kind(const struct str *out)
{
    size_t at = 0;
    int kind = 0;

    while (at < out->n) {
        const unsigned char *m = (const unsigned char *)out->s + at;

        kind = m[4];
        at += 4 + (size_t)(m[0] | m[1] << 8 | m[2] << 16);
    }
    return kind;
}

static void a_personal_picture_is_for_who_was_granted_it(void **state)
{
    enum { PICTURE = 1, HIDDEN = 2 };
    static uint32_t pixels[SIDE * SIDE];
    struct remote_picture picture = {.pixels = pixels, .stride = SIDE, .w = SIDE, .h = SIDE};
    struct remote *remote = remote_new(false);
    struct remote_looker *chen = join(remote, 1, "陈一");
    struct str out = {0};

    (void)state;
    remote_publish(remote, &picture, NULL, 0);
    remote_get(chen, &out);
    assert_int_equal(last_kind(&out), PICTURE);
    str_free(&out);
    picture.personal = true;
    remote_publish(remote, &picture, NULL, 0);
    remote_get(chen, &out);
    assert_int_equal(last_kind(&out), HIDDEN);
    str_free(&out);
    remote_leave(chen);
    remote_free(remote);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yes_means_the_question_that_was_read),
        cmocka_unit_test(who_is_refused_helps_nobody),
        cmocka_unit_test(a_personal_picture_is_for_who_was_granted_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
