#!/usr/bin/python3
"""The hall's pages in a real browser against the real server: a clerk logs in, sits down, calls, starts,
finishes and marks absent by clicks and by keys; the board and the visitors' phones follow; the manager reads it.

Needs Debian's chromium, chromium-driver and python3-selenium."""

import pathlib
import sqlite3
import sys
import tempfile

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.browser import DESK, PHONE, TV, Window, expect, nothing_complained, start_browser, wait_for
from support.kiosk import PASSWORD, Kiosk, cli, run


def issue(api, service, **more):
    reply = api.post("/tickets", {"service": service, "print": False, **more})
    expect(reply.status, 201, "issuing")
    return reply.json


def ticket_now(api, ticket):
    return api.get(f"/tickets/{ticket['id']}").json


def the_door(clerk):
    """A wrong password is told in words; the right one opens."""
    with clerk:
        wait_for("the login", lambda: clerk.find("#login").is_displayed())
        clerk.find("#login").send_keys("limin")
        clerk.find("#password").send_keys("not the password")
        clerk.click("button[type=submit]")
        clerk.sees("[role=alert]", "账号或密码不对")
        clerk.find("#password").clear()
        clerk.find("#password").send_keys(PASSWORD)
        clerk.click("button[type=submit]")
        clerk.sees("#seats-title", "今天坐哪个窗口")


def sitting_down(clerk, other):
    """A taken counter is refused by name, and nothing else is taken in its place."""
    other.post("/counters/3/open")
    with clerk:
        clerk.sees("[data-counter='3']", "赵倩")
        clerk.key("1")
        clerk.sees("#sit", "坐到 1号窗口")
        clerk.key("3")
        clerk.sees("#notice-words", "3号窗口 赵倩 坐着")
        clerk.sees("#sit", "先选一个窗口")
        clerk.key("o")
        clerk.key("1")
        clerk.sees("#sit", "坐到 1号窗口")
        clerk.key("o")
        clerk.sees("#counter", "1号窗口")
        clerk.sees("#nobody-title", "现在没有人等候")
        expect(clerk.find("#do-next").get_attribute("aria-disabled"), "true", "下一位 while nobody waits")
        clerk.sees("#do-next", "没有人等候")
    other.post("/counters/3/close")


def one_call_for_two_clicks(clerk, board, api, ticket):
    with clerk:
        clerk.live("next")
        clerk.driver.execute_script("const key = document.querySelector('#do-next'); key.click(); key.click();")
        clerk.sees("#number", ticket["number"])
        clerk.sees("#greeting", "王女士您好")
        clerk.live("start")
    queue = api.get("/queue").json
    expect([one["state"] for one in queue["recent"]], ["called"], "tickets called by two fast clicks")
    expect(queue["waiting"], 2, "still waiting")
    with board:
        board.sees("#number", ticket["number"])
        board.sees("#counter", "1号窗口")


def double_click_starts_nobody(clerk, api):
    """The second click of a double click lands on the key that has come there, and does nothing: after it the
    visitor, not started with, can still be called again."""
    with clerk:
        clerk.live("next")
        ActionChains(clerk.driver).double_click(clerk.find("#do-next")).perform()
        clerk.press("recall")
        wait_for("a second call", lambda: api.get("/queue").json["counter"]["ticket"]["calls"] == 2)
    expect(api.get("/queue").json["counter"]["ticket"]["state"], "called", "ticket after a double click on 下一位")


def serving(clerk, board, phone, api, ticket):
    with phone:
        wait_for("the phone to turn petrol", lambda: phone.find("body").get_attribute("class") == "called")
        phone.sees("#view", "号窗口")
    with board:
        board.driver.execute_script("window.brightened = 0; document.querySelector('#newest')"
                                    ".addEventListener('animationstart', () => { window.brightened += 1; });")
    with clerk:
        clerk.key("r")
        wait_for("a second call", lambda: ticket_now(api, ticket)["calls"] == 2)
        clerk.sees("#facts", "叫号 2 次")
    with board:
        wait_for("the frame to brighten", lambda: board.driver.execute_script("return window.brightened") > 0)
    with clerk:
        clerk.live("start")
        clerk.key("s")
        clerk.sees("#seat-state", "办理中")
        expect(ticket_now(api, ticket)["state"], "serving", "after S")
        clerk.press("finish")
        clerk.sees("#seat-state", "空闲")
    expect(ticket_now(api, ticket)["state"], "done", "after 完成")


def rating(phone, api, ticket):
    with phone:
        wait_for("the question", lambda: phone.find("body").get_attribute("class") == "rate")
        expect(phone.find("#submit").get_attribute("aria-disabled"), "true", "提交 before a face is chosen")
        expect(len(phone.driver.find_elements(By.CSS_SELECTOR, "[aria-checked=true]")), 0, "chosen at first")
        phone.click("[data-score='4']")
        phone.click(".reason")
        phone.click("#submit")
        phone.sees("#view", "谢谢您的评价")
        phone.click("#language")
        phone.sees("#view", "Thank you")
        expect(phone.find("html").get_attribute("lang"), "en", "the page's language")
        phone.click("#language")
    expect(api.get(f"/visits/{ticket['token']}").json["score"], 4, "score")


