#!/usr/bin/python3
"""The hall's pages in a real browser against the real server: a clerk logs in, sits down, calls, starts,
finishes and marks absent by clicks and by keys; the board and the visitors' phones follow; the manager reads it.

Needs Debian's chromium, chromium-driver and python3-selenium."""

import pathlib
import re
import shutil
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import PASSWORD, Kiosk, cli, run, until

PATIENCE_S = 15
DESK, TV, PHONE = (1440, 900), (1920, 1080), (390, 844)


def wait_for(what, check):
    """As until(), for pages: a node that is not there yet, or was just replaced, is no failure."""
    def patient():
        try:
            return check()
        except WebDriverException:
            return None
    return until(patient, PATIENCE_S, what)


def expect(got, wanted, what):
    assert got == wanted, f"{what}: got {got!r}, wanted {wanted!r}"


def issue(api, service, **more):
    reply = api.post("/tickets", {"service": service, "print": False, **more})
    expect(reply.status, 201, "issuing")
    return reply.json


def ticket_now(api, ticket):
    return api.get(f"/tickets/{ticket['id']}").json


class Window:
    """One window of the browser."""

    def __init__(self, driver, url, size):
        self.driver = driver
        driver.switch_to.new_window("window")
        self.handle = driver.current_window_handle
        driver.set_window_size(*size)
        driver.get(url)

    def __enter__(self):
        self.driver.switch_to.window(self.handle)
        return self

    def __exit__(self, *_):
        pass

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def sees(self, selector, text):
        wait_for(f"{text!r} in {selector}", lambda: text in self.text(selector))

    def click(self, selector):
        wait_for(selector, lambda: self.find(selector).is_displayed())
        node = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
        node.click()

    def live(self, name):
        """Waits until the console's key of that name can be pressed."""
        wait_for(f"the key {name} to be live", lambda: self.find(f"#do-{name}").get_attribute("aria-disabled") == "false")

    def press(self, name):
        self.live(name)
        self.find(f"#do-{name}").click()

    def key(self, letter):
        ActionChains(self.driver).send_keys(letter).perform()

    def log_in(self, login):
        wait_for("the login", lambda: self.find("#login").is_displayed())
        self.find("#login").send_keys(login)
        self.find("#password").send_keys(PASSWORD)
        self.click("button[type=submit]")


def start_browser(folder):
    options = Options()
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync",
                   "--disable-dev-shm-usage", f"--user-data-dir={folder}/profile"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = shutil.which("chromium") or ""
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


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


def sitting_down(clerk):
    with clerk:
        clerk.key("1")
        clerk.sees("#sit", "坐到 1号窗口")
        clerk.key("o")
        clerk.sees("#counter", "1号窗口")
        clerk.sees("#nobody-title", "现在没有人等候")
        expect(clerk.find("#do-next").get_attribute("aria-disabled"), "true", "下一位 while nobody waits")
        clerk.sees("#do-next", "没有人等候")


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
    """The second click of a double click lands on the key that has come there, and does nothing."""
    with clerk:
        clerk.live("next")
        ActionChains(clerk.driver).double_click(clerk.find("#do-next")).perform()
        clerk.live("start")
        time.sleep(0.5)
    expect(api.get("/queue").json["recent"][0]["state"], "called", "ticket after a double click on 下一位")


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
        clerk.key("a")
        clerk.sees("#seat-state", "空闲")
    expect(ticket_now(api, ticket)["state"], "absent", "after A")
    with phone:
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + ticket["token"])
        phone.sees("#view", "没关系")
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
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + "A" * 22)
        phone.sees("#view", "已经过期")


def a_break(clerk, api):
    with clerk:
        clerk.click("#pause")
        clerk.sees("#seat-state", "休息中")
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
    window.click("#logout")
    window.sees("#door h1", "登录管理")


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


def nothing_complained(driver):
    """No script error and nothing stopped by the content security policy. A question for a session
    that is not there, and one for a made-up token, are answered 401 and 404 on purpose."""
    expected = re.compile(r"/api/v1/(session - Failed .* 401|visits/A{22} - Failed .* 404)")
    complaints = []
    for handle in driver.window_handles:
        driver.switch_to.window(handle)
        complaints += [entry["message"] for entry in driver.get_log("browser")
                       if entry["level"] == "SEVERE" and not expected.search(entry["message"])]
    expect(complaints, [], "errors in the browser's console")


def lost_connection(kiosk, board):
    kiosk.process.terminate()
    kiosk.process.wait(30)
    with board:
        board.sees("#lost", "没连上")


def a_day(kiosk, driver, url):
    api = kiosk.staff("limin", name="李敏")
    kiosk.staff("chen", role="manager", name="陈经理")
    cli("staff", "add", "--login", "wudi", "--name", "吴迪", "--role", "clerk", "--password-stdin", "--one-time",
        data=kiosk.data, stdin=PASSWORD + "\n")
    clerk = Window(driver, url + "/staff", DESK)
    the_door(clerk)
    sitting_down(clerk)
    board = Window(driver, url + "/board", TV)
    board.sees("#quiet", "请先取号")
    tickets = [issue(api, "pay", surname="王女士"), issue(api, "pay"), issue(api, "pay")]
    phone = Window(driver, f"{url}/t/{tickets[0]['token']}", PHONE)
    phone.sees("#view", "等候中")
    one_call_for_two_clicks(clerk, board, api, tickets[0])
    serving(clerk, board, phone, api, tickets[0])
    rating(phone, api, tickets[0])
    absent_and_followed(clerk, phone, api, tickets[1])
    leaving_the_queue(phone, api)
    a_break(clerk, api)
    the_manager(driver, url)
    first_login(url, clerk)
    nothing_complained(driver)
    lost_connection(kiosk, board)


def a_day_at_the_counter():
    with tempfile.TemporaryDirectory(prefix="kiosk-browser-") as folder, Kiosk("serve") as kiosk:
        driver = start_browser(folder)
        try:
            a_day(kiosk, driver, "http://{}:{}".format(*kiosk.address))
        finally:
            driver.quit()


run(a_day_at_the_counter)
