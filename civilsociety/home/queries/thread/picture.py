"""The thread as a picture: for each section a line through the parts of its story, left to right.

Made of the same lines as the list below it, which says everything that is left out here.
"""

from dataclasses import dataclass
from textwrap import wrap

from strategy.slots import STAGES

WIDTH = 1080
# The section stands in the first column, a part of the story in each of the others.
FIRST, COLUMN = 200, 176
TOP = 64
LINE = 20  # between two lines of words
KNOT = 18  # from the knot to its first line of words
ASIDE = 14  # from a line that goes down to the words beside it
GAP = 26  # below the words of a row
LETTERS = 20
SECTION_LETTERS = 22
LINES_SHOWN = 3


@dataclass(frozen=True)
class Words:
    """A line of words at a place of the picture."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Dot:
    """A knot with its words; `url` may be empty, `state` is as in the list."""

    x: int
    y: int
    word: Words
    lines: tuple[Words, ...]
    url: str
    state: str


@dataclass(frozen=True)
class Row:
    """One section: its name, the gold line from its first to its last knot, and the knots."""

    url: str
    name: tuple[Words, ...]
    y: int
    starts: int
    ends: int
    spurs: tuple[tuple[int, int, int], ...]  # x, from y, to y: several knots of one part
    dots: tuple[Dot, ...]
    more: tuple[Words, ...]


@dataclass(frozen=True)
class Picture:
    """Everything the template draws."""

    width: int
    height: int
    heads: tuple[Words, ...]
    rows: tuple[Row, ...]


HEADS = ("Said", "Changed or done", "Decided", "Money", "What came of it")


def drawn(lines, *, deep=1):
    """The picture of these lines; of each part of a story the first `deep` steps."""
    heads = (
        Words(0, 24, "Section"),
        *(Words(_column(n), 24, head) for n, head in enumerate(HEADS)),
    )
    rows, y = [], TOP
    for line in lines:
        row, y = _row(line, y, deep)
        rows.append(row)
    return Picture(WIDTH, y, heads, tuple(rows))


def _column(number):
    return FIRST + number * COLUMN + 8


def _row(line, y, deep):
    dots, more, spurs, below = [], [], [], y
    for number, stage in enumerate(STAGES):
        steps, at = line.part(stage), y
        for step in steps[:deep]:
            dot = _dot(step, _column(number), at, aside=ASIDE if len(steps[:deep]) > 1 else 0)
            dots.append(dot)
            last, at = at, dot.lines[-1].y + GAP
        if not steps:
            continue
        if len(steps) > 1 and deep > 1:
            spurs.append((_column(number), y, last))
        if len(steps) > deep:
            more.append(Words(_column(number), at - GAP + LINE, f"and {len(steps) - deep} more"))
            at += LINE
        below = max(below, at)
    name = _wrapped(f"{line.number} {line.title}", 0, y + 5, SECTION_LETTERS)
    below = max(below, name[-1].y + GAP)
    ends = max((dot.x for dot in dots), default=FIRST)
    row = Row(line.url, name, y, FIRST - 12, ends, tuple(spurs), tuple(dots), tuple(more))
    return row, below + 10


def _dot(step, x, y, *, aside):
    """A knot with its words below it, or beside the line that goes on to the next one."""
    word = Words(x + aside, y + KNOT + 8, step.word)
    lines = _wrapped(step.text, x + aside, word.y + LINE, LETTERS - (2 if aside else 0))
    return Dot(x, y, word, lines, step.url, step.state)


def _wrapped(text, x, y, letters):
    found = wrap(text, letters, break_long_words=True) or [""]
    if len(found) > LINES_SHOWN:
        found = [*found[: LINES_SHOWN - 1], found[LINES_SHOWN - 1].rstrip(" .,;") + " …"]
    return tuple(Words(x, y + number * LINE, words) for number, words in enumerate(found))
