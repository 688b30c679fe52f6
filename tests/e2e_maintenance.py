#!/usr/bin/python3
"""The maintenance screen: who finds it, who gets in, what it does, and that a visitor can't get out of the program."""
import json

from support.kiosk import PASSWORD, Kiosk, cli, run, until

LOGO = (90, 84)


def knock(terminal, times=5):
    for _ in range(times):
        terminal.do(f"touch {LOGO[0]} {LOGO[1]}")


def hold(terminal, seconds=3):
    terminal.do(f"press {LOGO[0]} {LOGO[1]}")
    terminal.do(f"clock +{seconds}")
    terminal.do(f"release {LOGO[0]} {LOGO[1]}")


def open_door(terminal):
    knock(terminal)
    hold(terminal)
    terminal.wait("maintenance")


def account(kiosk, login, role):
    cli("staff", "add", "--login", login, "--name", "王敏", "--role", role, "--password-stdin",
        data=kiosk.data, stdin=PASSWORD + "\n")


def log_in(terminal, login="boss", password=PASSWORD):
    terminal.do("text " + login)
    terminal.tap("maintenance.password")
    terminal.do("text " + password)
    terminal.tap("maintenance.enter")


def enter(kiosk, terminal):
    account(kiosk, "boss", "supervisor")
    open_door(terminal)
    log_in(terminal)
    until(lambda: "maintenance.test" in terminal.ids(), what="the maintenance screen")


def nobody_comes_in_by_chance():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        knock(terminal, 9)
        assert terminal.screen == "home"
        terminal.do("touch 540 150")
        hold(terminal)
        assert terminal.screen == "home"
        knock(terminal, 2)
        hold(terminal, 10)
        assert terminal.screen == "home"


def only_a_supervisor_gets_in():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        account(kiosk, "clerk", "clerk")
        open_door(terminal)
        log_in(terminal, "clerk")
        until(lambda: "maintenance.trouble" in terminal.ids(), what="the refusal")
        assert "maintenance.test" not in terminal.ids()
        terminal.tap("nav.home")
        terminal.wait("home")


def letters_are_typed_on_the_glass():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        account(kiosk, "boss2", "manager")
        open_door(terminal)
        for key in ("key.b", "key.o", "key.s", "key.s", "digit.2"):
            terminal.tap(key)
        terminal.tap("maintenance.password")
        for letter in PASSWORD:
            terminal.tap("key.space" if letter == " " else f"key.{letter}")
        # What is typed is nobody else's to read: neither on the picture's list nor by the voice.
        assert PASSWORD not in json.dumps(terminal.tree())
        terminal.tap("maintenance.enter")
        until(lambda: "maintenance.test" in terminal.ids(), what="the maintenance screen")


def guessing_gets_slower():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        account(kiosk, "boss", "supervisor")
        open_door(terminal)
        for attempt in range(4):
            if attempt:
                terminal.tap("maintenance.login")
                for _ in range(4):
                    terminal.tap("key.backspace")
            log_in(terminal, password="wrong password")
            until(lambda: "maintenance.trouble" in terminal.ids(), what="the refusal")
        assert not terminal.item("maintenance.enter")["enabled"]
        terminal.do("text " + PASSWORD)
        assert not terminal.item("maintenance.enter")["enabled"], "no wait after four wrong tries"
        # Leaving and coming back does not help.
        terminal.tap("nav.home")
        open_door(terminal)
        terminal.do("text boss")
        terminal.tap("maintenance.password")
        terminal.do("text " + PASSWORD)
        terminal.do("clock +10")
        terminal.tap("maintenance.enter")
        until(lambda: "maintenance.test" in terminal.ids(), what="the maintenance screen")


