#!/usr/bin/python3
"""The visitor's own pages in a real browser: a case without any script on a small phone, the way to it from a ticket,
and the rating tablet at a counter."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.browser import PHONE, Window, expect, nothing_complained, start_browser, wait_for
from support.kiosk import Kiosk, run

SMALL = (320, 640)
TABLET = (1024, 600)

folder = tempfile.TemporaryDirectory()
driver = start_browser(folder.name)
hall = Kiosk()
url = "http://%s:%d" % hall.address
limin, zhoulin = hall.staff("limin", name="李敏"), hall.staff("zhoulin", name="周琳")


def screen(size):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500})


def scripts(on):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def nothing_sticks_out():
    size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})
    assert size["cssContentSize"]["width"] <= size["cssLayoutViewport"]["clientWidth"], size


def visit():
    """A ticket that counter 3 called and served to the end, as a visitor holds it."""
    ticket = limin.post("/tickets", {"service": "pay", "print": False}).json
    called = limin.post("/counters/3/next").json
    for step in ("start", "finish"):
        assert limin.post(f"/tickets/{called['id']}/{step}").status == 200
    return ticket


# ---- tests ----

def a_case_without_scripts_on_a_small_phone():
    window = Window(driver, "about:blank", PHONE)
    screen(SMALL)
    scripts(False)
    case = zhoulin.post("/complaints", {"kind": "complaint", "about": {"hall": True}, "text": "等了四十分钟", "print": False}).json
    path = f"/complaints/{case['id']}"
    zhoulin.post(path + "/accept")
    driver.get(case["url"])
    expect(window.text("h1"), "正在办理", "where it stands")
    nothing_sticks_out()
    window.click("summary")
    window.find("#message").send_keys("<i>还有</i>一件")
    window.click("form.message button")
    window.sees(".told", "收到了")
    expect(window.text(".story .said p"), "<i>还有</i>一件", "what was added")
    zhoulin.post(path + "/reply", {"text": "已经加开" + "窗口" * 80})
    zhoulin.post(path + "/resolve", {"outcome": "upheld", "text": "改好了"})
    driver.get(case["url"])
    expect([node.is_displayed() for node in driver.find_elements("css selector", ".answer .button.primary")], [False, False], "nothing chosen yet")
    window.click('label[for="no"]')
    window.find("#left").send_keys("还差一块表")
    nothing_sticks_out()
    window.click(".button.if-no")
    wait_for("it is in hand again", lambda: window.text("h1") == "正在办理")
    window.click(".language")
    wait_for("the other language", lambda: window.text("h1") == "In hand")
    nothing_sticks_out()
    expect(zhoulin.get(path).json["story"][-2]["text"], "还差一块表", "what the hall reads")
    scripts(True)


def from_the_ticket_to_a_case():
    window = Window(driver, "about:blank", PHONE)
    screen(PHONE)
    ticket = zhoulin.post("/tickets", {"service": "ask", "print": False}).json
    driver.get(ticket["url"])
    window.click("#complain")
    window.click('[data-kind="enquiry"]')
    window.type("#told", "楼道漏气怎么办")
    expect(window.find("#file").get_attribute("aria-disabled"), "false", "ready to send")
    window.click("#consent")
    window.type("#phone", "123")
    expect(window.find("#file").get_attribute("aria-disabled"), "true", "a number that is none")
    window.click("#consent")
    nothing_sticks_out()
    window.click("#file")
    window.sees('a[href^="tel:"].primary', "96777")
    window.click("#case")
    wait_for("the case's page", lambda: "/c/" in driver.current_url and window.text(".card span") == "咨询")
    assert zhoulin.post(f"/tickets/{ticket['id']}/cancel").status == 200


def the_tablet_asks_once_after_each_visit():
    window = Window(driver, "about:blank", TABLET)
    screen(TABLET)
    assert limin.post("/counters/3/open").status == 200
    driver.get(url + "/rate/3")
    window.sees(".who", "李敏")
    first = visit()
    window.sees(".visit", first["number"])
    expect(window.find("#submit").get_attribute("aria-disabled"), "true", "nothing is chosen at first")
    assert first["token"] not in driver.page_source
    window.click('[data-score="4"]')
    window.click(".reason")
    window.click("#submit")
    window.sees(".thank-you", "谢谢您的评价")
    expect(hall.client().get(f"/visits/{first['token']}").json["score"], 4, "the rating")
    # The next one is asked at once; rated on the phone first, the tablet says so kindly.
    second = visit()
    window.sees(".visit", second["number"])
    window.click('[data-score="1"]')
    assert hall.client().post(f"/visits/{second['token']}/rating", {"score": 5}).status == 201
    window.click("#submit")
    window.sees(".thank-you", "已经评过")
    third = visit()
    window.sees(".visit", third["number"])
    window.click("#leave")
    window.sees("h1", "3号窗口")
    driver.get(url + "/rate/99")
    window.sees("h1", "没有 99号窗口")


def no_page_complained():
    nothing_complained(driver, "tablets/3/rating - Failed .* 409", "tablets/99 - Failed .* 404")


try:
    with hall:
        run(a_case_without_scripts_on_a_small_phone, from_the_ticket_to_a_case, the_tablet_asks_once_after_each_visit, no_page_complained)
finally:
    driver.quit()
    folder.cleanup()
