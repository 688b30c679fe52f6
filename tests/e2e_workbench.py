#!/usr/bin/python3
"""The workbench for cases in a real browser: a case from the list to its close, the follow-up call, a correction, a
rating's review; whom a case is about finds nothing of it; what is typed stays when somebody else was faster.

Needs Debian's chromium, chromium-driver and python3-selenium."""
import pathlib
import sys
import tempfile

from selenium.webdriver.common.keys import Keys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import add_staff, equal, issue, signed_in
from support.browser import DESK, PHONE, Window, nothing_complained, start_browser, wait_for
from support.kiosk import Kiosk, run

PHONE_NUMBER = "13812345678"
PEOPLE = [("li", "李敏", "clerk"), ("zhao", "赵倩", "clerk"), ("liu", "刘洋", "supervisor"), ("zhou", "周琳", "supervisor"),
          ("chen", "陈静", "manager")]


class Workbench(Window):
    """The browser's one window, signed in as one person after the other."""

    def go(self, path):
        self.driver.get(self.base + path)

    def enter(self, login, path="/staff/cases"):
        self.driver.delete_all_cookies()
        self.go(path)
        self.log_in(login)

    def move(self, name):
        key = f"[data-move={name}]"
        wait_for(f"the move {name}", lambda: self.find(key).get_attribute("aria-disabled") == "false")
        self.click(key)

    def act(self):
        wait_for("the dialog's act", lambda: self.find("#sheet-act").get_attribute("aria-disabled") == "false")
        self.click("#sheet-act")
        wait_for("the dialog to close", lambda: not self.driver.find_elements("css selector", "dialog"))

    def choose(self, selector):
        """A radio button hides in its key: the key is what is pressed."""
        self.driver.execute_script("arguments[0].closest('label').click()", wait_for(selector, lambda: self.find(selector)))

    def texts(self, selector):
        return [node.text for node in self.driver.find_elements("css selector", selector)]


def now(client, made):
    return client.get(f"/complaints/{made['id']}").json


def from_the_desk_to_the_close(bench, kiosk, people):
    bench.enter("li")
    wait_for("the list", lambda: bench.find("#new-case").get_attribute("aria-disabled") == "false")
    bench.click("#new-case")
    bench.sees("#sheet-act", "先写客人说的")
    bench.type("#told", "昨天办过户，材料没有一次说清。")
    bench.type("#contact-phone", PHONE_NUMBER)
    bench.sees("#sheet-act", "客人同意了再留")
    bench.click("#consent")
    bench.act()
    bench.sees(".case-head", "投诉")
    number = bench.text(".case-head h1")
    bench.move("accept")
    bench.act()
    bench.sees(".facts", "李敏")
    assert PHONE_NUMBER not in bench.driver.page_source, "the phone number stands in the page before it was shown"
    bench.choose("input[value='打电话答复']")
    bench.click("#reveal")
    bench.sees(".contact strong", "138 1234 5678")
    bench.sees(".story", "看了联系方式")
    bench.type("#reply", "材料清单已改好，取号前就能看到。", Keys.CONTROL, Keys.ENTER)
    bench.sees(".story", "答复客人")
    equal(bench.find("#reply").get_attribute("value"), "")
    bench.move("resolve")
    bench.choose("input[value=upheld]")
    bench.type("#result", "清单已补上一项")
    bench.act()
    bench.sees(".case-head", "待回访")
    found = next(one for one in people["li"].get("/complaints?state=resolved").json["complaints"] if one["number"] == number)
    own = next(move for move in now(people["li"], found)["moves"] if move["name"] == "follow-up")
    equal(own["open"], False)
    return found


def the_follow_up_is_made_by_somebody_else(bench, found, people):
    bench.enter("li", "/staff/follow-up")
    bench.sees(f"[data-call='{found['id']}']", "您经手的")
    bench.enter("zhou", "/staff/follow-up")
    bench.click(f"[data-call='{found['id']}']")
    bench.sees(".prompt", "清单已补上一项")
    bench.click("[data-answer=solved]")
    bench.click("[data-answer=yes]")
    bench.type("#heard", "知道了，谢谢")
    bench.click(".calling .primary")
    bench.sees("#toast-words", "已关闭")
    closed = now(people["chen"], found)
    equal((closed["state"], closed["content"], closed["outcome"]), ("closed", "yes", "upheld"))
    bench.go("/staff/cases?scope=done")
    bench.sees(".list", found["number"])


def a_call_nobody_can_make_ends_with_the_case_all_the_same(bench, people):
    made = people["li"].post("/complaints", {"kind": "complaint", "about": {"hall": True}, "text": "没留电话", "channel": "call", "print": False}).json
    path = f"/complaints/{made['id']}"
    for name, body in (("accept", None), ("reply", {"text": "改好了"}), ("resolve", {"outcome": "upheld", "text": "改好了"})):
        equal(people["li"].post(f"{path}/{name}", body).status, 200)
    bench.enter("zhao", f"/staff/cases/{made['id']}")
    bench.sees(".facts", "电话登记")
    bench.move("follow-up")
    bench.sees(".prompt", "没留电话")
    bench.click("[data-answer=unreached]")
    bench.click(".calling [type=submit]")
    bench.click("#put-away")
    bench.sees("#toast-words", "已关闭")
    equal(now(people["chen"], made)["state"], "closed")


