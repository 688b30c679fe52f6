#!/usr/bin/python3
"""How fast the terminal is: touch to changed picture, start, idle load, memory, at 1080×1920 on Xvfb with the software
renderer; beside it Chromium in kiosk mode with an equal page. Prints figures and limits; it judges nothing."""
import http.server
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from support.display import Display
from support.kiosk import BINARY, SOURCE, Terminal

VISITS = int(os.environ.get("BENCH_VISITS", "12"))
IDLE_S = int(os.environ.get("BENCH_IDLE_S", "20"))
TICKS = os.sysconf("SC_CLK_TCK")


def tree_of(pid):
    """The process and all below it."""
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += tree_of(int(child))
        except OSError:
            pass
    return found


def pss_mb(pid):
    total = 0
    for one in tree_of(pid):
        try:
            for line in pathlib.Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def cpu_s(pid):
    total = 0
    for one in tree_of(pid):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / TICKS


def idle_percent(pid):
    before = cpu_s(pid)
    time.sleep(IDLE_S)
    return 100 * (cpu_s(pid) - before) / IDLE_S


def start_kiosk(display, data):
    """Starts the terminal; how long until its first picture is up."""
    socket = f"{data}/bench.sock"
    environment = dict(os.environ, DISPLAY=display, SDL_VIDEODRIVER="x11")
    begun = time.monotonic()
    said = open(f"{data}/bench.out", "w+", encoding="utf-8")
    process = subprocess.Popen([BINARY, "run", "--config", str(SOURCE / "kiosk.conf"), "--data", data, "--automation",
                                socket, "--set", "web.listen=127.0.0.1:0", "--set", "hall.hours=always", "--set",
                                "ui.speech=off", "--set", f"printer.device=file:{data}/receipts"],
                               env=environment, stdout=said, stderr=subprocess.STDOUT)
    while not os.path.exists(socket):
        if process.poll() is not None:
            raise RuntimeError(f"the terminal ended with {process.returncode} before it was up")
        time.sleep(0.001)
    terminal = Terminal(socket)
    terminal.do("wait home 20000")
    spent = time.monotonic() - begun
    said.seek(0)
    if "no display" in said.read():  # figures of a window that nobody sees would flatter
        process.kill()
        raise RuntimeError(f"the terminal found no display at {display}")
    return process, terminal, spent


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


# What two visitors touch, and the screen each touch leads to. The first looks around, takes a number, looks it up.
TICKET = (("lang.en", "home"), ("lang.zh_CN", "home"), ("mode.large", "home"), ("mode.large", "home"),
          ("service.pay", "guide"), ("nav.back", "home"), ("service.open", "guide"), ("guide.priority", "class"),
          ("nav.back", "guide"), ("guide.take", "ticket"), ("nav.home", "home"), ("home.lookup", "lookup"),
          ("digit.1", "lookup"), ("digit.2", "lookup"), ("digit.backspace", "lookup"), ("nav.home", "home"))
# The other complains: types in pinyin and leaves a phone number.
COMPLAINT = (("home.complain", "complaint_kind"), ("kind.complaint", "complaint_about"),
             ("about.counter", "complaint_about"), ("counter.2", "complaint_about"), ("nav.next", "complaint_text"),
             *((f"key.{letter}", "complaint_text") for letter in "woyaotousu"), ("candidate.1", "complaint_text"),
             ("key.comma", "complaint_text"), *((f"key.{letter}", "complaint_text") for letter in "wuye"),
             ("key.backspace", "complaint_text"), ("phrase.1", "complaint_text"), ("nav.next", "complaint_contact"),
             ("contact.consent", "complaint_phone"),
             *((f"digit.{digit}", "complaint_phone") for digit in "13812345678"),
             ("nav.next", "complaint_review"),
             ("review.submit", "complaint_done"), ("nav.next", "home"))


def visit(terminal, steps):
    for step, screen in steps:
        terminal.do("tap " + step)
        terminal.do(f"wait {screen} 10000")
        time.sleep(0.2)  # a person looks, and the next screen has slid in


def measure_kiosk(display):
    data = tempfile.mkdtemp(prefix="kiosk-bench-")
    starts = []
    try:
        for _ in range(6):
            process, terminal, spent = start_kiosk(display, data)
            starts.append(spent)
            terminal.do("quit")
            process.wait(30)
        process, terminal, _ = start_kiosk(display, data)
        for _ in range(VISITS):
            visit(terminal, TICKET)
            visit(terminal, COMPLAINT)
        stats = terminal.say("stats")
        time.sleep(5)  # it gets ready for the next visitor
        found = {"start_ms": 1000 * min(starts[1:]), "p50_ms": stats["touch_p50_ms"], "p99_ms": stats["touch_p99_ms"],
                 "idle_percent": idle_percent(process.pid), "pss_mb": pss_mb(process.pid)}
        stop(process)
        return found
    finally:
        shutil.rmtree(data, ignore_errors=True)


