/* The automation socket: several clients, each answered in its order, none held up by an idle one. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "ui/automation.h"

static char path[64];

/* The terminal's part: says the line again. */
static void echo(struct request *request)
{
    automation_answer(request, request->line);
}

static int start(void **state)
{
    struct err err;

    snprintf(path, sizeof path, "/tmp/kiosk-automation-%d", (int)getpid());
    *state = automation_start(path, echo, &err);
    return *state ? 0 : -1;
}

static int stop(void **state)
{
    struct stat st;

    automation_stop(*state);
    return lstat(path, &st) == 0; /* the socket is gone */
}

static int connected(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval patience = {20, 0};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(fd >= 0);
    strcpy(address.sun_path, path);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    return fd;
}

static void say(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static void hears(int fd, const char *text)
{
    char got[256] = "";
    size_t n = 0;

    while (n < strlen(text)) {
        ssize_t did = recv(fd, got + n, strlen(text) - n, 0);

        if (did <= 0) fail_msg("heard only “%s” of “%s”", got, text);
        n += (size_t)did;
    }
    assert_string_equal(got, text);
}

static void an_idle_client_holds_up_nobody(void **state)
{
    int idle = connected(), halfway = connected(), busy = connected();

    (void)state;
    say(halfway, "a line without");
    say(busy, "tree\n");
    hears(busy, "tree\n");
    say(halfway, " its end\r\n");
    hears(halfway, "a line without its end\n");
    say(idle, "here\n");
    hears(idle, "here\n");
    close(idle);
    close(halfway);
    close(busy);
}

static void each_is_answered_in_its_order(void **state)
{
    int one = connected(), other = connected();

    (void)state;
    say(one, "1\n2\n3\n4\n");
    say(other, "a\nb\nc\n");
    hears(other, "a\nb\nc\n");
    hears(one, "1\n2\n3\n4\n");
    close(one);
    close(other);
}

static void the_ninth_waits_for_a_place(void **state)
{
    int fds[9];

    (void)state;
    for (int i = 0; i < 9; i++) fds[i] = connected();
    for (int i = 0; i < 8; i++) {
        say(fds[i], "in\n");
        hears(fds[i], "in\n");
    }
    say(fds[8], "late\n");
    close(fds[3]);
    hears(fds[8], "late\n");
    for (int i = 0; i < 9; i++)
        if (i != 3) close(fds[i]);
}

static void a_line_too_long_ends_its_client_alone(void **state)
{
    char line[REQUEST_LINE + 1];
    int wordy = connected(), other = connected();

    (void)state;
    memset(line, 'x', sizeof line);
    line[REQUEST_LINE] = '\0';
    say(wordy, line);
    hears(wordy, "{\"ok\": false, \"error\": \"a line has at most 1023 bytes\"}\n");
    assert_int_equal(recv(wordy, line, 1, 0), 0);
    say(other, "still\n");
    hears(other, "still\n");
    close(wordy);
    close(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_idle_client_holds_up_nobody),
        TEST(each_is_answered_in_its_order),
        TEST(the_ninth_waits_for_a_place),
        TEST(a_line_too_long_ends_its_client_alone),
    };

    return cmocka_run_group_tests_name("automation", tests, NULL, NULL);
}
