#!/usr/bin/python3
"""kiosk.conf read again on SIGHUP: a good file takes effect, a bad one is refused and the old one kept."""
import pathlib
import re
import shutil
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import SOURCE, Kiosk, run, until


def service_names(client):
    return [service["name"]["zh_CN"] for service in client.get("/hall").json["services"]]


def a_good_file_takes_effect_and_a_bad_one_is_refused():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-conf-"))
    conf = folder / "kiosk.conf"
    shutil.copy(SOURCE / "kiosk.conf", conf)
    with Kiosk("serve", args=["--config", str(conf)]) as kiosk:
        client = kiosk.client()
        clerk = kiosk.staff("limin")
        number = clerk.post("/tickets", {"service": "pay", "print": False}).json["number"]
        text = conf.read_text()
        conf.write_text(text.replace("name = 燃气缴费", "name = 交燃气费"))
        kiosk.process.send_signal(signal.SIGHUP)
        until(lambda: "交燃气费" in service_names(client), what="the new name")
        conf.write_text(text.replace("prefix = B", "prefix = A"))
        kiosk.process.send_signal(signal.SIGHUP)
        until(lambda: any("is refused" in line for line in kiosk.output), what="the refusal in the log")
        assert any("is taken by" in line for line in kiosk.output), kiosk.output
        assert "交燃气费" in service_names(client)
        # Nothing is lost by either, and the clerk is still logged in.
        assert clerk.get("/queue").json["waiting"] == 1
        assert clerk.post("/tickets", {"service": "pay", "print": False}).json["number"] > number
    shutil.rmtree(folder)


def the_terminal_follows_when_its_visit_is_over():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-conf-"))
    conf = folder / "kiosk.conf"
    shutil.copy(SOURCE / "kiosk.conf", conf)
    with Kiosk("run", args=["--config", str(conf)]) as kiosk:
        clerk = kiosk.staff("limin")
        terminal = kiosk.terminal()
        terminal.wait("home")
        gone = clerk.post("/tickets", {"service": "open", "print": False}).json
        terminal.tap("service.open")
        terminal.wait("guide")
        conf.write_text(without_service(conf.read_text(), "open"))
        kiosk.process.send_signal(signal.SIGHUP)
        until(lambda: "开户" not in service_names(kiosk.client()), what="the new hall")
        # What was chosen is refused, and home has it no more; the figures are those of the tiles they stand on.
        terminal.tap("guide.take")
        until(lambda: terminal.screen == "home" and "service.open" not in terminal.ids(), what="home without it")
        terminal.tap("service.pay")
        terminal.tap("guide.take")
        terminal.wait("ticket")
        assert terminal.item("ticket.number")["label"] == "B001"
        terminal.tap("nav.home")
        # A ticket of the service that is gone can still be looked at.
        terminal.wait("home")
        terminal.do("text " + gone["url"])
        terminal.do("key Return")
        until(lambda: gone["number"] in str(terminal.tree()), what="the ticket")
        terminal.do("clock +70")
        terminal.do("clock +30")
        terminal.wait("home")
        # At rest it follows with the minute, or when somebody comes back to home.
        conf.write_text(conf.read_text().replace("name = 过户", "name = 换户主"))
        kiosk.process.send_signal(signal.SIGHUP)
        until(lambda: "换户主" in service_names(kiosk.client()), what="the new name")
        terminal.tap("home.info")
        terminal.wait("info")
        terminal.tap("nav.home")
        until(lambda: "换户主" in terminal.item("service.transfer")["label"], what="the new name on its tile")
    shutil.rmtree(folder)


def without_service(text, code):
    """kiosk.conf without a service's section, and without its code in the lists of counters."""
    text = re.sub(rf"(?ms)^\[service {code}\]\n.*?(?=^\[)", "", text)
    return re.sub(r"(?m)^(?:serves|helps) *=.*$", lambda line: re.sub(rf" {code}\b", "", line[0]), text)


run(a_good_file_takes_effect_and_a_bad_one_is_refused, the_terminal_follows_when_its_visit_is_over)
