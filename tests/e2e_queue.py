#!/usr/bin/python3
"""The queue through the API of the real program: every move, why a visitor was called, two browsers at one counter,
what can be had when. What a new day does to tickets is tested in test_moves.c, with a clock that can be set."""
import collections
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import add_staff, equal, issue, refused, signed_in
from support.kiosk import Kiosk, run

STAFF = [("limin", "李敏", "clerk"), ("zhoulin", "周琳", "clerk"), ("chen", "陈经理", "manager")]
CALLS = ("recall", "start", "finish", "absent", "hold", "resume", "transfer", "requeue", "cancel")
# How a ticket comes into each state; what an earlier day left alone is expired.
WAYS = {"waiting": (), "called": ("next",), "serving": ("next", "start"), "held": ("next", "start", "hold"),
        "done": ("next", "start", "finish"), "absent": ("next", "absent"), "cancelled": ("cancel",)}

hall = Kiosk()


def move(clerk, ticket, name, **body):
    answer = clerk.post(f"/tickets/{ticket['id']}/{name}", body)
    equal((name, answer.status), (name, 200))
    return answer.json


def bring(clerk, state, **body):
    """A ticket in that state; those in hand are at counter 1, which has to be free and without a queue."""
    ticket = issue(clerk, **body)
    for step in WAYS[state]:
        ticket = clerk.post("/counters/1/next").json if step == "next" else move(clerk, ticket, step, reason="原因")
    equal(ticket["state"], state)
    return ticket


def away(clerk, ticket):
    """Takes a ticket out of the others' way."""
    state = clerk.get(f"/tickets/{ticket['id']}").json["state"]
    if state == "serving":
        move(clerk, ticket, "finish")
    elif state in ("waiting", "called", "held"):
        move(clerk, ticket, "cancel")


# ---- tests ----

def accounts():
    add_staff(hall, STAFF)


def moves_are_those_of_the_table():
    """Each call from each state: the table, the ticket's own `moves` and the answer say the same."""
    clerk = signed_in(hall, "limin")
    table = {move["name"]: move for move in hall.client().get("/moves").json["moves"]}
    equal(set(table), {*CALLS, "next", "expire"})
    equal(clerk.post("/counters/1/open").status, 200)
    for state in WAYS:
        ticket = bring(clerk, state)
        legal = [name for name in table if name in CALLS and state in table[name]["from"]]
        equal((state, ticket["moves"]), (state, legal))
        away(clerk, ticket)
        for name in CALLS:
            ticket = bring(clerk, state)
            answer = clerk.post(f"/tickets/{ticket['id']}/{name}", {"service": "open"} if name == "transfer" else {})
            if name in legal:
                equal((state, name, answer.status, answer.json["state"]), (state, name, 200, table[name]["to"] or state))
            else:
                refused(answer, 409, "wrong_state")
                equal((answer.error["number"], answer.error["state"]), (ticket["number"], state))
                assert state in answer.error["message"], answer.body
            away(clerk, ticket)
    equal(clerk.post("/counters/1/close").status, 200)


def hold_and_resume():
    clerk, other, visitor = signed_in(hall, "limin"), signed_in(hall, "zhoulin"), hall.client()
    token = issue(clerk, surname="张")["token"]
    ticket = clerk.post("/counters/1/next").json
    move(clerk, ticket, "start")
    refused(other.post(f"/tickets/{ticket['id']}/hold", {"reason": "不是我的"}), 409, "not_yours")
    refused(clerk.post(f"/tickets/{ticket['id']}/hold", {"reason": "长" * 61}), 400, "invalid")
    refused(clerk.post(f"/tickets/{ticket['id']}/hold", {"reason": 5}), 400, "invalid")
    held = move(clerk, ticket, "hold", reason="回家取房产证")
    equal((held["state"], held["reason"], held["counter"]), ("held", "回家取房产证", 1))
    assert held["held_at"] and held["served"] >= 0, held
    row = clerk.get("/queue").json["held"]
    equal([(t["number"], t["surname"], t["service"], t["reason"], t["counter"]) for t in row],
          [(ticket["number"], "张", "pay", "回家取房产证", 1)])
    visit = visitor.get("/visits/" + token)
    equal((visit.json["state"], visit.json["moves"]), ("held", ["cancel"]))
    assert "房产证" not in visit.body.decode() and "reason" not in visit.json, visit.body
    second = issue(clerk)
    equal(clerk.post("/counters/1/next").json["number"], second["number"])
    busy = clerk.post(f"/tickets/{ticket['id']}/resume")
    refused(busy, 409, "counter_busy")
    equal(busy.error["number"], second["number"])
    refused(other.post(f"/tickets/{ticket['id']}/resume"), 409, "wrong_state")  # sits nowhere
    equal(other.post("/counters/2/open").status, 200)
    resumed = move(other, ticket, "resume")
    equal((resumed["state"], resumed["counter"], resumed["held_at"]), ("serving", 2, None))
    equal(clerk.get("/queue").json["held"], [])
    move(other, ticket, "finish")
    move(clerk, second, "cancel")


