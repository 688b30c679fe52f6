"""The real kiosk, driven as its users do: touches through the automation socket, HTTP, the command line.

Scripts in tests/ run with Debian's python3. KIOSK names the binary, KIOSK_SOURCE the source folder."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BINARY = os.environ["KIOSK"]
SOURCE = pathlib.Path(os.environ["KIOSK_SOURCE"])
PASSWORD = "correct horse battery"


class Reply:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json["error"]


class Client:
    """One browser: cookie, CSRF token, calls of the API."""

    def __init__(self, address):
        self.host, self.port = address
        self.cookie = None  # of the session
        self.device = None  # of the machine
        self.csrf = None

    def call(self, method, path, body=None, headers=None, raw=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        sent = dict(headers or {})
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method not in ("GET", "HEAD"):
            sent.setdefault("X-CSRF-Token", self.csrf)
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        connection.request(method, path, data, sent)
        response = connection.getresponse()
        reply = Reply(response, response.read())
        connection.close()
        return reply

    def get(self, path, **more):
        return self.call("GET", "/api/v1" + path, **more)

    def post(self, path, body=None, **more):
        return self.call("POST", "/api/v1" + path, {} if body is None else body, **more)

    def login(self, login, password=PASSWORD):
        reply = self.post("/session", {"login": login, "password": password})
        if reply.status in (200, 201):
            self.cookie, self.device = [one.split(";")[0] for one in reply.headers.get_all("Set-Cookie")]
            self.csrf = reply.json["csrf"]
        return reply


class Kiosk:
    """A running program on a data folder of its own (or on one that is handed over)."""

    def __init__(self, command="serve", data=None, sets=(), args=(), size=(1080, 1920), binary=BINARY,
                 env=None):
        self.temporary = data is None
        self.data = pathlib.Path(data or tempfile.mkdtemp(prefix="kiosk-e2e-"))
        self.socket_path = str(self.data / "automation.sock")
        self.address = None
        self.output = []
        line = [str(binary), command, "--config", str(SOURCE / "kiosk.conf"), "--data", str(self.data),
                "--set", "web.listen=127.0.0.1:0", "--set", "hall.hours=always",
                "--set", f"printer.device=file:{self.data}/receipts"]
        for one in sets:
            line += ["--set", one]
        if command == "run":
            line += ["--automation", self.socket_path,
                     "--set", f"ui.width={size[0]}", "--set", f"ui.height={size[1]}"]
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment["LSAN_OPTIONS"] = f"suppressions={SOURCE}/tests/support/lsan.supp:print_suppressions=0:fast_unwind_on_malloc=0"
        environment.update(env or {})
        self.process = subprocess.Popen(line + list(args), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True, env=environment)
        self.listening = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        if not self.listening.wait(60) or not self.address:
            self.stop()
            raise RuntimeError("the kiosk did not start:\n" + "".join(self.output))

    def _read(self):
        for line in self.process.stdout:
            self.output.append(line)
            found = re.search(r"listening on http://([\d.]+):(\d+)", line)
            if found:
                self.address = (found[1], int(found[2]))
                self.listening.set()
        self.listening.set()

    def client(self):
        return Client(self.address)

    def staff(self, login, role="clerk", name=None):
        """Makes an account on the command line and returns a client that is logged in."""
        cli("staff", "add", "--login", login, "--name", name or login, "--role", role, "--password-stdin",
            data=self.data, stdin=PASSWORD + "\n")
        client = self.client()
        reply = client.login(login)
        assert reply.status in (200, 201), reply.body
        return client

    def terminal(self):
        return Terminal(self.socket_path)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(120)

    def stop(self):
        """An orderly stop; fails when the program does not end well (a sanitizer's report, say)."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(120)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if self.temporary:
            shutil.rmtree(self.data, ignore_errors=True)
        if code != 0:
            raise RuntimeError(f"the kiosk ended with {code}:\n" + "".join(self.output))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            self.stop()
        except RuntimeError:
            if kind is None:
                raise
        if kind is not None:
            sys.stderr.write("".join(self.output[-40:]))


class Terminal:
    """The touch terminal, through its automation socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        for _ in range(1200):
            try:
                self.socket.connect(path)
                break
            except (FileNotFoundError, ConnectionRefusedError):
                time.sleep(0.05)
        else:
            raise RuntimeError("no automation socket at " + path)
        self.lines = self.socket.makefile("rw", encoding="utf-8", newline="\n")

    def say(self, line):
        self.lines.write(line + "\n")
        self.lines.flush()
        return json.loads(self.lines.readline())

    def do(self, line):
        answer = self.say(line)
        assert answer.get("ok"), f"{line}: {answer} on {self.tree()['screen']}"
        return answer

    def tree(self):
        return self.say("tree")

    @property
    def screen(self):
        return self.tree()["screen"]

    def ids(self):
        return [item["id"] for item in self.tree()["items"]]

    def item(self, name):
        for item in self.tree()["items"]:
            if item["id"] == name:
                return item
        raise AssertionError(f"no {name} on {self.screen}: {self.ids()}")

    def tap(self, name):
        return self.do("tap " + name)

    def wait(self, screen, ms=60000):
        return self.do(f"wait {screen} {ms}")


def cli(*words, data=None, stdin="", check=True, sets=()):
    """Runs one command of the program; returns the finished process."""
    line = [BINARY, *words, "--config", str(SOURCE / "kiosk.conf")]
    if data:
        line += ["--data", str(data)]
    for one in sets:
        line += ["--set", one]
    done = subprocess.run(line, input=stdin, capture_output=True, text=True, timeout=120)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done


def until(condition, seconds=60, what="it"):
    """Waits for something that comes by itself; no fixed sleeps."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def run(*cases):
    """Runs the script's cases; the first line that fails names the bug."""
    for case in cases:
        print(f"{case.__name__.replace('_', ' ')} …", flush=True)
        case()
    print(f"{len(cases)} passed, 0 failed")
