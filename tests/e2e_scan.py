#!/usr/bin/python3
"""Receipts scanned at any moment: opened, or asked about first where a visitor's words would be lost; never typed."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import equal
from support.kiosk import Kiosk, run, until

FOREIGN = "https://shop.example/pay?id=13800138000&x="


def scan(terminal, link, end="key Return"):
    """As a scanner types it: a letter at a time would only be slower."""
    terminal.do("text " + link)
    if end:
        terminal.do(end)


def made(kiosk):
    """Two receipts of the day."""
    clerk = kiosk.staff("limin")
    return [clerk.post("/tickets", {"service": "pay", "print": False}).json for _ in range(2)]


def is_open(terminal, ticket):
    until(lambda: "result.leave" in terminal.ids() and ticket["number"] in str(terminal.tree()), what=ticket["number"])


def open_text(terminal):
    terminal.tap("home.complain")
    terminal.tap("kind.complaint")
    terminal.wait("complaint_about")
    terminal.tap("about.hall")
    time.sleep(0.5)  # two taps on one spot at once are one
    terminal.tap("nav.next")
    terminal.wait("complaint_text")


def what_is_being_told_is_kept_until_the_visitor_agrees():
    with Kiosk("run") as kiosk:
        ticket, other = made(kiosk)
        terminal = kiosk.terminal()
        terminal.wait("home")
        open_text(terminal)
        terminal.do("text 排了很久")
        for key in "hao":
            terminal.do("text " + key)
        before = terminal.item("complaint.text")["value"]
        scan(terminal, ticket["url"])
        equal(terminal.ids()[:2], ["scan.stay", "scan.open"])
        terminal.do("key Escape")
        equal(terminal.item("complaint.text")["value"], before)
        scan(terminal, ticket["url"])
        terminal.do("text 不该有的")
        terminal.tap("scan.stay")
        equal(terminal.item("complaint.text")["value"], before)
        scan(terminal, other["url"], end="key Tab")
        time.sleep(0.5)
        terminal.tap("scan.open")
        is_open(terminal, other)
        terminal.tap("nav.back")
        terminal.wait("lookup")
        time.sleep(0.5)
        terminal.tap("nav.back")
        terminal.wait("home")
        open_text(terminal)
        equal(terminal.item("complaint.text").get("value", ""), "")


def a_rating_is_kept_as_well():
    with Kiosk("run") as kiosk:
        ticket, other = made(kiosk)
        clerk = kiosk.client()
        clerk.login("limin")
        clerk.post("/counters/2/open")
        equal(clerk.post("/counters/2/next").json["number"], ticket["number"])
        for step in ("start", "finish"):
            equal(clerk.post(f"/tickets/{ticket['id']}/{step}").status, 200)
        terminal = kiosk.terminal()
        terminal.wait("home")
        terminal.tap("home.rate")
        terminal.wait("lookup")
        scan(terminal, ticket["url"])
        terminal.wait("rate")
        scan(terminal, ticket["url"])  # nothing has been chosen: nothing is asked
        until(lambda: "result.rate" in terminal.ids(), what="the visit")
        terminal.tap("result.rate")
        terminal.wait("rate")
        terminal.tap("rate.4")
        scan(terminal, other["url"])
        terminal.tap("scan.stay")
        assert terminal.item("rate.4").get("chosen")
        scan(terminal, other["url"])
        time.sleep(0.5)
        terminal.tap("scan.open")
        is_open(terminal, other)


def any_scanner_and_one_after_the_other():
    with Kiosk("run") as kiosk:
        first, second = made(kiosk)
        terminal = kiosk.terminal()
        terminal.wait("home")
        for end in ("key Tab", "key Return", None):  # some send nothing behind a link
            scan(terminal, first["url"], end)
            is_open(terminal, first)
            scan(terminal, second["url"], end)
            is_open(terminal, second)
            for _ in range(2):
                terminal.do("key Escape")
            terminal.wait("home")
        terminal.tap("home.complain")
        terminal.wait("complaint_kind")
        terminal.do("clock +70")
        terminal.item("timeout.stay")
        scan(terminal, first["url"])  # somebody is there
        is_open(terminal, first)


def what_is_not_ours_is_never_typed():
    with Kiosk("run", sets=["ui.service_keys=Ctrl+Alt+M"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        for _ in range(5):
            terminal.do("text " + FOREIGN + "9" * 900)
        scan(terminal, FOREIGN)
        equal(terminal.screen, "home")
        terminal.tap("home.lookup")
        terminal.wait("lookup")
        scan(terminal, FOREIGN)
        assert "lookup.trouble" in terminal.ids() and not terminal.item("lookup.number").get("value")
        terminal.do("key Escape")
        terminal.wait("home")
        open_text(terminal)
        scan(terminal, FOREIGN)
        equal(terminal.item("complaint.text").get("value", ""), "")
        terminal.do("text 记下了")
        time.sleep(0.5)
        terminal.tap("nav.next")
        terminal.wait("complaint_contact")
        terminal.tap("contact.consent")
        terminal.wait("complaint_phone")
        scan(terminal, FOREIGN)
        equal(terminal.item("contact.phone").get("value", ""), "")
        terminal.do("clock +70")
        terminal.do("clock +30")
        terminal.wait("home")
        terminal.do("key Ctrl+Alt+M")
        terminal.wait("maintenance")
        scan(terminal, FOREIGN)
        assert "13800138000" not in str(terminal.tree()) and "shop" not in str(terminal.tree())


run(what_is_being_told_is_kept_until_the_visitor_agrees, a_rating_is_kept_as_well, any_scanner_and_one_after_the_other,
    what_is_not_ours_is_never_typed)
