"""What the scripts that drive real browsers share: Debian's chromium through python3-selenium."""
import re
import shutil

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from support.kiosk import PASSWORD, until

PATIENCE_S = 30
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


CONSOLE_KEYS = {"r": "recall", "s": "start", "f": "finish", "a": "absent", "t": "transfer"}


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
        """Presses a key as a clerk does: a letter that stands for one of the console's keys once that key is live."""
        name = CONSOLE_KEYS.get(letter)
        if name and self.driver.find_elements(By.CSS_SELECTOR, f"#do-{name}"):
            self.live(name)
        ActionChains(self.driver).send_keys(letter).perform()

    def type(self, selector, *keys):
        wait_for(selector, lambda: self.find(selector).is_displayed())
        self.find(selector).send_keys(*keys)

    def log_in(self, login):
        wait_for("the login", lambda: self.find("#login").is_displayed())
        self.find("#login").send_keys(login)
        self.find("#password").send_keys(PASSWORD)
        self.click("button[type=submit]")


def start_browser(folder):
    options = Options()
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync",
                   "--disable-dev-shm-usage", "--accept-lang=zh-CN", f"--user-data-dir={folder}/profile"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = shutil.which("chromium") or ""
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


def nothing_complained(driver, *on_purpose):
    """No script error and nothing stopped by the content security policy. A question for a session that is not
    there is answered 401 on purpose; on_purpose: patterns of further refusals that were asked for, of calls or pages."""
    expected = re.compile("/(?:api/v1/)?(?:" + "|".join(["session - Failed .* 401", *on_purpose]) + ")")
    complaints = []
    for handle in driver.window_handles:
        driver.switch_to.window(handle)
        complaints += [entry["message"] for entry in driver.get_log("browser")
                       if entry["level"] == "SEVERE" and not expected.search(entry["message"])]
    expect(complaints, [], "errors in the browser's console")