def nothing_typed_is_lost_by_one_key(bench):
    bench.enter("li")
    wait_for("the list", lambda: bench.find("#new-case").get_attribute("aria-disabled") == "false")
    bench.click("#new-case")
    bench.type("#told", "第一行", Keys.ENTER, "第二行", Keys.ESCAPE)
    bench.sees("dialog .bar", "还没有存")
    equal(bench.find("#told").get_attribute("value"), "第一行\n第二行")
    bench.type("#told", Keys.ESCAPE)
    wait_for("the dialog to close", lambda: not bench.driver.find_elements("css selector", "dialog"))


def search_and_filters_live_in_the_address(bench, found):
    bench.go("/staff/cases?scope=done&q=%E6%9D%90%E6%96%99")
    bench.sees(".list", found["number"])
    bench.go("/staff/cases?scope=done&q=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%8F%A5")
    bench.sees(".list .empty", "没有合适的案件")
    bench.type(".search input", Keys.CONTROL, "a")
    bench.type(".search input", "5678")
    bench.sees(".list", found["number"])
    assert "q=5678" in bench.driver.current_url, bench.driver.current_url


def a_correction_keeps_what_was_written(bench, people):
    made = people["li"].post("/complaints", {"kind": "enquiry", "about": {"hall": True}, "text": "几点开门？", "print": False}).json
    people["li"].post(f"/complaints/{made['id']}/accept")
    people["li"].post(f"/complaints/{made['id']}/note", {"text": "安检约的是 11月16日"})
    bench.enter("li", f"/staff/cases/{made['id']}")
    bench.click(".story .correct")
    bench.type("#should", "11月13日")
    bench.act()
    bench.sees(".story", "勘误第 3 条")
    story = " ".join(bench.texts(".story > li"))
    assert "11月16日" in story and "11月13日" in story, story
    # Somebody else is faster: what is being typed stays.
    bench.type("#reply", "八点开门")
    people["li"].post(f"/complaints/{made['id']}/note", {"text": "客人又打来"})
    bench.sees(".story", "客人又打来")
    equal(bench.find("#reply").get_attribute("value"), "八点开门")
    bench.find(".story .correct").send_keys(Keys.ESCAPE)
    bench.sees("#notice", "还没有发出")
    equal(bench.find("#reply").get_attribute("value"), "八点开门")


def what_is_typed_stays_while_one_looks_elsewhere(bench, people):
    made = people["li"].post("/complaints", {"kind": "complaint", "about": {"hall": True}, "text": "等了一上午", "print": False}).json
    path = f"/complaints/{made['id']}"
    equal(people["li"].post(f"{path}/accept").status, 200)
    bench.enter("li", "/staff/cases")
    bench.click(f"[data-next=reply][href*='/{made['id']}']")
    wait_for("the reply's field", lambda: bench.driver.switch_to.active_element.get_attribute("id") == "reply")
    bench.type("#reply", "查过了，是我们排班少了一人")
    bench.click("#tab-follow-up")
    bench.sees("#toast-words", f"{made['number']} 的答复还没有发出")
    bench.sees(".heading", "回访")
    # Nor is it lost by one press of the key that ends the session.
    bench.click("#logout")
    bench.sees("#notice", "还没有发出")
    bench.click("#tab-cases")
    bench.click(f"[href*='/{made['id']}'].number")
    wait_for("the reply", lambda: bench.find("#reply").get_attribute("value") == "查过了，是我们排班少了一人")
    bench.sees(".acts", "写备注")
    leaving = "return window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    equal(bench.driver.execute_script(leaving), False)  # the browser asks first; its own question no driver shows
    bench.type("#reply", "。", Keys.CONTROL, Keys.ENTER)
    bench.sees(".story", "查过了，是我们排班少了一人。")
    equal(bench.driver.execute_script(leaving), True)
    equal(people["li"].post(f"{path}/resolve", {"outcome": "upheld", "text": "加了人"}).status, 200)
    bench.enter("zhao", f"/staff/follow-up?case={made['id']}")
    bench.click("[data-answer=unreached]")
    bench.type("#heard", "响了很久")
    bench.click("#tab-cases")
    bench.sees("#toast-words", "的回访还没有发出")
    bench.driver.back()
    wait_for("the note", lambda: bench.find("#heard").get_attribute("value") == "响了很久")
    bench.find("#heard").clear()


