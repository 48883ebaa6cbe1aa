"""The ledger under many writers, and with a hundred thousand entries.

Eight and thirty-two processes reserve money at once, on one hot line and on twenty: through the
actions, against the same locked transaction in bare SQL (the same rows, no trigger); through the
admin's page; and with half of them going around the actions, until the money has run out. Then
the officers' and public pages with 100,000 entries against 1,000. Rounds one after the other,
ratios within a round; only this machine, a few minutes.
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
SECONDS = os.environ.get("BENCH_SECONDS", "3")
LEDGER = f"{sys.executable} -W ignore -m script.benches._ledger".split()
PLENTY = "10000000"
# Pounds a line, by the number of lines: two hundred writes, and there is nothing left.
SCARCE = {1: 200, 20: 10}
WRITERS = (8, 32)
LINES = {1: "one hot line", 20: "twenty lines"}


def measure():
    """The table: moves a second, what was overspent, seconds a page, and their ratios."""
    embedded.start()
    return [*throughput(), *together(), *long_ledger()]


def told(url, *arguments):
    """What the other process prints, as JSON."""
    return json.loads(run([*LEDGER, *map(str, arguments)], url).splitlines()[-1])


def prepared(stack, name, pounds):
    """A database with a framework in it."""
    url = stack.enter_context(database(name))
    run([*LEDGER, "prepare", str(pounds)], url)
    return url


def throughput():
    """Ours against the bare transaction, and 32 writers against 8."""
    found = {}
    with ExitStack() as stack:
        ours, bare = (prepared(stack, f"bench_{name}", PLENTY) for name in ("ledger", "floor"))
        run([*LEDGER, "bare"], bare)
        for _ in range(ROUNDS):
            for lines in LINES:
                for writers in WRITERS:
                    for kind, url in (("ours", ours), ("bare", bare), ("admin", ours)):
                        said = told(url, "run", kind, writers, lines, SECONDS)
                        speed = said["written"] / said["took"]
                        found.setdefault((kind, writers, lines), []).append(speed)
        proof = told(ours, "check")
    for lines, words in LINES.items():
        yield from _speeds(found, lines, words)
    right = not proof["differences"] and proof["reserved"] == 100 * proof["entries"]
    yield Row(
        "of all these: sums that do not agree", len(proof["differences"]), "", None, "0", right
    )


def _speeds(found, lines, words):
    for writers in WRITERS:
        ours, bare, admin = (found[kind, writers, lines] for kind in ("ours", "bare", "admin"))
        ratio = _ratio(ours, bare)
        yield Row(f"bare SQL, {writers} writers, {words}", statistics.median(bare), "moves/s")
        yield Row(
            f"actions, {writers} writers, {words}, against it",
            statistics.median(ours), "moves/s", ratio, "≥ 0.4", ratio >= 0.4,
        )  # fmt: skip
        yield Row(f"admin’s form, {writers} writers, {words}", statistics.median(admin), "moves/s")
    few, many = (found["ours", writers, lines] for writers in WRITERS)
    ratio = _ratio(many, few)
    yield Row(
        f"actions, 32 writers against 8, {words}",
        statistics.median(many), "moves/s", ratio, "≥ 0.65", ratio >= 0.65,
    )  # fmt: skip


def _ratio(one, other):
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def together():
    """Half of 32 writers through the actions, the others around them, past the last pound."""
    for lines, words in LINES.items():
        with ExitStack() as stack:
            url = prepared(stack, "bench_mixed", SCARCE[lines])
            said, proof = told(url, "run", "mixed", 32, lines, SECONDS), told(url, "check")
        spent = SCARCE[lines] * lines
        exact = proof["entries"] == proof["moves"] == said["all"] == spent
        exact = exact and proof["reserved"] == 100 * spent and not proof["differences"]
        yield Row(
            f"half around the actions, {words}: pounds overspent of {spent:,}",
            -proof["overspent"] / 100, "£", None, "0", proof["overspent"] == 0,
        )  # fmt: skip
        yield Row(
            f"the same: entries lost or doubled, {said['refused']:,} refusals",
            abs(proof["entries"] - said["all"]), "", None, "0", exact,
        )  # fmt: skip


def long_ledger():
    """Each page with 100,000 entries against 1,000."""
    with ExitStack() as stack:
        urls = [prepared(stack, f"bench_{size}", PLENTY) for size in (1_000, 100_000)]
        for url, size in zip(urls, (1_000, 100_000), strict=True):
            run([*LEDGER, "fill", str(size)], url)
        rounds = [[told(url, "pages") for url in urls] for _ in range(ROUNDS)]
    for page in rounds[0][0]:
        ratio = statistics.median(many[page][0] / few[page][0] for few, many in rounds)
        same = all(many[page][1] == few[page][1] for few, many in rounds)
        yield Row(
            f"{page}, 100,000 entries against 1,000",
            1000 * statistics.median(many[page][0] for _, many in rounds),
            "ms", ratio, "≤ 1.5, as many queries", ratio <= 1.5 and same,
        )  # fmt: skip
