"""The strategy: two long texts compared, its pages at two lengths, and the search.

The redline of two versions of 20,000 words against `git diff --word-diff` on the same text; the
queries of pages over 60 pages of text against 6; the search over 100,000 texts against bare SQL
of the one table that holds them, and what it takes beside its own statements, which ask all
kinds. Rounds one after the other, ratios within a round; only this machine.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from civilsociety import embedded
from script.bench import ROOT, Row
from script.benches.respond import database, run
from strategy.formats.redline import compare

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
WORDS, CHANGED = 20_000, 0.1
SHORT, LONG, TEXTS = 6, 60, 100_000
STRATEGY = f"{sys.executable} -W ignore -m script.benches._strategy".split()
SAMPLE = ROOT / "strategy" / "demonstration" / "3-final-2021-11.md"
GIT = ["git", "diff", "--no-index", "--word-diff"]


def measure():
    """The table: milliseconds, ratios, queries."""
    embedded.start()
    return [*redlines(), *pages(), *searches()]


def told(url, *arguments):
    """What the other process prints, as JSON."""
    return json.loads(run([*STRATEGY, *map(str, arguments)], url).splitlines()[-1])


def redlines():
    """Two texts of 20,000 words: single words changed all over, and whole sentences."""
    old = a_text()
    for how, changed in (("single words", other_words(old)), ("sentences", other_sentences(old))):
        ours, git = against_git(old, changed)
        ratio = statistics.median(a / b for a, b in zip(ours, git, strict=True))
        words = f"{WORDS:,} words, {CHANGED:.0%} of them changed, {how}"
        yield Row(f"git diff --word-diff: {words}", _ms(git), "ms")
        yield Row(f"redline: {words}", _ms(ours), "ms", ratio, "≤ 3", ratio <= 3)


def a_text():
    """A text in the words of the sample strategy: headings, lists, bold words and links."""
    chance = random.Random(2021)
    words = re.findall(r"[A-Za-z’'-]+", SAMPLE.read_text().split("---", 2)[2])
    blocks, count = [], 0
    while count < WORDS:
        number = len(blocks)
        if number % 9 == 0:
            block = ["##", *chance.choices(words, k=4)]
        elif number % 9 in (4, 5, 6):
            block = ["-", *chance.choices(words, k=chance.randint(6, 20))]
        else:
            block = [_sentence(chance, words) for _ in range(chance.randint(2, 5))]
        if number % 10 == 3:
            block[0] += " **in earnest**"
        blocks.append(" ".join(block))
        count += len(blocks[-1].split())
    return "\n\n".join(blocks) + "\n"


def _sentence(chance, words):
    return " ".join(chance.choices(words, k=chance.randint(8, 25))).capitalize() + "."


def other_words(text):
    """One word in ten replaced, wherever it stands."""
    chance = random.Random(1)
    return re.sub(
        r"\b[a-z]{2,}\b", lambda m: _invented(chance) if chance.random() < CHANGED else m[0], text
    )


def other_sentences(text):
    """One sentence in ten replaced by another."""
    chance = random.Random(2)

    def other(found):
        if chance.random() >= CHANGED:
            return found[0]
        return " ".join(_invented(chance) for _ in found[0].split()).capitalize() + "."

    return re.sub(r"[A-Z][^.#*\n]{20,}\.", other, text)


def _invented(chance):
    return "".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 9)))


def against_git(old, new):
    """Seconds of each round: the comparison, and git's."""

    def diff():
        subprocess.run([*GIT, *paths], stdout=subprocess.DEVNULL, check=False)

    ours, git = [], []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.md", "new.md")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text)
        for _ in range(ROUNDS):
            ours.append(_timed(lambda: compare(old, new)))
            git.append(_timed(diff))
    return ours, git


def _timed(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def pages():
    """The queries of each page over 60 pages of text against 6."""
    found = []
    for length in (SHORT, LONG):
        with ExitStack() as stack:
            url = stack.enter_context(database(f"bench_pages_{length}"))
            told(url, "fill", length)
            found.append(told(url, "pages"))
    short, long = found
    for page, (seconds, queries) in long.items():
        yield Row(f"{page}, {LONG} pages of text", 1000 * seconds, "ms")
        yield Row(
            f"{page}, {LONG} pages of text against {SHORT}",
            queries, "queries", queries / short[page][1], "as many", queries == short[page][1],
        )  # fmt: skip


def searches():
    """The first page of hits among 100,000 texts, for a rare, a usual and a common word."""
    with ExitStack() as stack:
        url = stack.enter_context(database("bench_search"))
        told(url, "texts", TEXTS)
        rounds = told(url, "search", ROUNDS)
    for word, (ours, sql, bare, hits) in rounds.items():
        ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
        around = statistics.median(a / b for a, b in zip(ours, sql, strict=True))
        yield Row(f"bare SQL, {word} word, {hits:,} of {TEXTS:,}", _ms(bare), "ms")
        yield Row(f"search, {word} word, against it", _ms(ours), "ms", ratio, "≤ 2", ratio <= 2)
        yield Row(f"the search’s own SQL alone, {word} word", _ms(sql), "ms", around)


def _ms(seconds):
    return 1000 * statistics.median(seconds)