def absent_and_followed(clerk, phone, api, ticket):
    """Keys N and A; what another session does is followed by itself."""
    double_click_starts_nobody(clerk, api)
    with clerk:
        clerk.sees("#greeting", "您好")
        expect(clerk.text("#greeting")[:2], "您好", "the greeting of one known by a bare 王")
        clerk.key("a")
        clerk.sees("#seat-state", "空闲")
        clerk.sees("#nobody-last", f"上一位 {ticket['number']}")
        clerk.sees("#nobody-last", "未到")
    expect(ticket_now(api, ticket)["state"], "absent", "after A")
    with phone:
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + ticket["token"])
        phone.sees("#view", "马上可以恢复")
    with clerk:
        clerk.live("next")
        clerk.key("n")
        clerk.sees("#seat-state", "叫号中")
        in_hand = api.get("/queue").json["counter"]["ticket"]
        api.post(f"/tickets/{in_hand['id']}/absent")
        clerk.sees("#seat-state", "空闲")


def leaving_the_queue(phone, api):
    ticket = issue(api, "pay")
    with phone:
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + ticket["token"])
        phone.sees("#view", "等候中")
        phone.click("#cancel")
        expect(ticket_now(api, ticket)["state"], "waiting", "asked once more")
        phone.click("#cancel-yes")
        phone.sees("#view", "已经取消排队")
        expect(ticket_now(api, ticket)["state"], "cancelled", "after leaving")


def links_that_lead_nowhere(phone, kiosk, api, url):
    """A ticket of long ago has expired; one that never was is told what to do, whatever its form."""
    old = issue(api, "repair")
    database = sqlite3.connect(kiosk.data / "kiosk.db", timeout=10)
    with database:
        database.execute("UPDATE ticket SET day = '2020-01-02' WHERE id = ?", (old["id"],))
    database.close()
    with phone:
        phone.driver.get(f"{url}/t/{old['token']}")
        phone.sees("#view", "已经过期")
        expect(phone.find("#offline").is_displayed(), False, "an expired ticket taken for a lost connection")
        assert old["number"] not in phone.text("body") + phone.driver.title, "an expired page tells its number"
        phone.driver.get(f"{url}/t/{'A' * 22}")
        phone.sees("#view", "请核对小票上的二维码")
        phone.driver.get(f"{url}/t/made-up")
        phone.sees("#visitor", "请核对小票上的二维码，或问任意窗口")
        phone.sees("#visitor", "Please check the QR code")
        expect(phone.find("#desks").is_displayed(), False, "keys for staff")


def what_the_phone_tells(phone, api, url):
    """Only one is told to be the next; who needs no papers is asked for none."""
    pay, ask = issue(api, "pay"), issue(api, "ask")
    with phone:
        phone.driver.get(f"{url}/t/{pay['token']}")
        phone.sees("#view", "下一位就是您")
        phone.sees("#view", "请备好户号或缴费单")
        phone.driver.get(f"{url}/t/{ask['token']}")
        phone.sees("#view", "前面没有同业务的客人")
        for words in ("下一位就是您", "请备好", "不用带"):
            assert words not in phone.text("#view"), f"{words} for {ask['number']}"
    api.post(f"/tickets/{ask['id']}/cancel")
    return pay


def speaks_the_browsers_language(phone, api, url, ticket):
    agent = phone.driver.execute_script("return navigator.userAgent")
    with phone:
        phone.driver.execute_script("localStorage.clear()")
        phone.driver.execute_cdp_cmd("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": "en-GB"})
        phone.driver.get(f"{url}/t/{ticket['token']}")
        phone.sees("#view", "Waiting")
    called = api.post("/counters/1/next").json
    with phone:
        wait_for("the words for the ear", lambda: "It is your turn" in phone.find("#spoken").get_attribute("textContent"))
        phone.click("#language")
        wait_for("them in Chinese", lambda: "叫到您了" in phone.find("#spoken").get_attribute("textContent"))
        phone.driver.refresh()
        phone.sees("#view", "请到")
    expect(api.post(f"/tickets/{called['id']}/cancel").status, 200, "cancelling a called ticket")


def a_break(clerk, api):
    with clerk:
        clerk.sees("#seat-state", "空闲")
        clerk.click("#pause")
        clerk.key("2")
        clerk.click("#sheet-act")
        clerk.sees("#seat-state", "休息中")
        clerk.sees("#nobody-lead", "午餐")
        clerk.key("o")
        clerk.sees("#seat-state", "空闲")
        clerk.click("#close")
        clerk.sees("#seats-title", "今天坐哪个窗口")
        clerk.click("#logout")
        clerk.sees("#door h1", "登录工作台")
    expect(api.get("/queue").json["counter"], None, "counter after leaving")


