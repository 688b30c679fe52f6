#!/usr/bin/python3
"""Cases from filing to closing, over the API and on the visitor's page: who may do what, who sees nothing, and what
bad input comes to."""
import datetime
import json
import pathlib
import re
import sqlite3
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support import api
from support.api import Stream, equal, issue, refused
from support.kiosk import Kiosk, run, until

STAFF = [("limin", "李敏", "clerk"), ("zhoulin", "周琳", "clerk"), ("liuyang", "刘洋", "supervisor"), ("wangfang", "王芳", "supervisor"),
         ("chen", "陈经理", "manager")]
MADE_UP = "A" * 22  # a token of the right form that nobody was given
PHONE = "13987650421"
# A body that is right for each move, in an order that a case may go through.
MOVES = {"accept": {}, "assign": {"staff": 1, "reason": "休假"}, "note": {"text": "核实过"}, "reply": {"text": "查过了"},
         "resolve": {"outcome": "upheld", "text": "改好了"}, "follow-up": {"result": "solved"}, "close": {},
         "not-resolvable": {"reason": "不归大厅"}, "reopen": {"reason": "又来了"}, "extend": {"reason": "等配件"},
         "escalate": {"reason": "要主管"}, "severity": {"severity": "major", "reason": "两家人"},
         "concern": {"staff": 1, "reason": "也说到"}, "reveal": {"reason": "打电话"}, "correct": {"event": 1, "text": "应为"},
         "keep": {"reason": "重要"}, "recheck": {"agrees": True}}

hall = Kiosk()
api.add_staff(hall, STAFF)
limin, zhoulin, liuyang, wangfang, chen = (api.signed_in(hall, login) for login, *_ in STAFF)
ids = {one["name"]: one["id"] for one in limin.get("/staff").json["staff"]}


def file(clerk=zhoulin, **body):
    answer = clerk.post("/complaints", {"kind": "complaint", "about": {"hall": True}, "text": "等了四十分钟", "print": False, **body})
    equal(answer.status, 201)
    return answer.json


def move(clerk, case, name, status=200, **body):
    answer = clerk.post(f"/complaints/{case['id']}/{name}", body)
    assert answer.status == status, f"{name}: {answer.status} {answer.body.decode()}, wanted {status}"
    return answer


def resolved(clerk=zhoulin, **body):
    case = file(**body)
    move(clerk, case, "accept")
    move(clerk, case, "reply", text="对不住，已经加开窗口")
    move(clerk, case, "resolve", outcome="upheld", text="高峰多开一个窗口")
    return case


def one(clerk, case):
    answer = clerk.get(f"/complaints/{case['id']}")
    equal(answer.status, 200)
    return answer.json


def page(token):
    """The visitor's page, as a browser without scripts asks for it."""
    return hall.client().call("GET", f"/c/{token}")


