"""What a figure is made of, entry by entry."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from civilsociety.budget.models import Entry
from civilsociety.budget.queries.ceilings import end_of
from civilsociety.budget.queries.figures import entries_behind
from civilsociety.budget.queries.published.memory import remembered
from civilsociety.budget.queries.published.places import where_from, where_to
from civilsociety.budget.states import PUBLIC_KINDS, Kind

# The figures that open, in a reader's words.
NAMES = {
    "appropriated": "Set aside",
    "unallocated": "Not yet allocated",
    "allocated": "Allocated",
    "available": "Available in programmes",
    "reserved": "Reserved",
    "committed": "Committed, not yet paid",
    "paid": "Paid",
    "returned": "Came back",
    "carried_in": "Carried in",
    "carried_out": "Carried out",
    "recovered": "Came back late",
    "lapsed": "Lapsed",
}
RELATED = (
    "move__decision",
    "line__year",
    "line__source",
    "line__head",
    "line__origin",
    "commitment__authority__decision",
)


@dataclass(frozen=True)
class Line:
    """An entry in a reader's words; `signed` is what it adds to the figure, in pence."""

    entry: Entry
    signed: int

    @property
    def word(self):
        """What happened."""
        return PUBLIC_KINDS[Kind(self.entry.kind)]

    @property
    def line(self):
        """The source, programme and year it changed."""
        return self.entry.line

    @property
    def left(self):
        """Where the money stood before."""
        return where_from(self.entry)

    @property
    def arrived(self):
        """Where it stands after."""
        return where_to(self.entry)

    @property
    def decision(self):
        """The decision behind it: its own, or that of the commitment."""
        commitment = self.entry.commitment
        return self.entry.move.decision or (commitment and commitment.authority.decision)


def entries(*, figure="", commitment=None, as_at=None, **chosen):
    """The entries behind a figure, or all of a selection; the newest first."""
    if figure:
        found = entries_behind(figure=figure, as_at=as_at, **chosen)
    else:
        found = _all(as_at=as_at, **chosen)
    if commitment:
        found = found.filter(commitment=commitment)
    return found.select_related(*RELATED).order_by("-pk")


def _all(*, as_at=None, year=None, source=None, head=None, objective=None):
    wanted = {"year": year, "source": source, "head": head, "head__objective": objective}
    found = Entry.objects.filter(**{f"line__{k}": v for k, v in wanted.items() if v is not None})
    return found.filter(move__at__lt=end_of(as_at)) if as_at else found


def count_and_sum(found, *, figure):
    """How many entries, and what they add up to in pence: nothing where no figure is asked."""
    plain = found.order_by()
    return remembered(("entries", str(plain.query)), lambda: _counted(plain, figure))


def _counted(plain, figure):
    if not figure:
        return plain.count(), None
    sums = plain.aggregate(number=Count("pk"), pence=Sum("effect_pence"))
    return sums["number"], sums["pence"] or 0


def told(entry):
    """The entry in a reader's words."""
    return Line(entry, getattr(entry, "effect_pence", entry.pence))
