"""What the scripts that talk to the API share: two checks, accounts, the first steps of a visit, the event stream."""
import json
import re
import socket

from support.kiosk import PASSWORD, cli


def equal(found, wanted):
    assert found == wanted, f"found {found!r}, wanted {wanted!r}"


def refused(answer, status, code):
    assert answer.status == status and answer.error["code"] == code, f"{answer.status} {answer.body!r}, wanted {status} {code}"
    assert answer.error["message"], "an error without words"


def add_staff(kiosk, people):
    """Accounts (login, name, role); a fourth member says that the password has to be changed first."""
    for login, name, role, *one_time in people:
        once = ["--one-time"] if one_time else []
        cli("staff", "add", "--login", login, "--name", name, "--role", role, "--password-stdin", *once,
            data=kiosk.data, stdin=PASSWORD + "\n")


def signed_in(kiosk, login):
    client = kiosk.client()
    equal(client.login(login).status, 200)
    return client


def issue(clerk, **body):
    answer = clerk.post("/tickets", {"service": "pay", "print": False, **body})
    equal(answer.status, 201)
    return answer.json


class Stream:
    """A reader of /api/v1/events."""

    def __init__(self, address, last=None, source="127.0.0.1", cookie=None):
        self.socket = socket.create_connection(address, timeout=10, source_address=(source, 0))
        resume = "" if last is None else f"Last-Event-ID: {last}\r\n"
        if cookie:
            resume += f"Cookie: {cookie}\r\n"
        self.socket.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: hall\r\n{resume}\r\n".encode())
        self.text = b""
        self.head = self.until(b"\r\n\r\n")

    def until(self, mark):
        while mark not in self.text:
            piece = self.socket.recv(4096)
            if not piece:
                raise AssertionError(f"the stream ended: {self.text!r}")
            self.text += piece
        before, _, self.text = self.text.partition(mark)
        return before.decode()

    def event(self):
        """The next event as (id, data); comments and the transfer's chunk sizes are passed over."""
        while True:
            found = re.search(r"id: (\d+)\ndata: (\{.*\})$", self.until(b"\n\n"))
            if found:
                return int(found[1]), json.loads(found[2])

    def close(self):
        self.socket.close()
