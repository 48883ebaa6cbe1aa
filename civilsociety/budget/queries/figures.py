"""Every published figure, once: what is summed for it, and the entries it is made of.

What stands on lines is read from their counters, what moved between lines from the entries;
for a past day everything comes from the entries. `check_budget` and the tests hold the two ways
against each other.
"""

from dataclasses import dataclass, fields

from django.db.models import BigIntegerField, Case, F, Q, Sum, When
from django.db.models.functions import Coalesce

from civilsociety.budget.models import Entry, Line
from civilsociety.budget.queries.ceilings import ceilings_by, end_of
from civilsociety.budget.states import FEW, Bucket, Kind


@dataclass(frozen=True)
class Figures:
    """Pence. For any selection:

    appropriated + carried_in + recovered = unallocated + available + reserved + committed + paid
    + lapsed + carried_out, for whole years and sources; under a head, `allocated` stands for
    what was appropriated.
    """

    ceiling: int | None = None  # at most; None where a head or an objective is asked for
    appropriated: int = 0  # put into the year, under the ceiling
    unallocated: int = 0  # of it, still without a purpose
    allocated: int = 0  # given to heads, less what was moved away again
    reserved: int = 0  # held for a decision
    committed: int = 0  # promised, not yet paid
    paid: int = 0  # paid, less what came back to the same line
    returned: int = 0  # what ever came back (for information: `paid` is less already)
    available: int = 0  # under heads, neither held nor promised
    lapsed: int = 0  # given up
    carried_in: int = 0  # brought from the year before
    carried_out: int = 0  # taken to the year after
    recovered: int = 0  # of `returned`: what came back after its year had closed


_OUTSIDE, _FREE = Bucket.OUTSIDE, Bucket.AVAILABLE
_UNALLOCATED = Q(line__head__is_unallocated=True)
_BEGAN_OUTSIDE = (~Q(kind=Kind.REVERSE) & Q(from_bucket=_OUTSIDE)) | (
    Q(kind=Kind.REVERSE) & Q(to_bucket=_OUTSIDE)
)
# Onto the line, or off it.
_MOVED = Case(
    When(from_bucket=_OUTSIDE, then=F("pence")),
    When(to_bucket=_OUTSIDE, then=-F("pence")),
    default=0,
    output_field=BigIntegerField(),
)
# As it was meant, or taken back.
_DONE = Case(
    When(kind=Kind.REVERSE, then=-F("pence")),
    default=F("pence"),
    output_field=BigIntegerField(),
)


def _of(*kinds):
    return Q(kind__in=kinds) | Q(kind=Kind.REVERSE, reverses__kind__in=kinds)


def _standing(bucket, extra=None):
    touched = Q(from_bucket=bucket) | Q(to_bucket=bucket)
    effect = Case(
        When(to_bucket=bucket, then=F("pence")),
        default=-F("pence"),
        output_field=BigIntegerField(),
    )
    return (touched & extra if extra is not None else touched), effect


_CARRIED = _of(Kind.CARRY_COMMITMENT, Kind.CARRY_BALANCE)
# For each figure: which entries it is made of, and what each adds to it.
MADE_OF = {
    "appropriated": (_of(Kind.APPROPRIATE), _MOVED),
    "unallocated": _standing(_FREE, _UNALLOCATED),
    "allocated": (_of(Kind.ALLOCATE, Kind.VIRE) & ~_UNALLOCATED, _MOVED),
    "reserved": _standing(Bucket.RESERVED),
    "committed": _standing(Bucket.COMMITTED),
    "paid": _standing(Bucket.PAID),
    "returned": (_of(Kind.RETURN), _DONE),
    "available": _standing(_FREE, ~_UNALLOCATED),
    "lapsed": (_of(Kind.LAPSE), _DONE),
    "carried_in": (_CARRIED & _BEGAN_OUTSIDE, _DONE),
    "carried_out": (_CARRIED & ~_BEGAN_OUTSIDE, _DONE),
    "recovered": (_of(Kind.RETURN) & _BEGAN_OUTSIDE, _DONE),
}
_STANDING = ("unallocated", "reserved", "committed", "paid", "available")
_FLOWS = tuple(name for name in MADE_OF if name not in _STANDING)


