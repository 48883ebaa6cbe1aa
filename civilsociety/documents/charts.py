"""Horizontal bars as SVG: the same picture on a page and on paper.

Labels and values are text beside their bar, so nothing rests on colour. Widths are per
cent and type is in pixels, so that a narrow screen makes the bars shorter and not the words
smaller. There is no style attribute anywhere: the pages' policy forbids it.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .content import BarChart
from .suppression import NOT_SHOWN, Published
from .text import one_line

TYPE_ON_SCREEN, TYPE_ON_PAPER = 16, 13  # pixels
LINE = 20  # pixels, from one line of a label to the next
BAR = 18  # pixels, the height of a bar
GAP = 16  # pixels, below a bar
LABEL_WIDTH = 44  # characters, before a label takes a second line
LONGEST_BAR = 76  # per cent of the width: the rest is the longest bar's value
HIDDEN_BAR = 12  # per cent: says nothing about the figure


@dataclass(frozen=True)
class Line:
    """One line of a label, and how far down it stands (pixels)."""

    text: str
    y: int


@dataclass(frozen=True)
class Bar:
    """One bar, ready to draw: positions in pixels down, in per cent across."""

    lines: tuple[Line, ...]
    shown: bool
    value: str
    y: int
    width: str

    @property
    def baseline(self):
        """How far down the value is written (pixels)."""
        return self.y + BAR - 4


def bar_svg(chart: BarChart, ident: str, *, type_size: int = TYPE_ON_SCREEN) -> SafeString:
    """The chart as safe SVG, its words so many pixels high. `ident` must be unique on its page."""
    bars, height = laid_out(chart)
    context = {"ident": ident, "bars": bars, "height": height, "bar": BAR, "type_size": type_size}
    context["words"] = in_words(chart)
    return SafeString(render_to_string("documents/chart.svg", context).strip())


def in_words(chart: BarChart) -> str:
    """The whole chart as a sentence, for those who cannot see it."""
    bars = ", ".join(f"{one_line(label)}: {value(figure)}" for label, figure in chart.bars)
    base = f" {one_line(chart.base)}." if chart.base else ""
    return f"Bar chart. {one_line(chart.title)}.{base} {bars}."


def value(figure: Published) -> str:
    """What is written at the end of a bar: "54 (69%)", or "not shown"."""
    if not figure.shown:
        return NOT_SHOWN
    return f"{figure} ({figure.percent_text})" if figure.percent is not None else str(figure)


def laid_out(chart: BarChart) -> tuple[list[Bar], int]:
    """Where each bar and word goes, and the height of the whole (pixels)."""
    longest = max((figure.count or 0 for _, figure in chart.bars), default=0) or 1
    bars, y = [], 0
    for label, figure in chart.bars:
        words = wrap(one_line(label), LABEL_WIDTH, max_lines=4, placeholder=" …") or ["–"]
        lines = tuple(Line(text, y + 15 + i * LINE) for i, text in enumerate(words))
        y += LINE * len(lines) + 2
        width = LONGEST_BAR * figure.count / longest if figure.shown else HIDDEN_BAR
        bars.append(Bar(lines, figure.shown, value(figure), y, f"{width:.2f}"))
        y += BAR + GAP
    return bars, max(y - GAP + 2, 2)
