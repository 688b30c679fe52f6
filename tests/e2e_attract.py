#!/usr/bin/python3
"""The invitation that an unused home screen becomes: what wakes it does nothing else; a scanned receipt still counts."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import Kiosk, run, until


def until_it_invites(terminal):
    terminal.wait("home")
    home = {item["id"]: item for item in terminal.tree()["items"]}
    terminal.do("clock +181")
    terminal.wait("attract")
    return home


def is_home_again(terminal):
    tree = terminal.tree()
    assert tree["screen"] == "home", tree["screen"]
    ids = [item["id"] for item in tree["items"]]
    assert "service.pay" in ids and "lang.en" in ids and "attract.start" not in ids, ids


def the_first_touch_only_wakes_wherever_it_lands():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        home = until_it_invites(terminal)
        ids = terminal.ids()
        assert "attract.start" in ids and "home.emergency" in ids, ids
        assert not [i for i in ids if i.startswith(("service.", "mode.", "lang.", "nav."))], ids
        for name in ("service.pay", "home.complain", "mode.large", "lang.en"):
            key = home[name]
            terminal.do(f"touch {key['x'] + key['w'] // 2} {key['y'] + key['h'] // 2}")
            is_home_again(terminal)
            assert terminal.tree()["lang"] == "zh_CN"
            until_it_invites(terminal)
        terminal.tap("attract.start")
        is_home_again(terminal)
        terminal.tap("service.pay")
        terminal.wait("guide")


def so_does_a_key():
    with Kiosk("run", size=(1920, 1080)) as kiosk:
        terminal = kiosk.terminal()
        for key in ("Return", "Tab", "Escape", "F5", "Space"):
            until_it_invites(terminal)
            terminal.do(f"key {key}")
            is_home_again(terminal)
            assert terminal.tree()["focus"] == "", key


def it_ends_the_wishes_of_who_was_there_last():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        terminal.tap("mode.large")
        terminal.tap("lang.en")
        until_it_invites(terminal)
        assert terminal.tree()["lang"] == "zh_CN"
        terminal.tap("attract.start")
        assert not terminal.item("mode.large").get("chosen")


def a_scanned_receipt_opens_its_visit():
    with Kiosk("run") as kiosk:
        clerk = kiosk.staff("limin")
        made = clerk.post("/tickets", {"service": "pay", "print": False}).json
        terminal = kiosk.terminal()
        until_it_invites(terminal)
        terminal.do(f"text {made['url']}")
        terminal.do("key Return")
        terminal.wait("lookup")
        until(lambda: "result.leave" in terminal.ids(), what="the visit")
        terminal.do("key Escape")
        terminal.do("key Escape")
        terminal.do("text https://example.org/nothing/of/ours")
        terminal.do("key Return")
        is_home_again(terminal)


def it_rests_and_follows_the_hall():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        until_it_invites(terminal)
        terminal.say("stats")
        terminal.do("clock +3")
        assert terminal.say("stats")["redraws"] <= 2, "only the clock of the hall may have gone on"
        clerk = kiosk.staff("limin")
        assert clerk.post("/counters/1/open").status == 200
        assert clerk.post("/tickets", {"service": "pay", "print": False}).status == 201
        until(lambda: "attract.figures" in terminal.ids(), what="how busy the hall is")
        assert "1" in terminal.item("attract.figures")["label"]


def it_can_be_left_out():
    with Kiosk("run", sets=["ui.attract=0"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        terminal.do("clock +3600")
        assert terminal.screen == "home"


run(the_first_touch_only_wakes_wherever_it_lands, so_does_a_key, it_ends_the_wishes_of_who_was_there_last,
    a_scanned_receipt_opens_its_visit, it_rests_and_follows_the_hall, it_can_be_left_out)
