"""Checks a file against the rules of asciinema's documentation of asciicast 2 and 3; prints how many events it has."""
import json, re, sys

path, version = sys.argv[1], int(sys.argv[2])
data = open(path, "rb").read()
assert data.endswith(b"\n"), "a line has no end"
lines = data.decode("utf-8").split("\n")[:-1]
header = json.loads(lines[0])
assert header["version"] == version
terminal = header["term"] if version == 3 else header
columns, rows = (terminal["cols"], terminal["rows"]) if version == 3 else (terminal["width"], terminal["height"])
assert type(columns) is int and type(rows) is int and columns > 0 and rows > 0
assert type(header.get("timestamp", 0)) is int
assert isinstance(header.get("title", ""), str)
assert header.get("idle_time_limit", 1) > 0
theme = terminal.get("theme") if version == 3 else header.get("theme")
color = r"#[0-9a-f]{6}"
assert set(theme) == {"fg", "bg", "palette"}
assert re.fullmatch(color, theme["fg"]) and re.fullmatch(color, theme["bg"])
assert re.fullmatch(f"{color}(:{color}){{7}}|{color}(:{color}){{15}}", theme["palette"])
# Nothing of the computer: no command, no shell, no variable but the terminal that the bytes are for.
known = {"version", "timestamp", "idle_time_limit", "title", "theme"} | ({"term"} if version == 3 else {"width", "height", "env"})
assert set(header) <= known, set(header) - known
assert header.get("env", {}) in ({}, {"TERM": "xterm-256color"}, {"TERM": "xterm"})
if version == 3:
    assert set(terminal) <= {"cols", "rows", "type", "theme"}
last = 0.0
for number, line in enumerate(lines[1:], 2):
    time, code, text = json.loads(line)
    assert isinstance(time, float) and isinstance(text, str), line
    assert time >= (last if version == 2 else 0), f"line {number} goes back in time"
    last = time if version == 2 else last + time
    assert code in ("o", "m", "r") or (code == "x" and version == 3), code
    if code == "r":
        assert re.fullmatch(r"\d+x\d+", text), text
    if code == "x":
        assert number == len(lines) and re.fullmatch(r"\d+", text)
    # As it stands in the file every control character is escaped.
    assert not re.search(r"[\x00-\x1f\x7f]", line), line
print(len(lines) - 1)
