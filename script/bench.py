"""Runs the benches under script/benches/: each has `measure() -> list[Row]` and says what is good.

A bench compares within one run, on one machine: it gives ratios, and medians of several rounds.
"""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHES = ROOT / "script" / "benches"
RESULTS = ROOT / "bench" / "results.json"


@dataclass
class Row:
    """One line of the table: what was measured, how much, and whether it is enough."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    wanted: str = ""
    good: bool | None = None


def known():
    """The names of all benches."""
    return sorted(path.stem for path in BENCHES.glob("*.py") if not path.stem.startswith("_"))


def table(rows):
    """The rows as text, in columns."""
    head = ("what", "value", "", "ratio", "wanted", "")
    lines = [head] + [
        (
            row.what,
            f"{row.value:,.1f}",
            row.unit,
            "" if row.ratio is None else f"{row.ratio:.2f}",
            row.wanted,
            {True: "✓", False: "✗", None: ""}[row.good],
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def keep(name, rows):
    """Adds the figures to bench/results.json; other benches' figures stay."""
    RESULTS.parent.mkdir(exist_ok=True)
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    results[name] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{machine}, Python {platform.python_version()}",
        "rows": [asdict(row) for row in rows],
    }
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")


def main():
    names = sys.argv[1:] or known()
    if unknown := set(names) - set(known()):
        sys.exit(
            f"There is no bench {', '.join(unknown)}. There are: {', '.join(known()) or 'none'}."
        )
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    content = True
    for name in names:
        print(f"\n{name}", flush=True)
        rows = import_module(f"script.benches.{name}").measure()
        table(rows)
        keep(name, rows)
        content = content and all(row.good is not False for row in rows)
    sys.exit(0 if content else 1)


if __name__ == "__main__":
    main()
