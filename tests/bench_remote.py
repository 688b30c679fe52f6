#!/usr/bin/python3
"""The terminal seen from afar, on this machine: how soon a tap there shows in the picture here, what a picture weighs, and
what looking costs while nothing changes. Prints figures and limits; it judges nothing."""
import os
import pathlib
import time

from support.kiosk import until
from support.remote import Look, with_display

TAPS = int(os.environ.get("BENCH_TAPS", "100"))
REST_S = int(os.environ.get("BENCH_IDLE_S", "20"))


def cpu_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answered_ms(look, kind, item):
    look.newest = 0
    begun = time.monotonic()
    look.input(kind=kind, x=item["x"] + item["w"] // 2, y=item["y"] + item["h"] // 2)
    while not look.newest and time.monotonic() - begun < 2:
        time.sleep(0.0005)
    return 1000 * ((look.newest or time.monotonic()) - begun)


def taps(look, terminal):
    """A language key and back: the press changes a key, the release nearly the whole picture."""
    spent = []
    for i in range(TAPS):
        item = terminal.item(("lang.en", "lang.zh_CN")[i % 2])
        for kind in ("down", "up"):
            time.sleep(0.1)
            spent.append(answered_ms(look, kind, item))
    return sorted(spent)


def main():
    with with_display("web.terminal=on") as kiosk:
        terminal, pid = kiosk.terminal(), kiosk.process.pid
        terminal.do("clock +10")  # nobody is there to be asked
        look = Look(kiosk.staff("root", "admin"))
        until(lambda: look.frames, what="the picture")
        whole = look.bytes
        time.sleep(1)
        bytes_before, cpu_before = look.bytes, cpu_s(pid)
        time.sleep(REST_S)
        rest_bytes, rest_cpu = look.bytes - bytes_before, cpu_s(pid) - cpu_before
        look.ask("act")
        until(lambda: look.state["granted"] == "act", what="the leave to act")
        spent = taps(look, terminal)
        look.close()
    print(f"tap to changed picture, of {len(spent)}: p50 {spent[len(spent) // 2]:.1f} ms, "
          f"p99 {spent[len(spent) * 99 // 100]:.1f} ms, the longest {spent[-1]:.1f} ms (limit 150 ms)")
    print(f"the whole picture: {whole / 1024:.0f} KB")
    print(f"{REST_S} s at rest: {rest_bytes} bytes of pictures, {100 * rest_cpu / REST_S:.2f} % of a core")


if __name__ == "__main__":
    main()