def transfer():
    clerk, other = signed_in(hall, "limin"), signed_in(hall, "zhoulin")
    first = issue(clerk)
    second = issue(clerk, service="open")
    ticket = clerk.post("/counters/1/next").json
    equal(ticket["id"], first["id"])
    path = f"/tickets/{ticket['id']}/transfer"
    refused(clerk.post(path), 400, "invalid")
    refused(clerk.post(path, {"counter": "2"}), 400, "invalid")
    refused(clerk.post(path, {"counter": 0}), 400, "invalid")
    refused(clerk.post(path, {"counter": 1000}), 400, "invalid")
    refused(clerk.post(path, {"service": "none"}), 422, "unknown_service")
    refused(clerk.post(path, {"counter": 77}), 404, "not_found")
    counters = {c["number"]: c for c in clerk.get("/counters").json["counters"]}
    strange = next(c for c in counters.values() if "open" not in c["own"] + c["helps"])
    refused(clerk.post(path, {"service": "open", "counter": strange["number"]}), 409, "not_served_there")
    equal(clerk.get(f"/tickets/{ticket['id']}").json["state"], "called")
    moved = move(clerk, ticket, "transfer", counter=2, reason="户主已核对")
    equal((moved["state"], moved["sent_to"], moved["counter"], moved["number"]), ("waiting", 2, None, first["number"]))
    equal(moved["reason"], "户主已核对")
    told = other.post("/counters/2/next").json
    equal((told["id"], told["call"]["why"], told["call"]["counter"]), (first["id"], "sent", 2))
    move(other, told, "start")
    moved = move(other, told, "transfer", service="open")
    equal((moved["service"], moved["sent_to"], moved["issued_at"]), ("open", None, first["issued_at"]))
    order = [t["number"] for t in clerk.get("/queue").json["tickets"] if t["service"] == "open"]
    equal(order, [first["number"], second["number"]])  # before the one who came later
    for left in (first, second):
        move(clerk, left, "cancel")


def who_comes_back():
    clerk = signed_in(hall, "limin")
    gone = bring(clerk, "absent")
    recent = clerk.get("/queue").json["recent"][0]
    equal((recent["number"], recent["state"], recent["moves"]), (gone["number"], "absent", ["requeue"]))
    for number in (gone["number"], gone["number"].lower()):
        equal(clerk.get("/tickets?number=" + number).json["id"], gone["id"])
    refused(clerk.get("/tickets"), 400, "invalid")
    for wrong in ("Z999", "", "B", "1", "B1x", "%27%20OR%201=1", "B" * 100):
        refused(clerk.get("/tickets?number=" + wrong), 404, "not_found")
    refused(hall.client().get("/tickets?number=" + gone["number"]), 401, "unauthorized")
    back = move(clerk, gone, "requeue")
    equal((back["state"], back["counter"], back["ended_at"]), ("waiting", None, None))
    equal(clerk.post("/counters/1/next").json["id"], gone["id"])
    move(clerk, gone, "cancel")


def each_call_has_its_reason():
    clerk, manager = signed_in(hall, "limin"), signed_in(hall, "chen")
    normal = issue(clerk)
    elderly = issue(clerk, **{"class": "elderly"})
    equal(clerk.get(f"/tickets/{elderly['id']}").json["call"], None)
    call = clerk.post("/counters/1/next").json["call"]
    equal((call["counter"], call["why"], [o["number"] for o in call["overtaken"]]), (1, "own", [normal["number"]]))
    equal(call["overtaken"][0]["why"], "head_start")
    assert call["rank"] < elderly["issued_at"] <= call["called_at"], call
    equal(manager.get(f"/tickets/{elderly['id']}").json["call"], call)
    refused(hall.client().get(f"/tickets/{elderly['id']}"), 401, "unauthorized")
    move(clerk, elderly, "cancel")
    equal(clerk.post("/counters/1/next").json["call"]["overtaken"], [])
    move(clerk, normal, "cancel")