def the_steps_of_a_manager(bench, people):
    ids = {one["name"]: one["id"] for one in people["liu"].get("/staff").json["staff"]}
    made = people["li"].post("/complaints", {"kind": "complaint", "about": {"hall": True}, "text": "要求赔一台新灶", "print": False}).json
    for level in ("经理太忙", "还是办不了"):
        equal(people["liu"].post(f"/complaints/{made['id']}/escalate", {"reason": level}).status, 200)
    bench.enter("chen", f"/staff/cases/{made['id']}")
    bench.sees(".facts", "陈静")
    bench.move("keep")
    bench.type("#why", "可能要打官司")
    bench.act()
    bench.sees(".case-head", "重要，存久些")
    bench.move("keep")
    bench.sees("dialog", "改回一般的保存期")
    bench.click("#sheet-leave")
    bench.move("concern")
    bench.sees("dialog .lead", "从此看不到")
    bench.choose(f"input[name=staff][value='{ids['赵倩']}']")
    bench.type("#why", "客人说的是她")
    bench.act()
    bench.sees(".aside-note", "赵倩")
    equal(people["zhao"].get(f"/complaints/{made['id']}").status, 404)
    bench.type("#reply", "灶具没有坏，不能赔", Keys.CONTROL, Keys.ENTER)
    bench.sees(".story", "答复客人")
    bench.move("not-resolvable")
    bench.sees("#sheet-act", "先写原因")
    bench.type("#why", "灶具在保外，按合同不赔")
    bench.act()
    bench.sees(".facts", "无法解决")
    equal(now(people["chen"], made)["outcome"], "not_resolvable")


def whom_it_is_about_finds_nothing(bench, people):
    ids = {one["name"]: one["id"] for one in people["liu"].get("/staff").json["staff"]}
    made = people["li"].post("/complaints", {"kind": "complaint", "about": {"staff": ids["赵倩"]}, "text": "说话很凶", "print": False}).json
    bench.enter("zhao", "/staff/cases")
    bench.sees(".heading", "案件")
    wait_for("the list", lambda: bench.find(".list"))
    assert made["number"] not in bench.driver.page_source, "the list shows a case to whom it is about"
    bench.go(f"/staff/cases/{made['id']}")
    bench.sees(".empty", "这里没有这个案件")
    assert "说话很凶" not in bench.driver.page_source
    bench.enter("liu", f"/staff/cases/{made['id']}")
    bench.sees(".aside-note", "赵倩")


def a_rating_is_reviewed_by_another_supervisor(bench, kiosk, people):
    zhao = people["zhao"]
    equal(zhao.post("/counters/2/open").status, 200)
    visit = issue(zhao, service="transfer")
    for path in ("/counters/2/next", f"/tickets/{visit['id']}/start", f"/tickets/{visit['id']}/finish"):
        equal(zhao.post(path).status, 200)
    equal(kiosk.client().post(f"/visits/{visit['token']}/rating", {"score": 1, "comment": "按错了"}).status, 201)
    zhao.post("/counters/2/close")
    bench.enter("zhao", "/staff/ratings")
    bench.click("[data-ask]")
    bench.type("dialog textarea", "客人当场说按错了")
    bench.act()
    bench.sees(".ratings", "等主管决定")
    bench.enter("zhou", "/staff/ratings?scope=asked")
    assert visit["number"] not in bench.driver.page_source, "a rating tells whose it is"
    bench.click("[data-decide]")
    bench.choose("input[name=aside][value='1']")
    bench.type("dialog textarea", "录像看过，属实")
    bench.act()
    bench.sees(".ratings", "已搁置")


def a_supervisor_prints_the_closing_report(bench, people):
    bench.enter("liu", "/manager")
    bench.click("#closing")
    bench.click("#sheet-act")
    bench.sees(".closing-state", "打好了")
    report = people["liu"].get("/closing-report").json
    equal(bench.text(".closing-hash").replace("\n", ""), report["hash"])
    bench.click("#sheet-leave")
    bench.click("#closing")
    bench.sees("dialog", "刘洋 打过一张")


def everything():
    with Kiosk("serve", sets=["hall.hours=always"]) as kiosk, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        add_staff(kiosk, PEOPLE)
        people = {login: signed_in(kiosk, login) for login, *_ in PEOPLE}
        driver = start_browser(folder)
        try:
            base = "http://%s:%d" % kiosk.address
            with Workbench(driver, base + "/staff/cases", DESK) as bench:
                bench.base = base
                found = from_the_desk_to_the_close(bench, kiosk, people)
                the_follow_up_is_made_by_somebody_else(bench, found, people)
                search_and_filters_live_in_the_address(bench, found)
                a_call_nobody_can_make_ends_with_the_case_all_the_same(bench, people)
                nothing_typed_is_lost_by_one_key(bench)
                a_correction_keeps_what_was_written(bench, people)
                what_is_typed_stays_while_one_looks_elsewhere(bench, people)
                the_steps_of_a_manager(bench, people)
                whom_it_is_about_finds_nothing(bench, people)
                a_rating_is_reviewed_by_another_supervisor(bench, kiosk, people)
                a_supervisor_prints_the_closing_report(bench, people)
                # A page that reads a case anew in the moment in which the next person takes its seat is answered 401.
                nothing_complained(driver, r"complaints/\d+ - Failed .* 40[14]", r"samples - Failed .* 40[34]")
        finally:
            driver.quit()


run(everything)