PAGE = """<!DOCTYPE html><meta charset=utf-8><style>
body{margin:0;background:#F5F2EC;font:32px 'Noto Sans CJK SC';width:1080px;height:1920px}
.grid{display:grid;grid-template-columns:1fr 1fr;gap:24px;padding:368px 48px 0}
button{height:296px;border:2px solid #76878B;border-bottom-width:8px;border-radius:28px;background:#fff;font:inherit}
button:active{background:#DDECEE}b{font-size:56px}</style><div class=grid>%s</div><script>
const twice=(f)=>requestAnimationFrame(()=>requestAnimationFrame(f));
twice(()=>fetch('/up'));
const spent=[];window.spent=spent;
addEventListener('pointerdown',(e)=>{const t=e.timeStamp;
document.querySelectorAll('p').forEach((p)=>{p.textContent=p.textContent==='Pay a bill'?'缴费 · 开发票':'Pay a bill'});
twice(()=>spent.push(performance.now()-t))});
</script>""" % "".join(f"<button><b>{name}</b><p>缴费 · 开发票</p><p>约 8–12 分钟 4 人等候</p></button>" for name in
                       ("燃气缴费", "开户", "过户", "报修", "燃气具", "咨询"))


class Served(http.server.BaseHTTPRequestHandler):
    up = threading.Event()

    def do_GET(self):
        if self.path == "/up":
            Served.up.set()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path == "/" else b"")

    def log_message(self, *_):
        pass


def start_chromium(display, port, profile):
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    options = Options()
    for word in ("--kiosk", "--no-sandbox", "--disable-gpu", "--window-size=1080,1920", "--no-first-run",
                 f"--user-data-dir={profile}", f"--app=http://127.0.0.1:{port}/"):
        options.add_argument(word)
    os.environ["DISPLAY"] = display
    Served.up.clear()
    begun = time.monotonic()
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    Served.up.wait(60)
    return driver, time.monotonic() - begun


def measure_chromium(display):
    from selenium.webdriver.common.by import By
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tempfile.mkdtemp(prefix="kiosk-bench-chromium-")
    starts = []
    try:
        for last in (False, False, True):
            driver, spent = start_chromium(display, server.server_port, profile)
            starts.append(spent)
            if not last:
                driver.quit()
        for _ in range(VISITS):
            for button in driver.find_elements(By.TAG_NAME, "button"):
                button.click()
                time.sleep(0.03)
        time.sleep(1)
        spent = sorted(driver.execute_script("return spent"))
        browser = driver.service.process.pid
        found = {"start_ms": 1000 * min(starts[1:]), "p50_ms": spent[len(spent) // 2],
                 "p99_ms": spent[int(len(spent) * 0.99)], "idle_percent": idle_percent(browser),
                 "pss_mb": pss_mb(browser)}
        driver.quit()
        return found
    finally:
        server.shutdown()
        shutil.rmtree(profile, ignore_errors=True)


def main():
    rows = (("touch to changed picture, p50", "p50_ms", "ms", 8), ("touch to changed picture, p99", "p99_ms", "ms", 16.7),
            ("start to first screen, warm", "start_ms", "ms", 150), ("idle, share of a core", "idle_percent", "%", 0.1),
            ("memory (PSS)", "pss_mb", "MB", 64))
    with Display() as display:
        kiosk = measure_kiosk(display.name)
        try:
            chromium = measure_chromium(display.name)
        except Exception as why:  # the terminal's figures stand without the browser's
            print(f"Chromium could not be measured: {why}")
            chromium = {}
    print(f"{'1080×1920, Xvfb, software renderer':<36}{'limit':>12}{'kiosk':>12}{'Chromium':>12}")
    for name, key, unit, limit in rows:
        other = f"{chromium[key]:.2f} {unit}" if key in chromium else "–"
        held = "" if kiosk[key] <= limit else "   over the limit"
        print(f"{name:<36}{f'{limit} {unit}':>12}{f'{kiosk[key]:.2f} {unit}':>12}{other:>12}{held}")


if __name__ == "__main__":
    main()
