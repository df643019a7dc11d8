"""Figures of the whole program, measured from outside: what a person and a script would see.

Prints a table, or one JSON document with --json. What cannot be measured is a row that says why; the rest is printed
all the same, and the exit code is 1. Times are medians over several runs, with the smallest and the
largest beside them; counts are exact. Peers (AWS CLI, kubectl, botocore, boto3, moto) do the same work in the same
run, for ratios: absolute figures say more about the machine than about the program.
"""

import argparse
import json
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from benchlib.failed import Failed
from benchlib.figures import Figures
from benchlib.screen import BACKSPACE, DOWN, ENTER, ESCAPE, FRAME_END, LEFT, SHIFT_TAB, TAB, UP, Screen
from benchlib.simulator import PATIENCE, Simulator, end, finished, free_port

BINARY = os.environ["SESAME_BINARY"]
BENCH = os.path.join(os.path.dirname(BINARY), "sesame-bench")
TOOLS = os.path.dirname(sys.executable)
HERE = os.path.dirname(os.path.abspath(__file__))
CASES = HERE + "/../Tests/Cases/policy_cases.json"
LATENCY = 50


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measured(*command, environment=None):
    """The JSON document that a benchmark program prints."""
    done = finished(command, env=environment)
    if done.returncode != 0:
        raise Failed(f"{os.path.basename(command[0])} {' '.join(command[1:])}: {done.stderr.strip()}")
    return json.loads(done.stdout)


# Start


def start(figures):
    for name, arguments in (("demo", ["demo"]), ("live", [])):
        what = f"exec to first full frame, {name}"
        with figures.attempt(what):
            times = []
            for _ in range(25):
                with Screen(BINARY, arguments) as screen:
                    _, last = screen.read(until=FRAME_END)
                    times.append(1000 * (last - screen.started))
            figures.add(what, times, "ms", ("<=", 30))
    if shutil.which("curl"):
        what = "curl --version, start to end"
        with figures.attempt(what):
            times = [1000 * run(["curl", "--version"])[0] for _ in range(25)]
            figures.add(what, times, "ms", None, "loads the same libraries; for comparison")