def a_standing_call_stays_on_the_board():
    """However many were called since, elsewhere; newest call first."""
    clerk, other = signed_in(hall, "limin"), signed_in(hall, "zhoulin")
    standing = bring(clerk, "called")
    for _ in range(13):
        issue(other, service="transfer")
        move(other, other.post("/counters/2/next").json, "absent")
    newest = issue(other, service="transfer")
    equal(other.post("/counters/2/next").json["number"], newest["number"])
    calls = hall.client().get("/board").json["calls"]
    equal([(c["number"], c["counter"], c["state"]) for c in calls],
          [(newest["number"], 2, "called"), (standing["number"], 1, "called")])
    move(clerk, standing, "cancel")
    move(other, newest, "cancel")
    equal(hall.client().get("/board").json["calls"], [])


def a_clerk_does_not_leave_a_visitor():
    clerk = signed_in(hall, "limin")
    ticket = bring(clerk, "serving")
    for leave in ("close", "pause"):
        answer = clerk.post(f"/counters/1/{leave}")
        refused(answer, 409, "counter_busy")
        equal(answer.error["number"], ticket["number"])
    move(clerk, ticket, "hold")
    equal(clerk.post("/counters/1/pause", {"reason": "午餐"}).status, 200)
    seat = [c for c in signed_in(hall, "chen").get("/counters").json["counters"] if c["number"] == 1][0]
    equal((seat["state"], seat["reason"], seat["staff"]["name"]), ("paused", "午餐", "李敏"))
    assert seat["since"], seat
    equal(clerk.post("/counters/1/open").json["reason"], None)
    move(clerk, ticket, "cancel")


def a_hundred_presses_call_one():
    """Two browsers at one counter, fifty presses each at the same moment."""
    browsers = [signed_in(hall, "limin"), signed_in(hall, "limin")]
    tickets = [issue(browsers[0]) for _ in range(5)]
    together = threading.Barrier(20)
    answers = []

    def press(browser):
        together.wait()
        for _ in range(5):
            answers.append(browser.post("/counters/1/next"))

    threads = [threading.Thread(target=press, args=(browsers[i % 2],)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(collections.Counter(answer.status for answer in answers), {200: 1, 409: 99})
    for answer in answers:
        if answer.status == 409:
            refused(answer, 409, "counter_busy")
            equal((answer.error["number"], answer.error["state"]), (tickets[0]["number"], "called"))
    now = [browsers[0].get(f"/tickets/{ticket['id']}").json for ticket in tickets]
    equal([(t["state"], t["calls"]) for t in now], [("called", 1)] + [("waiting", 0)] * 4)
    refused(signed_in(hall, "zhoulin").post("/counters/1/next"), 409, "counter_taken")
    refused(browsers[0].post("/counters/77/next"), 404, "not_found")
    for ticket in tickets:
        move(browsers[0], ticket, "cancel")


def open_at(hours):
    return [f"hall.hours{day}={hours}" for day in ("", ".sat", ".sun")]


def offers():
    """What the hall says, and what an issue is answered, when there is nothing to be had."""
    hour, minute = map(int, hall.client().get("/hall").json["at"][11:16].split(":"))
    soon = min(24 * 60, hour * 60 + minute + 120)
    closed = open_at("22:00-23:00" if hour < 12 else "01:00-02:00")
    late = open_at(f"00:00-{soon // 60:02}:{soon % 60:02}") + ["hall.last_ticket=4 h"]
    ordinary = ["calendar.holiday.newyear=2000-01-01 | 元旦", "calendar.workday.newyear=2000-01-01"]
    cases = ((closed, "hall_closed", "closed", True),
             (late, "after_last_ticket", "after_last_ticket", True),
             (["service pay.cap=1"], "sold_out", "sold_out", True),
             (["service pay.closed=2000-01-01..2099-12-31"], "not_today", "service_closed", False))
    for sets, offer, code, known in cases:
        with Kiosk(sets=ordinary + sets) as other:
            add_staff(other, STAFF[:1])
            clerk = signed_in(other, "limin")
            if offer == "sold_out":
                issue(clerk)
            answer = clerk.post("/tickets", {"service": "pay"})
            refused(answer, 409, code)
            equal((code, answer.error["next"] is not None), (code, known))
            pay = [clerk.get(path).json["services"][0] for path in ("/hall", "/services", "/board", "/queue")]
            equal({(s["code"], s["offer"], s["next_offer"]) for s in pay}, {("pay", offer, answer.error["next"])})
            if known:
                assert answer.error["next"] > clerk.get("/board").json["at"], answer.body


with hall:
    run(accounts, moves_are_those_of_the_table, hold_and_resume, transfer, who_comes_back, each_call_has_its_reason,
        a_standing_call_stays_on_the_board, a_clerk_does_not_leave_a_visitor, a_hundred_presses_call_one, offers)
