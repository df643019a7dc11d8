"""Drives the demo on a pseudo-terminal while it records itself, and makes the README's pictures of the recording.

What differs from run to run is put right before: ports, clocks, durations, message ids. Everything else is the
program's own. The times of the pictures are those of the list of steps below, not of the run.
"""
import fcntl, json, os, pty, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

COLUMNS, ROWS = 80, 24
TOKEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|([^\x1b])")


class Screen:
    """The cells of a recording, as far as sesame's own recordings need it."""

    def __init__(self):
        self.cells = [[(" ", "0")] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.style = "0"
        self.cursor = False

    def take(self, text):
        end = 0
        for token in TOKEN.finditer(text):
            assert token.start() == end, repr(text[end : end + 20])
            end = token.end()
            parameters, final, character = token.groups()
            if character is not None:
                self.cells[self.row][self.column] = (character, self.style)
                self.column += 1
            elif final == "H":
                self.row, self.column = (int(number) - 1 for number in parameters.split(";"))
            elif final == "m":
                self.style = parameters
            elif final == "K":
                for column in range(self.column, COLUMNS):
                    self.cells[self.row][column] = (" ", "0")
            elif final == "J":
                self.cells = [[(" ", "0")] * COLUMNS for _ in range(ROWS)]
            elif final in "hl" and parameters == "?25":
                self.cursor = final == "h"
            else:
                raise ValueError(token.group())
        assert end == len(text), repr(text[end:])

    @property
    def text(self):
        return "\n".join("".join(cell[0] for cell in row) for row in self.cells)


def at_all_times(row):
    """A row without what differs from run to run."""
    fixed = "".join(cell[0] for cell in row)
    fixed = re.sub(r"127\.0\.0\.1:\d+", lambda match: " " * len(match.group()), fixed)
    fixed = re.sub(r"\b\d{4}-\d\d-\d\d\b", "2026-03-02", fixed)
    fixed = re.sub(r"\b\d\d:\d\d(:\d\d)?\b", lambda match: "12:00:00"[: len(match.group())], fixed)
    fixed = re.sub(r"\b\d\d:\d?(?=…)", lambda match: "12:0"[: len(match.group())], fixed)
    fixed = re.sub(r"0102[0-9a-f]{12}-[0-9a-f-]{36}-0{6}",
                   "010201a2f1c3d4e5-6f1d2c3b-4a59-4876-9d81-b0c1d2e3f4a5-000000", fixed)
    # In a column a time stands at the right; those that wait for a person are longer.
    usual = "4 s" if re.search(r"mail sent|link clicked|waits for", fixed) else "24 ms"
    fixed = re.sub(r"(?<=  ) *\d+(\.\d+)? m?s\b", lambda match: usual.rjust(len(match.group())), fixed)
    # In a sentence the rest of the row moves.
    fixed = re.sub(r"(?<=\S )\d+(\.\d+)? m?s\b", "3.4 s", fixed).rstrip().ljust(COLUMNS)
    assert len(fixed) == COLUMNS, fixed
    return [(character, cell[1]) for character, cell in zip(fixed, row)]


class Demo:
    """The demo on a pseudo-terminal; what it shows is read from its recording."""

    def __init__(self, program, folder):
        self.path = os.path.join(folder, "demo.cast")
        self.screen = Screen()
        self.lines = 0
        self.kept = []
        environment = {"HOME": folder, "XDG_STATE_HOME": folder + "/state", "TERM": "xterm-256color",
                       "LANG": "C.UTF-8", "PATH": os.environ["PATH"],
                       # It is about noon, so that what happened a while ago happened today.
                       "TZ": f"NOON{time.gmtime().tm_hour - 12:+d}"}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # Whoever runs this may have blocked the signal that ends the demo.
            signal.pthread_sigmask(signal.SIG_SETMASK, set())
            os.chdir(folder)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(program, [program, "demo", "--record", self.path], environment)
        self.changed = time.monotonic()

    def look(self):
        if select.select([self.terminal], [], [], 0.02)[0]:
            os.read(self.terminal, 65536)
        if not os.path.exists(self.path):
            return
        with open(self.path, encoding="utf-8") as file:
            whole = [line for line in file.read().split("\n")[:-1]][1:]
        for line in whole[self.lines:]:
            _, code, data = json.loads(line)
            if code == "o":
                self.screen.take(data)
            self.changed = time.monotonic()
        self.lines = len(whole)

    def wait(self, texts, links=None):
        """Until all texts are on the screen, so many links are to be clicked, and it is quiet."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.look()
            seen = self.screen.text
            if all(text in seen for text in texts) and links in (None, seen.count("a link to click")):
                if time.monotonic() - self.changed > 0.4:
                    return
        sys.exit(f"screenshots: the demo never showed {texts}:\n{self.screen.text}")

    def keep(self, milliseconds):
        """What is seen now, for so long."""
        rows = [at_all_times(row) for row in self.screen.cells]
        cursor = (self.screen.row, self.screen.column, self.screen.cursor)
        self.kept.append((milliseconds, rows, cursor))

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def leave(self):
        os.kill(self.process, signal.SIGTERM)
        while True:
            try:
                if not os.read(self.terminal, 65536):
                    break
            except OSError:
                break
        os.waitpid(self.process, 0)


def recording(kept, title):
    """A recording of some frames, each for its time."""
    lines = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS, "title": title})]
    now = 0
    for milliseconds, rows, (row, column, cursor) in kept:
        text = ""
        for number, cells in enumerate(rows):
            text += f"\x1b[{number + 1};1H"
            style = None
            for character, wanted in cells:
                if wanted != style:
                    text += f"\x1b[{wanted}m"
                    style = wanted
                text += character
        text += f"\x1b[0m\x1b[{row + 1};{column + 1}H\x1b[?25{'h' if cursor else 'l'}"
        lines.append(json.dumps([now / 1000, "o", text]))
        now += milliseconds
    lines.append(json.dumps([now / 1000, "m", "end"]))
    return "\n".join(lines) + "\n"


ENTER, TAB, BACK_TAB, DOWN, ESCAPE = "\r", "\t", "\x1b[Z", "\x1b[B", "\x1b"
#: What is waited for, how long it is seen in the picture (in milliseconds; 0 for never), and what is pressed then.
WALK = [
    (["sesame  Home", "eks-admin, ses-admin"], 1400, ENTER),
    (["▸1 Introduction", "✓ 111122223333", "✓ 444455556666"], 2000, ENTER),
    (["▸2 IRSA", "step 1 of 7"], 1300, "s"),
    (["▸3 IRSA configuration", "read from EKS", "not in IAM yet"], 1500, 3 * BACK_TAB),
    (["▸ Service account", "is what this field changes"], 2300, 3 * TAB),
    (["▸3 IRSA configuration", "▸ [ Continue ]"], 0, ENTER),
    (["▸4 Cross-account access", "✓ planned"], 2200, ENTER),
    (["▸5 SES configuration", "! not verified yet", "Sandbox"], 2100, ENTER),
    (["▸6 Review and apply", "9 to add"], 2600, "a"),
    (["Apply 9 changes?"], 1500, ENTER),
    (["▸ [ Open the demo inbox ]", "6 of 10 right. 3 wait for a person."], 2200, ENTER),
    (["Demo inbox", "[ Click the link ]"], 1500, ENTER, 3),
    (["Demo inbox", "[ Click the link ]"], 800, ENTER, 2),
    (["Demo inbox", "9 of 10 right. 1 waits for a person."], 800, ENTER, 1),
    (["10 of 10 right", "▸ [ Continue ]"], 2000, ENTER),
    (["▸7 Testing and validation", "▸ [ Send the message ]"], 1600, ENTER),
    (["✓ Message sent.", "▸ [ Continue ]"], 0, ""),
]


def walk(demo):
    for texts, milliseconds, keys, *links in WALK:
        demo.wait(texts, *links)
        if milliseconds or not keys:
            demo.keep(milliseconds)
        demo.press(keys)


def diagnosis(demo):
    """One thing is broken on purpose, the trust policy, and Diagnose finds it."""
    demo.press("b")
    demo.wait(["Break", "trust"])
    rows = demo.screen.text.split("\n")
    chosen = next(number for number, row in enumerate(rows) if "│ ▸" in row)
    wanted = next(number for number, row in enumerate(rows) if "trust" in row and "│" in row)
    demo.press((wanted - chosen) * DOWN + ENTER)
    demo.wait(["roken"])
    if "┌ Break" in demo.screen.text:
        demo.press(ESCAPE)
        demo.wait(["▸7 Testing"])
    demo.press("d")
    demo.wait(["1 root cause", "TRUST-"])
    demo.keep(0)


def picture(program, folder, kept, title, path):
    cast = os.path.join(folder, os.path.basename(path) + ".cast")
    with open(cast, "w", encoding="utf-8") as file:
        file.write(recording(kept, title))
    document = subprocess.run([program, "demo", "--svg", cast], check=True, capture_output=True).stdout
    with open(path, "wb") as file:
        file.write(document)


def main(program, target):
    folder = tempfile.mkdtemp(prefix="sesame-screenshots-")
    try:
        demo = Demo(program, folder)
        try:
            walk(demo)
            film = demo.kept
            demo.kept = []
            diagnosis(demo)
        finally:
            demo.leave()
        picture(program, folder, film, "sesame: from the first question to the sent message, in the demo",
                os.path.join(target, "demo.svg"))
        picture(program, folder, demo.kept, "sesame: Diagnose finds the one link that is broken",
                os.path.join(target, "diagnose.svg"))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