def run(command, **more):
    """Seconds and seconds of processor time that a command takes."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{command[0]} {command[1]} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime


# Keys


def keys(figures):
    with figures.attempt("keys on Home"):
        home(figures)
    with figures.attempt("keys in the form 80x24"):
        form(figures, 24, 80, "no preview visible", preview=False)
    with figures.attempt("keys in the form 120x40"):
        form(figures, 40, 120, "preview beside the form", preview=True)
    with figures.attempt("resident memory after all screens, 200x60"):
        journey(figures)
    with figures.attempt("writes per frame"):
        writes(figures)


def home(figures):
    with Screen(BINARY, ["demo"]) as screen:
        screen.read(until=FRAME_END)
        screen.read(quiet=0.7)
        before = screen.wakeups()
        idle, _ = screen.read(quiet=1.0, limit=1.0)
        figures.add(
            "bytes when idle for a second", len(idle), "bytes", ("<=", 0),
            f"{screen.wakeups() - before} wake-ups of all threads")
    with Screen(BINARY, []) as screen:
        screen.read(until=FRAME_END)
        screen.read(quiet=0.5)
        keys = Keys(screen)
        moves = []
        for index in range(200):
            data = keys.press(DOWN if index % 2 == 0 else UP)
            if not data:
                raise Failed("an arrow key on Home drew nothing")
            moves.append(len(data))
        figures.add("bytes per focus move, Home", moves, "bytes", ("<=", 250))
        keys.report(figures, "focus move on Home")
    with tempfile.TemporaryDirectory() as folder, Screen(BINARY, ["--record", f"{folder}/home.cast"]) as screen:
        screen.read(until=FRAME_END)
        screen.read(quiet=0.5)
        keys = Keys(screen)
        for index in range(200):
            keys.press(DOWN if index % 2 == 0 else UP)
        keys.report(figures, "focus move on Home, recorded")


class Keys:
    """Presses keys and keeps how long each took: on the clock, and of the processor."""

    def __init__(self, screen):
        self.screen = screen
        self.times, self.busy = [], []

    def press(self, key):
        before = self.screen.busy()
        data, seconds = self.screen.key(key)
        self.times.append(1000 * seconds)
        self.busy.append(self.screen.busy() - before)
        return data

    def report(self, figures, what):
        busy = f"{percentile(self.busy, 0.5):.2f}, p99 {percentile(self.busy, 0.99):.2f} ms of processor time"
        figures.add(f"key to last byte, {what}, p50", percentile(self.times, 0.5), "ms", None, busy)
        figures.add(
            f"key to last byte, {what}, p99", percentile(self.times, 0.99), "ms", ("<=", 2),
            f"of {len(self.times)} keys")


def form(figures, rows, columns, what, preview):
    """Moves and types in the form of the configuration, reached by keys."""
    with Screen(BINARY, ["demo"], rows=rows, columns=columns) as screen:
        screen.read(until=FRAME_END)
        for _ in range(9):
            screen.read(quiet=0.4)
            screen.key(ENTER, quiet=0.25)
        screen.read(quiet=0.6)
        moves = []
        for _ in range(2):
            moves += [len(screen.key(SHIFT_TAB)[0]) for _ in range(8)]
            moves += [len(screen.key(TAB)[0]) for _ in range(8)]
        # At 80x24 help and preview are at most five rows, beside a pane both are much larger.
        figures.add(
            f"bytes per focus move, form {columns}x{rows}", moves, "bytes", None if preview else ("<=", 250),
            "with help, footer and preview of the field that is gone to")
        # The name of the policy stands in no preview; that of the service account does.
        for _ in range(3 if preview else 1):
            screen.key(SHIFT_TAB, quiet=0.1)
        typed, erased, keys = [], [], Keys(screen)
        word = "mailer-for-shop"
        for _ in range(6):
            for letter in word:
                data = keys.press(letter.encode())
                if letter.encode() not in data:
                    raise Failed(f"{letter!r} was not shown when typed ({columns}x{rows}): {data!r}")
                typed.append(len(data))
            erased += [len(keys.press(BACKSPACE)) for _ in word]
        figures.add(f"bytes per typed character, {what}", typed, "bytes", ("<=", 150 if preview else 12))
        figures.add(f"bytes per erased character, {what}", erased, "bytes")
        keys.report(figures, f"typing {columns}x{rows}")
        now, most, private = screen.memory()
        figures.add(
            f"resident memory on a form {columns}x{rows}", now, "MB", ("<=", 40),
            f"at most {most:.1f}, of which no other process shares {private:.1f}")


def journey(figures):
    """Memory after a whole setup: everything was on the screen once, and the simulator has worked."""
    with Screen(BINARY, ["demo"], rows=60, columns=200) as screen:
        screen.read(until=FRAME_END)
        shown = b""
        # Every default is taken: to the plan, apply, confirm, the three mails, on, send.
        for key in [ENTER] * 12 + [b"a"] + [ENTER] * 7:
            screen.read(quiet=0.4)
            shown = screen.key(key, quiet=0.4)[0]
        if b"Message sent" not in shown:
            screen.read(until=b"Message sent")
        now, most, private = screen.memory()
        figures.add(
            "resident memory after all screens, 200x60", now, "MB", ("<=", 40),
            f"the demo's simulator included; at most {most:.1f}, of which no other process shares {private:.1f}")


def stage(figures):
    """One key back on a stage, after a long walk: how long it takes, and what the kept moments cost in memory."""
    with Screen(BINARY, ["demo"]) as screen:
        walk(screen)
        without = screen.memory()[0]
    with Screen(BINARY, ["demo", "--stage", "--no-cards"]) as screen:
        walk(screen)
        kept = screen.memory()[0]
        times, unseen = [], 0
        # When no key is left nothing changes any more.
        while unseen < 8:
            seconds = step_back(screen)
            unseen = 0 if seconds else unseen + 1
            times += [1000 * seconds] if seconds else []
    figures.add("memory of the moments kept, after a long walk", kept - without, "MB", ("<=", 40),
                f"{kept:.1f} on a stage, {without:.1f} without one; {len(times)} keys could be taken back")
    figures.add("one key back, screen and world", times, "ms", None, f"{len(times)} keys")
    figures.add("one key back, of a hundred the slowest but one", percentile(times, 0.99), "ms", ("<=", 50))


    with figures.attempt("the console behind the stage"):
        console(figures)


def console(figures):
    """How much later than the stage itself a presenter's console shows what a key on the stage did."""
    with Screen(BINARY, ["demo", "--stage", "--no-cards"]) as screen:
        screen.read(until=FRAME_END)
        with Screen(BINARY, ["stage"], rows=40, columns=120, home=screen.home) as presenter:
            presenter.read(until=FRAME_END)
            presenter.read(quiet=0.5)
            later = []
            for index in range(60):
                os.write(screen.terminal, DOWN if index % 2 == 0 else UP)
                at = {}
                while len(at) < 2:
                    ready, _, _ = select.select([screen.terminal, presenter.terminal], [], [], 2.0)
                    if not ready:
                        raise Failed("a key on the stage is not seen on the console")
                    for terminal in ready:
                        if FRAME_END in os.read(terminal, 65536):
                            at.setdefault(terminal, time.perf_counter())
                later.append(1000 * (at[presenter.terminal] - at[screen.terminal]))
                screen.read(quiet=0.05)
                presenter.read(quiet=0.05)
    figures.add("the console behind the stage", later, "ms", ("<=", 16.7), "one frame at 60 a second")


