"""`sesame simulate` with a state folder, as a script would use it."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

from benchlib.failed import Failed

# Seconds in which anything here must be done, however slow the machine or a peer is.
PATIENCE = 300


class Simulator:
    """A simulated AWS and cluster in a process of its own."""

    def __init__(self, binary, scenario="fresh", latency=0):
        self.binary = binary
        self.folder = tempfile.mkdtemp(prefix="sesame-bench-")
        self.state = self.folder + "/state"
        self.port = free_port()
        command = [binary, "simulate", "--listen", f"127.0.0.1:{self.port}", "--state", self.state]
        command += ["--scenario", scenario] + (["--latency", str(latency)] if latency else [])
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(self.state + "/environment"):
            if self.process.poll() is not None:
                raise Failed(f"sesame simulate --scenario {scenario} ended at once")
            if time.perf_counter() - self.begun > PATIENCE:
                self.close()
                raise Failed(f"sesame simulate --scenario {scenario} was not ready after {PATIENCE} s")
            time.sleep(0.0005)
        self.ready = time.perf_counter() - self.begun
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith("AWS_") and name not in ("KUBECONFIG", "XDG_STATE_HOME")
        }
        with open(self.state + "/environment") as file:
            for name, value in re.findall(r"export (\w+)='?([^'\n]*)'?", file.read()):
                self.environment[name] = value
        self.environment.update({
            "HOME": self.folder, "XDG_STATE_HOME": self.folder + "/xdg", "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "", "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost",
        })

    def keys(self):
        """The environment with the first administrator's access key instead of profiles."""
        with open(self.state + "/aws-credentials") as file:
            text = file.read()
        identifier = re.search(r"aws_access_key_id = (\S+)", text).group(1)
        secret = re.search(r"aws_secret_access_key = (\S+)", text).group(1)
        return dict(self.environment, AWS_ACCESS_KEY_ID=identifier, AWS_SECRET_ACCESS_KEY=secret)

    def sesame(self, *arguments):
        """Runs a command with the simulator's answers; gives what it printed and how long it took."""
        begun = time.perf_counter()
        done = finished(
            [self.binary, *arguments, "--answers", self.state + "/answers.yaml"], env=self.environment)
        return done, time.perf_counter() - begun

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


def finished(command, **more):
    """A command that has run to its end, with what it printed; one that takes for ever has failed."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, **more)
    except subprocess.TimeoutExpired:
        raise Failed(f"{os.path.basename(command[0])} was not done after {PATIENCE} s") from None


def end(process):
    """Ends a process in order; one that does not end is a fault of its own."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise Failed(f"{process.args} did not end on SIGTERM") from None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