def the_manager(driver, url):
    window = Window(driver, url + "/manager", (1440, 1400))
    window.log_in("chen")
    window.sees("#cards", "取号")
    window.sees("#cards", "办结 1 · 未到 2 · 等候 0")
    window.sees("#participation", "参评 1 / 1 位")
    window.sees("#satisfaction", "样本不足")
    rows = driver.find_elements(By.CSS_SELECTOR, "#levels tr")
    expect([row.find_element(By.CSS_SELECTOR, ".count").text for row in rows], ["0", "1", "0", "0", "0"], "levels 5 to 1")
    window.sees("#cases", "这段时间没有差评")
    spans_of_days(window, url)
    window.click("#logout")
    window.sees("#door h1", "登录管理")


def spans_of_days(window, url):
    """The choice is in the address; back leads back; what only holds now is told of today alone."""
    window.sees("#cards", "现在最久等了")
    window.click("[data-span=yesterday]")
    window.sees("#title", "昨天")
    window.sees("#cards", "办结 0 · 未到 0 · 取消 0")
    assert "现在最久等了" not in window.text("#cards"), "the longest wait now, of yesterday"
    expect(window.driver.current_url, url + "/manager?span=yesterday", "address of yesterday")
    window.driver.back()
    window.sees("#title", "今天")
    window.click("[data-span=own]")
    wait_for("the two days", lambda: window.find("#from").is_displayed())
    window.driver.set_window_size(390, 844)
    for search in ("?from=2026-01-28&to=2026-02-03", "?span=month", "?span=week", "?span=nonsense", "", "?span=month", ""):
        window.driver.get(url + "/manager" + search)  # more often than a browser has connections
        window.sees("#cards", "取号")
        wide = window.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        expect(max(0, wide), 0, f"sideways scrolling on a phone, {search}")
        if search.startswith("?from"):
            window.sees("#dates", "1月28日–2月3日")


def first_login(url, clerk):
    """A one-time password is changed before anything else; a clerk is not let into the manager's page."""
    with clerk:
        clerk.log_in("wudi")
        clerk.sees("h1", "先换个密码")
        clerk.find("#new-password").send_keys("a password of my own")
        expect(clerk.find("button[type=submit]").get_attribute("aria-disabled"), "true", "换好 before the second time")
        clerk.find("#again").send_keys("a password of my own")
        clerk.click("button[type=submit]")
        clerk.sees("#seats-title", "吴迪")
        clerk.driver.get(url + "/manager")
        clerk.sees("#door h1", "这一页给主管和经理看")


def lost_connection(kiosk, board):
    kiosk.process.terminate()
    kiosk.process.wait(30)
    with board:
        board.sees("#lost", "没连上")


def a_day(kiosk, driver, url):
    api = kiosk.staff("limin", name="李敏")
    other = kiosk.staff("zhao", name="赵倩")
    kiosk.staff("chen", role="manager", name="陈经理")
    cli("staff", "add", "--login", "wudi", "--name", "吴迪", "--role", "clerk", "--password-stdin", "--one-time",
        data=kiosk.data, stdin=PASSWORD + "\n")
    clerk = Window(driver, url + "/staff", DESK)
    the_door(clerk)
    sitting_down(clerk, other)
    board = Window(driver, url + "/board", TV)
    board.sees("#quiet", "请先取号")
    tickets = [issue(api, "pay", surname="王女士"), issue(api, "pay", surname="王"), issue(api, "pay")]
    phone = Window(driver, f"{url}/t/{tickets[0]['token']}", PHONE)
    phone.sees("#view", "等候中")
    one_call_for_two_clicks(clerk, board, api, tickets[0])
    serving(clerk, board, phone, api, tickets[0])
    rating(phone, api, tickets[0])
    absent_and_followed(clerk, phone, api, tickets[1])
    leaving_the_queue(phone, api)
    links_that_lead_nowhere(phone, kiosk, api, url)
    speaks_the_browsers_language(phone, api, url, what_the_phone_tells(phone, api, url))
    a_break(clerk, api)
    the_manager(driver, url)
    first_login(url, clerk)
    nothing_complained(driver, "visits/A{22} - Failed .* 404", "visits/[^/]+ - Failed .* 410",
                        "t/made-up - Failed .* 404")
    lost_connection(kiosk, board)


def a_day_at_the_counter():
    with tempfile.TemporaryDirectory(prefix="kiosk-browser-") as folder, Kiosk("serve") as kiosk:
        driver = start_browser(folder)
        try:
            a_day(kiosk, driver, "http://{}:{}".format(*kiosk.address))
        finally:
            driver.quit()


run(a_day_at_the_counter)
