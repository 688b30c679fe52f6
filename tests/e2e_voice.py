#!/usr/bin/python3
"""语音 at the terminal: what is said, when it is silent, and that everything can be reached and has words."""
import contextlib
import os
import pathlib
import re
import shutil
import stat
import tempfile
import time

from support.kiosk import Kiosk, run, until


class Voice:
    """Stands in for the speech program: each text it is given becomes a line in a file."""

    def __init__(self, seconds=0):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-voice-"))
        self.file = self.folder / "said"
        self.file.write_text("")
        script = self.folder / "speak"
        script.write_text(f"""#!/bin/sh
text=$(tr '\\n' ' ')
echo "begin $KIOSK_LANG $text" >> {self.file}
sleep {seconds}
echo "end" >> {self.file}
""")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        self.setting = f"ui.speech={script}"

    def lines(self):
        return self.file.read_text().splitlines()

    def said(self):
        return [line[6:] for line in self.lines() if line.startswith("begin ")]

    def hears(self, words):
        return until(lambda: [line for line in self.said() if words in line], what=f"“{words}” being said")[-1]

    def forget(self):
        self.file.write_text("")


@contextlib.contextmanager
def terminal_with_voice(seconds=0, wished=True):
    """A terminal and what it says; seconds: how long each text takes."""
    voice = Voice(seconds)
    try:
        with Kiosk("run", sets=[voice.setting]) as kiosk:
            terminal = kiosk.terminal()
            if wished:
                until(lambda: "mode.voice" in terminal.ids(), what="the first picture")
                terminal.tap("mode.voice")
            yield terminal, voice
    finally:
        shutil.rmtree(voice.folder, ignore_errors=True)


def nothing_is_said_until_it_is_wished():
    with terminal_with_voice(wished=False) as (terminal, voice):
        terminal.wait("home")
        terminal.tap("service.pay")
        terminal.wait("guide")
        assert voice.said() == [], voice.said()


def the_screen_and_the_focused_key_are_said():
    with terminal_with_voice() as (terminal, voice):
        line = voice.hears("今天想办什么")
        assert line.startswith("zh_CN ") and "燃气缴费" in line and "第 1 项" in line, line
        assert terminal.item("mode.voice")["chosen"]
        terminal.do("key Down")
        assert "开户" in voice.hears("第 2 项")
        terminal.do("key Return")
        terminal.wait("guide")
        line = voice.hears("身份证")
        assert "取号，按钮" in line, line


def the_whole_ticket_is_said_with_its_number_spelled():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("service.open")
        terminal.wait("guide")
        terminal.tap("guide.take")
        terminal.wait("ticket")
        line = voice.hears("取号成功")
        number = terminal.item("ticket.number")["label"]
        assert " ".join(number) in line, line
        code = terminal.item("ticket.code")["value"]
        assert "前面还有" in line and code[:2] in line and code[2:] in line, line


def a_touch_is_silence_and_nothing_overlaps():
    with terminal_with_voice(seconds=30) as (terminal, voice):
        voice.hears("今天想办什么")
        for _ in range(5):
            terminal.do("key Down")
        voice.hears("第 6 项")
        # Each was cut off by the next one: not a single text came to its end.
        assert "end" not in voice.lines(), voice.lines()
        speaker = re.escape(str(voice.folder / "speak"))
        until(lambda: len(speakers(speaker)) == 1, what="one voice alone")
        terminal.do("touch 540 150")
        until(lambda: not speakers(speaker), what="silence after a touch")


