"""Where an amount goes, column by column, as SVG: bands as wide as what flows in them.

Names and amounts are text beside their node, so nothing rests on colour, and the whole is
told in words for those who cannot see it. Positions are in the units of a drawing that the
page scales; the drawing is meant for a wide window, bars serve a narrow one.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .cells import pounds
from .text import one_line

WIDTH = 1060
NODE = 14  # how wide a node is drawn
FULL = 300  # how high the whole amount is drawn
LINE = 20  # from one line of a label to the next
LABEL = 23  # characters, before a name takes a second line
MOST_LINES = 2
GAP = 14  # between two nodes of a column
THINNEST = 1.5  # a band is always seen
LEFT, RIGHT = 186, 202  # what the words of the outer columns need
TOP = 34  # room for the words above the columns


@dataclass(frozen=True)
class Node:
    """A place where money stands: `tone` says how it is drawn (deep, mid, soft, open)."""

    key: str
    label: str
    tone: str = "deep"


@dataclass(frozen=True)
class Flows:
    """Columns of nodes, and how many pence go from a node to one of the next column.

    `bands` are (from key, to key, pence); `heads` the words above the columns.
    """

    title: str
    heads: tuple[str, ...]
    columns: tuple[tuple[Node, ...], ...]
    bands: tuple[tuple[str, str, int], ...]


@dataclass
class _Place:
    node: Node
    column: int
    pence: int
    x: float = 0
    y: float = 0
    height: float = 0
    slot: float = 0
    leaving: float = 0
    arriving: float = 0


def flows_svg(flows: Flows, ident: str) -> SafeString:
    """The drawing as safe SVG; `ident` must be unique on its page. Empty without any amount."""
    places, height = _laid_out(flows)
    if not places:
        return SafeString("")
    context = {
        "ident": ident,
        "title": one_line(flows.title),
        "words": in_words(flows),
        "width": WIDTH,
        "height": _round(height),
        "heads": _heads(flows),
        "bands": _bands(flows, places),
        "nodes": [_drawn(place, len(flows.columns)) for place in places.values()],
    }
    return SafeString(render_to_string("documents/flows.svg", context).strip())


def in_words(flows: Flows) -> str:
    """The whole drawing as sentences, one for each node that something leaves."""
    names = {node.key: one_line(node.label) for column in flows.columns for node in column}
    sentences = []
    for column in flows.columns[:-1]:
        for node in column:
            to = [
                f"{pounds(pence)} to {names[end]}"
                for begin, end, pence in flows.bands
                if begin == node.key and pence > 0
            ]
            if to:
                sentences.append(f"{names[node.key]}: {', '.join(to)}.")
    return " ".join(sentences)


def _amounts(flows):
    """What stands at each node: what arrives, or in the first column what leaves."""
    leaving, arriving = {}, {}
    for begin, end, pence in flows.bands:
        leaving[begin] = leaving.get(begin, 0) + pence
        arriving[end] = arriving.get(end, 0) + pence
    return {**leaving, **arriving}


def _laid_out(flows):
    """Every node with an amount and where it goes, and the height of the whole."""
    amounts = _amounts(flows)
    places = {
        node.key: _Place(node, number, amounts[node.key])
        for number, column in enumerate(flows.columns)
        for node in column
        if amounts.get(node.key, 0) > 0
    }
    columns = [
        [place for place in places.values() if place.column == number]
        for number in range(len(flows.columns))
    ]
    whole = max((sum(p.pence for p in column) for column in columns), default=0)
    for place in places.values():
        place.height = max(FULL * place.pence / whole, THINNEST)
        place.slot = max(place.height, LINE * (1 + len(_lines(place.node))))
        place.x = _across(place.column, len(columns))
    highest = max((_height(column) for column in columns), default=0)
    for column in columns:
        _stack(column, TOP + (highest - _height(column)) / 2)
    return places, TOP + highest + GAP


def _height(column):
    return sum(place.slot for place in column) + GAP * max(len(column) - 1, 0)


def _stack(column, y):
    for place in column:
        place.y = y + (place.slot - place.height) / 2
        y += place.slot + GAP


def _across(number, columns):
    """How far to the right a column of nodes stands."""
    return LEFT + (WIDTH - LEFT - RIGHT - NODE) * number / max(columns - 1, 1)


def _heads(flows):
    return [
        {"text": text, "x": _round(_across(number, len(flows.heads)) + NODE / 2)}
        for number, text in enumerate(flows.heads)
    ]


def _bands(flows, places):
    """The bands from the top of each node downwards, in the order of the columns."""
    order = {key: number for number, key in enumerate(places)}
    shown = [band for band in flows.bands if band[2] > 0]
    drawn = []
    for begin, end, pence in sorted(shown, key=lambda band: (order[band[0]], order[band[1]])):
        start, stop = places[begin], places[end]
        wide = start.height * pence / start.pence
        narrow = stop.height * pence / stop.pence
        drawn.append(
            {
                "tone": stop.node.tone,
                "path": _path(start, wide, stop, narrow),
                "words": f"{one_line(start.node.label)} to {one_line(stop.node.label)}: "
                f"{pounds(pence)}",
            }
        )
        start.leaving += wide
        stop.arriving += narrow
    return drawn


def _path(start, wide, stop, narrow):
    left, right = start.x + NODE, stop.x
    middle = _round((left + right) / 2)
    top, end_top = _round(start.y + start.leaving), _round(stop.y + stop.arriving)
    low = _round(start.y + start.leaving + max(wide, THINNEST))
    end_low = _round(stop.y + stop.arriving + max(narrow, THINNEST))
    left, right = _round(left), _round(right)
    return (
        f"M{left} {top}C{middle} {top} {middle} {end_top} {right} {end_top}"
        f"V{end_low}C{middle} {end_low} {middle} {low} {left} {low}Z"
    )


def _lines(node):
    return wrap(one_line(node.label), LABEL, max_lines=MOST_LINES, placeholder=" …") or ["–"]


def _drawn(place, columns):
    """A node with its words: to the left in the first column, to the right in the others."""
    lines = _lines(place.node)
    first = place.column == 0
    y = place.y + place.height / 2 - LINE * (len(lines) - 1) / 2 - 4
    return {
        "tone": place.node.tone,
        "x": _round(place.x),
        "y": _round(place.y),
        "width": NODE,
        "height": _round(place.height),
        "anchor": "end" if first else "start",
        "words_x": _round(place.x - 10 if first else place.x + NODE + 10),
        "lines": [{"text": text, "y": _round(y + LINE * n)} for n, text in enumerate(lines)],
        "amount": pounds(place.pence),
        "amount_y": _round(y + LINE * len(lines)),
        "inside": 0 < place.column < columns - 1,
    }


def _round(number):
    return f"{number:.1f}".rstrip("0").rstrip(".")
