"""The report: our PDF against WeasyPrint alone, and 10,000 responses against 78.

Everything is measured in a database of its own; each size in a process of its own, so that
its peak of memory can be told. Medians of interleaved rounds.
"""

import json
import os
import statistics
import subprocess
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from civilsociety import embedded  # noqa: E402
from script.bench import Row  # noqa: E402

SMALL, LARGE = 78, 10_000


def measure():
    """The table: seconds and ratios."""
    embedded.start()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        found = {size: _in_process(size, name) for size in (SMALL, LARGE)}
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
    return list(_rows(found[SMALL], found[LARGE]))


def _in_process(size, database):
    base, _, query = settings.DATABASE_URL.partition("?")
    address = f"{base.rpartition('/')[0]}/{database}" + (f"?{query}" if query else "")
    done = subprocess.run(
        [sys.executable, "-m", "script.benches._report", str(size)],
        env=os.environ | {"DATABASE_URL": address},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _rows(small, large):
    alone, ours = (statistics.median(small[name]) for name in ("alone", "ours"))
    against = statistics.median(a / b for a, b in zip(small["ours"], small["alone"], strict=True))
    many = statistics.median(large["ours"])
    yield Row(f"WeasyPrint alone on the report’s HTML, {small['pages']} pages", alone, "s")
    yield Row("counted, composed and printed by us", ours, "s", against, "≤ 1.15", against <= 1.15)
    yield Row(
        f"the same with {LARGE:,} responses", many, "s", many / ours, "≤ 1.5", many / ours <= 1.5
    )
    memory = large["peak"] / small["peak"]
    yield Row("memory at its peak, 78 responses", small["peak"], "MB")
    yield Row(
        f"memory at its peak, {LARGE:,} responses",
        large["peak"],
        "MB",
        memory,
        "≤ 1.1",
        memory <= 1.1,
    )
