#!/usr/bin/python3
"""What goes wrong around the service: a database that is held or taken away, garbled requests, guessed passwords."""
import os
import pathlib
import re
import resource
import shutil
import socket
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import equal, refused
from support.kiosk import PASSWORD, Kiosk, cli, run


def at_once(*calls):
    """Runs the calls in threads of their own; the threads, and the list that gets what they return."""
    done = []
    threads = [threading.Thread(target=lambda call=call: done.append(call())) for call in calls]
    for thread in threads:
        thread.start()
    return threads, done


def reading_goes_on_while_the_database_is_held():
    with Kiosk() as hall:
        clerk = hall.staff("limin")
        with sqlite3.connect(hall.data / "kiosk.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            threads, done = at_once(*[lambda: clerk.post("/tickets", {"service": "pay", "print": False})] * 5)
            time.sleep(0.3)
            for path in ("/healthz", "/api/v1/board", "/board", "/api/v1/queue"):
                began = time.monotonic()
                equal((path, clerk.call("GET", path).status), (path, 200))
                took = time.monotonic() - began
                assert took < 1, f"{path} took {took:.1f} s while a writer waits"
            other.execute("ROLLBACK")
        for thread in threads:
            thread.join()
        assert sorted(reply.status for reply in done) in ([201] * 5, [503] * 5), done
        equal(clerk.post("/tickets", {"service": "pay", "print": False}).status, 201)


def stopping_does_not_wait_for_who_waits():
    """Five writes are on their way as the program is told to end; each gets an answer."""
    with Kiosk() as hall:
        clerk = hall.staff("limin")
        other = sqlite3.connect(hall.data / "kiosk.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        threads, done = at_once(*[lambda: clerk.post("/tickets", {"service": "pay", "print": False})] * 5)
        time.sleep(0.3)
        hall.process.terminate()
        for thread in threads:
            thread.join()
        other.close()
        equal([reply.status for reply in done], [503] * 5)


def raw(hall, request):
    with socket.create_connection(hall.address, timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(65536)


def garbled_requests_are_refused():
    with Kiosk() as hall:
        for lines in (b"Content-Length: 2\r\nContent-Length: 40\r\n",
                      b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
                      b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n"):
            answer = raw(hall, b"GET /board HTTP/1.1\r\nHost: hall\r\n" + lines + b"\r\n0\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 400 "), (lines, answer)
        twice = b"GET /board HTTP/1.1\r\nHost: hall\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}"
        assert raw(hall, twice).startswith(b"HTTP/1.1 200 ")
        client = hall.client()
        for path in ("/board%00.html", "/board%00", "/api/v1/board%00/x", "/web/api.js%00"):
            equal((path, client.call("GET", path).status), (path, 404))
        equal(client.call("GET", "/board").status, 200)


def old_events_are_nobodys():
    """Anyone may resume a stream, but not into earlier days, and without what only concerns the house."""
    with Kiosk() as hall:
        clerk = hall.staff("limin")
        ticket = clerk.post("/tickets", {"service": "pay", "print": True}).json
        for _ in range(100):
            if clerk.get(f"/tickets/{ticket['id']}").json["print"] == "printed":
                break
            time.sleep(0.05)
        clerk.post("/counters/2/next")
        request = b"GET /api/v1/events HTTP/1.1\r\nHost: hall\r\nLast-Event-ID: 0\r\n\r\n"
        with socket.create_connection(hall.address, timeout=10) as connection:
            connection.sendall(request)
            text = b""
            while b"ticket.called" not in text:
                text += connection.recv(65536)
        assert b"ticket.issued" in text and b"counter.opened" in text, text
        assert b"ticket.print" not in text and b"staff." not in text, text


def a_database_taken_away_is_told_at_once():
    """Nothing is acknowledged into a file that nobody will find."""
    with Kiosk() as hall:
        clerk = hall.staff("limin")
        database, away = hall.data / "kiosk.db", hall.data / "elsewhere.db"
        equal(clerk.call("GET", "/healthz").status, 200)
        database.rename(away)
        equal(clerk.call("GET", "/healthz").status, 503)
        refused(clerk.post("/tickets", {"service": "pay", "print": False}), 503, "unavailable")
        shutil.copy(away, database)
        refused(clerk.post("/tickets", {"service": "pay", "print": False}), 503, "unavailable")
        equal(clerk.call("GET", "/healthz").status, 503)
        assert "deleted or replaced" in "".join(hall.output), hall.output
        away.replace(database)
        equal(clerk.post("/tickets", {"service": "pay", "print": False}).status, 201)
        for _ in range(5):  # each of the server's threads notices for itself
            well = clerk.call("GET", "/healthz").status
        equal(well, 200)
        log = hall.data / "kiosk.db-wal"
        log.rename(away)
        refused(clerk.post("/tickets", {"service": "pay", "print": False}), 503, "unavailable")
        away.rename(log)


def tell(terminal, story):
    """As far as the review of a complaint."""
    terminal.tap("home.complain")
    terminal.tap("kind.complaint")
    terminal.wait("complaint_about")
    terminal.tap("about.hall")
    for screen in ("complaint_text", "complaint_contact"):
        time.sleep(0.5)  # two taps on one spot at once are one
        terminal.tap("nav.next")
        terminal.wait(screen)
        if screen == "complaint_text":
            terminal.do("text " + story)
    terminal.tap("contact.anonymous")
    terminal.wait("complaint_review")


def again_until(terminal, screen):
    """The error screen tries again every ten seconds."""
    for _ in range(20):
        terminal.do("clock +10")
        if terminal.say(f"wait {screen} 300")["ok"]:
            return
    raise AssertionError(f"{screen} did not come up: {terminal.screen}")


def what_is_being_told_outlives_a_failure():
    """But not the patience of who told it; and no screen pretends that all is well."""
    with Kiosk("run", size=(540, 960)) as hall:
        terminal = hall.terminal()
        terminal.wait("home")
        database, away = hall.data / "kiosk.db", hall.data / "elsewhere.db"
        for waits in (True, False):
            tell(terminal, "排了很久")
            database.rename(away)
            terminal.tap("review.submit")
            terminal.wait("error")
            for _ in range(2 if waits else 8):
                terminal.do("clock +10")
                assert not terminal.say("wait home 300")["ok"]
            away.rename(database)
            again_until(terminal, "complaint_review" if waits else "home")
            if waits:
                time.sleep(0.5)
                terminal.tap("review.submit")
                terminal.wait("complaint_done")
                time.sleep(0.5)
                terminal.tap("nav.next")
                terminal.wait("home")
        with sqlite3.connect(database) as db:
            equal(db.execute("SELECT count(*) FROM complaint").fetchone()[0], 1)
        log = "".join(hall.output)
        equal(log.count("the terminal can't take orders"), 2)


def grow_at_most(hall, size):
    """No file of the program may grow beyond: to it that is a full disk."""
    resource.prlimit(hall.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def a_full_disk_is_not_taken_for_well():
    """Nothing to write is no proof that something could be written."""
    with Kiosk("run", size=(540, 960)) as hall:
        terminal = hall.terminal()
        terminal.wait("home")
        tell(terminal, "排了很久")
        grow_at_most(hall, 0)
        terminal.tap("review.submit")
        terminal.wait("error")
        for _ in range(3):
            terminal.do("clock +10")
            assert not terminal.say("wait complaint_review 300")["ok"], "back although nothing can be sent"
        assert "is written again" not in "".join(hall.output), hall.output
        grow_at_most(hall, resource.RLIM_INFINITY)
        again_until(terminal, "complaint_review")


def one_hall_only():
    """Whatever is deleted in the data folder, no second program works on it."""
    with Kiosk() as hall:
        (hall.data / "lock").unlink(missing_ok=True)
        for command in (["serve", "--set", "web.listen=127.0.0.1:0"], ["demo", "--days", "1"]):
            second = cli(*command, data=hall.data, check=False)
            equal(second.returncode, 1)
            assert "another kiosk is running" in second.stderr, second.stderr


def a_lost_first_password_is_replaced():
    """Until somebody has used it; then never again."""
    data = tempfile.mkdtemp(prefix="kiosk-first-")

    def start():
        with Kiosk(data=data) as hall:
            found = re.search(r"one-time password (\S+)", "".join(hall.output))
            return found and found[1]

    first, second = start(), start()
    assert first and second and first != second, (first, second)
    with Kiosk(data=data) as hall:
        third = re.search(r"one-time password (\S+)", "".join(hall.output))[1]
        admin = hall.client()
        equal(admin.login("admin", second).status, 401)
        equal(admin.login("admin", third).status, 200)
        equal(admin.post("/session/password", {"old": third, "new": PASSWORD}).status, 200)
    equal(start(), None)
    shutil.rmtree(data)


def who_reads_no_answers_holds_up_nobody():
    """At the automation socket: neither the next client nor the program's end; and a picture counts when it is whole."""
    with Kiosk("run", size=(540, 960)) as hall:
        terminal = hall.terminal()
        terminal.wait("home")
        assert not terminal.say("shot /dev/full")["ok"]
        terminal.do(f"shot {hall.data}/home.png")
        assert (hall.data / "home.png").stat().st_size > 5000
        terminal.socket.close()
        terminal.lines.close()
        deaf = socket.socket(socket.AF_UNIX)
        deaf.connect(hall.socket_path)
        deaf.settimeout(1)
        try:
            while True:
                deaf.sendall(b"tree\n" * 20)
        except TimeoutError:
            pass
        hall.terminal().wait("home")
        deaf.close()
        deaf = socket.socket(socket.AF_UNIX)
        deaf.connect(hall.socket_path)
        deaf.sendall(b"tree\n" * 2000)
        time.sleep(1)
        began = time.monotonic()
        hall.stop()
        assert time.monotonic() - began < 10


def without_descriptors_it_waits():
    """Were all taken, asking for the next one again and again would keep the machine busy."""
    with Kiosk(sets=["web.public_url=https://hall.example"]) as hall:  # behind a proxy nobody counts by address
        taken = len(os.listdir(f"/proc/{hall.process.pid}/fd"))
        resource.prlimit(hall.process.pid, resource.RLIMIT_NOFILE, (taken, 4096))
        idle = [socket.create_connection(hall.address) for _ in range(3)]
        time.sleep(1)
        began = busy_seconds(hall.process.pid)
        time.sleep(3)
        busy = busy_seconds(hall.process.pid) - began
        assert busy < 1, f"busy with nothing for {busy:.1f} of 3 s"
        for one in idle:
            one.close()
        resource.prlimit(hall.process.pid, resource.RLIMIT_NOFILE, (4096, 4096))
        time.sleep(1)
        equal(hall.client().call("GET", "/healthz").status, 200)


def busy_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


run(reading_goes_on_while_the_database_is_held, stopping_does_not_wait_for_who_waits, garbled_requests_are_refused,
    old_events_are_nobodys, a_database_taken_away_is_told_at_once, what_is_being_told_outlives_a_failure,
    a_full_disk_is_not_taken_for_well, one_hall_only, a_lost_first_password_is_replaced,
    who_reads_no_answers_holds_up_nobody, without_descriptors_it_waits)