def walk(screen):
    """A whole setup, then looking around: messages, files, calls, help."""
    screen.read(until=FRAME_END)
    screen.read(quiet=0.4)
    for key in [ENTER] * 12 + [b"a"] + [ENTER] * 7:
        screen.key(key, quiet=0.5)
    screen.read(quiet=1.0)
    around = [b"s", DOWN, b"?", DOWN, ESCAPE, TAB, b"v", ESCAPE, UP, b"l", DOWN, ESCAPE]
    for turn in range(44):
        for key in around:
            screen.key(key, quiet=0.12)


def step_back(screen):
    """Seconds from the key to the frame that it leads to; none where nothing changes."""
    sent = time.perf_counter()
    os.write(screen.terminal, LEFT)
    shown, seconds = b"", 0.0
    while select.select([screen.terminal], [], [], 0.3 if not shown else 0.02)[0]:
        shown += os.read(screen.terminal, 65536)
        if not seconds and FRAME_END in shown:
            seconds = time.perf_counter() - sent
    return seconds


def writes(figures):
    strace = shutil.which("strace")
    if not strace:
        return figures.missing("writes per frame", "strace is not on this machine")
    with tempfile.TemporaryDirectory(prefix="sesame-bench-") as folder:
        trace = folder + "/trace"
        tracing = [strace, "-f", "-qq", "-s", "0", "-e", "trace=write,writev", "-o", trace]
        with Screen(BINARY, [], prefix=tracing) as screen:
            try:
                screen.read(until=FRAME_END)
            except Failed:
                return figures.missing("writes per frame", "strace may not trace here")
            screen.read(quiet=1.0)
            counts = []
            for index in range(20):
                before = frames_written(trace)
                screen.key(DOWN if index % 2 == 0 else UP, quiet=0.15)
                counts.append(frames_written(trace) - before)
    figures.add("writes per frame", counts, "writes", ("<=", 1))


def frames_written(trace):
    with open(trace) as file:
        return sum(1 for line in file if re.search(r"\bwritev?\(1,", line))


# Commands


