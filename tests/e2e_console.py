#!/usr/bin/python3
"""What a clerk does beyond calling, in a real browser: holding, handing on, calling back, resting; two windows at
one counter; why a visitor was called; what is told where no number can be had.

Needs Debian's chromium, chromium-driver and python3-selenium."""
import pathlib
import sys
import tempfile

from selenium.webdriver.common.keys import Keys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.api import equal, issue
from support.browser import DESK, PHONE, TV, Window, nothing_complained, start_browser, wait_for
from support.kiosk import Kiosk, run


def now(api, ticket):
    return api.get(f"/tickets/{ticket['id']}").json


def becomes(api, ticket, state):
    wait_for(f"{ticket['number']} to be {state}", lambda: now(api, ticket)["state"] == state)
    return now(api, ticket)


def call_next(clerk, ticket, start=True):
    clerk.live("next")
    clerk.key("n")
    clerk.sees("#number", ticket["number"])
    if start:
        clerk.live("start")
        clerk.key("s")
        clerk.live("finish")


def finish(clerk):
    clerk.live("finish")
    clerk.key("f")
    clerk.sees("#seat-state", "空闲")


def hold_next_resume(clerk, api):
    first, second = issue(api, surname="王女士"), issue(api)
    with clerk:
        call_next(clerk, first)
        clerk.key("h")
        clerk.sees("#sheet-title", f"挂起 {first['number']} 王女士")
        clerk.sees("#sheet-act", "先选原因")
        clerk.key("1")
        clerk.type("#reason-own", "房产证", Keys.ENTER)
        clerk.sees("#held strong", first["number"])
        clerk.sees("#held", "回家取材料，房产证")
        clerk.sees("#toast", "已挂起")
        equal(becomes(api, first, "held")["reason"], "回家取材料，房产证")
        call_next(clerk, second)
        clerk.sees("#held", f"手上还有 {second['number']}")
        finish(clerk)
        clerk.sees("#do-resume", f"恢复 {first['number']}")
        clerk.key("h")
        clerk.sees("#number", first["number"])
        becomes(api, first, "serving")
        finish(clerk)


def transfer_to_a_service(clerk, api, other):
    ticket = issue(api)
    with clerk:
        call_next(clerk, ticket)
        clerk.key("t")
        clerk.sees("#sheet-act", "先选业务")
        clerk.click("input[name=service][value=transfer]")
        clerk.sees("#sheet-act", "转到过户")
        clerk.type("#transfer-note", "费已缴清", Keys.ENTER)
        clerk.sees("#toast", "已转到过户")
    moved = becomes(api, ticket, "waiting")
    equal((moved["service"], moved["sent_to"], moved["issued_at"]), ("transfer", None, ticket["issued_at"]))
    equal(other.post("/counters/2/next").json["id"], ticket["id"])
    other.post(f"/tickets/{ticket['id']}/cancel")


def transfer_to_a_counter(clerk, api, other):
    """To a counter with the same service; who sits there reads the note, and why it was this one."""
    ticket = issue(api)
    with clerk:
        call_next(clerk, ticket)
        clerk.key("t")
        clerk.click("input[name=service][value=pay]")
        clerk.sees("#sheet-act", "先选窗口")
        clerk.click("input[name=counter][value='2']")
        clerk.sees("#sheet-act", "转到 2号窗口")
        clerk.type("#transfer-note", "缺复印件", Keys.ENTER)
        clerk.sees("#toast", "2号窗口")
    equal(becomes(api, ticket, "waiting")["sent_to"], 2)
    equal(other.post("/counters/2/next").json["id"], ticket["id"])
    other.post(f"/tickets/{ticket['id']}/transfer", {"counter": 1, "reason": "请再核对户号"})
    with clerk:
        call_next(clerk, ticket, start=False)
        clerk.sees("#why", "转来本窗口的")
        clerk.sees("#note", "请再核对户号")
        clerk.key("s")
        finish(clerk)


