#!/usr/bin/python3
"""What no sensible visitor does at the terminal: it stays up, and does nothing nobody meant."""
import os
import pathlib
import shutil
import socket
import tempfile
import time

from support.display import Display
from support.kiosk import BINARY, SOURCE, Kiosk, run, until


def centre(item):
    return item["x"] + item["w"] // 2, item["y"] + item["h"] // 2


def ten_fingers_are_one():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        x, y = centre(terminal.item("service.pay"))
        terminal.do(f"press {x} {y} 1")
        others = ["service.open", "service.transfer", "service.repair", "home.lookup", "lang.en", "mode.large"]
        for finger, name in enumerate(others, start=2):
            terminal.do("press %d %d %d" % (*centre(terminal.item(name)), finger))
        for finger, name in enumerate(others, start=2):
            terminal.do("release %d %d %d" % (*centre(terminal.item(name)), finger))
        assert terminal.screen == "home", "another finger than the first one did something"
        terminal.do(f"release {x} {y} 1")
        terminal.wait("guide")
        assert terminal.tree()["lang"] == "zh_CN"


def a_finger_that_slides_off_means_it_no_more():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        x, y = centre(terminal.item("service.pay"))
        terminal.do(f"press {x} {y}")
        terminal.do("move 540 200")
        terminal.do(f"move {x} {y}")
        terminal.do(f"release {x} {y}")
        assert terminal.screen == "home"


def an_elbow_presses_nothing_and_is_in_nobodys_way():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        x, y = centre(terminal.item("service.pay"))
        terminal.do(f"press {x} {y} 1")
        terminal.do("clock +11")
        terminal.do("press %d %d 2" % centre(terminal.item("service.open")))
        terminal.do("release %d %d 2" % centre(terminal.item("service.open")))
        terminal.wait("guide")
        terminal.do(f"release {x} {y} 1")
        time.sleep(0.1)
        assert terminal.screen == "guide"
        terminal.tap("nav.home")
        terminal.wait("home")
        terminal.do(f"press {x} {y} 1")
        terminal.do("clock +11")
        terminal.do(f"release {x} {y} 1")
        assert terminal.screen == "home", "what rested on the glass for 11 s was taken for a finger"


def the_second_half_of_a_double_tap_is_dropped():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        # The two screens' keys, to find a place that has a key on both.
        first = [item for item in terminal.tree()["items"] if item["id"].startswith("service.")]
        terminal.tap("service.pay")
        terminal.wait("guide")
        second = [item for item in terminal.tree()["items"] if item["id"] in ("guide.take", "guide.priority")]
        meets = [(max(a["x"], b["x"]) + 2, max(a["y"], b["y"]) + 2) for a in first for b in second
                 if a["x"] < b["x"] + b["w"] - 4 and b["x"] < a["x"] + a["w"] - 4
                 and a["y"] < b["y"] + b["h"] - 4 and b["y"] < a["y"] + a["h"] - 4]
        assert meets, "the places of home and guide no longer meet"
        terminal.tap("nav.home")
        terminal.wait("home")
        for _ in range(4):  # nor does drumming on it do more
            terminal.do("touch %d %d" % meets[0])
        time.sleep(0.5)
        assert terminal.screen == "guide", "a double tap did more than a tap"


def long_lines_and_wrong_bytes():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.tap("home.lookup")
        terminal.wait("lookup")
        for _ in range(5):
            terminal.do("text " + "9" * 1000)
        terminal.do("key Return")
        assert terminal.screen == "lookup"
        terminal.lines.close()
        terminal.socket.close()
        raw = socket.socket(socket.AF_UNIX)
        raw.settimeout(20)
        raw.connect(kiosk.socket_path)
        lines = raw.makefile("rb")
        raw.sendall(b"text \xff\xfe\xc3\x28\n")
        assert b'"ok":false' in lines.readline()
        raw.sendall(b"tap \xf0\x9f\n\x00\x01\x02\n" + b"wait home\nclock banana\ntouch 99999 99999\nkey \nshot /no/such/dir/x.png\n")
        for _ in range(7):
            answer = lines.readline()
            assert b'"ok":false' in answer, answer
        raw.sendall(b"x" * 5000 + b"\n")
        time.sleep(0.2)
        lines.close()
        raw.close()
        again = kiosk.terminal()
        assert again.screen == "lookup"


