#!/usr/bin/python3
"""The hall's pages in a real browser against the real server: a clerk logs in, sits down, calls, starts,
finishes and marks absent by clicks and by keys; the board and the visitors' phones follow; the manager reads it.

Run by ctest with KIOSK (the binary) and KIOSK_SOURCE (the source folder). Needs Debian's chromium,
chromium-driver and python3-selenium."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from http.cookiejar import CookieJar

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

KIOSK = os.environ["KIOSK"]
SOURCE = os.environ["KIOSK_SOURCE"]
PASSWORD = "harbour light over 42 waves"
PATIENCE_S = 15
DESK, TV, PHONE = (1440, 900), (1920, 1080), (390, 844)


def wait_for(what, check):
    """The first true value of check(), or a failure that says what was waited for."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            value, why = check(), ""
        except WebDriverException as error:  # a node not there yet, or just replaced
            value, why = None, f" ({type(error).__name__})"
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE_S} s in vain for: {what}{why}")


def expect(got, wanted, what):
    assert got == wanted, f"{what}: got {got!r}, wanted {wanted!r}"


class Server:
    """`kiosk serve` on a data folder of its own and any free port."""

    def __init__(self, folder):
        self.options = ["--config", f"{SOURCE}/kiosk.conf", "--data", f"{folder}/data",
                        "--set", "web.listen=127.0.0.1:0", "--set", "hall.hours=always",
                        "--set", f"printer.device=file:{folder}/receipts"]
        self.process = subprocess.Popen([KIOSK, "serve", *self.options], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        self.output = []
        self.url = None
        ready = threading.Event()
        threading.Thread(target=self._read, args=(ready,), daemon=True).start()
        assert ready.wait(60) and self.url, "kiosk serve does not listen:\n" + "".join(self.output)

    def _read(self, ready):
        for line in self.process.stdout:
            self.output.append(line)
            found = re.search(r"listening on (http://\S+)", line)
            if found:
                self.url = found.group(1).rstrip("/")
                ready.set()
        ready.set()

    def add_staff(self, login, name, role, *more):
        subprocess.run([KIOSK, "staff", "add", *self.options, "--login", login, "--name", name, "--role", role,
                        "--password-stdin", *more], input=PASSWORD + "\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)

    def stop(self):
        self.process.terminate()
        code = self.process.wait(30)
        assert code == 0, f"kiosk serve ended with {code}:\n" + "".join(self.output)


class Api:
    """The API as a script would use it, with a session of its own."""

    def __init__(self, url, login):
        self.url = url + "/api/v1"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.csrf = ""
        self.csrf = self.call("POST", "/session", {"login": login, "password": PASSWORD})["csrf"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method, headers={
            "Content-Type": "application/json", "X-CSRF-Token": self.csrf})
        with self.opener.open(request, timeout=20) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def issue(self, service, **more):
        return self.call("POST", "/tickets", {"service": service, "print": False, **more})

    def ticket(self, ticket):
        return self.call("GET", f"/tickets/{ticket['id']}")


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
        self.find(selector).click()

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
    queue = api.call("GET", "/queue")
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
    expect(api.call("GET", "/queue")["recent"][0]["state"], "called", "ticket after a double click on 下一位")


def serving(clerk, board, phone, api, ticket):
    with phone:
        wait_for("the phone to turn petrol", lambda: phone.find("body").get_attribute("class") == "called")
        phone.sees("#view", "号窗口")
    with board:
        board.driver.execute_script("window.brightened = 0; document.querySelector('#newest')"
                                    ".addEventListener('animationstart', () => { window.brightened += 1; });")
    with clerk:
        clerk.key("r")
        wait_for("a second call", lambda: api.ticket(ticket)["calls"] == 2)
        clerk.sees("#facts", "叫号 2 次")
    with board:
        wait_for("the frame to brighten", lambda: board.driver.execute_script("return window.brightened") > 0)
    with clerk:
        clerk.live("start")
        clerk.key("s")
        clerk.sees("#seat-state", "办理中")
        expect(api.ticket(ticket)["state"], "serving", "after S")
        clerk.press("finish")
        clerk.sees("#seat-state", "空闲")
    expect(api.ticket(ticket)["state"], "done", "after 完成")


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
    expect(api.call("GET", f"/visits/{ticket['token']}")["score"], 4, "score")


def absent_and_followed(clerk, phone, api, ticket):
    """Keys N and A; what another session does is followed by itself."""
    double_click_starts_nobody(clerk, api)
    with clerk:
        clerk.key("a")
        clerk.sees("#seat-state", "空闲")
    expect(api.ticket(ticket)["state"], "absent", "after A")
    with phone:
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + ticket["token"])
        phone.sees("#view", "没关系")
    with clerk:
        clerk.live("next")
        clerk.key("n")
        clerk.sees("#seat-state", "叫号中")
        in_hand = api.call("GET", "/queue")["counter"]["ticket"]
        api.call("POST", f"/tickets/{in_hand['id']}/absent")
        clerk.sees("#seat-state", "空闲")


def leaving_the_queue(phone, api):
    ticket = api.issue("pay")
    with phone:
        phone.driver.get(phone.driver.current_url.rsplit("/", 1)[0] + "/" + ticket["token"])
        phone.sees("#view", "等候中")
        phone.click("#cancel")
        expect(api.ticket(ticket)["state"], "waiting", "asked once more")
        phone.click("#cancel-yes")
        phone.sees("#view", "已经取消排队")
        expect(api.ticket(ticket)["state"], "cancelled", "after leaving")
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
    expect(api.call("GET", "/queue")["counter"], None, "counter after leaving")


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


def nothing_complained(driver, handles):
    """No script error and nothing stopped by the content security policy. A question for a session
    that is not there, and one for a made-up token, are answered 401 and 404 on purpose."""
    expected = re.compile(r"/api/v1/(session - Failed .* 401|visits/A{22} - Failed .* 404)")
    complaints = []
    for handle in handles:
        driver.switch_to.window(handle)
        complaints += [entry["message"] for entry in driver.get_log("browser")
                       if entry["level"] == "SEVERE" and not expected.search(entry["message"])]
    expect(complaints, [], "errors in the browser's console")


def lost_connection(server, board):
    server.stop()
    with board:
        board.sees("#lost", "没连上")


def visit(server, driver):
    api = Api(server.url, "limin")
    clerk = Window(driver, server.url + "/staff", DESK)
    the_door(clerk)
    sitting_down(clerk)
    board = Window(driver, server.url + "/board", TV)
    board.sees("#quiet", "请先取号")
    tickets = [api.issue("pay", surname="王女士"), api.issue("pay"), api.issue("pay")]
    phone = Window(driver, f"{server.url}/t/{tickets[0]['token']}", PHONE)
    phone.sees("#view", "等候中")
    one_call_for_two_clicks(clerk, board, api, tickets[0])
    serving(clerk, board, phone, api, tickets[0])
    rating(phone, api, tickets[0])
    absent_and_followed(clerk, phone, api, tickets[1])
    leaving_the_queue(phone, api)
    a_break(clerk, api)
    the_manager(driver, server.url)
    nothing_complained(driver, driver.window_handles)
    return clerk, board


def main():
    with tempfile.TemporaryDirectory(prefix="kiosk-pages-") as folder:
        server = Server(folder)
        driver = None
        try:
            server.add_staff("limin", "李敏", "clerk")
            server.add_staff("chen", "陈经理", "manager")
            server.add_staff("wudi", "吴迪", "clerk", "--one-time")
            driver = start_browser(folder)
            clerk, board = visit(server, driver)
            first_login(server.url, clerk)
            nothing_complained(driver, driver.window_handles)
            lost_connection(server, board)
        finally:
            if driver:
                driver.quit()
            if server.process.poll() is None:
                server.process.kill()
    print("pages: ok")


if __name__ == "__main__":
    sys.exit(main())
