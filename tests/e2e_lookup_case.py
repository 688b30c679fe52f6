#!/usr/bin/python3
"""A case looked up at the terminal: its receipt scanned anywhere, or its number with the phone's last digits."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import Kiosk, run, until

PHONE = "13987650421"


def file_case(terminal, phone):
    """Files one; returns its number and the link on its receipt, at home again."""
    terminal.wait("home")
    terminal.tap("home.complain")
    terminal.wait("complaint_kind")
    for key in ("kind.complaint", "about.hall", "nav.next", "phrase.1", "nav.next"):
        until(lambda: key in terminal.ids(), what=key)
        time.sleep(0.5)  # the same spot again at once is one tap
        terminal.tap(key)
    terminal.wait("complaint_contact")
    if phone:
        terminal.tap("contact.consent")
        terminal.wait("complaint_phone")
        terminal.do("text " + phone)
        terminal.tap("nav.next")
    else:
        terminal.tap("contact.anonymous")
    terminal.wait("complaint_review")
    time.sleep(0.5)
    terminal.tap("review.submit")
    terminal.wait("complaint_done")
    number, link = terminal.item("done.number")["label"], terminal.item("done.qr")["value"]
    time.sleep(0.5)
    terminal.tap("nav.next")
    terminal.wait("home")
    return number, link


def scan(terminal, link):
    terminal.do("text " + link)
    terminal.do("key Return")


def type_in(terminal, number, tail):
    terminal.tap("lookup.kind." + number[0])
    for digit in number[1:].replace("-", "") + tail:
        terminal.tap("digit." + digit)
    terminal.tap("lookup.submit")


def has(terminal, name):
    return until(lambda: name in terminal.ids() and terminal.item(name), what=name)


def a_scanned_receipt_opens_its_case():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        number, link = file_case(terminal, None)
        scan(terminal, link)
        assert has(terminal, "case.number")["label"] == number
        assert terminal.item("case.qr")["value"] == link
        terminal.tap("nav.home")
        terminal.wait("home")
        for where in ("home.lookup", "home.info"):  # on the tickets' look-up as anywhere
            terminal.tap(where)
            scan(terminal, link)
            has(terminal, "case.number")
            terminal.tap("nav.home")
            terminal.wait("home")
        scan(terminal, link[:-22] + "A" * 22)
        has(terminal, "lookup.trouble")


def number_and_phone_open_a_case():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        number, _ = file_case(terminal, PHONE)
        terminal.tap("home.lookup")
        terminal.wait("lookup")
        terminal.tap("lookup.tab.case")
        type_in(terminal, number, PHONE[-4:])
        assert has(terminal, "case.number")["label"] == number
        assert PHONE[-4:] not in str(terminal.tree())
        terminal.tap("nav.back")
        assert has(terminal, "lookup.tail").get("value", "") == ""


def wrong_digits_close_the_number_for_the_day():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        number, _ = file_case(terminal, PHONE)
        told = []
        for one in (number, number[:-3] + "777"):  # one that is there, one that is not
            terminal.tap("home.lookup")
            terminal.wait("lookup")
            terminal.tap("lookup.tab.case")
            type_in(terminal, one, "0000")
            words = [has(terminal, "lookup.trouble")["label"]]
            for _ in range(5):
                for digit in "1111":
                    terminal.tap("digit." + digit)
                terminal.tap("lookup.submit")
                words.append(has(terminal, "lookup.trouble")["label"])
            told.append(words)
            terminal.tap("nav.home")
            terminal.wait("home")
        assert told[0] == told[1], told
        assert len(set(told[0])) == 2 and told[0][5] != told[0][4], told


if __name__ == "__main__":
    run(
        a_scanned_receipt_opens_its_case,
        number_and_phone_open_a_case,
        wrong_digits_close_the_number_for_the_day,
    )
