"""Readings over time against the aim, as SVG: positions across in per cent, so words keep size.

Nothing rests on colour: the line of the aim is dashed and says so, every point has its value, and
the whole picture is told in a sentence for those who do not see it.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from civilsociety.ui.words import uk_date
from strategy.models import Measure
from strategy.queries.measures.words import aim_words, start_words, value_words

HEIGHT, TOP, FOOT = 220, 34, 44  # pixels: the whole, above the highest point, for the dates
LEFT, RIGHT = 3.0, 86.0  # per cent: where the first and the last day stand
# Per cent of the width that a value's words take on a phone: one for each character, and the least.
A_CHARACTER, LEAST_GAP = 2.9, 11.0


@dataclass(frozen=True)
class Point:
    """One reading, ready to draw: across in per cent, down in pixels."""

    x: str
    y: int
    words: str
    label_y: int
    labelled: bool


@dataclass(frozen=True)
class Leg:
    """A line between two points, or along the aim."""

    x1: str
    y1: int
    x2: str
    y2: int


def chart_of(row, ident):
    """The chart of a Row as safe SVG; nothing without a single figure to draw."""
    shown = [each for each in row.readings if each.number is not None]
    if not shown:
        return ""
    measure = row.measure
    scale = _Scale(measure, shown)
    points = scale.points(shown)
    context = {
        "ident": ident,
        "height": HEIGHT,
        "floor": HEIGHT - FOOT,
        "points": points,
        "legs": _legs(points),
        "start": scale.start(),
        "aim": scale.aim(),
        "first": uk_date(scale.first),
        "last": uk_date(scale.last),
        "left": LEFT,
        "right": RIGHT,
        "words": in_words(row),
    }
    return SafeString(render_to_string("strategy/measures/chart.svg", context).strip())


class _Scale:
    """From days and values to places in the picture."""

    def __init__(self, measure, shown):
        self.measure = measure
        days = [each.day for each in shown]
        values = [each.number for each in shown]
        for day, value in (
            (measure.baseline_on, measure.baseline),
            (measure.target_on, measure.target),
        ):
            if value is not None:
                days.append(day)
                values.append(value)
        self.first, self.last = min(days), max(days)
        self.highest, deep = max(values), max(values) - min(values)
        # Not from nought: what is drawn is a way, and every point has its number.
        self.lowest = max(min(values) - deep / 3, min(0, *values))
        self.rises = measure.direction != Measure.Direction.DOWN

    def x(self, day):
        whole = (self.last - self.first).days or 1
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / whole

    def y(self, value):
        whole = (self.highest - self.lowest) or 1
        deep = HEIGHT - TOP - FOOT
        return round(TOP + deep * float(self.highest - value) / float(whole))

    def points(self, shown):
        """The readings; the latest has its words, and earlier ones where there is room."""
        points, free = [], 200.0
        for each in reversed(shown):
            room = max(LEAST_GAP, A_CHARACTER * len(each.words))
            labelled = self.x(each.day) + room <= free
            free = self.x(each.day) if labelled else free
            points.append(self._place(each.day, each.number, each.words, labelled=labelled))
        return points[::-1]

    def start(self):
        if self.measure.baseline is None:
            return None
        words = value_words(self.measure.baseline, self.measure.unit)
        day, value = self.measure.baseline_on, self.measure.baseline
        return self._place(day, value, f"Start {words}", below=self.rises)

    def aim(self):
        if self.measure.target is None:
            return None
        words = value_words(self.measure.target, self.measure.unit)
        return self._place(self.measure.target_on, self.measure.target, f"Aim {words}")

    def _place(self, day, value, words, *, labelled=True, below=None):
        """Words stand on the side the line does not go to: above a rise, below a fall."""
        x, y = self.x(day), self.y(value)
        below = not self.rises if below is None else below
        return Point(f"{x:.2f}", y, words, y + (24 if below else -12), labelled)


def _legs(points):
    return [
        Leg(one.x, one.y, other.x, other.y) for one, other in zip(points, points[1:], strict=False)
    ]


def in_words(row):
    """The whole chart as a sentence."""
    said = ", ".join(f"{uk_date(each.day)}: {each.words}" for each in row.readings)
    measure = row.measure
    return (
        f"Line chart. {measure.name}. It stood at: {start_words(measure)}. Readings: {said}. "
        f"Aim: {aim_words(measure)}."
    )