def back_in_line(clerk, api):
    """One who did not come is called back from the list, or found by the number."""
    ticket = issue(api)
    with clerk:
        call_next(clerk, ticket, start=False)
        clerk.key("a")
        becomes(api, ticket, "absent")
        clerk.click(f"#back-{ticket['number']}")
        becomes(api, ticket, "waiting")
        call_next(clerk, ticket, start=False)
        clerk.key("a")
        becomes(api, ticket, "absent")
        clerk.sees("#seat-state", "空闲")
        clerk.key("/")
        clerk.type("#find-number", "Z999", Keys.ENTER)
        clerk.sees(".sheet .bar", "今天没有 Z999 这个号码")
        clerk.find("#find-number").clear()
        clerk.type("#find-number", ticket["number"].lower(), Keys.ENTER)
        clerk.click("[data-act=requeue]")
        becomes(api, ticket, "waiting")
        call_next(clerk, ticket)
        finish(clerk)


def why_this_one(clerk, api):
    """The reason stands in the last line, and behind every row of the calls; cancelling asks for one too."""
    normal, elderly = issue(api), issue(api, **{"class": "elderly"})
    with clerk:
        call_next(clerk, elderly, start=False)
        clerk.sees("#why", f"优先提前 15 分，排在 {normal['number']} 前；{normal['number']} 因此约多等 3 分")
        clerk.sees(f"#story-{elderly['number']}", elderly["number"])
        clerk.find(f"#story-{elderly['number']}").send_keys(Keys.ENTER)
        clerk.sees("#sheet-title", f"为什么叫到 {elderly['number']}")
        clerk.sees(".sheet-table", normal["number"])
        clerk.click("[data-act=cancel]")
        clerk.sees("#sheet-title", "为什么取消")
        clerk.key("2")
        clerk.click("#sheet-act")
        equal(becomes(api, elderly, "cancelled")["reason"], "取错号")
        call_next(clerk, normal)
        finish(clerk)


def pause_with_reason(clerk, api):
    with clerk:
        clerk.click("#pause")
        clerk.sees("#sheet-act", "先选原因")
        clerk.key("2")
        clerk.find("#sheet-act").send_keys(Keys.ENTER)
        clerk.sees("#nobody-lead", "午餐")
        equal(api.get("/queue").json["counter"]["reason"], "午餐")
        clerk.key("o")
        clerk.sees("#seat-state", "空闲")


def leaving_with_a_visitor(clerk, api):
    """Told what to do first; once it is done the counter closes by itself."""
    ticket = issue(api)
    with clerk:
        call_next(clerk, ticket)
        clerk.click("#close")
        clerk.sees("#sheet-title", f"离席前，{ticket['number']} 怎么办")
        clerk.key(Keys.ESCAPE)
        wait_for("the question to close", lambda: not clerk.driver.find_elements("css selector", ".sheet"))
        becomes(api, ticket, "serving")
        clerk.click("#close")
        clerk.click("#first-finish")
        clerk.sees("#seats-title", "今天坐哪个窗口")
        becomes(api, ticket, "done")
        clerk.key("1")
        clerk.key("o")
        clerk.sees("#counter", "1号窗口")


def two_windows(clerk, twin, api):
    """What is done in one is seen at once in the other, and what was being written there stays."""
    ticket = issue(api)
    with clerk:
        call_next(clerk, ticket)
    with twin:
        twin.sees("#number", ticket["number"])
        twin.sees("#notice", ticket["number"])
        twin.live("transfer")
        twin.key("t")
        twin.click("input[name=service][value=transfer]")
        twin.type("#transfer-note", "打了一半")
    with clerk:
        finish(clerk)
    with twin:
        twin.sees(".sheet .bar", f"{ticket['number']} 刚刚在别处变成“已完成”了")
        equal(twin.find("#transfer-note").get_attribute("value"), "打了一半")
        equal(twin.find("#sheet-act").get_attribute("aria-disabled"), "true")
        twin.key(Keys.ESCAPE)
        twin.sees("#seat-state", "空闲")
    becomes(api, ticket, "done")


