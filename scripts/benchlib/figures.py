"""The figures: median with smallest and largest, unit, target, ratio."""

import contextlib
import json
import os
import platform
import statistics
import sys

from benchlib.failed import Failed


class Figures:
    """Collects figures in the order in which they are measured."""

    def __init__(self):
        self.rows = []

    def add(self, name, values, unit, target=None, note=""):
        """Adds a figure.

        `values` is one number or a list of them, of which the median counts. `target` is a pair like ("<=", 30).
        """
        values = list(values) if isinstance(values, (list, tuple)) else [values]
        median = statistics.median(values)
        row = {"name": name, "median": rounded(median), "unit": unit}
        if len(values) > 1:
            row.update({"min": rounded(min(values)), "max": rounded(max(values)), "runs": len(values)})
        if target:
            row["target"] = f"{target[0]} {target[1]:,}"
            row["met"] = median <= target[1] if target[0] == "<=" else median >= target[1]
        if note:
            row["note"] = note
        self.rows.append(row)

    def rate(self, name, measured, unit, target=None, note=""):
        """Adds a rate that a benchmark program has measured: an object with median, min and max."""
        row = {"name": name, "median": measured["median"], "unit": unit, "min": measured["min"], "max": measured["max"]}
        if target:
            row["target"] = f"{target[0]} {target[1]:,}"
            row["met"] = measured["median"] >= target[1]
        if note:
            row["note"] = note
        self.rows.append(row)

    def missing(self, name, reason):
        """Says that a figure could not be had."""
        self.rows.append({"name": name, "median": None, "unit": "", "note": f"not measured: {reason}"})

    @contextlib.contextmanager
    def attempt(self, name):
        """Measures something; where that goes wrong a row says so, and what comes after is measured all the same."""
        try:
            yield
        except Exception as error:
            kind = "" if isinstance(error, Failed) else f"{type(error).__name__}: "
            lines = (kind + str(error)).strip().splitlines() or [type(error).__name__]
            note = "failed: " + " ".join(lines)[:300]
            self.rows.append({"name": name, "median": None, "unit": "", "failed": True, "note": note})
            print(f"{name}: {note}", file=sys.stderr)

    def failures(self):
        """The names of what went wrong."""
        return [row["name"] for row in self.rows if row.get("failed")]

    def table(self):
        """The figures as lines for people."""
        cells = [("figure", "median", "unit", "min–max", "target", "", "")]
        for row in self.rows:
            spread = f"{text(row['min'])}–{text(row['max'])}" if "min" in row else ""
            verdict = "FAILED" if row.get("failed") else {True: "met", False: "MISSED", None: ""}[row.get("met")]
            value = "-" if row["median"] is None else text(row["median"])
            cells.append((row["name"], value, row["unit"], spread, row.get("target", ""), verdict, row.get("note", "")))
        widths = [max(len(line[column]) for line in cells) for column in range(7)]
        return "\n".join(
            "  ".join(
                cell.rjust(width) if column in (1, 3) else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(line, widths))
            ).rstrip()
            for line in cells)

    def document(self):
        """The figures as one JSON document."""
        machine = {"system": platform.platform(), "processors": os.cpu_count(), "load": round(os.getloadavg()[0], 2)}
        return json.dumps({"schema": "sesame/bench/v1", "machine": machine, "figures": self.rows}, indent=2)


def rounded(value):
    return int(value) if value == int(value) else round(value, 3)


def text(value):
    if isinstance(value, int) or value >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.2f}" if value >= 10 else f"{value:,.3f}"
