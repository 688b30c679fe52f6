#!/usr/bin/python3
"""What the service manager hears: ready after the first frame, alive as long as both the screen and the writer are."""
import os
import pathlib
import signal
import socket
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import Kiosk, run, until


class Manager:
    """systemd's end of NOTIFY_SOCKET."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kiosk-notify-")
        self.path = f"{self.folder.name}/notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.setblocking(False)
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.folder.cleanup()

    def heard(self):
        """What has come since the last call."""
        words = []
        try:
            while True:
                words.append(self.socket.recv(4096).decode())
        except BlockingIOError:
            return words


def ask_writer(kiosk):
    """SIGHUP lets the keeper read the conf and then ask the writer, which it otherwise does every half minute. Back
    once the writer has answered: the keeper reads again only after that."""
    for _ in range(2):
        before = "".join(kiosk.output).count("was read again")
        kiosk.process.send_signal(signal.SIGHUP)
        until(lambda: "".join(kiosk.output).count("was read again") > before, what="another reading of the conf")


def use_screen(terminal):
    """A service's guide is shown with figures read for it."""
    terminal.tap("service.pay")
    terminal.wait("guide")
    terminal.tap("nav.back")
    terminal.wait("home")


def alive(manager, kiosk, terminal):
    ask_writer(kiosk)
    use_screen(terminal)
    until(lambda: "WATCHDOG=1" in manager.heard(), what="WATCHDOG=1")


def ready_after_the_first_frame_and_alive_from_then_on():
    with Manager() as manager, Kiosk("run", env={"NOTIFY_SOCKET": manager.path}) as kiosk:
        terminal = kiosk.terminal()
        words = until(manager.heard, what="a word to the manager")
        assert words[0] == "READY=1", words
        assert terminal.say("stats")["frames"] >= 1
        for _ in range(3):
            alive(manager, kiosk, terminal)
        kiosk.stop()
        assert manager.heard()[-1] == "STOPPING=1"


def the_service_without_a_terminal_is_alive_by_its_writer():
    with Manager() as manager, Kiosk("serve", env={"NOTIFY_SOCKET": manager.path}) as kiosk:
        assert until(manager.heard, what="a word to the manager")[0] == "READY=1"
        ask_writer(kiosk)
        until(lambda: "WATCHDOG=1" in manager.heard(), what="WATCHDOG=1")


def silent_while_the_writer_gets_nowhere():
    with Manager() as manager, Kiosk("run", env={"NOTIFY_SOCKET": manager.path}) as kiosk:
        terminal = kiosk.terminal()
        alive(manager, kiosk, terminal)
        other = sqlite3.connect(kiosk.data / "kiosk.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # nobody else writes now
        use_screen(terminal)
        ask_writer(kiosk)
        manager.heard()  # the writer's last sign before the lock may have been left over
        for _ in range(2):
            ask_writer(kiosk)
            use_screen(terminal)
        assert manager.heard() == []
        other.execute("ROLLBACK")
        other.close()
        alive(manager, kiosk, terminal)


def silent_while_the_screen_hangs():
    with Manager() as manager, Kiosk("run", env={"NOTIFY_SOCKET": manager.path}) as kiosk:
        terminal = kiosk.terminal()
        alive(manager, kiosk, terminal)
        pipe = kiosk.data / "pipe"
        os.mkfifo(pipe)
        terminal.lines.write(f"shot {pipe}\n")  # its loop waits until somebody reads the picture
        terminal.lines.flush()
        ask_writer(kiosk)
        manager.heard()  # the screen's last sign may have been left over
        ask_writer(kiosk)
        assert manager.heard() == []
        pipe.read_bytes()
        assert '"ok":true' in terminal.lines.readline()
        alive(manager, kiosk, terminal)


run(ready_after_the_first_frame_and_alive_from_then_on, the_service_without_a_terminal_is_alive_by_its_writer,
    silent_while_the_writer_gets_nowhere, silent_while_the_screen_hangs)
