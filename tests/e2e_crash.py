#!/usr/bin/python3
"""kill -9 in the middle of issuing: no acknowledged ticket is lost, no number is used twice."""
import http.client
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.kiosk import Kiosk, cli, run

ROUNDS, THREADS = 4, 6


def issue_until_it_dies(client, acknowledged, stop):
    while not stop.is_set():
        try:
            reply = client.post("/tickets", {"service": "pay", "print": False})
        except (OSError, http.client.HTTPException):
            return
        if reply.status == 201:
            acknowledged.append((reply.json["id"], reply.json["number"], reply.json["token"]))


def killed_while_issuing():
    data = tempfile.mkdtemp(prefix="kiosk-crash-")
    acknowledged = []
    for turn in range(ROUNDS):
        kiosk = Kiosk("serve", data=data)
        stop = threading.Event()
        clients = [kiosk.staff(f"clerk{turn}{i}") for i in range(THREADS)]
        threads = [threading.Thread(target=issue_until_it_dies, args=(c, acknowledged, stop)) for c in clients]
        before = len(acknowledged)
        for thread in threads:
            thread.start()
        while len(acknowledged) < before + 40 + 17 * turn:
            time.sleep(0.005)
        kiosk.kill()
        stop.set()
        for thread in threads:
            thread.join()
    numbers = [number for _, number, _ in acknowledged]
    assert len(numbers) == len(set(numbers)), "a number was given out twice"
    with sqlite3.connect(f"file:{data}/kiosk.db?mode=ro", uri=True) as db:
        kept = {row[0]: (f"{row[1]}{row[2]:03d}", row[3])
                for row in db.execute("SELECT id, prefix, seq, token FROM ticket")}
    for ticket, number, token in acknowledged:
        assert kept.get(ticket) == (number, token), f"{number} was acknowledged and is lost"
    cli("verify", data=data)
    with Kiosk("serve", data=data) as kiosk:
        clerk = kiosk.staff("after")
        number = clerk.post("/tickets", {"service": "pay", "print": False}).json["number"]
        assert number not in numbers, f"{number} is used again after the crash"
    shutil.rmtree(data)
    print(f"{len(acknowledged)} tickets acknowledged over {ROUNDS} kills, {len(kept)} kept")


run(killed_while_issuing)
