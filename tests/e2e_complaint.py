#!/usr/bin/python3
"""A visitor tells the hall something: typed in pinyin, with and without a phone number, filed, printed, forgotten."""
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import equal
from support.kiosk import Kiosk, run, until

PHONE = "13987650421"


def press(terminal, word):
    for letter in word:
        terminal.tap(f"key.{letter}")


def go_on(terminal, key="nav.next"):
    """A second tap at once on the same spot, on the next screen, counts as one: nobody is that fast."""
    time.sleep(0.6)
    terminal.tap(key)


def qr_of(png):
    found = subprocess.run(["zbarimg", "-q", "--raw", str(png)], capture_output=True, text=True)
    return found.stdout.strip()


def open_text(terminal, kind="complaint"):
    terminal.wait("home")
    terminal.tap("home.complain")
    terminal.wait("complaint_kind")
    terminal.tap(f"kind.{kind}")
    terminal.wait("complaint_about")
    terminal.tap("about.counter")
    terminal.tap("counter.2")
    go_on(terminal)
    terminal.wait("complaint_text")


def row(kiosk, number=1):
    with sqlite3.connect(kiosk.data / "kiosk.db") as db:
        db.row_factory = sqlite3.Row
        return dict(db.execute("SELECT * FROM complaint ORDER BY id LIMIT 1 OFFSET ?", (number - 1,)).fetchone())


def told(kiosk):
    """What the visitor told, as staff read it: in the database it is sealed."""
    [case] = kiosk.staff("reader").get("/complaints").json["complaints"]
    assert case["text"].encode() not in (kiosk.data / "kiosk.db").read_bytes() + (kiosk.data / "kiosk.db-wal").read_bytes()
    return case["text"]


def filed_anonymously_in_pinyin():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal)
        press(terminal, "woyaotousu")
        assert terminal.item("candidate.1")["label"] == "我要投诉", terminal.tree()
        terminal.tap("candidate.1")
        terminal.tap("key.comma")
        press(terminal, "ranqi")
        assert terminal.item("candidate.1")["label"] == "燃气"
        terminal.tap("key.space")
        press(terminal, "wuye")
        assert terminal.item("candidate.1")["label"] == "物业"
        for _ in "wuye":
            terminal.tap("key.backspace")
        assert terminal.item("complaint.text")["value"] == "我要投诉，燃气"
        terminal.tap("phrase.1")
        go_on(terminal)
        terminal.wait("complaint_contact")
        terminal.tap("contact.anonymous")
        terminal.wait("complaint_review")
        go_on(terminal, "review.submit")
        terminal.wait("complaint_done")
        number = terminal.item("done.number")["value"]
        assert re.fullmatch(r"T\d{6}-\d{3}", number), number
        url = terminal.item("done.qr")["value"]

        filed = row(kiosk)
        equal(told(kiosk), "我要投诉，燃气，等候太久。")
        assert (filed["phone"], filed["name"], filed["notice"]) == (None, None, None)
        assert filed["counter"] == 2

        receipt = kiosk.data / "receipts" / f"{number}.png"
        until(receipt.exists, what="the receipt")
        assert qr_of(receipt) == url
        token = url.rsplit("/c/", 1)[1]
        claim = kiosk.client().get(f"/claims/{token}").json
        assert (claim["number"], claim["kind"], claim["state"]) == (number, "complaint", "filed"), claim
        assert "text" not in claim and "phone" not in claim and "我要投诉" not in json.dumps(claim, ensure_ascii=False)
        assert kiosk.client().get("/claims/" + "A" * 22).status == 404


