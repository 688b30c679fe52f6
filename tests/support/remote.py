"""Who looks at the terminal from afar, as the page /terminal does."""
import http.client
import json
import os
import struct
import threading
import time

from support.kiosk import Kiosk

PICTURE, HIDDEN, STATE = 1, 2, 3


class Look:
    """A browser that looks at the terminal: keeps its picture, as pixels, and what it was told."""

    def __init__(self, client):
        self.client = client
        self.connection = http.client.HTTPConnection(client.host, client.port, timeout=30)
        self.connection.request("GET", "/api/v1/terminal", headers={"Cookie": client.cookie})
        self.answer = self.connection.getresponse()
        self.status = self.answer.status
        self.state, self.hidden, self.size, self.frames, self.bytes = {}, None, None, 0, 0
        self.pixels = {}
        self.newest = 0.0
        if self.status == 200:
            threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        try:
            while True:
                (length,) = struct.unpack("<I", self._take(4))
                if length:
                    body = self._take(length)
                    self._message(body[0], body[1:])
        except (OSError, ValueError, struct.error, http.client.HTTPException, AttributeError):
            self.state = dict(self.state, over=True)

    def _take(self, n):
        got = b""
        while len(got) < n:
            more = self.answer.read(n - len(got))
            if not more:
                raise ValueError("the stream ended")
            got += more
        return got

    def _message(self, kind, body):
        if kind == STATE:
            self.state = json.loads(body)
        elif kind == HIDDEN:
            self.hidden = True
            self.pixels = {}
        elif kind == PICTURE:
            self.size = struct.unpack_from("<HH", body)
            at = 4
            while at < len(body):
                x, y, w, h, n = struct.unpack_from("<HHHHI", body, at)
                runs = body[at + 12:at + 12 + n]
                assert sum(runs[i] + 1 for i in range(0, n, 4)) == w * h
                self.pixels[x, y] = runs
                at += 12 + n
            self.hidden = False
            self.frames += 1
            self.bytes += len(body)
            self.newest = time.monotonic()

    def ask(self, wish, reason="教客人取号"):
        return self.client.post("/terminal/ask", {"wish": wish, "reason": reason})

    def input(self, **what):
        return self.client.post("/terminal/input", what)

    def tap(self, item):
        x, y = item["x"] + item["w"] // 2, item["y"] + item["h"] // 2
        for kind in ("down", "up"):
            reply = self.input(kind=kind, x=x, y=y)
            assert reply.status == 204, reply.body

    def close(self):
        self.connection.sock.shutdown(2)
        self.connection.close()


def with_display(*sets, **more):
    """A kiosk that believes in a display: the dummy one is asked for by name."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        return Kiosk("run", sets=sets, **more)
    finally:
        del os.environ["SDL_VIDEODRIVER"]
