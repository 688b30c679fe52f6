#!/usr/bin/python3
"""The HTTP API of the real program: every call, every refusal, the event stream, and its own description."""
import contextlib
import json
import pathlib
import re
import socket
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support import api
from support.api import Stream, equal, issue, refused
from support.kiosk import PASSWORD, SOURCE, Kiosk, cli, run, until

STAFF = [("limin", "李敏", "clerk"), ("zhoulin", "周琳", "clerk"), ("liuyang", "刘洋", "supervisor"),
         ("chen", "陈经理", "manager"), ("xin", "何静", "clerk", "one-time")]
MADE_UP = "A" * 22  # a token of the right form that nobody was given

hall = Kiosk()


def signed_in(login):
    return api.signed_in(hall, login)


def accounts():
    api.add_staff(hall, STAFF)


def serve_one(clerk, counter):
    """Calls the next visitor and serves it to the end."""
    ticket = clerk.post(f"/counters/{counter}/next").json
    equal(clerk.post(f"/tickets/{ticket['id']}/start").status, 200)
    equal(clerk.post(f"/tickets/{ticket['id']}/finish").status, 200)
    return ticket


# ---- tests ----

def public_pages():
    client = hall.client()
    equal(client.call("GET", "/healthz").json["status"], "ok")
    root = client.call("GET", "/")
    equal((root.status, root.headers["Location"]), (302, "/board"))
    for path in ("/staff", "/board", "/manager", "/t/" + MADE_UP):
        page = client.call("GET", path)
        equal((path, page.status, page.headers["Content-Type"]), (path, 200, "text/html; charset=utf-8"))
        again = client.call("GET", path, headers={"If-None-Match": page.headers["ETag"]})
        equal((again.status, again.body), (304, b""))
        head = client.call("HEAD", path)
        equal((head.status, head.body), (200, b""))
    equal(client.call("GET", "/icons/logo.svg").headers["Content-Type"], "image/svg+xml")