def filed_with_a_phone_number_that_is_sealed():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal, "praise")
        terminal.do("text 2号窗口的师傅讲得很清楚")
        go_on(terminal)
        terminal.tap("contact.consent")
        terminal.wait("complaint_phone")
        assert not terminal.item("nav.next")["enabled"]
        for digit in PHONE:
            terminal.tap(f"digit.{digit}")
        # A second touch takes the consent back, and the number with it.
        terminal.tap("contact.consent")
        assert terminal.item("contact.phone").get("value", "") == ""
        terminal.tap("contact.consent")
        terminal.do(f"text {PHONE}")
        go_on(terminal)
        terminal.wait("complaint_review")
        assert PHONE not in json.dumps(terminal.tree()), "the review shows the number masked"
        go_on(terminal, "review.submit")
        terminal.wait("complaint_done")
        number = terminal.item("done.number")["value"]
        assert number.startswith("B"), number
        until((kiosk.data / "receipts" / f"{number}.png").exists, what="the receipt")
        filed = row(kiosk)
        assert filed["phone"] and PHONE.encode() not in filed["phone"]
        assert filed["notice"]
        key = kiosk.data / "contact.key"
        assert key.stat().st_mode & 0o777 == 0o600
        assert not found_on_disk(kiosk, PHONE)
        staff_read_it(kiosk, number)


def staff_read_it(kiosk, number):
    clerk = kiosk.staff("limin")
    answer = clerk.get("/complaints")
    assert PHONE not in answer.body.decode(), answer.body
    assert answer.json["total"] == 1, answer.json
    case = answer.json["complaints"][0]
    assert (case["number"], case["kind"], case["state"]) == (number, "praise", "filed"), case
    assert (case["about"], case["counter"], case["text"]) == ("counter", 2, "2号窗口的师傅讲得很清楚"), case
    assert case["contact"] == {"name": None, "phone": "139****0421"}, case
    assert clerk.get("/complaints?kind=praise").json["total"] == 1
    none = clerk.get("/complaints?kind=complaint").json
    assert (none["total"], none["complaints"]) == (0, []), none


def steps_can_be_changed_from_the_review():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal)
        terminal.do("text 第一句")
        go_on(terminal)
        terminal.tap("contact.anonymous")
        terminal.wait("complaint_review")
        terminal.tap("edit.kind")
        terminal.wait("complaint_kind")
        terminal.tap("kind.suggestion")
        terminal.wait("complaint_review")
        terminal.tap("edit.text")
        terminal.wait("complaint_text")
        terminal.do("text 。第二句")
        go_on(terminal)
        terminal.wait("complaint_review")
        go_on(terminal, "review.submit")
        terminal.wait("complaint_done")
        assert terminal.item("done.number")["value"].startswith("J")
        assert told(kiosk) == "第一句。第二句"


def the_story_is_put_right_by_touch():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal)
        field = terminal.item("complaint.text")
        left, first_line = field["x"] + 20, field["y"] + 50
        terminal.do("text 等了两个小时。没人叫号。")
        terminal.do(f"touch {left} {first_line}")
        terminal.do("text 一共")
        equal(terminal.item("complaint.text")["value"], "一共等了两个小时。没人叫号。")
        terminal.do(f"touch {field['x'] + field['w'] - 20} {first_line}")
        terminal.tap("phrase.1")
        equal(terminal.item("complaint.text")["value"], "一共等了两个小时。没人叫号。等候太久。")
        terminal.tap("key.backspace")
        equal(terminal.item("complaint.text")["value"], "一共等了两个小时。没人叫号。")
        # Held down, the key takes a clause a second; letting go takes nothing more.
        key = terminal.item("key.backspace")
        x, y = key["x"] + key["w"] // 2, key["y"] + key["h"] // 2
        terminal.do(f"press {x} {y}")
        terminal.do("clock +1")
        left_over = ("一共等了两个小时。", "")  # a slow machine may have come to the second one
        until(lambda: terminal.item("complaint.text").get("value", "") in left_over, what="the clause taken back")
        terminal.do(f"release {x} {y}")
        assert terminal.item("complaint.text").get("value", "") in left_over


def words_of_danger_bring_the_number():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal)
        terminal.do("text 厨房好像")
        assert "complaint.danger" not in terminal.ids()
        terminal.do("text 漏气了")
        assert terminal.item("complaint.danger")["value"] == "96777"


