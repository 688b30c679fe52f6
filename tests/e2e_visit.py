#!/usr/bin/python3
"""One visit, end to end: a ticket by touch, its receipt, the call, the service, the rating, the summary."""
import pathlib
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import Kiosk, cli, run, until


def qr_of(png):
    found = subprocess.run(["zbarimg", "-q", "--raw", str(png)], capture_output=True, text=True)
    return found.stdout.strip()


def take_ticket(terminal, service):
    terminal.tap(service)
    terminal.tap("guide.take")
    terminal.wait("ticket")


def a_visit_from_touch_to_summary():
    with Kiosk("run") as kiosk:
        clerk = kiosk.staff("limin", name="李敏")
        manager = kiosk.staff("chen", role="manager", name="陈经理")
        board = kiosk.client()
        terminal = kiosk.terminal()
        terminal.wait("home")
        assert clerk.post("/counters/3/open").status == 200

        # Two taps to a number.
        terminal.tap("service.pay")
        terminal.wait("guide")
        terminal.tap("guide.take")
        terminal.wait("ticket")
        number = terminal.item("ticket.number")["label"]
        assert number == "B001", number
        url = terminal.item("ticket.qr")["value"]
        token = url.rsplit("/t/", 1)[1]

        # The receipt says the same, on paper and on screen.
        receipt = kiosk.data / "receipts" / "B001.png"
        until(receipt.exists, what="the receipt")
        assert qr_of(receipt) == url
        assert (kiosk.data / "receipts" / "B001.escpos").read_bytes().startswith(b"\x1b@")
        shot = kiosk.data / "ticket.png"
        terminal.do(f"shot {shot}")
        assert qr_of(shot) == url
        assert board.get(f"/visits/{token}").json["state"] == "waiting"

        # Called, seen on the board and the phone, served.
        called = clerk.post("/counters/3/next")
        assert called.status == 200 and called.json["number"] == number, called.body
        ticket = called.json["id"]
        assert number in board.get("/board").body.decode()
        visit = board.get(f"/visits/{token}").json
        assert (visit["state"], visit["counter"]) == ("called", 3), visit
        assert clerk.post(f"/tickets/{ticket}/recall").json["calls"] == 2
        assert clerk.post(f"/tickets/{ticket}/start").json["state"] == "serving"
        assert clerk.post(f"/tickets/{ticket}/finish").json["state"] == "done"

        # Rated once, on the terminal, with the number and the code from the receipt.
        terminal.tap("nav.home")
        terminal.wait("home")
        rate_on_terminal(terminal, kiosk, number, token)
        assert board.post(f"/visits/{token}/rating", {"score": 1}).status == 409

        # The manager reads it.
        rows = manager.get(f"/reports/ratings?from={visit['day']}&to={visit['day']}").json
        assert rows["rows"][0]["rated"] == 1 and rows["rows"][0]["levels"]["5"] == 1, rows
        text = cli("report", "ratings", "--from", visit["day"], "--to", visit["day"], "--format", "csv",
                   data=kiosk.data).stdout
        assert re.search(r"\b1\b", text), text


def rate_on_terminal(terminal, kiosk, number, token):
    with sqlite3.connect(f"file:{kiosk.data}/kiosk.db?mode=ro", uri=True) as db:
        (code,) = db.execute("SELECT code FROM ticket WHERE token = ?", (token,)).fetchone()
    terminal.tap("home.rate")
    terminal.wait("lookup")
    terminal.tap("lookup.letter.B")
    for digit in number[1:]:
        terminal.tap(f"digit.{digit}")
    terminal.tap("lookup.code")
    for digit in code:
        terminal.tap(f"digit.{digit}")
    terminal.tap("lookup.submit")
    terminal.wait("rate")
    assert not terminal.item("rate.submit")["enabled"], "nothing is chosen for the visitor"
    terminal.tap("rate.5")
    reason = next(i for i in terminal.ids() if i.startswith("reason."))
    terminal.tap(reason)
    terminal.tap("rate.submit")
    terminal.wait("thanks")


def priority_is_open_about_itself():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        terminal.tap("service.open")
        terminal.tap("guide.priority")
        terminal.wait("class")
        assert "class.appointment" not in terminal.ids(), "appointments are given at the desk"
        terminal.tap("class.elderly")
        terminal.wait("ticket")
        assert terminal.item("ticket.number")["label"] == "A001"
        clerk = kiosk.staff("limin")
        desk = clerk.post("/tickets", {"service": "open", "class": "appointment", "print": False})
        assert (desk.status, desk.json["class"]) == (201, "appointment"), desk.body
        waiting = clerk.get("/queue").json
        assert "elderly" in str(waiting), waiting