def it_shows_the_machine_and_prints_again():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.tap("service.pay")
        terminal.wait("guide")
        terminal.tap("guide.take")
        terminal.wait("ticket")
        number = terminal.item("ticket.number")["label"]
        receipt = kiosk.data / "receipts" / f"{number}.png"
        until(receipt.exists, what="the receipt")
        enter(kiosk, terminal)
        assert terminal.item("maintenance.reprint.1")["value"] == number
        assert "1" in terminal.item("maintenance.counts")["label"]
        receipt.unlink()
        until(lambda: terminal.item("maintenance.reprint.1")["enabled"], what="the key")
        terminal.tap("maintenance.reprint.1")
        until(receipt.exists, what="the receipt again")
        until(lambda: terminal.item("maintenance.test")["enabled"], what="the printer's key")
        terminal.tap("maintenance.test")
        until((kiosk.data / "receipts" / "TEST.png").exists, what="the test receipt")
        case = {"kind": "suggestion", "about": {"hall": True}, "text": "座位再多几个就好了"}
        assert kiosk.staff("desk", "clerk").post("/complaints", case).status == 201
        terminal.tap("maintenance.look")
        until(lambda: "取号 1" in (counts := terminal.item("maintenance.counts")["label"]) and "案件 1" in counts,
              what="the day's figures")


def the_log_is_read_page_by_page():
    with Kiosk("run", sets=["printer.device=escpos:tcp://127.0.0.1:1"]) as kiosk:
        terminal = kiosk.terminal()
        enter(kiosk, terminal)
        for _ in range(8):
            until(lambda: terminal.item("maintenance.test")["enabled"], what="the printer's key")
            terminal.tap("maintenance.test")
        until(lambda: terminal.item("maintenance.test")["enabled"], what="the printer's key")
        terminal.tap("maintenance.details")
        assert "no test receipt" in terminal.item("maintenance.log")["value"]
        assert not terminal.item("maintenance.log.newest")["enabled"]
        pages = 1
        while terminal.item("maintenance.log.older")["enabled"]:
            terminal.tap("maintenance.log.older")
            pages += 1
        assert 1 < pages < 20, pages
        terminal.tap("maintenance.log.newest")
        assert not terminal.item("maintenance.log.newest")["enabled"]


def tickets_are_stopped_and_go_on():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        clerk = kiosk.staff("desk", "clerk")
        enter(kiosk, terminal)
        terminal.tap("maintenance.close")
        until(lambda: "maintenance.open" in terminal.ids(), what="the stop")
        assert clerk.post("/tickets", {"service": "pay"}).status == 409
        terminal.tap("nav.home")
        terminal.wait("closed")
        assert "service.pay" not in terminal.ids()
        open_door(terminal)
        log_in(terminal)
        until(lambda: "maintenance.open" in terminal.ids(), what="the maintenance screen")
        terminal.tap("maintenance.open")
        until(lambda: "maintenance.close" in terminal.ids(), what="tickets again")
        terminal.tap("nav.home")
        terminal.wait("home")
        assert clerk.post("/tickets", {"service": "pay"}).status == 201
        boss = kiosk.staff("chief", "manager")
        kinds = [entry["kind"] for entry in boss.get("/journal?after=0").json["entries"]]
        for kind in ("maintenance.entered", "hall.closed", "maintenance.left", "hall.opened"):
            assert kind in kinds, kinds


def an_idle_supervisor_is_logged_out():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        enter(kiosk, terminal)
        terminal.do("clock +61")
        terminal.do("clock +21")
        terminal.wait("home")
        open_door(terminal)
        assert "maintenance.test" not in terminal.ids()


def the_service_keys_lead_there():
    with Kiosk("run", sets=["ui.service_keys=Ctrl+Alt+M"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.do("key M")
        terminal.do("key Ctrl+M")
        assert terminal.screen == "home"
        terminal.do("key Ctrl+Alt+M")
        terminal.wait("maintenance")


def no_key_leads_out():
    with Kiosk("run", sets=["ui.fullscreen=yes"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.wait("home")
        for key in ("Escape", "Ctrl+Q", "Alt+F4", "Ctrl+W", "Ctrl+Alt+Delete", "Ctrl+C", "F11", "Alt+Tab",
                    "Ctrl+Alt+F1", "Ctrl+Shift+Escape"):
            terminal.do("key " + key)
        assert terminal.screen == "home"
        assert kiosk.process.poll() is None


if __name__ == "__main__":
    run(nobody_comes_in_by_chance, only_a_supervisor_gets_in, letters_are_typed_on_the_glass, guessing_gets_slower,
        it_shows_the_machine_and_prints_again, the_log_is_read_page_by_page,
        tickets_are_stopped_and_go_on, an_idle_supervisor_is_logged_out,
        the_service_keys_lead_there, no_key_leads_out)
