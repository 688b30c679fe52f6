#!/usr/bin/python3
"""A hall of many services: groups on the home screen, as in the example of kiosk.conf, and a screen for each."""
import pathlib
import re
import sqlite3
import sys
import tempfile
from datetime import datetime
from zoneinfo import ZoneInfo

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import SOURCE, Kiosk, cli, run

SERVICES = {"pay", "open", "transfer", "repair", "appliance", "ask"}


def grouped_conf(folder):
    """The sample hall with its commented example of groups put to work."""
    text = (SOURCE / "kiosk.conf").read_text(encoding="utf-8")
    start = text.index("#     [group ")
    end = text.index("\n\n", start)
    groups = re.sub(r"(?m)^#     ", "", text[start:end])
    path = pathlib.Path(folder) / "grouped.conf"
    path.write_text(text[:start] + groups + text[end:], encoding="utf-8")
    return path


def every_service_is_two_or_three_touches_away(size):
    with tempfile.TemporaryDirectory() as folder:
        with Kiosk("run", args=["--config", str(grouped_conf(folder))], size=size) as kiosk:
            terminal = kiosk.terminal()
            terminal.wait("home")
            direct = [i for i in terminal.ids() if i.startswith("service.")]
            assert direct == ["service.pay", "service.open"], direct
            groups = [i for i in terminal.ids() if i.startswith("group.")]
            found = []
            for group in groups:
                terminal.tap(group)
                terminal.wait("service")
                ids = [i for i in terminal.ids() if i.startswith("service.")]
                for service in ids:
                    terminal.tap(service)
                    terminal.wait("guide")
                    assert "guide.take" in terminal.ids()
                    terminal.tap("nav.back")
                    terminal.wait("service")
                found += [i.split(".")[1] for i in ids]
                terminal.tap("nav.back")
                terminal.wait("home")
            assert sorted(found) == sorted(SERVICES), found
            terminal.tap("service.pay")
            terminal.wait("guide")
            terminal.tap("guide.take")
            terminal.wait("ticket")


def portrait():
    every_service_is_two_or_three_touches_away((1080, 1920))


def landscape():
    every_service_is_two_or_three_touches_away((1920, 1080))


def the_busiest_services_are_on_home_itself():
    """By the tickets of the days before today, not by the order of the conf."""
    with tempfile.TemporaryDirectory() as folder:
        conf, data = grouped_conf(folder), pathlib.Path(folder) / "data"
        cli("demo", "--days", "3", "--seed", "7", data=data)
        with Kiosk("run", data=data, args=["--config", str(conf)]) as kiosk:
            terminal = kiosk.terminal()
            terminal.wait("home")
            direct = [i.split(".")[1] for i in terminal.ids() if i.startswith("service.")]
        with sqlite3.connect(f"file:{data}/kiosk.db?mode=ro", uri=True) as db:
            rows = db.execute("SELECT service, count(*) FROM ticket WHERE day < ? GROUP BY service ORDER BY 2 DESC",
                              (datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d"),)).fetchall()
        assert direct == [service for service, _ in rows[:2]], (direct, rows)


run(portrait, landscape, the_busiest_services_are_on_home_itself)