def both_press_at_once(clerk, twin, api):
    """The slower of two presses is refused in words, and calls nobody."""
    first, second = issue(api), issue(api)
    press = "window.fetch_ = window.fetch; window.fetch = async (...args) => { if (String(args[0]).endsWith('/next'))" \
            " await new Promise((done) => { window.let_go = done; }); return window.fetch_(...args); };"
    with twin:
        twin.driver.execute_script(press)
        twin.press("next")
        wait_for("the press to be under way", lambda: twin.driver.execute_script("return Boolean(window.let_go)"))
    with clerk:
        call_next(clerk, first)
    with twin:
        twin.driver.execute_script("window.let_go(); window.fetch = window.fetch_;")
        twin.sees("#notice", f"手上还有 {first['number']}（办理中）")
        twin.sees("#number", first["number"])
    becomes(api, second, "waiting")
    with clerk:
        finish(clerk)
        call_next(clerk, second)
        finish(clerk)


def on_the_phone(driver, url, clerk, api):
    ticket = issue(api)
    phone = Window(driver, f"{url}/t/{ticket['token']}", PHONE)
    with phone:
        phone.sees("#view", "过号请找任意窗口，马上恢复")
    call_in_hand = api.post("/counters/1/next").json
    equal(call_in_hand["id"], ticket["id"])
    api.post(f"/tickets/{ticket['id']}/start")
    api.post(f"/tickets/{ticket['id']}/hold", {"reason": "去复印"})
    with phone:
        phone.sees("#view", "请稍候")
        phone.sees("#view", "材料补齐后到窗口")
        assert "复印" not in phone.text("#view"), "the clerk's reason is not for the phone"
        phone.click("#cancel")
        phone.click("#cancel-yes")
        phone.sees("#view", "已经取消排队")
    becomes(api, ticket, "cancelled")
    with clerk:
        wait_for("the held row to go", lambda: not clerk.find("#held").is_displayed())


def sold_out(driver, url, clerk, api):
    issue(api, service="appliance")
    equal(api.post("/tickets", {"service": "appliance"}).status, 409)
    with clerk:
        clerk.sees("#waiting-rows", "今天的号发完了，明天 ")
    board = Window(driver, url + "/board", TV)
    with board:
        board.sees("#services", "今天的号发完了")
        board.sees("#note", "过号请找任意窗口")


def the_manager_reads_it(driver, url, number):
    window = Window(driver, url + "/manager", DESK)
    with window:
        driver.delete_all_cookies()
        driver.refresh()
        window.log_in("chen")
        window.sees("#cards", "取号")
        window.click("#find")
        window.type("#find-number", number, Keys.ENTER)
        window.sees("#sheet-title", f"为什么叫到 {number}")
        window.sees(".sheet-facts", "按取号先后叫到")
        equal(driver.find_elements("css selector", ".sheet-keys"), [])


def a_busy_day(kiosk, driver, url):
    api, other = kiosk.staff("limin", name="李敏"), kiosk.staff("zhao", name="赵倩")
    kiosk.staff("chen", role="manager", name="陈经理")
    equal(other.post("/counters/2/open").status, 200)
    clerk = Window(driver, url + "/staff", DESK)
    with clerk:
        clerk.log_in("limin")
        clerk.sees("#seats-title", "今天坐哪个窗口")
        clerk.key("1")
        clerk.key("o")
        clerk.sees("#counter", "1号窗口")
    hold_next_resume(clerk, api)
    transfer_to_a_service(clerk, api, other)
    transfer_to_a_counter(clerk, api, other)
    back_in_line(clerk, api)
    why_this_one(clerk, api)
    pause_with_reason(clerk, api)
    leaving_with_a_visitor(clerk, api)
    twin = Window(driver, url + "/staff", DESK)
    with twin:
        twin.sees("#counter", "1号窗口")
    two_windows(clerk, twin, api)
    both_press_at_once(clerk, twin, api)
    on_the_phone(driver, url, clerk, api)
    sold_out(driver, url, clerk, api)
    the_manager_reads_it(driver, url, "B001")
    nothing_complained(driver, r"tickets\?number=Z999 - Failed .* 404", "counters/1/next - Failed .* 409")


def a_busy_day_at_the_counter():
    with tempfile.TemporaryDirectory(prefix="kiosk-browser-") as folder, Kiosk("serve", sets=["service appliance.cap=1"]) as kiosk:
        driver = start_browser(folder)
        try:
            a_busy_day(kiosk, driver, "http://{}:{}".format(*kiosk.address))
        finally:
            driver.quit()


run(a_busy_day_at_the_counter)
