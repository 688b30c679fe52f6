#!/usr/bin/python3
"""kiosk.conf read again on SIGHUP: a good file takes effect, a bad one is refused and the old one kept."""
import pathlib
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


run(a_good_file_takes_effect_and_a_bad_one_is_refused)
