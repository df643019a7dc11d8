"""Figures of the whole program, measured from outside: what a person and a script would see.

Prints a table; with --json the same as one JSON document. Each figure is a median over several runs where it is a
time, exact where it is a count. Peers (AWS CLI, kubectl, botocore, boto3) run in the same session for ratios.
"""

import argparse
import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

BINARY = os.environ["SESAME_BINARY"]
SYNC = re.compile(rb"\x1b\[\?2026[hl]")


class Screen:
    """The program on a pseudo-terminal; counts what it writes."""

    def __init__(self, arguments, rows=24, columns=80, home=None):
        self.home = home or tempfile.mkdtemp(prefix="sesame-bench-")
        environment = {
            "HOME": self.home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "XDG_STATE_HOME": self.home + "/state",
        }
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(BINARY, [BINARY] + arguments, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, quiet=0.05, limit=10.0, until=None):
        """Reads until nothing has come for `quiet` seconds, or until a text has come."""
        data, end, last = b"", time.perf_counter() + limit, None
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                if until is None and (data or last is None):
                    break
                continue
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:
                break
            if not chunk:
                break
            data += chunk
            last = time.perf_counter()
            if until is not None and until in data:
                break
        return data, last

    def key(self, text, quiet=0.03):
        """Types and reads the answer: bytes without synchronisation marks, seconds until the last byte."""
        sent = time.perf_counter()
        os.write(self.fd, text)
        data, last = self.read(quiet=quiet, limit=1.0)
        return SYNC.sub(b"", data), (last - sent) if last else 0.0

    def resident(self):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
            self.read(quiet=0.02, limit=2.0)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)
        shutil.rmtree(self.home, ignore_errors=True)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(command, environment=None, runs=10, **more):
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


class Figures:
    def __init__(self):
        self.rows = []

    def add(self, name, value, unit, target=None, note=""):
        self.rows.append({"name": name, "value": round(value, 3), "unit": unit, "target": target, "note": note})

    def table(self):
        width = max(len(row["name"]) for row in self.rows)
        lines = []
        for row in self.rows:
            target = f"target {row['target']}" if row["target"] else ""
            lines.append(f"{row['name']:{width}}  {row['value']:>12,.3f} {row['unit']:<10} {target:<16} {row['note']}".rstrip())
        return "\n".join(lines)


def measure_start(figures):
    first = []
    for _ in range(15):
        screen = Screen(["demo"])
        _, last = screen.read(quiet=0.2, until=b"q leave")
        first.append((last or time.perf_counter()) - screen.started)
        screen.close()
    figures.add("exec to first full frame", 1000 * statistics.median(first), "ms", "<= 30")


def to_form(screen):
    """From Home to the form of screen 3 by keys."""
    screen.read(quiet=0.2, until=b"q leave")
    for _ in range(30):
        data, _ = screen.key(b"\r", quiet=0.15)
        if b"IRSA configuration" in data or b"Namespace" in data:
            return True
    return False


def measure_keys(figures):
    screen = Screen(["demo"])
    screen.read(quiet=0.3)
    idle, _ = screen.read(quiet=1.0, limit=1.0)
    figures.add("bytes when idle for a second", len(idle), "bytes", "0")
    figures.add("resident memory on Home", screen.resident(), "MB", "<= 40")
    moves, times = [], []
    for index in range(60):
        data, seconds = screen.key(b"\x1b[B" if index % 2 == 0 else b"\x1b[A")
        if data:
            moves.append(len(data))
            times.append(1000 * seconds)
    figures.add("bytes per focus move", statistics.median(moves), "bytes", "<= 250")
    figures.add("key to last byte, p50", statistics.median(times), "ms")
    figures.add("key to last byte, p99", percentile(times, 0.99), "ms", "<= 2")
    screen.close()

    screen = Screen(["demo"])
    if to_form(screen):
        time.sleep(0.3)
        screen.read(quiet=0.2)
        for _ in range(12):
            data, _ = screen.key(b"\x1b[Z", quiet=0.05)
            typed, _ = screen.key(b"a", quiet=0.05)
            if 0 < len(typed):
                break
        sizes, times = [], []
        for index in range(40):
            data, seconds = screen.key(b"b" if index % 2 == 0 else b"\x7f")
            if data:
                sizes.append(len(data))
                times.append(1000 * seconds)
        if sizes:
            figures.add("bytes per typed character, with preview", statistics.median(sizes), "bytes", "<= 150")
            figures.add("typed character to last byte, p99", percentile(times, 0.99), "ms", "<= 2")
        figures.add("resident memory on a form", screen.resident(), "MB", "<= 40")
    screen.close()