def security_headers():
    for path in ("/staff", "/api/v1/board", "/nothing", "/api/v1/queue"):
        headers = hall.client().call("GET", path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, policy
        equal(headers["X-Content-Type-Options"], "nosniff")
        equal(headers["Referrer-Policy"], "no-referrer")
        assert headers["Cache-Control"], path


def paths_that_do_not_exist():
    client = hall.client()
    for path in ("/nothing", "/staff/", "/t/short", "/t/" + MADE_UP + "A", "/t/" + "é" * 11, "/web/", "/web/../kiosk.conf",
                 "/web/%2e%2e/openapi.json", "/web/..%2f..%2fkiosk.conf", "/web/.hidden", "/icons/../web/t.html",
                 "/icons/%00.svg", "/web/none.css", "//staff", "/%ff"):
        with socket.create_connection(hall.address, timeout=30) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: hall\r\n\r\n".encode())
            equal((path, connection.recv(12)), (path, b"HTTP/1.1 404"))
    for path in ("/nothing", "/tickets/0", "/tickets/-1", "/tickets/01", "/tickets/1x", "/tickets/" + "9" * 30,
                 "/visits/x", "/counters/1/nothing"):
        refused(client.get(path), 404, "not_found")


def not_built_is_not_registered():
    manager = signed_in("chen")
    for method, path in (("POST", "/complaints/1/message"), ("POST", "/complaints/1/resolved"),
                         ("POST", "/tickets/1/next"), ("POST", "/tickets/1/expire"), ("POST", "/tickets/1/holds"),
                         ("GET", "/reports/scorecard"), ("GET", "/reports/nothing")):
        refused(manager.call(method, "/api/v1" + path), 404, "not_found")


def openapi_lists_all_and_no_other():
    described = hall.client().get("/openapi.json").json
    equal(described["openapi"], "3.1.0")
    paths = {path: {method.upper() for method in calls} for path, calls in described["paths"].items()}
    with open(SOURCE / "src/web/web.c", encoding="utf-8") as source:
        rows = re.findall(r'\{"(\w+)", API "([^"]+)", ROLE_(\w+)', source.read())
    moves = [move["name"] for move in hall.client().get("/moves").json["moves"] if move["name"] not in ("next", "expire")]
    table = [(method, path.replace("{move}", name), role) for method, path, role in rows
             for name in (moves if "{move}" in path else [""])]
    staffs = [move["name"] for move in hall.client().get("/moves").json["case_moves"] if move["who"] not in ("visitor", "program")]
    table = [(method, path.replace("{case_move}", name), role) for method, path, role in table
             for name in (staffs if "{case_move}" in path else [""])]
    equal({(method, path) for path in paths for method in paths[path]}, {(method, path) for method, path, _ in table})
    for method, path, role in table:
        said = described["paths"][path][method.lower()]["x-least-role"]
        equal((path, said), (path, "visitor" if role == "NONE" else role.lower()))
    for path, methods in paths.items():
        real = path.replace("{token}", MADE_UP).replace("{id}", "1").replace("{n}", "1")
        answer = hall.client().call("PATCH", "/api/v1" + real)
        refused(answer, 405, "method_not_allowed")
        equal((path, set(answer.headers["Allow"].split(", ")) - {"HEAD"}), (path, methods))
    for found in re.findall(r'"\$ref": ?"#/components/(\w+)/(\w+)"', json.dumps(described)):
        assert found[1] in described["components"][found[0]], found


def hall_and_board():
    client = hall.client()
    told = client.get("/hall").json
    equal(told["name"]["zh_CN"], "港城燃气客服中心")
    equal([(s["code"], s["prefix"]) for s in told["services"]][:2], [("pay", "B"), ("open", "A")])
    equal((len(told["counters"]), sorted(told["reasons"])), (6, ["1", "2", "3", "4", "5"]))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", told["at"]), told["at"]
    equal((told["opens"], told["closes"], [day["weekday"] for day in told["week"]][:2]), ("00:00", "24:00", ["sun", "mon"]))
    for service in told["services"] + client.get("/board").json["services"]:
        equal((service["offer"], service["next_offer"]), ("now", None))
    board = client.get("/board").json
    equal([s["code"] for s in board["services"]], [s["code"] for s in told["services"]])


def session():
    clerk = hall.client()
    refused(clerk.get("/session"), 401, "unauthorized")
    refused(clerk.login("limin", "wrong password"), 401, "bad_credentials")
    refused(clerk.login("nobody", PASSWORD), 401, "bad_credentials")
    answer = clerk.login("limin")
    equal((answer.status, answer.json["staff"]["name"], answer.json["staff"]["role"]), (200, "李敏", "clerk"))
    assert "password" not in answer.json["staff"]
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie, cookie
    equal(clerk.get("/session").json, answer.json)
    before = clerk.cookie
    equal(clerk.login("limin").status, 200)
    assert clerk.cookie != before, "the session is not renewed at login"
    old = hall.client()
    old.cookie = before
    refused(old.get("/session"), 401, "unauthorized")
    refused(clerk.call("DELETE", "/api/v1/session", headers={"X-CSRF-Token": "0" * 32}), 403, "csrf")
    equal(clerk.call("DELETE", "/api/v1/session").status, 204)
    refused(clerk.get("/session"), 401, "unauthorized")
    for made_up in ("kiosk_session=", "kiosk_session=" + "0" * 32, "kiosk_session=" + "'; --", "kiosk_session=" + "f" * 1000):
        clerk.cookie = made_up
        refused(clerk.get("/queue"), 401, "unauthorized")


def csrf():
    clerk = signed_in("limin")
    token = clerk.csrf
    for wrong in (None, "", "0" * 32, token[:-1], token + "0"):
        clerk.csrf = wrong
        refused(clerk.post("/counters/6/open"), 403, "csrf")
        refused(clerk.post("/tickets", {"service": "pay"}), 403, "csrf")
    clerk.csrf = token
    refused(clerk.post("/counters/6/open", headers={"Sec-Fetch-Site": "cross-site"}), 403, "forbidden")


def roles():
    clerk, supervisor, manager = signed_in("limin"), signed_in("liuyang"), signed_in("chen")
    for path in ("/reports/ratings", "/reports/waits", "/journal"):
        refused(hall.client().get(path), 401, "unauthorized")
        refused(clerk.get(path), 403, "forbidden")
        equal(manager.get(path).status, 200)
    refused(supervisor.get("/journal"), 403, "forbidden")
    for path in ("/reports/ratings", "/complaints"):
        equal(supervisor.get(path).status, 200)
    refused(supervisor.get("/complaints?kind=nonsense"), 400, "invalid")
    for path in ("/services", "/counters", "/queue", "/staff/today", "/tickets/1", "/complaints", "/complaints/1", "/staff", "/ratings"):
        refused(hall.client().get(path), 401, "unauthorized")


def password_must_be_changed():
    clerk = hall.client()
    answer = clerk.login("xin")
    equal(answer.json["staff"]["must_change"], True)
    refused(clerk.get("/queue"), 403, "password_change_required")
    refused(clerk.post("/tickets", {"service": "pay"}), 403, "password_change_required")
    equal(clerk.get("/session").json["staff"]["must_change"], True)
    change = "/session/password"
    refused(clerk.post(change, {"old": "not this one", "new": "another light 43"}), 401, "bad_credentials")
    for weak in ("short", "password", "12345678", PASSWORD):
        refused(clerk.post(change, {"old": PASSWORD, "new": weak}), 400, "weak_password")
    before = clerk.cookie
    answer = clerk.post(change, {"old": PASSWORD, "new": "another light 43"})
    equal((answer.status, answer.json["staff"]["must_change"]), (200, False))
    clerk.cookie, clerk.csrf = answer.headers["Set-Cookie"].split(";")[0], answer.json["csrf"]
    equal(clerk.get("/queue").status, 200)
    clerk.cookie = before
    refused(clerk.get("/queue"), 401, "unauthorized")
    equal(clerk.login("xin", "another light 43").status, 200)


def bad_bodies():
    clerk = signed_in("limin")
    for raw, code in ((b"{", "bad_json"), (b"[]", "bad_json"), (b"nonsense", "bad_json"), (b'{"service":"pay"} x', "bad_json"),
                      (b'{"a":1,"a":2}', "bad_json"), (b"[" * 60000, "bad_json"), (b'{"service":"\xff\xfe"}', "invalid_utf8"),
                      (b'{"service":"\xed\xa0\x80"}', "invalid_utf8"), (b'{"service":"a\\u0000b"}', "bad_json")):
        refused(clerk.call("POST", "/api/v1/tickets", raw=raw), 400, code)
    for body in ({}, {"service": 1}, {"service": None}, {"service": "pay", "surname": ["王"]},
                 {"service": "pay", "print": "yes"}, {"service": "pay", "surname": "王\x07"},
                 {"service": "pay", "surname": "王" * 1000}):
        refused(clerk.post("/tickets", body), 400, "invalid")
    refused(clerk.post("/tickets", {"service": "none"}), 422, "unknown_service")
    refused(clerk.post("/tickets", {"service": "pay", "class": "none"}), 422, "unknown_class")
    refused(clerk.post("/tickets", {"service": "pay", "lang": "fr"}), 422, "unknown_language")
    refused(clerk.post("/session", {"login": 1, "password": 2}), 400, "invalid")


def large_bodies():
    clerk = signed_in("limin")
    waiting = clerk.get("/queue").json["waiting"]
    for size in (64 * 1024 + 1, 10 * 1024 * 1024):
        body = b'{"service":"pay","surname":"' + b"a" * size + b'"}'
        refused(clerk.call("POST", "/api/v1/tickets", raw=body), 413, "too_large")
        refused(hall.client().call("POST", "/api/v1/session", raw=b"a" * size), 413, "too_large")
    announced = {"Content-Length": "99999999", "Expect": "100-continue"}
    refused(clerk.call("POST", "/api/v1/tickets", raw=b"", headers=announced), 413, "too_large")
    endless = socket.create_connection(hall.address, timeout=30)
    endless.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: hall\r\nTransfer-Encoding: chunked\r\n\r\n")
    try:
        for _ in range(40):
            endless.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
        raise AssertionError("a body without end is taken")
    except (ConnectionError, socket.timeout):
        endless.close()
    equal(clerk.get("/queue").json["waiting"], waiting)


def large_heads():
    answer = hall.client().call("GET", "/healthz", headers={"X-Long": "a" * 20000})
    assert answer.status in (413, 431), answer.status
    assert hall.client().call("GET", "/api/v1/hall?" + "a" * 20000).status in (413, 414, 431)


def is_open(connection):
    """Has the server not closed it yet?"""
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except ConnectionError:
        return False


def slow_clients_hold_nobody_up():
    slow = [socket.create_connection(hall.address) for _ in range(40)]
    for connection in slow:
        connection.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: hall\r\nContent-Le")
    equal(hall.client().call("GET", "/healthz").status, 200)
    assert all(is_open(connection) for connection in slow), "answered only once the slow were given up"
    for connection in slow:
        connection.close()


def one_machine_shuts_nobody_out():
    """300 connections that say nothing from one address; another address is served at once."""
    silent = [socket.create_connection(hall.address) for _ in range(300)]
    with socket.create_connection(hall.address, timeout=60, source_address=("127.0.0.2", 0)) as other:
        other.sendall(b"GET /healthz HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
        equal(other.recv(12), b"HTTP/1.1 200")
    assert any(is_open(connection) for connection in silent), "answered only once the silent were given up"
    for connection in silent:
        connection.close()
    until(is_well, what="an answer to the address that has let go")


def is_well():
    try:
        return hall.client().call("GET", "/healthz").status == 200
    except ConnectionError:
        return False


@contextlib.contextmanager
def database():
    """The kiosk's own, for what no call can bring about."""
    opened = sqlite3.connect(hall.data / "kiosk.db", timeout=30, isolation_level=None)
    yield opened
    opened.close()


@contextlib.contextmanager
def without(table):
    """While this lasts, that table can't be read, as on a disk that fails."""
    with database() as db:
        db.execute(f"ALTER TABLE {table} RENAME TO away")
        yield
        db.execute(f"ALTER TABLE away RENAME TO {table}")


def a_database_that_fails_is_told_as_such():
    clerk, manager = signed_in("limin"), signed_in("chen")
    with without("session"):
        refused(clerk.get("/queue"), 503, "unavailable")
        refused(clerk.get("/session"), 503, "unavailable")
    with without("staff"):
        refused(clerk.get("/queue"), 503, "unavailable")
        refused(hall.client().login("limin"), 503, "unavailable")
    with without("journal"):
        refused(hall.client().call("GET", "/healthz"), 503, "unavailable")
        for path in ("/board", "/events", "/hall"):
            refused(hall.client().get(path), 503, "unavailable")
        refused(manager.get("/journal"), 503, "unavailable")
    equal(clerk.get("/queue").status, 200)
    equal(hall.client().call("GET", "/healthz").status, 200)


def counters():
    clerk, other, supervisor = signed_in("limin"), signed_in("zhoulin"), signed_in("liuyang")
    opened = clerk.post("/counters/3/open")
    equal((opened.status, opened.json["number"], opened.json["state"], opened.json["yours"]), (200, 3, "open", True))
    equal(opened.json["staff"]["name"], "李敏")
    refused(other.post("/counters/3/open"), 409, "counter_taken")
    refused(other.post("/counters/3/next"), 409, "counter_taken")
    refused(clerk.post("/counters/99/open"), 404, "not_found")
    refused(clerk.post("/counters/3/pause", {"reason": 5}), 400, "invalid")
    paused = clerk.post("/counters/3/pause", {"reason": "午餐"}).json
    equal((paused["state"], paused["reason"]), ("paused", "午餐"))
    refused(clerk.post("/counters/3/pause"), 409, "wrong_state")
    equal(clerk.post("/counters/3/open").json["state"], "open")
    equal([c["state"] for c in supervisor.get("/counters").json["counters"]][2], "open")
    equal(clerk.post("/counters/3/close").json["state"], "closed")
    refused(clerk.post("/counters/3/close"), 409, "wrong_state")


def one_visit():
    clerk, other, visitor = signed_in("limin"), signed_in("zhoulin"), hall.client()
    equal(clerk.post("/counters/1/open").status, 200)
    nobody = clerk.post("/counters/1/next")
    equal((nobody.status, nobody.body), (204, b""))
    ticket = issue(clerk, surname="王", **{"class": "normal"})
    assert set(ticket) >= {"id", "number", "day", "service", "class", "state", "ahead", "wait", "counter", "surname", "issued_at",
                           "called_at", "started_at", "ended_at", "calls", "print", "token", "url"}, ticket
    equal((ticket["state"], ticket["print"], ticket["surname"], ticket["calls"]), ("waiting", "none", "王", 0))
    assert re.fullmatch(r"B\d{3}", ticket["number"]) and ticket["url"].endswith("/t/" + ticket["token"]), ticket
    assert ticket["wait"]["p50"] <= ticket["wait"]["p80"], ticket
    page = "/visits/" + ticket["token"]
    visit = visitor.get(page)
    equal((visit.status, visit.json["number"], visit.json["state"], visit.json["ahead"]), (200, ticket["number"], "waiting", 0))
    for private in ("id", "surname", "staff", "token", "王"):
        assert private not in visit.json and private not in visit.body.decode(), private
    second = issue(clerk)
    equal((second["ahead"], visitor.get("/visits/" + second["token"]).json["ahead"]), (1, 1))
    # Counter 1 is open and takes payments; nobody sits where transfers are done.
    alone = issue(clerk, service="transfer")
    told = [visitor.get("/visits/" + t["token"]).json for t in (ticket, second, alone)]
    equal([(t["ahead"], t["next"]) for t in told], [(0, True), (1, False), (0, False)])
    equal(visitor.post("/visits/" + alone["token"] + "/cancel").json["next"], False)
    queue = clerk.get("/queue").json
    equal([t["number"] for t in queue["tickets"]], [ticket["number"], second["number"]])
    refused(visitor.post(page + "/rating", {"score": 5}), 409, "not_rateable")
    path = f"/tickets/{ticket['id']}"
    for move in ("recall", "start", "finish", "absent"):
        answer = clerk.post(f"{path}/{move}")
        refused(answer, 409, "wrong_state")
        equal(answer.error["state"], "waiting")
    called = clerk.post("/counters/1/next").json
    equal((called["id"], called["state"], called["counter"], called["calls"]), (ticket["id"], "called", 1, 1))
    busy = clerk.post("/counters/1/next")
    refused(busy, 409, "counter_busy")
    equal((busy.error["number"], busy.error["state"]), (ticket["number"], "called"))
    equal([(c["number"], c["counter"]) for c in visitor.get("/board").json["calls"]][0], (ticket["number"], 1))
    equal(clerk.get("/queue").json["counter"]["ticket"]["surname"], "王")
    refused(other.post(path + "/start"), 409, "not_yours")
    equal(clerk.post(path + "/recall").json["calls"], 2)
    equal(clerk.post(path + "/start").json["state"], "serving")
    refused(clerk.post(path + "/absent"), 409, "wrong_state")
    refused(visitor.post(page + "/cancel"), 409, "wrong_state")
    refused(visitor.post(page + "/rating", {"score": 5}), 409, "not_rateable")
    equal(clerk.post(path + "/finish").json["state"], "done")
    rate(visitor, page)
    equal(visitor.post("/visits/" + second["token"] + "/cancel").json["state"], "cancelled")
    refused(visitor.post("/visits/" + second["token"] + "/cancel"), 409, "wrong_state")
    equal(clerk.get(f"/tickets/{second['id']}").json["state"], "cancelled")
    refused(clerk.get("/tickets/999999"), 404, "not_found")
    refused(clerk.post("/tickets/999999/recall"), 404, "not_found")
    equal(clerk.post(path + "/reprint").json["print"] in ("pending", "printed"), True)
    equal(clerk.post("/counters/1/close").status, 200)


def rate(visitor, page):
    reasons = [reason["code"] for reason in visitor.get("/hall").json["reasons"]["4"]]
    for wrong in ({}, {"score": 0}, {"score": 6}, {"score": 4.5}, {"score": "5"}, {"score": True},
                  {"score": 4, "reasons": "fast"}, {"score": 4, "reasons": [1]}, {"score": 4, "reasons": reasons * 20}, {"score": 4, "comment": 1},
                  {"score": 4, "comment": "好" * 5000}):
        refused(visitor.post(page + "/rating", wrong), 400, "invalid")
    refused(visitor.post(page + "/rating", {"score": 4, "reasons": ["none"]}), 422, "unknown_reason")
    rated = visitor.post(page + "/rating", {"score": 4, "reasons": reasons[:2], "comment": "谢谢 <b>您</b>"})
    equal((rated.status, rated.json["rated"], rated.json["score"]), (201, True, 4))
    refused(visitor.post(page + "/rating", {"score": 1}), 409, "already_rated")


def links_end():
    """A link that is too old shows nothing and does nothing."""
    clerk, visitor = signed_in("limin"), hall.client()
    ticket = issue(clerk)
    page = "/visits/" + ticket["token"]
    with database() as db:
        db.execute("UPDATE ticket SET day = '2026-01-02' WHERE id = ?", (ticket["id"],))
    refused(visitor.get(page), 410, "expired")
    refused(visitor.post(page + "/cancel"), 410, "expired")
    refused(visitor.post(page + "/rating", {"score": 5}), 410, "expired")
    refused(visitor.post(page + "/rating", {"score": 9}), 400, "invalid")


def made_up_tokens():
    for method, path, body in (("GET", "", None), ("POST", "/rating", {"score": 5}), ("POST", "/cancel", None)):
        refused(hall.client().call(method, f"/api/v1/visits/{MADE_UP}{path}", body), 404, "not_found")


def absent_and_cancel():
    clerk = signed_in("limin")
    equal(clerk.post("/counters/2/open").status, 200)
    ticket = issue(clerk, service="transfer")
    equal(clerk.post("/counters/2/next").json["number"], ticket["number"])
    refused(clerk.post("/counters/2/close"), 409, "counter_busy")
    equal(clerk.post(f"/tickets/{ticket['id']}/absent").json["state"], "absent")
    ticket = issue(clerk, service="transfer")
    cancelled = clerk.post(f"/tickets/{ticket['id']}/cancel", {"reason": "客人改天再来"})
    equal((cancelled.status, cancelled.json["state"]), (200, "cancelled"))
    equal(clerk.post("/counters/2/close").status, 200)


def of_a_visit(stream):
    """The next event that is not a receipt's: those come when the printer is done, whoever waits for what."""
    while True:
        event = stream.event()
        if event[1]["kind"] != "ticket.print":
            return event


def events():
    clerk = signed_in("limin")
    stream = Stream(hall.address, cookie=clerk.cookie)
    assert "text/event-stream" in stream.head and "no-store" in stream.head, stream.head
    equal(clerk.post("/counters/1/open").status, 200)
    ids = [of_a_visit(stream)]
    equal((ids[0][1]["kind"], ids[0][1]["counter"], ids[0][1]["number"]), ("counter.opened", 1, None))
    ticket = issue(clerk, surname="欧阳")
    ids.append(of_a_visit(stream))
    equal((ids[1][1]["kind"], ids[1][1]["number"], ids[1][1]["service"]), ("ticket.issued", ticket["number"], "pay"))
    serve_one(clerk, 1)
    equal([of_a_visit(stream)[1]["kind"] for _ in range(3)], ["ticket.called", "ticket.started", "ticket.finished"])
    equal(clerk.post("/visits/" + ticket["token"] + "/rating", {"score": 5}).status, 201)
    rating = of_a_visit(stream)[1]
    equal((rating["kind"], rating["number"], rating["counter"]), ("rating.given", None, None))
    stream.close()
    resumed = Stream(hall.address, ids[0][0])
    equal(resumed.event(), ids[1])
    resumed.close()
    everything = Stream(hall.address, 0, cookie=clerk.cookie)
    while True:
        at, data = everything.event()
        equal(set(data), {"kind", "number", "counter", "service", "at"})
        assert data["kind"].split(".")[0] in ("ticket", "counter", "rating"), data
        if data["kind"] == "rating.given" and at > ids[1][0]:
            break
    everything.close()
    for odd in ("x", "-1", "99999999999"):
        Stream(hall.address, odd).close()
    equal(clerk.post("/counters/1/close").status, 200)


def streams_until_refused(source):
    streams = []
    while not streams or " 200 " in streams[-1].head:
        assert len(streams) < 200, "no bound"
        streams.append(Stream(hall.address, source=source))
    assert " 503 " in streams[-1].head and "Retry-After" in streams[-1].head, streams[-1].head
    return streams


def events_have_a_bound():
    """So many to one address, so many in all; those of earlier tests may still count."""
    streams = streams_until_refused("127.0.0.2")
    equal(len(streams), 32 + 1)
    equal(hall.client().get("/board").status, 200)
    for source in ("127.0.0.3", "127.0.0.4", "127.0.0.5"):
        streams += streams_until_refused(source)
    streams += streams_until_refused("127.0.0.6")
    assert 80 < len(streams) <= 100 + 5, len(streams)
    equal(hall.client().get("/board").status, 200)
    for stream in streams:
        stream.close()
    # The places of clients that are gone come back with the next change or beat.
    clerk = signed_in("limin")
    for _ in range(40):
        clerk.post(f"/tickets/{issue(clerk)['id']}/cancel")
        stream = Stream(hall.address)
        stream.close()
        if " 200 " in stream.head:
            return
        time.sleep(0.5)
    raise AssertionError("closed streams keep their places")


def figures():
    clerk, manager = signed_in("limin"), signed_in("chen")
    own = clerk.get("/staff/today").json
    assert own["served"] >= 2 and own["rated"] >= 2 and own["enough"] is False and own["satisfaction"] is None, own
    total = manager.get("/reports/ratings").json
    row = total["rows"][0]
    equal((len(total["rows"]), row["rated"], row["levels"]["4"], row["satisfaction"]), (1, own["rated"], 1, None))
    for by in ("service", "counter", "staff", "hour", "day"):
        for report in ("ratings", "waits"):
            answer = manager.get(f"/reports/{report}?by={by}")
            equal((answer.status, answer.json["by"]), (200, by))
    by_service = manager.get("/reports/waits?by=service").json["rows"]
    equal(sum(r["issued"] for r in by_service), manager.get("/reports/waits").json["rows"][0]["issued"])
    csv = manager.get("/reports/waits?by=staff&format=csv")
    equal((csv.status, csv.headers["Content-Type"]), (200, "text/csv; charset=utf-8"))
    assert csv.body.decode().startswith("key,label,issued") and "李敏" in csv.body.decode(), csv.body
    text = manager.get("/reports/waits?by=counter&format=text&lang=en")
    equal((text.status, text.headers["Content-Type"]), (200, "text/plain; charset=utf-8"))
    assert "Counter 1" in text.body.decode() and "All" in text.body.decode(), text.body
    book = manager.get("/reports/ratings?format=xlsx")
    equal((book.status, book.body[:2]), (200, b"PK"))
    assert "ratings.xlsx" in book.headers["Content-Disposition"], book.headers
    for wrong in ("from=x", "from=2026-02-30", "from=2026-02-02&to=2026-02-01", "by=shoe", "format=pdf"):
        refused(manager.get("/reports/ratings?" + wrong), 400, "invalid")
    for wrong in ("by=%ff", "by=day%00", "%ff=1", "lang=%ed%a0%80", "from=2026-02-02&x=%c0%80"):
        refused(manager.get("/reports/ratings?" + wrong), 400, "invalid_utf8")


def journal():
    manager = signed_in("chen")
    page = manager.get("/journal").json
    assert page["entries"][0]["id"] == 1 and page["last"] >= page["entries"][-1]["id"], page
    after = page["entries"][4]["id"]
    equal(manager.get(f"/journal?after={after}").json["entries"][0]["id"], after + 1)
    equal(manager.get(f"/journal?after={page['last'] + 1000}").json["entries"], [])
    for wrong in ("-1", "x", "1.5", "9" * 30):
        refused(manager.get("/journal?after=" + wrong), 400, "invalid")
    text = manager.get("/journal").body.decode()
    for secret in ("argon2", PASSWORD, "password\":"):
        assert secret not in text, secret


def guessing_is_slowed_down():
    """One after the other after a pause; who asks often at once is told to come back."""
    stranger = hall.client()
    for guess in range(7):
        refused(stranger.login("chen", f"guess number {guess}"), 401, "bad_credentials")
    waiting = [threading.Thread(target=stranger.login, args=("chen", "one more guess")) for _ in range(5)]
    for thread in waiting:
        thread.start()
    time.sleep(0.2)
    answer = stranger.login("chen", "and another")
    for thread in waiting:
        thread.join()
    refused(answer, 429, "too_many_attempts")
    pause = int(answer.headers["Retry-After"])
    assert 1 <= pause <= 60 and answer.error["retry_after"] == pause, answer.body


def nobody_is_locked_out():
    """While a stranger guesses from the same address: a machine used before goes on at once, others after seconds."""
    known, stop = hall.client(), threading.Event()
    equal(known.login("liuyang").status, 200)
    known.cookie, known.csrf = known.device, None

    def guess():
        while not stop.is_set():
            hall.client().login("liuyang", "is it this one")

    guessing = threading.Thread(target=guess)
    guessing.start()
    time.sleep(6)
    began = time.monotonic()
    equal(known.login("liuyang").status, 200)
    assert time.monotonic() - began < 2, "a known machine had to wait"
    equal(hall.client().login("liuyang").status, 200)
    took = time.monotonic() - began
    stop.set()
    guessing.join()
    assert took < 15, f"the right password needed {took:.0f} s"


def port_in_use():
    listen = "web.listen=%s:%d" % hall.address
    with tempfile.TemporaryDirectory() as data:
        failed = cli("serve", data=data, sets=[listen], check=False)
    equal(failed.returncode, 1)
    assert f"port {hall.address[1]} is in use" in failed.stderr and "[web] listen" in failed.stderr, failed.stderr


def stop_ends_open_streams():
    stream = Stream(hall.address)
    hall.stop()
    stream.close()


with hall:
    run(accounts, public_pages, security_headers, paths_that_do_not_exist, not_built_is_not_registered,
        openapi_lists_all_and_no_other, hall_and_board, session, csrf, roles, password_must_be_changed,
        bad_bodies, large_bodies, large_heads, slow_clients_hold_nobody_up, one_machine_shuts_nobody_out,
        a_database_that_fails_is_told_as_such, counters, one_visit, links_end, made_up_tokens, absent_and_cancel,
        events, events_have_a_bound, figures, journal, guessing_is_slowed_down, nobody_is_locked_out,
        port_in_use, stop_ends_open_streams)
