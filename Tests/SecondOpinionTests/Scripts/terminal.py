"""Types at a program on a terminal: terminal.py PROGRAM ARGUMENT… ; standard input has a JSON list of [wanted, typed].

Waits for each wanted text before it types; prints all that was shown, and ends with the program's exit code.
"""

import json
import os
import pty
import signal
import sys

signal.alarm(60)  # What is never shown would be waited for for ever.
steps = json.load(sys.stdin)
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown, seen = b"", 0
for wanted, typed in steps:
    while (found := shown.find(wanted.encode(), seen)) < 0:
        more = os.read(terminal, 4096)
        if not more:
            sys.exit(f"never shown: {wanted}\n{shown.decode()}")
        shown += more
    seen = found + len(wanted.encode())
    os.write(terminal, typed.encode())
try:
    while more := os.read(terminal, 4096):
        shown += more
except OSError:
    pass  # Linux says so where the other end is closed.
sys.stdout.write(shown.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