class Simulator:
    """`sesame simulate` with a state folder, as a script would use it."""

    def __init__(self, scenario="fresh", latency=0):
        self.folder = tempfile.mkdtemp(prefix="sesame-bench-")
        state = self.folder + "/state"
        command = [BINARY, "simulate", "--listen", "127.0.0.1:0", "--state", state, "--scenario", scenario]
        if latency:
            command += ["--latency", str(latency)]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(state + "/environment"):
            if self.process.poll() is not None:
                raise SystemExit("bench: sesame simulate ended at once")
            time.sleep(0.001)
        self.ready = time.perf_counter() - self.begun
        self.state = state
        self.environment = dict(os.environ)
        for line in open(state + "/environment"):
            match = re.match(r"export (\w+)='?([^'\n]*)'?", line)
            if match:
                self.environment[match.group(1)] = match.group(2)
        self.environment["HOME"] = self.folder
        self.environment["XDG_STATE_HOME"] = self.folder + "/xdg"
        self.environment["AWS_EC2_METADATA_DISABLED"] = "true"

    def run(self, *arguments):
        return subprocess.run(
            [BINARY, *arguments, "--answers", self.state + "/answers.yaml"], env=self.environment,
            capture_output=True, text=True)

    def click_all(self):
        import urllib.request
        inbox = self.environment["SESAME_SIMULATOR_INBOX"]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        page = opener.open(inbox).read().decode()
        base = re.match(r"https?://[^/]+", inbox).group(0)
        for link in set(re.findall(r"/verify\?token=[^\"'<>&\s]+", page)):
            try:
                opener.open(base + link).read()
            except Exception:
                pass

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def measure_commands(figures):
    simulator = Simulator("ready")
    figures.add("simulate: start to state folder ready", 1000 * simulator.ready, "ms", "<= 50")
    out = simulator.folder + "/out"
    seconds = []
    for index in range(15):
        begun = time.perf_counter()
        done = simulator.run("render", "--out", f"{out}{index}")
        seconds.append(time.perf_counter() - begun)
        if done.returncode != 0:
            raise SystemExit("bench: render failed: " + done.stderr)
    figures.add("render", 1000 * statistics.median(seconds), "ms", "<= 20")
    simulator.close()


def measure_round_trips(figures):
    """Time with 50 ms added to every request, less the time without, in units of 50 ms."""
    latency = 0.05
    times = {}
    for added in (0, 50):
        simulator = Simulator("ready", latency=added)
        times["plan", added] = statistics.median(
            measure(lambda: simulator.run("plan"), runs=5, codes={0}))
        simulator.close()
        applied = []
        for _ in range(3):
            simulator = Simulator("fresh", latency=added)
            simulator.run("apply", "--yes")
            simulator.click_all()
            simulator.close()
            simulator = Simulator("ready", latency=0)
            for address in ("break",):
                pass
            simulator.close()
            applied.append(apply_with_verified_sender(added))
        times["apply", added] = statistics.median(applied)
    for name, target in (("plan", "<= 4"), ("apply", "<= 8")):
        trips = (times[name, 50] - times[name, 0]) / latency
        figures.add(f"{name}: round trips on the critical path", trips, "x 50 ms", target)
        figures.add(f"{name}: with 50 ms per request", times[name, 50], "s")


def measure(action, runs, codes):
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        done = action()
        seconds.append(time.perf_counter() - begun)
        if done.returncode not in codes:
            raise SystemExit(f"bench: exit {done.returncode}: {done.stderr}{done.stdout}")
    return seconds


def apply_with_verified_sender(latency):
    """Apply on a world whose identities exist and are verified already."""
    simulator = Simulator("verified", latency=latency)
    begun = time.perf_counter()
    done = simulator.run("apply", "--yes")
    seconds = time.perf_counter() - begun
    if done.returncode != 0:
        raise SystemExit(f"bench: apply ended with {done.returncode}: {done.stderr}{done.stdout}")
    simulator.close()
    return seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", help="start, keys, commands, trips, micro, peers")
    options = parser.parse_args()
    figures = Figures()
    parts = {"start": measure_start, "keys": measure_keys, "commands": measure_commands, "trips": measure_round_trips}
    for name, part in parts.items():
        if options.only in (None, name):
            part(figures)
    if options.json:
        print(json.dumps({"schema": "sesame/bench/v1", "figures": figures.rows}, indent=2))
    else:
        print(figures.table())
        print(json.dumps({"schema": "sesame/bench/v1", "figures": figures.rows}), file=sys.stderr)


if __name__ == "__main__":
    main()