def send(token, what, headers=None, **form):
    return hall.client().call("POST", f"/c/{token}/{what}", raw=urllib.parse.urlencode(form).encode(),
                              headers={"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})


def served(clerk, counter):
    """A visit that this clerk has served at that counter."""
    equal(clerk.post(f"/counters/{counter}/open").status, 200)
    made = issue(clerk)
    called = clerk.post(f"/counters/{counter}/next").json
    for step in ("start", "finish"):
        equal(clerk.post(f"/tickets/{called['id']}/{step}").status, 200)
    equal(clerk.post(f"/counters/{counter}/close").status, 200)
    return made


# ---- tests ----

def a_case_from_filing_to_closing():
    made = file(channel="call", severity="normal", contact={"name": "王小明", "phone": PHONE, "consent": True})
    assert re.fullmatch(r"T\d{6}-\d{3}", made["number"]) and made["url"].endswith("/c/" + made["token"]), made
    case = one(zhoulin, made)
    equal((case["state"], case["owner"], case["level"], case["due"]["what"]), ("filed", None, "clerk", "reply"))
    equal(case["contact"], {"name": "王*", "phone": "139****0421"})
    equal((len(case["days"]), case["days"][0]["marks"][0]), (7, "filed"))
    move(zhoulin, made, "accept")
    equal(move(limin, made, "accept", 409).error["state"], "open")
    move(limin, made, "reply", 403, text="不是我的")
    move(zhoulin, made, "resolve", 409, outcome="upheld", text="还没答复")
    move(zhoulin, made, "reply", text="已经加开窗口")
    equal(move(zhoulin, made, "resolve", outcome="upheld", text="高峰多开一个").json["state"], "resolved")
    move(zhoulin, made, "close", 409)
    move(zhoulin, made, "follow-up", 403, result="solved")
    assert made["number"] in [found["number"] for found in limin.get("/complaints?to_follow_up=1").json["complaints"]]
    move(limin, made, "follow-up", result="solved", content="yes", text="满意")
    equal(move(zhoulin, made, "close").json["state"], "closed")
    story = one(limin, made)["story"]
    equal([(entry["seq"], entry["kind"]) for entry in story],
          list(enumerate(["filed", "accepted", "replied", "resolved", "followed_up", "closed"], 1)))
    equal((story[0]["by"]["name"], story[0]["channel"], story[0]["text"]), ("周琳", "call", "等了四十分钟"))


def the_number_is_shown_once_and_noted():
    made = file(contact={"phone": PHONE, "consent": True})
    for answer in (zhoulin.get(f"/complaints/{made['id']}"), zhoulin.get("/complaints"), page(made["token"]),
                   hall.client().get(f"/claims/{made['token']}"), chen.get("/journal")):
        assert PHONE not in answer.body.decode()
    move(limin, made, "reveal", 403, reason="好奇")
    move(zhoulin, made, "accept")
    refused(zhoulin.post(f"/complaints/{made['id']}/reveal", {}), 400, "invalid")
    equal(move(zhoulin, made, "reveal", reason="打电话答复").json["phone"], PHONE)
    last = one(zhoulin, made)["story"][-1]
    equal((last["kind"], last["by"]["name"]), ("revealed", "周琳"))
    assert PHONE not in json.dumps(one(zhoulin, made))


def a_suggestion_needs_a_promise():
    made = file(kind="suggestion")
    move(zhoulin, made, "accept", 400, due="2026-02-30")
    move(zhoulin, made, "accept", 400, due="2020-01-06")
    day = datetime.date.today() + datetime.timedelta(days=14)
    days = [(day + datetime.timedelta(days=n)).isoformat() for n in range(16)]  # longer than any holiday
    answers = [zhoulin.post(f"/complaints/{made['id']}/accept", {"due": day}) for day in days]
    equal(sorted({answer.status for answer in answers}), [200, 400, 409])
    assert one(zhoulin, made)["resolve_due"][:10] in days


def danger_goes_to_the_manager_at_once():
    made = file(text="楼道里漏气，味道很大")
    assert made["urgent"]
    case = one(chen, made)
    equal((case["severity"], case["level"], case["owner"]["name"]), ("urgent", "manager", "陈经理"))
    move(limin, made, "accept", 403)
    move(chen, made, "not-resolvable", reason="已转抢修队")
    equal(one(chen, made)["outcome"], "not_resolvable")


def the_list_is_filtered_and_counted():
    made = file(kind="enquiry", text="发票怎么开，找谁", contact={"phone": "13700001234", "consent": True})
    move(zhoulin, made, "accept")
    day = "20{}-{}-{}".format(*re.findall("..", made["number"][1:7]))  # the business day: before its start that of yesterday
    for query in ("owner=me&kind=enquiry", "state=open,resolved&kind=enquiry,praise", f"day={day}&q=" + urllib.parse.quote("发票怎么"),
                  "q=" + made["number"], "q=1234"):
        found = zhoulin.get("/complaints?" + query).json
        assert made["number"] in [entry["number"] for entry in found["complaints"]], (query, found)
    equal(limin.get("/complaints?owner=me").json["total"], 0)
    assert zhoulin.get("/complaints").json["counts"]["mine"] >= 1
    for wrong in ("state=gone", "kind=x", "owner=nobody", "owner=-1", "day=2026-13-01", "page=0", "page=x", "q=" + "x" * 61, "q=%0A"):
        refused(zhoulin.get("/complaints?" + wrong), 400, "invalid")


def nothing_told(clerk, case, words):
    """Every way by which this clerk could learn of that case tells nothing of it."""
    gone = clerk.get("/complaints/999999")
    refused(gone, 404, "not_found")
    equal(clerk.get(f"/complaints/{case['id']}").body, gone.body)
    for name, body in MOVES.items():
        hidden, unknown = (clerk.post(f"/complaints/{number}/{name}", body) for number in (case["id"], 999999))
        equal((name, hidden.status, hidden.body), (name, unknown.status, unknown.body))
        equal(hidden.status, 404)
    for query in ("", "state=filed,open,resolved,closed", "q=" + case["number"], "q=" + urllib.parse.quote(words), "q=" + PHONE[-4:],
                  f"day={case['filed_at'][:10]}", "overdue=1", "to_follow_up=1", "owner=none"):
        told = clerk.get("/complaints?" + query)
        equal(told.status, 200)
        assert case["number"] not in told.body.decode() and words not in told.body.decode(), query


def whom_a_case_is_about_sees_nothing_of_it():
    visit = served(limin, 3)
    before = limin.get("/complaints").json
    stream = Stream(hall.address, cookie=limin.cookie)
    answer = hall.client().post(f"/visits/{visit['token']}/complaint", {"kind": "complaint", "text": "三号窗口的人不耐烦",
                                                                        "contact": {"phone": PHONE, "consent": True}})
    equal(answer.status, 201)
    case = answer.json
    nothing_told(limin, case, "不耐烦")
    after = limin.get("/complaints").json
    equal((after["total"], after["counts"]), (before["total"], before["counts"]))
    # Others see it and whom it is about; nobody can give it to her.
    seen = one(zhoulin, case)
    equal([person["name"] for person in seen["concerned"]], ["李敏"])
    move(zhoulin, case, "accept")
    assert move(liuyang, case, "assign", 403, staff=ids["李敏"], reason="试试").error["message"]
    # What is happening in the hall goes on being told, of the case nothing.
    equal(zhoulin.post(f"/tickets/{issue(zhoulin)['id']}/cancel").status, 200)
    kind = stream.event()[1]["kind"]
    stream.close()
    equal(kind, "ticket.issued")
    for path in ("/journal", "/reports/complaints", "/samples"):
        assert limin.get(path).status in (403, 404), path
    # Her own rating of it stays anonymous, and the case's link opens nothing else.
    assert case["number"] not in limin.get("/ratings").body.decode()


def a_supervisor_too_and_a_manager_makes_no_move():
    case = file(about={"staff": ids["刘洋"]}, text="主管态度不好")
    nothing_told(liuyang, case, "主管态度不好")
    move(wangfang, case, "accept")
    case = file(about={"staff": ids["陈经理"]}, text="经理没有回话")
    equal(chen.get(f"/complaints/{case['id']}").status, 200)
    assert not [found for found in one(chen, case)["moves"] if found["open"]]
    for name, body in MOVES.items():
        equal((name, chen.post(f"/complaints/{case['id']}/{name}", body).status), (name, 403))


def who_owns_it_and_becomes_concerned_loses_it():
    case = file()
    move(limin, case, "accept")
    move(liuyang, case, "concern", staff=ids["李敏"], reason="说的也是她")
    nothing_told(limin, case, "等了四十分钟" + "的另一件")
    equal(one(zhoulin, case)["owner"], None)
    # Whoever says so of themselves is told nothing any more either.
    case = file()
    equal(move(wangfang, case, "concern", 204, staff=ids["王芳"], reason="是我").body, b"")
    refused(wangfang.get(f"/complaints/{case['id']}"), 404, "not_found")


def people_go_by_id_or_login_and_outcomes_by_name_or_in_words():
    made = file(about={"staff": "limin"})
    equal(one(liuyang, made)["staff_name"], "李敏")
    move(liuyang, made, "assign", staff="zhoulin", reason="当面说过")
    equal(one(liuyang, made)["owner"]["name"], "周琳")
    move(liuyang, made, "assign", 422, staff="nobody-here", reason="x")
    move(liuyang, made, "assign", 400, staff=[1], reason="x")
    move(zhoulin, made, "escalate")
    move(liuyang, made, "reply", text="问过了")
    move(liuyang, made, "resolve", 400, outcome="upheld")
    move(liuyang, made, "resolve", 400, outcome="nonsense", text="x")
    move(liuyang, made, "resolve", outcome="当面道歉，客人接受")
    found = one(liuyang, made)
    equal((found["state"], found["outcome"], found["story"][-1]["text"]), ("resolved", "answered", "当面道歉，客人接受"))


def two_resolve_at_once_and_one_is_told():
    case = file()
    move(zhoulin, case, "accept")
    move(zhoulin, case, "reply", text="查过了")
    answers = []
    def resolve(clerk):
        answers.append(clerk.post(f"/complaints/{case['id']}/resolve", {"outcome": "upheld", "text": "改好了"}))
    threads = [threading.Thread(target=resolve, args=(clerk,)) for clerk in (zhoulin, liuyang)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(sorted(answer.status for answer in answers), [200, 409])
    late = next(answer for answer in answers if answer.status == 409)
    equal((late.error["code"], late.error["state"], late.error["number"]), ("wrong_state", "resolved", case["number"]))
    equal([entry["kind"] for entry in one(zhoulin, case)["story"]].count("resolved"), 1)


def bad_input_gets_a_clear_answer():
    case = file()
    path = f"/complaints/{case['id']}"
    right = {"kind": "complaint", "about": {"hall": True}, "text": "好"}
    for wrong in ({"text": ""}, {"text": "   "}, {"text": "长" * 10000}, {"text": "a\x07b"}, {"text": 5},
                  {"kind": "bad_rating"}, {"kind": "x"}, {"severity": "huge"}, {"channel": "fax"}, {"lang": "xx"},
                  {"about": {}}, {"about": "hall"}, {"about": {"hall": True, "counter": 1}}, {"about": {"hall": False}},
                  {"about": {"ticket": {}}}, {"contact": []}, {"contact": {"phone": PHONE}},
                  {"contact": {"phone": "123", "consent": True}}, {"contact": {"phone": 139, "consent": True}},
                  {"contact": {"name": "名" * 500, "consent": True}}):
        refused(zhoulin.post("/complaints", {**right, **wrong}), 400, "invalid")
    refused(zhoulin.post("/complaints", {**right, "about": {"service": "none"}}), 422, "unknown_service")
    refused(zhoulin.post("/complaints", {**right, "about": {"staff": 99999}}), 422, "unknown_staff")
    for about in ({"counter": 99}, {"counter": 10 ** 15}, {"counter": -1}, {"ticket": "Z999"}, {"ticket": 10 ** 9}):
        refused(zhoulin.post("/complaints", {**right, "about": about}), 404, "not_found")
    for name, body in (("note", {}), ("note", {"text": ""}), ("note", {"text": "长" * 10000}), ("note", {"text": ["x"]}),
                       ("resolve", {"outcome": "x", "text": "x"}), ("resolve", {"outcome": "not_resolvable", "text": "x"}),
                       ("follow-up", {"result": "x"}), ("severity", {"severity": "x", "reason": "x"}), ("recheck", {}),
                       ("correct", {"event": 0, "text": "x"}), ("assign", {"staff": ["limin"]}), ("accept", {"due": "soon"})):
        refused(zhoulin.post(f"{path}/{name}", body), 400, "invalid")
    refused(zhoulin.post(f"{path}/assign", {"staff": 99999}), 422, "unknown_staff")
    refused(zhoulin.post(f"{path}/message", {"text": "x"}), 404, "not_found")
    refused(hall.client().post(f"{path}/note", {"text": "x"}), 401, "unauthorized")
    unsigned = hall.client()
    unsigned.cookie = zhoulin.cookie
    equal(unsigned.post(f"{path}/note", {"text": "x"}).status, 403)
    # Emoji and markup are words like others.
    odd = "👍🏽 <script>alert(1)</script> ' OR 1=1 -- & \"引号\""
    equal(one(zhoulin, file(text=odd))["text"], odd)
    equal(len(one(zhoulin, case)["story"]), 1)


def a_closed_case_is_not_replied_to_but_the_visitor_may_add():
    case = resolved()
    move(limin, case, "follow-up", result="solved")
    move(zhoulin, case, "close")
    for name in ("reply", "resolve", "accept", "extend"):
        equal(move(zhoulin, case, name, 409, **MOVES[name]).error["state"], "closed")
    equal(hall.client().post(f"/claims/{case['token']}/message", {"text": "谢谢"}).status, 201)
    found = one(zhoulin, case)
    equal((found["state"], found["story"][-1]["text"]), ("closed", "谢谢"))
    equal(hall.client().post(f"/claims/{case['token']}/answer", {"satisfied": False, "text": "又坏了"}).json["state"], "open")


def the_visitor_follows_it_by_the_link():
    case = resolved(contact={"phone": PHONE, "consent": True})
    claim = hall.client().get(f"/claims/{case['token']}").json
    equal((claim["number"], claim["state"], claim["takes_answer"], claim["next"]["what"]), (case["number"], "resolved", True, "follow_up"))
    equal([reply["text"] for reply in claim["replies"]], ["对不住，已经加开窗口"])
    assert "phone" not in claim and "等了四十分钟" not in json.dumps(claim, ensure_ascii=False)
    for wrong in ({}, {"satisfied": "no"}, {"satisfied": None}):
        refused(hall.client().post(f"/claims/{case['token']}/answer", wrong), 400, "invalid")
    for wrong in ({}, {"text": ""}, {"text": "长" * 10000}, {"text": 3}):
        refused(hall.client().post(f"/claims/{case['token']}/message", wrong), 400, "invalid")
    answered = hall.client().post(f"/claims/{case['token']}/answer", {"satisfied": True}).json
    equal((answered["state"], answered["takes_answer"]), ("resolved", False))
    move(zhoulin, case, "close")


def the_page_works_without_a_script():
    case = resolved(contact={"phone": PHONE, "consent": True})
    shown = page(case["token"])
    text = shown.body.decode()
    equal((shown.status, shown.headers["Content-Type"], shown.headers["Cache-Control"]), (200, "text/html; charset=utf-8", "no-store"))
    assert "<script" not in text and "style=" not in text and case["number"] in text and "139****0421" in text, text
    assert "事情解决了吗？" in text and "对不住，已经加开窗口" in text
    assert "Is it solved?" in hall.client().call("GET", f"/c/{case['token']}?lang=en").body.decode()
    odd = "<b onclick=\"x\">'粗'&amp;</b>\r\n第二行 👍"
    gone = send(case["token"], "message", text=odd)
    equal(gone.status, 303)
    text = hall.client().call("GET", gone.headers["Location"]).body.decode()
    assert "&lt;b onclick=&quot;x&quot;&gt;&#39;粗&#39;&amp;amp;&lt;/b&gt;\n第二行 👍" in text and "<b onclick" not in text, text
    equal(one(zhoulin, case)["story"][-1]["text"], odd.replace("\r", ""))
    equal(send(case["token"], "answer", satisfied="no", text="还差一块表").status, 303)
    found = one(zhoulin, case)
    equal((found["state"], found["story"][-2]["text"]), ("open", "还差一块表"))
    refused_form = send(case["token"], "answer", satisfied="yes")
    equal(refused_form.status, 409)
    assert "情形刚刚变了" in refused_form.body.decode()


def an_erased_case_says_so():
    case = resolved(contact={"phone": PHONE, "consent": True})
    move(limin, case, "follow-up", result="solved")
    move(zhoulin, case, "close")
    with sqlite3.connect(hall.data / "kiosk.db") as db:
        db.execute("UPDATE complaint SET name = NULL, phone = NULL, phone_tail = NULL, erased_at = closed_at WHERE id = ?", (case["id"],))
    shown = page(case["token"])
    text = shown.body.decode()
    equal(shown.status, 200)
    assert "说的话和联系方式已在" in text and case["number"] in text and "<form" not in text and "加开窗口" not in text, text
    equal(hall.client().get(f"/claims/{case['token']}").json["erased"], True)
    equal(send(case["token"], "message", text="还在吗").status, 409)


def forms_that_are_none():
    case = file()
    for form in ({"text": ""}, {"text": "长" * 10000}, {"text": "a\x00b"}, {"text": "a\x07b"}, {}):
        answer = send(case["token"], "message", **form)
        equal((form, answer.status, answer.headers["Content-Type"]), (form, 400, "text/html; charset=utf-8"))
    kept = send(case["token"], "message", text="x<y" + "长" * 600).body.decode()
    assert "x&lt;y长" in kept, "what was typed stays in the field"
    for raw in (b"text=%", b"text=%zz", b"text=%ff%fe", b"text=%00", b"\xff", b"=&&&=", b"text", b"{}", b"text=" + b"x" * 100000):
        answer = hall.client().call("POST", f"/c/{case['token']}/message", raw=raw)
        assert 400 <= answer.status < 500, (raw[:20], answer.status)
    for satisfied in ("", "maybe"):
        equal(send(case["token"], "answer", satisfied=satisfied).status, 400)
    equal(send(case["token"], "message", {"Origin": "https://evil.example"}, text="x").status, 403)
    equal(send(case["token"], "message", {"Sec-Fetch-Site": "cross-site"}, text="x").status, 403)
    equal(send(case["token"], "message", {"Origin": "null"}, text="自己的页面").status, 303)
    equal([entry["kind"] for entry in one(zhoulin, case)["story"]], ["filed", "message"])


def a_visit_ends_in_one_rating_on_the_tablet_or_elsewhere():
    first = served(limin, 3)
    tablet = hall.client().get("/tablets/3")
    equal((tablet.json["open"], tablet.json["visit"]["number"]), (True, first["number"]))
    assert first["token"] not in tablet.body.decode()
    equal(hall.client().get("/tablets/4").json["open"], False)
    for wrong in ({}, {"score": 0}, {"score": 6}, {"score": "5"}, {"score": 5, "comment": "长" * 10000}):
        refused(hall.client().post("/tablets/3/rating", wrong), 400, "invalid")
    refused(hall.client().post("/tablets/3/rating", {"score": 5, "reasons": ["none"]}), 422, "unknown_reason")
    before = zhoulin.get("/complaints?kind=bad_rating").json["total"]
    equal(hall.client().post("/tablets/3/rating", {"score": 1}).status, 201)
    equal(hall.client().post("/tablets/3/rating", {"score": 1}).status, 409)
    refused(hall.client().post(f"/visits/{first['token']}/rating", {"score": 5}), 409, "already_rated")
    equal(hall.client().get("/tablets/3").json["open"], False)
    opened = zhoulin.get("/complaints?kind=bad_rating").json
    equal((opened["total"], opened["complaints"][0]["score"]), (before + 1, 1))
    nothing_told(limin, opened["complaints"][0], opened["complaints"][0]["number"])
    second = served(limin, 3)
    equal(hall.client().post(f"/visits/{second['token']}/rating", {"score": 4}).status, 201)
    refused(hall.client().post("/tablets/3/rating", {"score": 1}), 409, "nothing_to_rate")
    refused(hall.client().get("/tablets/99"), 404, "not_found")


def a_rating_is_set_aside_only_by_a_review():
    own = limin.get("/ratings").json["ratings"]
    rating = next(entry for entry in own if entry["score"] == 1)
    assert "B0" not in json.dumps(rating) and rating["staff"]["name"] == "李敏", "nothing tells whose it is"
    equal(zhoulin.get("/ratings").json["ratings"], [])
    refused(limin.post(f"/ratings/{rating['id']}/review", {}), 400, "invalid")
    equal(limin.post(f"/ratings/{rating['id']}/review", {"reason": "点错了，当面说过"}).status, 201)
    assert [entry["id"] for entry in liuyang.get("/ratings?asked=1").json["ratings"]] == [rating["id"]]
    equal(limin.post(f"/ratings/{rating['id']}/decide", {"set_aside": True, "why": "x"}).status, 403)
    refused(liuyang.post(f"/ratings/{rating['id']}/decide", {"why": "x"}), 400, "invalid")
    equal(liuyang.post(f"/ratings/{rating['id']}/decide", {"set_aside": True, "why": "客人当面确认"}).status, 200)
    equal(liuyang.post(f"/ratings/{rating['id']}/decide", {"set_aside": False, "why": "x"}).status, 409)
    again = next(entry for entry in limin.get("/ratings").json["ratings"] if entry["id"] == rating["id"])
    equal((again["set_aside"], again["review"]["decided_by"], again["score"]), (True, "刘洋", 1))
    refused(limin.post("/ratings/999999/review", {"reason": "x"}), 404, "not_found")


def every_manager_call_is_closed_to_others():
    for clerk, path in ((limin, "/journal"), (liuyang, "/journal"), (limin, "/samples"), (liuyang, "/samples")):
        refused(clerk.get(path), 403, "forbidden")
    assert "complaint.filed" in chen.get("/journal").body.decode()
    assert "等了四十分钟" not in chen.get("/journal").body.decode()


def the_closing_report_ends_the_day_with_the_journals_head():
    refused(limin.post("/closing-report"), 403, "forbidden")
    refused(limin.get("/closing-report"), 403, "forbidden")
    equal(liuyang.get("/closing-report").status, 204)
    answer = liuyang.post("/closing-report")
    equal(answer.status, 201)
    report = answer.json
    equal((report["staff"], len(report["hash"]), report["print"]), ("刘洋", 64, "pending"))
    assert report["figures"]["filed"] > 5 and report["figures"]["resolved"] > 1, report
    # The paper vouches for the entry that tells of its making.
    entry = chen.get(f"/journal?after={report['entry'] - 1}").json["entries"][0]
    equal((entry["id"], entry["kind"], entry["staff"]), (report["entry"], "closing.made", ids["刘洋"]))
    until(lambda: liuyang.get("/closing-report").json["print"] == "printed", what="the paper")
    equal(liuyang.get("/closing-report").json["hash"], report["hash"])


# The last one, as it slows this address down for a while.
def a_thousand_guesses_find_nothing():
    case = file()
    near = case["token"][:-1] + ("A" if case["token"][-1] != "A" else "Q")
    refused(hall.client().get(f"/claims/{near}"), 404, "not_found")
    nothing = page(MADE_UP)
    equal(nothing.status, 404)
    assert case["number"][:7] not in nothing.body.decode()
    began = time.monotonic()
    statuses = [hall.client().get(f"/claims/{number:022d}").status for number in range(1000)]
    assert set(statuses) == {404, 429}, set(statuses)
    assert statuses.count(404) <= 12 + (time.monotonic() - began), statuses.count(404)
    slow = page(MADE_UP)
    equal((slow.status, slow.headers["Retry-After"].isdigit()), (429, True))
    # Whoever holds a real one waits a moment at most.
    until(lambda: page(case["token"]).status == 200, 10, "the visitor's own page")


if __name__ == "__main__":
    with hall:
        run(a_case_from_filing_to_closing, the_number_is_shown_once_and_noted, a_suggestion_needs_a_promise,
            danger_goes_to_the_manager_at_once, the_list_is_filtered_and_counted, whom_a_case_is_about_sees_nothing_of_it,
            a_supervisor_too_and_a_manager_makes_no_move, who_owns_it_and_becomes_concerned_loses_it,
            people_go_by_id_or_login_and_outcomes_by_name_or_in_words, two_resolve_at_once_and_one_is_told,
            bad_input_gets_a_clear_answer,
            a_closed_case_is_not_replied_to_but_the_visitor_may_add, the_visitor_follows_it_by_the_link,
            the_page_works_without_a_script, an_erased_case_says_so, forms_that_are_none,
            a_visit_ends_in_one_rating_on_the_tablet_or_elsewhere, a_rating_is_set_aside_only_by_a_review, every_manager_call_is_closed_to_others,
            the_closing_report_ends_the_day_with_the_journals_head, a_thousand_guesses_find_nothing)
