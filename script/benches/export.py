"""The register of awards: 100,000 against 1,000, its files, and grants.json against bare COPY.

Each size in a database of its own, each file in a process of its own, so that its peak of memory
can be told. Rounds one after the other, ratios within a round; a few minutes.
"""

import json
import os
import statistics
import sys
from contextlib import ExitStack

from civilsociety import embedded
from script.bench import Row
from script.benches.respond import database, run

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
FEW, MANY = 1_000, 100_000
EXPORT = f"{sys.executable} -W ignore -m script.benches._export".split()


def measure():
    """The table: seconds, ratios, milliseconds to the first byte, megabytes."""
    embedded.start()
    with ExitStack() as stack:
        urls = [stack.enter_context(database(f"bench_export_{n}")) for n in (FEW, MANY)]
        for url, number in zip(urls, (FEW, MANY), strict=True):
            told(url, "fill", number)
        return [*against_copy(urls[1]), *files(*urls), *pages(*urls)]


def told(url, *arguments):
    """What the other process prints, as JSON."""
    return json.loads(run([*EXPORT, *map(str, arguments)], url).splitlines()[-1])


def against_copy(url):
    """grants.json of 100,000 awards against what PostgreSQL alone needs for the same."""
    rounds = told(url, "json", ROUNDS)
    ours, same, plain = (
        statistics.median(each[name] for each in rounds) for name in ("ours", "same", "plain")
    )
    ratio = statistics.median(each["ours"] / each["same"] for each in rounds)
    beside = statistics.median(each["ours"] / each["plain"] for each in rounds)
    yield Row(f"bare COPY of {MANY:,} awards as 360Giving JSON", same, "s")
    yield Row("bare COPY of their rows, row_to_json", plain, "s")
    yield Row("grants.json, against the same JSON", ours, "s", ratio, "≤ 2", ratio <= 2)
    yield Row("grants.json, against the rows", ours, "s", beside)


def files(few, many):
    """Each file: how long, how soon the first byte, and the peak of memory."""
    for kind in ("json", "csv", "xlsx"):
        small, large = told(few, "take", kind), told(many, "take", kind)
        size = large["bytes"] / 1_000_000
        yield Row(f"grants.{kind}, {MANY:,} awards, {size:,.0f} MB", large["seconds"], "s")
        if kind != "xlsx":
            soon = large["first"] / small["first"]
            yield Row(
                f"grants.{kind}, to its first byte", large["first"], "ms", soon,
                "≤ 200 ms", large["first"] <= 200,
            )  # fmt: skip
        memory = large["peak"] / small["peak"]
        yield Row(
            f"grants.{kind}, memory at its peak, against {FEW:,}", large["peak"], "MB", memory,
            "≤ 1.1", memory <= 1.1,
        )  # fmt: skip


def pages(few, many):
    """Each page with 100,000 awards against 1,000."""
    rounds = [[told(url, "pages") for url in (few, many)] for _ in range(ROUNDS)]
    for page in rounds[0][0]:
        ratio = statistics.median(large[page][0] / small[page][0] for small, large in rounds)
        same = all(large[page][1] == small[page][1] for small, large in rounds)
        yield Row(
            f"{page}, {MANY:,} awards against {FEW:,}",
            1000 * statistics.median(large[page][0] for _, large in rounds),
            "ms", ratio, "≤ 1.5, as many queries", ratio <= 1.5 and same,
        )  # fmt: skip
