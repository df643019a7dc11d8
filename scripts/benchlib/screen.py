"""The program on a pseudo-terminal: when it writes, and how much."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import tempfile
import termios

from benchlib.failed import Failed
import time

SYNCHRONISATION = re.compile(rb"\x1b\[\?2026[hl]")
FRAME_END = b"\x1b[?2026l"
ENTER, TAB, UP, DOWN, SHIFT_TAB, BACKSPACE = b"\r", b"\t", b"\x1b[A", b"\x1b[B", b"\x1b[Z", b"\x7f"
ESCAPE, LEFT = b"\x1b", b"\x1b[D"


class Screen:
    """One run of the program."""

    def __init__(self, binary, arguments, rows=24, columns=80, prefix=(), home=None):
        self.home = home or tempfile.mkdtemp(prefix="sesame-bench-")
        environment = {
            "HOME": self.home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "XDG_STATE_HOME": self.home + "/state",
        }
        command = [*prefix, binary, *arguments]
        self.terminal, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        told, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(end) if hasattr(os, "login_tty") else login(end)
            # The moment of exec, not of fork: what this script costs is not the program's.
            os.write(tell, struct.pack("d", time.perf_counter()))
            os.execve(command[0], command, environment)
        os.close(end)
        os.close(tell)
        self.started = struct.unpack("d", os.read(told, 8))[0]
        os.close(told)

    def read(self, quiet=0.05, limit=10.0, until=None):
        """Reads until a text has come, or until nothing has come for a time.

        Gives the bytes and the moment of the last ones.
        """
        data, last, end = b"", None, time.perf_counter() + limit
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.terminal], [], [], quiet if until is None else 0.5)
            if not ready:
                if until is None:
                    break
                continue
            try:
                chunk = os.read(self.terminal, 65536)
            except OSError:
                break
            if not chunk:
                break
            last = time.perf_counter()
            data += chunk
            if until is not None and until in data:
                break
        if until is not None and until not in data:
            raise Failed(f"the screen never showed {until!r}")
        return data, last

    def key(self, text, quiet=0.04):
        """Types, and reads until it is quiet: the bytes without synchronisation marks, seconds to the last one."""
        sent = time.perf_counter()
        os.write(self.terminal, text)
        data, last = self.read(quiet=quiet, limit=2.0)
        return SYNCHRONISATION.sub(b"", data), (last - sent) if last else 0.0

    def busy(self):
        """Milliseconds of processor time that the thread of screen and keys has had so far."""
        with open(f"/proc/{self.pid}/schedstat") as file:
            return int(file.read().split()[0]) / 1e6

    def memory(self):
        """Megabytes: resident now, resident at most, and the part that no other process shares."""
        with open(f"/proc/{self.pid}/status") as file:
            status = file.read()
        with open(f"/proc/{self.pid}/smaps_rollup") as file:
            private = sum(int(size) for size in re.findall(r"Private_\w+:\s+(\d+)", file.read()))
        now, most = (int(re.search(name + r":\s+(\d+)", status).group(1)) for name in ("VmRSS", "VmHWM"))
        return now / 1024, most / 1024, private / 1024

    def wakeups(self):
        """How often any thread has gone to sleep so far."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status") as file:
                total += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", file.read()).group(1))
        return total

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
            self.read(quiet=0.05, limit=2.0)
            os.close(self.terminal)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError, OSError):
            pass
        shutil.rmtree(self.home, ignore_errors=True)


def login(end):
    os.setsid()
    fcntl.ioctl(end, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(end, descriptor)
    if end > 2:
        os.close(end)