def far_too_much_is_cut():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        open_text(terminal)
        for _ in range(25):
            terminal.do("text " + "长" * 200)
        go_on(terminal)
        terminal.tap("contact.anonymous")
        go_on(terminal, "review.submit")
        terminal.wait("complaint_done")
        assert told(kiosk) == "长" * 500


# ---- forgetting ----

def found_in_memory(pid, text):
    """Where the process still has it: also as two or four bytes a character."""
    patterns = [text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le")]
    spaced = f"{text[:3]}  {text[3:7]}  {text[7:]}" if text.isdigit() else text
    patterns.append(spaced.encode())
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, rights, *_ = line.split(maxsplit=2)
            begin, end = (int(part, 16) for part in place.split("-"))
            if "r" not in rights or end - begin > 1 << 31:
                continue
            try:
                memory.seek(begin)
                held = memory.read(end - begin)
            except (OSError, ValueError, OverflowError):
                continue
            for pattern in patterns:
                if pattern in held:
                    return f"{line.strip()} {pattern!r} {held[held.find(pattern) - 60:held.find(pattern) + 60]!r}"
    return None


def found_on_disk(kiosk, text):
    return any(text.encode() in path.read_bytes() for path in kiosk.data.rglob("*") if path.is_file())


STORY = "隔壁老张的秘密"


def fill_in(terminal):
    """As far as the phone number, and then a word that is still being composed."""
    open_text(terminal)
    terminal.do(f"text {STORY}")
    press(terminal, "mimidehua")
    terminal.tap("candidate.1")
    go_on(terminal)
    terminal.tap("contact.consent")
    terminal.wait("complaint_phone")
    for digit in PHONE:
        terminal.tap(f"digit.{digit}")
    terminal.tree()


def time_out(terminal, _):
    terminal.do("clock +70")
    terminal.item("timeout.stay")
    terminal.do("clock +30")


def go_home_in_the_midst_of_a_word(terminal, _):
    for _ in range(2):
        terminal.do("key Escape")
    terminal.wait("complaint_text")
    press(terminal, "mimidehua")
    terminal.tap("lang.en")
    terminal.tap("mode.large")
    terminal.tree()
    terminal.tap("nav.home")
    terminal.tap("lang.zh_CN")
    terminal.tap("mode.large")


def scan_a_receipt(terminal, ticket):
    terminal.do(f"text {ticket['url']}")
    terminal.do("key Return")
    time.sleep(0.5)
    terminal.tap("scan.open")
    until(lambda: "result.leave" in terminal.ids(), what="the visit")
    terminal.tap("nav.home")


def a_visit_given_up_leaves_nothing():
    # What the address sanitizer keeps of freed memory, in order to find faults, it has to blank here.
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":max_free_fill_size=1073741824:free_fill_byte=0"
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        ticket = kiosk.staff("limin").post("/tickets", {"service": "pay", "print": False}).json
        for leave in (time_out, go_home_in_the_midst_of_a_word, scan_a_receipt):
            fill_in(terminal)
            assert found_in_memory(kiosk.process.pid, PHONE), "the search finds nothing at all"
            leave(terminal, ticket)
            terminal.wait("home")
            for secret in (PHONE, STORY, "mimidehua", "mi mi de hua", "秘密的话"):
                until(lambda: not found_in_memory(kiosk.process.pid, secret), 10,
                      f"{leave.__name__}: the end of {secret} in the memory")
                assert not found_on_disk(kiosk, secret), secret
                assert secret not in "".join(kiosk.output), secret
        # The next visitor finds the fields empty and the words as they were.
        open_text(terminal)
        assert terminal.item("complaint.text").get("value", "") == ""


run(filed_anonymously_in_pinyin, filed_with_a_phone_number_that_is_sealed, steps_can_be_changed_from_the_review,
    the_story_is_put_right_by_touch, words_of_danger_bring_the_number, far_too_much_is_cut, a_visit_given_up_leaves_nothing)