def commands(figures):
    with Simulator(BINARY, "ready") as simulator:
        answers = simulator.state + "/answers.yaml"
        times = [
            run([BINARY, "render", "--answers", answers, "--out", f"{simulator.folder}/{index}"]) for index in range(25)
        ]
    processor = sorted(1000 * busy for _, busy in times)[len(times) // 2]
    figures.add(
        "render, start to end", [1000 * seconds for seconds, _ in times], "ms", ("<=", 20),
        f"{processor:.1f} ms of processor time")


def first_answer(figures):
    with figures.attempt("simulate, start to first AWS answer"):
        times = [1000 * seconds_to_first_answer() for _ in range(15)]
        figures.add("simulate, start to first AWS answer", times, "ms", ("<=", 50))
    with figures.attempt("simulate, start to state folder complete"):
        folders = []
        for _ in range(10):
            with Simulator(BINARY) as simulator:
                folders.append(1000 * simulator.ready)
        figures.add("simulate, start to state folder complete", folders, "ms")


def seconds_to_first_answer():
    """From the start of the simulator to its first answer to a request."""
    port = free_port()
    request = b"POST / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 43\r\nConnection: close\r\n" % port
    request += b"Content-Type: application/x-www-form-urlencoded\r\n\r\nAction=GetCallerIdentity&Version=2011-06-15"
    begun = time.perf_counter()
    process = subprocess.Popen(
        [BINARY, "simulate", "--listen", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        answer = b""
        while not answer:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                    connection.sendall(request)
                    answer = connection.recv(65536)
            except ConnectionRefusedError:
                if process.poll() is not None:
                    raise Failed("sesame simulate ended at once")
                if time.perf_counter() - begun > PATIENCE:
                    raise Failed(f"sesame simulate did not listen after {PATIENCE} s")
                time.sleep(0.0005)
        seconds = time.perf_counter() - begun
    finally:
        end(process)
    if b"MissingAuthenticationToken" not in answer:
        raise Failed(f"the simulator's first answer is {answer!r}")
    return seconds


# Round trips


def trips(figures):
    """Time with latency added to every answer, less the time without, in units of the latency."""
    apply = {}
    with figures.attempt("plan"):
        reported(figures, "plan", {latency: planned(latency) for latency in (0, LATENCY)}, 4)
    with figures.attempt("apply"):
        apply = {latency: applied(latency) for latency in (0, LATENCY)}
        reported(figures, "apply", apply, 8)
    with figures.attempt("send"):
        reported(figures, "send", {latency: sent(latency) for latency in (0, LATENCY)}, None)
    with figures.attempt("send from a pod"):
        reported(figures, "send from a pod", {latency: sent_from_pod(latency) for latency in (0, LATENCY)}, None)
    with figures.attempt("apply as AWS CLI and kubectl calls"):
        script(figures, apply)


def planned(latency):
    with Simulator(BINARY, "ready", latency) as simulator:
        return [succeed(simulator, "plan") for _ in range(7)]


def applied(latency):
    times = []
    for _ in range(7):
        with Simulator(BINARY, "verified", latency) as simulator:
            times.append(succeed(simulator, "apply", "--yes"))
    return times


def sent(latency):
    with Simulator(BINARY, "verified", latency) as simulator:
        succeed(simulator, "apply", "--yes")
        return [succeed(simulator, "send") for _ in range(5)]


def sent_from_pod(latency):
    """From "start the test" to the message's id, where the workload runs already."""
    with Simulator(BINARY, "verified", latency) as simulator:
        path = simulator.state + "/answers.yaml"
        with open(path) as file:
            answers = file.read()
        with open(path, "w") as file:
            file.write(answers.replace("testWorkload: false", "testWorkload: true", 1))
        succeed(simulator, "apply", "--yes")
        return [succeed(simulator, "send", "--via", "pod") for _ in range(5)]


def reported(figures, name, times, target):
    base = sorted(times[0])[len(times[0]) // 2]
    figures.add(
        f"{name}, round trips on the critical path", [1000 * (time - base) / LATENCY for time in times[LATENCY]],
        f"x {LATENCY} ms", target and ("<=", target), "less the time without latency")
    figures.add(f"{name}, no latency added", [1000 * time for time in times[0]], "ms")
    figures.add(f"{name}, {LATENCY} ms added to every request", [1000 * time for time in times[LATENCY]], "ms")


def succeed(simulator, *arguments):
    done, seconds = simulator.sesame(*arguments)
    if done.returncode != 0:
        raise Failed(f"sesame {arguments[0]} ended with {done.returncode}: {done.stderr}{done.stdout}")
    return seconds


def script(figures, apply):
    """The same writes as a script of AWS CLI and kubectl calls; it checks nothing beforehand."""
    if not shutil.which("kubectl"):
        return figures.missing("apply as AWS CLI and kubectl calls", "kubectl is not on this machine")
    for latency in (0, LATENCY):
        times = [scripted(latency) for _ in range(3)]
        figures.add(
            f"AWS CLI and kubectl script, {latency} ms added", [1000 * seconds for seconds in times], "ms")
        if latency in apply:
            ratio = sorted(times)[1] / sorted(apply[latency])[len(apply[latency]) // 2]
            figures.add(f"script over apply, {latency} ms added", ratio, "times", None, "apply also plans and checks")


def scripted(latency):
    with Simulator(BINARY, "verified", latency) as simulator:
        files = simulator.folder + "/files"
        succeed(simulator, "render", "--out", files)
        with open(files + "/apply.sh", "w") as file:
            file.write(calls_of(simulator))
        begun = time.perf_counter()
        done = finished(
            ["bash", "-euo", "pipefail", "apply.sh"], cwd=files,
            env=dict(simulator.environment, PATH=TOOLS + ":" + os.environ["PATH"]))
        seconds = time.perf_counter() - begun
        if done.returncode != 0:
            raise Failed("the script of AWS CLI and kubectl calls failed: " + done.stderr)
        plan, _ = simulator.sesame("plan")
        if plan.returncode != 0:
            raise Failed("the script did something else than apply: " + plan.stdout + plan.stderr)
        return seconds


def calls_of(simulator):
    with open(simulator.state + "/answers.yaml") as file:
        answers = {name: value.strip("\"'") for name, value in re.findall(r"(\w+): *(\S+)", file.read())}
    with open(simulator.state + "/answers.yaml") as file:
        eks, ses = re.findall(r"account: *\W?(\d{12})", file.read())
    region = answers["region"]
    return f"""
        aws() {{ command aws --region {region} "$@" >/dev/null; }}
        aws iam create-open-id-connect-provider --profile eks-admin \\
            --url https://{answers["oidcProvider"]} --client-id-list sts.amazonaws.com
        aws iam create-policy --profile eks-admin --policy-name {answers["permissionsPolicy"]} \\
            --policy-document file://iam-policy.json
        aws iam create-role --profile eks-admin --role-name {answers["role"]} \\
            --assume-role-policy-document file://trust-policy.json
        aws iam attach-role-policy --profile eks-admin --role-name {answers["role"]} \\
            --policy-arn arn:aws:iam::{eks}:policy/{answers["permissionsPolicy"]}
        aws sesv2 create-email-identity-policy --profile ses-admin --email-identity {answers["sender"]} \\
            --policy-name {answers["sendingPolicy"]} --policy file://ses-sending-policy.json
        kubectl apply -f service-account.yaml >/dev/null
        """


# Diagnoses


def diagnosis(figures):
    """A whole diagnosis, what the same reads cost a script, and all service accounts of a cluster."""
    with figures.attempt("doctor"):
        one_diagnosis(figures)
    for count in (20, 200, 1000):
        name = f"doctor --all, {count:,} service accounts, {LATENCY} ms added to every request"
        with figures.attempt(name):
            whole_cluster(figures, name, count)


def one_diagnosis(figures):
    times = {}
    for latency in (0, LATENCY):
        with Simulator(BINARY, "ready", latency) as simulator:
            times[latency] = [succeed(simulator, "doctor") for _ in range(7)]
            done, _ = simulator.sesame("doctor", "-o", "json")
            requests = json.loads(done.stdout)["calls"]
            if latency:
                theirs = [peer(simulator, "diagnose") for _ in range(3)]
    reported(figures, "doctor", times, 8)
    figures.add("doctor, calls", requests, "calls", None, "what this computer's own files say is among them")
    figures.add(
        f"the same reads one after another with boto3, {LATENCY} ms added", [row["milliseconds"] for row in theirs],
        "ms", None, f"{theirs[0]['requests']} requests; nothing is judged")
    ours = sorted(times[LATENCY])[len(times[LATENCY]) // 2]
    figures.add("boto3 script over doctor", sorted(row["milliseconds"] for row in theirs)[1] / (1000 * ours), "times")


def whole_cluster(figures, name, count):
    """Every service account has a role; eight may send, each as an identity of its own."""
    with Simulator(BINARY, "ready", LATENCY) as simulator:
        peer(simulator, "fill", str(count - 1), "7")
        seconds, calls, rows = [], [], 0
        for _ in range(3 if count < 1000 else 1):
            done, took = simulator.sesame("doctor", "--all", "-o", "json")
            if done.returncode not in (0, 1):
                raise Failed(f"sesame doctor --all ended with {done.returncode}: {done.stderr}")
            document = json.loads(done.stdout)
            seconds.append(took)
            calls.append(document["calls"])
            rows = len(document["serviceAccounts"])
    if rows != count:
        raise Failed(f"{rows} service accounts were looked at, not {count}")
    figures.add(name, seconds, "s", ("<=", 15) if count == 200 else None, "8 of them may send")
    figures.add(
        f"calls of doctor --all, {count:,} service accounts", calls, "calls", ("<=", 120) if count == 200 else None,
        f"{calls[0] / count:.2f} for each")


def peer(simulator, *arguments):
    """What the fleet script prints, run against a simulator."""
    what, *rest = arguments
    return measured(
        sys.executable, HERE + "/benchlib/fleet.py", what, simulator.state, *rest, environment=simulator.environment)


# Signatures, decisions, calls


def micro(figures):
    ours = measured(BENCH, "micro", CASES)
    rates = {rate["name"]: rate for rate in ours["rates"]}
    figures.rate("signatures on one core", rates["signatures"], "per s")
    with figures.attempt("signatures on one core, botocore"):
        theirs = measured(sys.executable, HERE + "/benchlib/boto.py", "signatures")
        figures.rate("signatures on one core, botocore", theirs, "per s")
        figures.add("signatures, over botocore", rates["signatures"]["median"] / theirs["median"], "times", (">=", 20))
    figures.rate("policy decisions, the chain", rates["policy decisions, the chain"], "per s", (">=", 100_000))
    figures.rate("policy decisions, case file", rates["policy decisions, case file"], "per s", (">=", 100_000))
    for growth in ours["growth"]:
        times = ", ".join(f"{time:.0f}" for time in growth["microseconds"])
        figures.add(
            f"{growth['name']}, 8 times the text", growth["growth"], "times", ("<=", 12),
            f"linear is 8; {times} us for {growth['lengths'][0]} to {growth['lengths'][-1]} characters")
    figures.add("1 MiB pasted, decoded", ours["paste"], "ms", ("<=", 50), "processor time")


def calls(figures):
    with Simulator(BINARY) as simulator:
        for in_flight, words in ((1, "one after another"), (32, "32 in flight")):
            with figures.attempt(f"200 GetCallerIdentity, {words}"):
                calls_beside_boto(figures, simulator, in_flight, f"200 GetCallerIdentity, {words}")


def calls_beside_boto(figures, simulator, in_flight, name):
    """Both in turns, so that what else the machine does meets both; where boto3 fails, ours are measured alone."""
    environment = simulator.keys()
    arguments = ("calls", environment["AWS_ENDPOINT_URL"], "200", str(in_flight))
    ours, theirs, trouble = [], [], None
    for _ in range(5):
        ours.append(measured(BENCH, *arguments, environment=environment)["milliseconds"])
        if trouble:
            continue
        try:
            theirs.append(measured(
                sys.executable, HERE + "/benchlib/boto.py", *arguments, environment=environment)["milliseconds"])
        except Failed as error:
            trouble = error
    figures.add(name, ours, "ms")
    with figures.attempt(name + ", boto3"):
        if trouble:
            raise trouble
        figures.add(name + ", boto3", theirs, "ms")
        figures.add(name + ", boto3 over", sorted(theirs)[2] / sorted(ours)[2], "times")


class Listener:
    """A server that notes when the first signed request arrives, and answers nothing."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.seen = None
        self.thread = threading.Thread(target=self.wait, daemon=True)
        self.thread.start()

    def wait(self):
        connection, _ = self.socket.accept()
        data = b""
        while b"AWS4-HMAC-SHA256" not in data:
            chunk = connection.recv(65536)
            if not chunk:
                return
            data += chunk
        self.seen = time.perf_counter()
        connection.close()
        self.socket.close()


def wire(figures):
    """From exec to the first signed request on the wire."""
    aws = TOOLS + "/aws"
    folder = tempfile.mkdtemp(prefix="sesame-bench-")
    environment = {
        "PATH": os.environ["PATH"], "HOME": folder, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example-secret-of-forty-characters-length", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
    }
    medians = []
    for name, command, runs in (
        ("exec to first signed request", [BINARY, "whoami", "--endpoint-url"], 15),
        ("exec to first signed request, AWS CLI", [aws, "sts", "get-caller-identity", "--endpoint-url"], 5),
    ):
        with figures.attempt(name):
            times = [1000 * seconds_to_request(command, environment) for _ in range(runs)]
            figures.add(name, times, "ms")
            medians.append(sorted(times)[runs // 2])
    if len(medians) == 2:
        figures.add("exec to first signed request, AWS CLI over", medians[1] / medians[0], "times")
    shutil.rmtree(folder, ignore_errors=True)


def seconds_to_request(command, environment):
    listener = Listener()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, f"http://127.0.0.1:{listener.port}"], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    end_of_patience = begun + PATIENCE
    while listener.thread.is_alive() and process.poll() is None and time.perf_counter() < end_of_patience:
        listener.thread.join(0.2)
    end(process)
    listener.thread.join(1)
    if listener.seen is None:
        raise Failed("no signed request came")
    return listener.seen - begun


def load(figures):
    with Simulator(BINARY) as simulator:
        ours = measured(BENCH, "load", "127.0.0.1", str(simulator.port), "32", "5", environment=simulator.keys())
    figures.rate(
        "simulator, signed GetCallerIdentity, 32 connections", ours, "per s", (">=", 5000),
        "the load generator takes its share of the same cores")
    with figures.attempt("moto, the same"):
        theirs = moto_load()
        figures.rate("moto, the same", theirs, "per s")
        figures.add("simulator over moto", ours["median"] / theirs["median"], "times")


def moto_load():
    port = free_port()
    moto = subprocess.Popen(
        [TOOLS + "/moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        wait_for(port, moto)
        environment = dict(os.environ, AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="example")
        return measured(BENCH, "load", "127.0.0.1", str(port), "32", "5", environment=environment)
    finally:
        end(moto)


def wait_for(port, process):
    """Waits until a program listens."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        if process.poll() is not None:
            raise Failed(f"{os.path.basename(process.args[0])} ended at once, with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise Failed(f"{os.path.basename(process.args[0])} did not listen after {PATIENCE} s")


# Explain


def explain(figures):
    """Logs of 100 MB through `sesame explain`: what fast reading looks like, and what the worst log costs."""
    folder = tempfile.mkdtemp(prefix="sesame-bench-")
    try:
        for name, line in (
            ("a log with an error in 10,000 lines", rare),
            ("a log of nothing but errors", often),
            ("a log of errors that all differ", different),
        ):
            with figures.attempt(f"explain, {name}"):
                explained(figures, name, folder + "/log", line)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


REFUSAL = (
    "User `arn:aws:sts::111122223333:assumed-role/ses-sender-role/botocore-session-1700000000' is not authorized to "
    "perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com'")
REJECTED = "Email address is not verified. The following identities failed the check in region EU-WEST-1: "


def rare(number):
    if number % 10_000 == 9_999:
        return often(number)
    return f"2026-03-12T14:02:{number % 60:02}.{number % 1000:03}Z INFO job {number} of user {number % 977} done in {number % 89} ms\n"


def often(number):
    return f"2026-03-12T14:02:{number % 60:02}.{number % 1000:03}Z ERROR job {number} failed: AccessDenied: {REFUSAL}\n"


def different(number):
    return f"2026-03-12T14:02:{number % 60:02}Z ERROR MessageRejected: {REJECTED}customer-{number}@example.com\n"


def explained(figures, name, path, line):
    size = 0
    with open(path, "w") as file:
        number = 0
        while size < 100_000_000:
            block = "".join(line(number + offset) for offset in range(1000))
            file.write(block)
            number += 1000
            size += len(block)
    rates, memory = [], []
    for _ in range(5):
        with open(path, "rb") as file:
            begun = time.perf_counter()
            process = subprocess.Popen(
                [BINARY, "explain", "-o", "json"], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            answer = json.loads(process.stdout.read())
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 or not answer["known"]:
            raise Failed(f"sesame explain ended with {process.returncode} and {answer}")
        rates.append(size / 1_000_000 / seconds)
        memory.append(usage.ru_maxrss / 1024)
    figures.add(f"explain, {name}, 100 MB", rates, "MB/s", (">=", 100))
    figures.add(f"explain, {name}, most memory", memory, "MB", ("<=", 48))


# Exec


def streamed(figures):
    """What a program in a pod writes, 100 MB of it, taken by the client and by kubectl from the same simulator."""
    kubectl = shutil.which("kubectl")
    with Simulator(BINARY, "ready") as simulator:
        ours, memory, small, theirs, their_memory = [], [], [], [], []
        pod = running_pod(simulator)
        config = simulator.environment["KUBECONFIG"]
        small.append(measured(BENCH, "exec", config, pod, str(MEGABYTES * 100_000))["kilobytes"] / 1024)
        for _ in range(3):
            answer = measured(BENCH, "exec", config, pod, str(MEGABYTES * 1_000_000))
            ours.append(MEGABYTES * 1000 / answer["milliseconds"])
            memory.append(answer["kilobytes"] / 1024)
            if kubectl:
                seconds, most = copied([
                    kubectl, "exec", pod, "--", "head", "-c", str(MEGABYTES * 1_000_000), "/dev/zero"], simulator)
                theirs.append(MEGABYTES / seconds)
                their_memory.append(most)
    name = f"exec, {MEGABYTES} MB from a pod"
    figures.add(name, ours, "MB/s", None, "the simulator works on the same cores")
    figures.add(f"{name}, most memory", memory, "MB", ("<=", 40))
    figures.add(
        f"{name}, most memory over that for a tenth", sorted(memory)[1] / small[0], "times", ("<=", 1.2))
    if not kubectl:
        return figures.missing(f"{name}, kubectl", "kubectl is not on this machine")
    figures.add(f"{name}, kubectl", theirs, "MB/s", None, "its start included, some 0.1 s")
    figures.add(f"{name}, kubectl, most memory", their_memory, "MB")
    figures.add(f"{name}, over kubectl", sorted(ours)[1] / sorted(theirs)[1], "times", (">=", 1))


MEGABYTES = 100


def running_pod(simulator):
    """The name of a pod that the test workload's deployment has brought up."""
    files = simulator.folder + "/files"
    succeed(simulator, "render", "--out", files)
    for arguments in (["apply", "-f", files], ["get", "pods", "-o", "jsonpath={.items[0].metadata.name}"]):
        done = finished(["kubectl", *arguments], env=simulator.environment)
    if done.returncode != 0 or not done.stdout:
        raise Failed("no pod came up: " + done.stderr)
    return done.stdout


def copied(command, simulator):
    """Seconds and megabytes of memory that a command takes to write all it has into a pipe that is read."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=simulator.environment)
    size = 0
    while block := process.stdout.read(1 << 16):
        size += len(block)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or size != MEGABYTES * 1_000_000:
        raise Failed(f"{os.path.basename(command[0])} ended with {process.returncode} after {size} bytes")
    return seconds, usage.ru_maxrss / 1024


PARTS = {
    "start": start, "keys": keys, "commands": commands, "answer": first_answer, "trips": trips, "micro": micro,
    "diagnosis": diagnosis, "calls": calls, "wire": wire, "load": load, "explain": explain, "exec": streamed,
    "stage": stage,
}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be given several times")
    options = parser.parse_args()
    try:
        # Program and peers alike run before what else the machine has to do, where the system allows that.
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    except PermissionError:
        print("measuring at ordinary priority: what else runs on this machine shows", file=sys.stderr)
    figures = Figures()
    stopped = False
    for name in options.only or PARTS:
        print(f"measuring: {name}", file=sys.stderr)
        try:
            with figures.attempt(name):
                PARTS[name](figures)
        except KeyboardInterrupt:
            stopped = True
            break
    print(figures.document() if options.json else figures.table())
    if stopped:
        sys.exit(130)
    if figures.failures():
        sys.exit(1)


if __name__ == "__main__":
    main()
