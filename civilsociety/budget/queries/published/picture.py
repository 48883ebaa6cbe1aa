"""The framework in a picture: from source to programme to where the money stands."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from civilsociety.budget.queries.published.books import standing
from civilsociety.documents.flows import Flows, Node, flows_svg
from civilsociety.ui.words import pounds

# Where money stands, and how it is drawn: the surer it is, the darker.
STATES = (
    ("paid", "Paid", "deep"),
    ("committed", "Committed", "mid"),
    ("reserved", "Reserved", "soft"),
    ("available", "Available", "open"),
)
GONE = (("carried_out", "Carried out", "open"), ("lapsed", "Lapsed", "open"))
COLUMNS = ("Source", "Programme", "Where it stands")


@dataclass(frozen=True)
class Part:
    """A part of a bar: per cent from the left, and how wide."""

    label: str
    pence: int
    tone: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A programme's money as one bar."""

    label: str
    url: str
    pence: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Picture:
    """The drawing, the bars that stand in for it on a phone, and what both are of."""

    title: str
    base: str
    svg: SafeString
    bars: tuple[Bar, ...]


def picture(books, *, title, query=""):
    """The picture of what is on the books; `query` keeps its links at a past day."""
    bars = tuple(_bar(books, head, figures, query) for head, figures in _heads(books))
    whole = sum(bar.pence for bar in bars)
    base = f"{pounds(whole)}, everything that came in" if whole else "no money yet"
    return Picture(title, base, flows_svg(_flows(books, title), "money"), bars)


def bars_by_year(books, query=""):
    """A bar for each year of a programme."""
    return tuple(
        _bar_of(year.label, year.get_absolute_url() + query, _states(books, figures))
        for year, figures in books.by("year")
        if standing(figures)
    )


def _heads(books):
    """[(programme, Figures)], as they are arranged; what has none yet last."""
    return sorted(books.by("head"), key=lambda pair: _place(pair[0]))


def _place(head):
    return (head.is_unallocated, head.position, head.name)


def _ways(books):
    """Where money stands and, of a single year, where it went."""
    return (*STATES, *(GONE if "year" in books.chosen else GONE[1:]))


def _states(books, figures):
    """[(key, label, tone, pence)]: where the money of a selection stands, or went.

    Over all years together, what was carried out came in again and is not gone.
    """
    ways = _ways(books)
    pence = {name: getattr(figures, name) for name, *_ in ways}
    pence["available"] += figures.unallocated
    return [(key, label, tone, pence[key]) for key, label, tone in ways]


def _bar(books, head, figures, query):
    url = "" if head.is_unallocated else head.get_absolute_url() + query
    return _bar_of(head.name, url, _states(books, figures))


def _bar_of(label, url, states):
    whole = sum(pence for *_, pence in states)
    parts, x = [], 0.0
    for _, name, tone, pence in states:
        if pence:
            width = 100 * pence / whole
            parts.append(Part(name, pence, tone, f"{x:.2f}", f"{width:.2f}"))
            x += width
    return Bar(label, url, whole, tuple(parts))


def _flows(books, title):
    bands, sources, heads = [], {}, {}
    for cell in books.cells:
        sources[cell.source.pk] = cell.source
        heads[cell.head.pk] = cell.head
        states = _states(books, cell.figures)
        whole = sum(pence for *_, pence in states)
        bands.append((f"source {cell.source.pk}", f"head {cell.head.pk}", whole))
        bands += [(f"head {cell.head.pk}", key, pence) for key, _, _, pence in states]
    in_order = sorted(heads.values(), key=_place)
    return Flows(
        title=title,
        heads=COLUMNS,
        columns=(
            tuple(
                Node(f"source {each.pk}", each.name, "soft")
                for each in sorted(sources.values(), key=lambda source: source.position)
            ),
            tuple(Node(f"head {each.pk}", each.name, "soft") for each in in_order),
            tuple(Node(key, label, tone) for key, label, tone in _ways(books)),
        ),
        bands=_together(bands),
    )


def _together(bands):
    """Bands between the same two nodes as one."""
    sums = {}
    for begin, end, pence in bands:
        sums[begin, end] = sums.get((begin, end), 0) + pence
    return tuple((begin, end, pence) for (begin, end), pence in sums.items() if pence)
