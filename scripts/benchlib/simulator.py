"""`sesame simulate` with a state folder, as a script would use it."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time


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
                raise SystemExit(f"bench: sesame simulate --scenario {scenario} ended at once")
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
        done = subprocess.run(
            [self.binary, *arguments, "--answers", self.state + "/answers.yaml"], env=self.environment,
            capture_output=True, text=True)
        return done, time.perf_counter() - begun

    def close(self):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


def end(process):
    """Ends a process in order; one that does not end is a fault of its own."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise SystemExit(f"bench: {process.args} did not end on SIGTERM") from None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
