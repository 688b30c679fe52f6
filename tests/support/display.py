"""A display that nobody looks at: Debian's Xvfb."""
import ctypes
import os
import subprocess
import time


class Display:
    """An X server of its own, of the panel's size."""

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1080x1920x24", "-nolisten",
                                        "tcp", "-noreset"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.name = ":" + told.readline().strip()  # to its end: it writes the line in pieces
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        while not x11.XOpenDisplay(self.name.encode()):  # it tells its name before it answers
            if self.server.poll() is not None:
                raise RuntimeError(f"Xvfb ended with {self.server.returncode}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(10)