def speakers(command):
    """Processes that run the speech command itself, by their command lines."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if re.search(r"/bin/sh " + command, line):
                found.append(int(entry.name))
    return found


def what_a_command_leaves_running_ends_with_it():
    with tempfile.TemporaryDirectory() as folder:
        left = pathlib.Path(folder) / "left"
        with Kiosk("run", sets=[f"ui.speech=sleep 1000 & echo $! >> {left}"]) as kiosk:
            terminal = kiosk.terminal()
            terminal.wait("home")
            terminal.tap("mode.voice")
            pid = until(lambda: left.exists() and left.read_text().split(), what="the command")[0]
            until(lambda: not running(pid), what="the end of what it left")


def running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def it_says_it_again():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("service.pay")
        terminal.wait("guide")
        first = voice.hears("请带")
        voice.forget()
        terminal.do("key F5")
        assert voice.hears("请带") == first
        voice.forget()
        terminal.tap("voice.repeat")
        assert "取号" in voice.hears("请带")


def what_changes_on_a_new_screen_is_said_behind_it():
    with terminal_with_voice(seconds=1) as (terminal, voice):
        terminal.tap("service.open")
        terminal.wait("guide")
        terminal.tap("guide.take")
        terminal.wait("ticket")
        printed = voice.hears("小票已打印")
        assert "取号成功" not in printed and "前面还有" not in printed, voice.said()
        assert sum("取号成功" in line for line in voice.said()) == 1, voice.said()
        whole = voice.lines().index("begin " + voice.hears("取号成功"))
        assert voice.lines()[whole + 1] == "end", voice.lines()  # it was not cut off


def a_sign_has_a_name():
    with terminal_with_voice() as (terminal, voice):
        for key in ("home.complain", "kind.complaint", "about.hall", "nav.next"):
            until(lambda: key in terminal.ids(), what=key)
            time.sleep(0.6)  # the same spot again at once is one tap
            terminal.tap(key)
        terminal.wait("complaint_text")
        for layer in (("comma", "period"), ("question", "exclamation", "ellipsis")):
            names = {name: terminal.item("key." + name)["label"] for name in layer}
            assert all(len(name) > 1 for name in names.values()), names
            terminal.tap("key.symbols")


def an_error_is_said():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("home.lookup")
        terminal.wait("lookup")
        voice.hears("号")
        voice.forget()
        terminal.do("text B999")
        terminal.do("key Return")
        voice.hears("今天没有这个号")


def it_ends_with_the_visit():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("service.pay")
        terminal.wait("guide")
        terminal.do("clock +61")
        line = voice.hears("您还在吗")
        assert "还有 20 秒。我还在，按钮" in line, line
        terminal.do("clock +11")
        voice.hears("还有 10 秒")
        terminal.do("clock +21")
        terminal.wait("home")
        assert not terminal.item("mode.voice").get("chosen")
        voice.forget()
        terminal.do("key Down")
        terminal.tap("service.pay")
        assert voice.said() == [], voice.said()


def every_key_has_words_and_can_be_reached():
    with terminal_with_voice() as (terminal, voice):
        for path in ([], ["service.pay"], ["service.pay", "guide.priority"], ["home.lookup"], ["home.rate"]):
            for step in path:
                terminal.tap(step)
            check_screen(terminal)
            if path:
                terminal.tap("nav.home")
                terminal.wait("home")


def check_screen(terminal):
    tree = terminal.tree()
    keys = [item for item in tree["items"] if item["role"] not in ("text", "image")]
    for item in keys:
        assert item["label"].strip(), f"{item['id']} on {tree['screen']} has no words"
    reached = set()
    for _ in range(len(tree["items"]) + 2):
        terminal.do("key Down")
        reached.add(terminal.tree()["focus"])
    missed = {item["id"] for item in keys} - reached
    assert not missed, f"the focus never comes to {missed} on {tree['screen']}"


def caption_covers_no_document():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("service.open")
        terminal.wait("guide")
        caption, take = terminal.item("voice.caption"), terminal.item("guide.take")
        assert 940 <= caption["y"] and caption["y"] + caption["h"] <= take["y"], (caption, take)


def walk_to_phone(terminal):
    for key in ("home.complain", "kind.complaint", "about.hall", "nav.next", "phrase.1", "nav.next", "contact.consent"):
        until(lambda: key in terminal.ids(), what=key)
        check_screen(terminal)
        time.sleep(0.6)  # the same spot again at once is one tap
        terminal.tap(key)
    terminal.wait("complaint_phone")


def the_phone_number_is_said_only_when_asked_for():
    phone = "13987650421"
    with terminal_with_voice() as (terminal, voice):
        def said():
            return re.sub(r"[^0-9\n]", "", "\n".join(voice.said()))

        walk_to_phone(terminal)
        for digit in phone:
            terminal.tap("digit." + digit)
        check_screen(terminal)
        assert phone not in said(), voice.said()
        voice.forget()
        for _ in range(60):
            if terminal.tree()["focus"] == "contact.phone":
                break
            terminal.do("key Down")
        assert terminal.item("voice.repeat")["label"] == "念给我听", terminal.tree()
        assert phone not in said(), voice.said()
        terminal.tap("voice.repeat")
        until(lambda: phone in said(), what="the number being read back")
        voice.forget()
        terminal.tap("nav.next")
        terminal.wait("complaint_review")
        check_screen(terminal)
        assert phone not in said(), voice.said()


def the_review_of_a_case_says_what_each_key_changes():
    with terminal_with_voice() as (terminal, voice):
        terminal.tap("home.complain")
        terminal.wait("complaint_kind")
        line = voice.hears("您想跟我们说什么")
        assert line.startswith("zh_CN 第 1 步，共 5 步：类型"), line
        for key, screen in (("kind.praise", "complaint_about"), ("about.hall", "complaint_about"),
                            ("nav.next", "complaint_text"), ("phrase.1", "complaint_text"),
                            ("nav.next", "complaint_contact"), ("contact.anonymous", "complaint_review")):
            terminal.tap(key)
            terminal.wait(screen)
        said = terminal.item("edit.text")
        assert said["label"] == "改 经过", said
        line = voice.hears("请核对，再提交")
        assert "表扬" in line and "大厅环境" in line, line
        terminal.tap("review.submit")
        terminal.wait("complaint_done")
        number = terminal.item("done.number")["label"]
        voice.hears(" ".join(number[:7]) + "，" + " ".join(number[8:]))


def without_a_program_the_key_says_why():
    empty = tempfile.mkdtemp(prefix="kiosk-nopath-")
    path, os.environ["PATH"] = os.environ["PATH"], empty
    try:
        kiosk = Kiosk("run")
    finally:
        os.environ["PATH"] = path
    with kiosk:
        terminal = kiosk.terminal()
        until(lambda: "mode.voice" in terminal.ids(), what="the first picture")
        item = terminal.item("mode.voice")
        assert not item["enabled"] and item["value"], item
        assert sum("espeak-ng" in line for line in kiosk.output) == 1, kiosk.output


def a_program_that_cannot_run_is_told_once():
    with Kiosk("run", sets=["ui.speech=/no/such/program"]) as kiosk:
        terminal = kiosk.terminal()
        until(lambda: "mode.voice" in terminal.ids(), what="the first picture")
        terminal.tap("mode.voice")
        until(lambda: not terminal.item("mode.voice")["enabled"] or terminal.do("key Down") is None,
              what="the key being disabled")
        time.sleep(0.2)
        assert sum("voice:" in line for line in kiosk.output) == 1, kiosk.output


if __name__ == "__main__":
    run(nothing_is_said_until_it_is_wished, the_screen_and_the_focused_key_are_said,
        the_whole_ticket_is_said_with_its_number_spelled, a_touch_is_silence_and_nothing_overlaps,
        what_a_command_leaves_running_ends_with_it, it_says_it_again,
        what_changes_on_a_new_screen_is_said_behind_it, a_sign_has_a_name, an_error_is_said, it_ends_with_the_visit,
        every_key_has_words_and_can_be_reached, the_review_of_a_case_says_what_each_key_changes,
        caption_covers_no_document, the_phone_number_is_said_only_when_asked_for,
        without_a_program_the_key_says_why, a_program_that_cannot_run_is_told_once)
