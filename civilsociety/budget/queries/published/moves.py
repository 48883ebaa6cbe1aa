"""Moves as anybody may read them: what, when, how much, for what, on whose decision."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from civilsociety.budget.models import Entry, Move
from civilsociety.budget.queries.ceilings import end_of
from civilsociety.budget.queries.published.places import where_from, where_to
from civilsociety.budget.states import PUBLIC_KINDS, TWO_PEOPLE, Kind

# Everything a line of a list shows, so that it asks nothing more.
LEGS = Prefetch(
    "entries",
    Entry.objects.select_related(
        "line__year", "line__source", "line__head", "line__origin", "commitment", "reservation"
    ).order_by("pk"),
)


def moves(*, kind="", decision="", head=None, year=None, as_at=None):
    """Moves, the newest first, each with its legs; `as_at` leaves out what was not known yet.

    `decision` is a reference, like 21/00055.
    """
    found = Move.objects.select_related("decision").prefetch_related(LEGS)
    if kind:
        found = found.filter(kind=kind)
    if decision:
        found = found.filter(decision__reference__iexact=decision)
    if as_at:
        found = found.filter(at__lt=end_of(as_at))
    lines = {}
    if head:
        lines["line__head"] = head
    if year:
        lines["line__year"] = year
    if lines:
        found = found.filter(Exists(Entry.objects.filter(move=OuterRef("pk"), **lines)))
    return found.order_by("-at", "-pk")


def hands(move):
    """How many people it took, and in which office; nobody is named."""
    if move.made_by_id is None:
        return "The service itself, because a reservation had run out"
    if move.kind in TWO_PEOPLE:
        return "One officer proposed it and another approved it"
    if move.kind in {Kind.APPROPRIATE, Kind.ALLOCATE}:
        return "An officer who holds the budget"
    return "A funding officer"


@dataclass(frozen=True)
class Told:
    """A move with what a reader wants beside it."""

    move: Move
    word: str
    legs: tuple
    heads: tuple
    years: tuple
    commitment: object
    reservation: object

    @property
    def to_next_year(self):
        """Whether it leaves one year for another."""
        return len(self.years) > 1


def told(move):
    """The move in a reader's words. Asks nothing when its legs were fetched with it."""
    legs = tuple(move.entries.all())
    lines = [leg.line for leg in legs]
    return Told(
        move=move,
        word=PUBLIC_KINDS[Kind(move.kind)],
        legs=tuple(Leg(leg) for leg in legs),
        heads=tuple(dict.fromkeys(line.head for line in lines)),
        years=tuple(dict.fromkeys(line.year for line in lines)),
        commitment=next((leg.commitment for leg in legs if leg.commitment), None),
        reservation=next((leg.reservation for leg in legs if leg.reservation), None),
    )


@dataclass(frozen=True)
class Leg:
    """An entry in a reader's words: on which line, from where to where, how much."""

    entry: Entry

    @property
    def line(self):
        """The line it changed."""
        return self.entry.line

    @property
    def pence(self):
        """How much, in pence."""
        return self.entry.pence

    @property
    def left(self):
        """Where the money stood before."""
        return where_from(self.entry)

    @property
    def arrived(self):
        """Where it stands after."""
        return where_to(self.entry)