def figures(*, year=None, source=None, head=None, objective=None, as_at=None):
    """The Figures of a selection, now, or as written down by the end of a day (UK time)."""
    chosen = {"year": year, "source": source, "head": head, "objective": objective}
    return tally((), chosen, as_at)[()]


def tally(by, chosen, as_at=None):
    """{key: Figures}, grouped by parts of a line ("year", "source", "head", "objective").

    Four queries at most, however many groups.
    """
    found = {}
    paths = tuple(_path(part) for part in by)
    if as_at is None:
        _add(found, paths, _stocks(paths, chosen))
        flows = _entries(chosen).filter(kind__in=FEW)
        _add(found, paths, _summed(flows, paths, _FLOWS))
    else:
        _add(found, paths, _summed(_entries(chosen, as_at), paths, MADE_OF))
    for key, pence in ceilings_by(by, chosen, as_at).items():
        found.setdefault(key, {})["ceiling"] = pence
    return {key: Figures(**values) for key, values in found.items()}


def entries_behind(
    *, figure, year=None, source=None, head=None, objective=None, as_at=None
):  # fmt: skip
    """The entries a figure is made of, the latest first; each has `effect_pence`, its part.

    The effects of all of them sum up to the figure, to the penny. A ceiling has none.
    """
    which, effect = MADE_OF[figure]
    chosen = {"year": year, "source": source, "head": head, "objective": objective}
    entries = _entries(chosen, as_at).filter(which).annotate(effect_pence=effect)
    related = ("move__decision", "line__year", "line__source", "line__head", "line__origin")
    return entries.select_related(*related, "reservation", "commitment").order_by("-pk")


def _path(part):
    return "line__head__objective" if part == "objective" else f"line__{part}_id"


def _where(chosen, prefix):
    where = {}
    for part, value in chosen.items():
        if value is not None:
            where[f"{prefix}head__objective" if part == "objective" else prefix + part] = value
    return where


def _entries(chosen, as_at=None):
    entries = Entry.objects.filter(**_where(chosen, "line__"))
    return entries if as_at is None else entries.filter(move__at__lt=end_of(as_at))


def _summed(entries, paths, names):
    sums = {
        f"sum_{name}": Coalesce(Sum(MADE_OF[name][1], filter=MADE_OF[name][0]), 0) for name in names
    }
    rows = (
        entries.order_by().values(*paths).annotate(**sums) if paths else [entries.aggregate(**sums)]
    )
    return [{key.removeprefix("sum_"): value for key, value in row.items()} for row in rows]


def _stocks(paths, chosen):
    lines = Line.objects.filter(**_where(chosen, "")).order_by()
    free, unallocated = F("available_pence"), Q(head__is_unallocated=True)
    sums = {
        "sum_unallocated": Coalesce(Sum(free, filter=unallocated), 0),
        "sum_available": Coalesce(Sum(free, filter=~unallocated), 0),
        **{
            f"sum_{name}": Coalesce(Sum(f"{name}_pence"), 0)
            for name in ("reserved", "committed", "paid")
        },
    }
    named = {path: F(path.removeprefix("line__")) for path in paths}
    rows = (
        lines.values(**{f"by_{path}": value for path, value in named.items()}).annotate(**sums)
        if paths
        else [lines.aggregate(**sums)]
    )
    return [
        {key.removeprefix("sum_").removeprefix("by_"): value for key, value in row.items()}
        for row in rows
    ]


def _add(found, paths, rows):
    for row in rows:
        key = tuple(row.pop(path) for path in paths)
        found.setdefault(key, {}).update(row)


FIGURE_NAMES = tuple(each.name for each in fields(Figures))