def signs_that_no_font_has():
    with Kiosk("run", sets=["hall.name=大厅 𓀀 \U0001f9ff ꧁ 中心"]) as kiosk:
        terminal = kiosk.terminal()
        terminal.tap("service.pay")
        terminal.wait("guide")


def an_icon_file_that_is_no_svg():
    with tempfile.TemporaryDirectory() as folder:
        installed = pathlib.Path(folder)
        share = installed / "share" / "kiosk"
        (installed / "bin").mkdir()
        shutil.copy(BINARY, installed / "bin" / "kiosk")
        shutil.copytree(SOURCE / "assets", share / "assets")
        shutil.copytree(pathlib.Path(os.environ["KIOSK_BUILD"]) / "locale", share / "locale")
        icons = share / "assets" / "icons"
        (icons / "pay.svg").write_bytes(b"this is no picture \xff\xfe")
        (icons / "open.svg").write_bytes(b"<svg>" + b"<path/>" * 100000 + b"</svg>")
        (icons / "transfer.svg").unlink()
        (icons / "transfer.svg").mkdir()
        with Kiosk("run", binary=installed / "bin" / "kiosk") as kiosk:
            terminal = kiosk.terminal()
            terminal.tap("service.pay")
            terminal.wait("guide")
            for name in ("pay", "open", "transfer"):
                said = [line for line in kiosk.output if f"{name}.svg" in line]
                assert len(said) == 1, said


def a_window_of_320_by_240():
    with Kiosk("run", size=(320, 240)) as kiosk:
        terminal = kiosk.terminal()
        for mode in ("mode.large", "mode.low", "mode.contrast"):
            terminal.tap(mode)
            for path in (["service.pay", "guide.priority"], ["home.lookup"]):
                for step in path:
                    terminal.tap(step)
                terminal.tap("nav.home")
                terminal.wait("home")
        terminal.tap("service.pay")
        terminal.wait("guide")
        terminal.tap("guide.take")
        terminal.wait("ticket", 20000)


def ten_times_more_time_then_all_is_gone():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.tap("home.lookup")
        terminal.wait("lookup")
        terminal.do("text B012")
        for _ in range(12):
            terminal.do("clock +60")
            terminal.do("clock +19")  # 20 seconds to answer: it is still there after 19
            key = terminal.item("timeout.stay")
            assert key["w"] > 900 and key["h"] > 200, key
            terminal.tap("timeout.stay")
            assert terminal.screen == "lookup"
        assert terminal.item("lookup.number")["value"] == "B012"
        terminal.do("clock +60")
        terminal.do("clock +21")
        terminal.wait("home")
        terminal.tap("home.lookup")
        assert not terminal.item("lookup.number").get("value")


def shortcuts_of_a_desktop_do_nothing():
    with Kiosk("run") as kiosk:
        terminal = kiosk.terminal()
        terminal.do("key Tab")
        for key in ("Alt+Tab", "Alt+F4", "Alt+Return", "Ctrl+Return", "Ctrl+Alt+Backspace", "Ctrl+Escape", "Alt+space"):
            terminal.do("key " + key)
        assert terminal.screen == "home", "a desktop's shortcut pressed a key of the terminal"


def without_its_display_it_ends_and_says_so():
    with Display() as display:
        kiosk = Kiosk("run", env={"DISPLAY": display.name, "SDL_VIDEODRIVER": "x11"})
        terminal = kiosk.terminal()
        terminal.tap("service.pay")
        terminal.wait("guide")
        display.server.kill()
        assert kiosk.process.wait(30) == 1, "whoever watches over it does not start it again"
    until(lambda: any("the display is gone" in line for line in kiosk.output), 10, "a line about the display")
    shutil.rmtree(kiosk.data)


if __name__ == "__main__":
    run(ten_fingers_are_one, a_finger_that_slides_off_means_it_no_more, an_elbow_presses_nothing_and_is_in_nobodys_way,
        the_second_half_of_a_double_tap_is_dropped, long_lines_and_wrong_bytes, signs_that_no_font_has,
        an_icon_file_that_is_no_svg, a_window_of_320_by_240,
        shortcuts_of_a_desktop_do_nothing, without_its_display_it_ends_and_says_so, ten_times_more_time_then_all_is_gone)