def languages_change_with_a_tap_and_end_with_the_visit():
    with Kiosk("run", sets=["ui.idle=30"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        chinese = terminal.item("service.pay")["label"]
        terminal.tap("lang.en")
        assert terminal.tree()["lang"] == "en"
        assert "Pay" in terminal.item("service.pay")["label"]
        terminal.tap("service.pay")
        terminal.wait("guide")
        terminal.do("clock +31")
        assert "timeout.stay" in terminal.ids()
        terminal.tap("timeout.stay")
        assert terminal.screen == "guide"
        terminal.do("clock +31")
        terminal.do("clock +60")
        terminal.wait("home")
        assert terminal.tree()["lang"] == "zh_CN"
        assert terminal.item("service.pay")["label"] == chinese


def leaving_the_queue_asks_once_more():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        take_ticket(terminal, "service.ask")
        token = terminal.item("ticket.qr")["value"].rsplit("/t/", 1)[1]
        visitor = kiosk.client()
        terminal.tap("ticket.cancel")
        assert visitor.get(f"/visits/{token}").json["state"] == "waiting"
        terminal.tap("ticket.cancel_no")
        assert terminal.screen == "ticket"
        terminal.tap("ticket.cancel")
        terminal.tap("ticket.cancel_yes")
        until(lambda: visitor.get(f"/visits/{token}").json["state"] == "cancelled", what="the cancellation")


def the_ticket_on_show_tells_what_becomes_of_it():
    with Kiosk("run") as kiosk:
        clerk = kiosk.staff("limin")
        terminal = kiosk.terminal()
        terminal.wait("home")
        assert clerk.post("/counters/3/open").status == 200
        # Nobody at a counter for this one: that is not the same as nothing to wait for.
        take_ticket(terminal, "service.repair")
        assert terminal.item("ticket.wait")["label"] == "窗口还没开", terminal.item("ticket.wait")
        terminal.tap("nav.home")
        take_ticket(terminal, "service.pay")

        def step(path, state, words):
            reply = clerk.post(path)
            assert reply.status == 200, reply.body
            item = until(lambda: [i for i in terminal.tree()["items"]
                                  if i["id"] == "ticket.state" and i["value"] == state], what=f"{state} on screen")[0]
            assert words in item["label"], item
            return reply.json["id"]

        # A call takes the question away that lies over it.
        terminal.tap("ticket.cancel")
        ticket = step("/counters/3/next", "called", "3号窗口")
        assert "ticket.cancel_yes" not in terminal.ids(), terminal.ids()
        step(f"/tickets/{ticket}/absent", "absent", "不用重新排")
        assert clerk.post(f"/tickets/{ticket}/requeue").status == 200
        until(lambda: "ticket.wait" in terminal.ids(), what="its place in the queue")
        step("/counters/3/next", "called", "3号窗口")
        step(f"/tickets/{ticket}/start", "serving", "3号窗口")
        step(f"/tickets/{ticket}/finish", "done", "谢谢")
        terminal.tap("ticket.rate")
        terminal.wait("rate")


def a_call_is_seen_whatever_is_being_asked():
    with Kiosk("run") as kiosk:
        clerk = kiosk.staff("limin")
        terminal = kiosk.terminal()
        terminal.wait("home")
        assert clerk.post("/counters/3/open").status == 200
        take_ticket(terminal, "service.pay")
        terminal.tap("ticket.cancel")
        terminal.do("clock +70")
        terminal.item("timeout.stay")
        called = clerk.post("/counters/3/next")
        assert called.status == 200, called.body
        until(lambda: "ticket.state" in terminal.ids(), what="the call on screen")
        # Nor does anything come to lie over it; it stays for as long as question and answer, then nobody is there.
        for _ in range(2):
            assert not {"timeout.stay", "ticket.cancel_yes"} & set(terminal.ids()), terminal.ids()
            terminal.do("clock +70")
        terminal.wait("home")


def two_taps_at_once_make_one_ticket():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        terminal.tap("service.pay")
        place = terminal.item("guide.take")
        x, y = int(place["x"] + place["w"] / 2), int(place["y"] + place["h"] / 2)
        terminal.say(f"touch {x} {y}")
        terminal.say(f"touch {x} {y}")
        terminal.wait("ticket")
        clerk = kiosk.staff("limin")
        assert clerk.get("/queue").json["waiting"] == 1, clerk.get("/queue").body


def a_tile_says_why_there_is_no_number():
    with Kiosk("run", sets=["service transfer.closed=2020-01-01..2099-12-31", "service pay.cap=1"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        tile = terminal.item("service.transfer")
        assert not tile["enabled"] and "今天不办理" in tile["label"], tile
        terminal.tap("service.pay")
        terminal.wait("guide")
        # Sold out while somebody is deciding: the key says so, and nothing can be pressed.
        reply = kiosk.staff("limin").post("/tickets", {"service": "pay"})
        assert reply.status == 201, reply.body
        until(lambda: not terminal.item("guide.take")["enabled"], what="the key to say it is sold out")
        assert terminal.item("guide.take")["label"] == "今天的号发完了"
        assert not terminal.item("guide.priority")["enabled"]
        terminal.tap("nav.home")
        terminal.wait("home")
        tile = terminal.item("service.pay")
        assert not tile["enabled"] and "今天的号发完了" in tile["label"], tile


run(a_visit_from_touch_to_summary, priority_is_open_about_itself, languages_change_with_a_tap_and_end_with_the_visit,
    leaving_the_queue_asks_once_more, the_ticket_on_show_tells_what_becomes_of_it,
    a_call_is_seen_whatever_is_being_asked, a_tile_says_why_there_is_no_number,
    two_taps_at_once_make_one_ticket)
