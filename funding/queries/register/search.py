"""The register searched, narrowed, sorted, and turned page by page at any length."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property

from funding.models import PublishedAward
from funding.queries.register import totals

ON_A_PAGE = 50
# Nobody turns forty pages: beyond, the list goes on behind its last row.
MOST_IN_PAGES = 2_000
WORDS_READ = 8

# (least, most) in pence, both inclusive.
BANDS = {
    "under_1k": (0, 999_99),
    "1k_to_5k": (1_000_00, 4_999_99),
    "5k_to_10k": (5_000_00, 9_999_99),
    "10k_to_50k": (10_000_00, 49_999_99),
    "50k_and_over": (50_000_00, None),
}
SORTS = {"date": "awarded_on", "amount": "amount_pence", "organisation": "recipient_name"}
SHOWN = (
    "award", "reference", "title", "summary", "recipient_name", "districts", "amount_pence",
    "first_pence", "awarded_on", "starts_on", "ends_on", "programme_name", "programme_slug",
    "version", "what_changed", "state", "is_sample", "read_by_rules",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the register; empty asks for all of it, the latest first."""

    q: str = ""
    programme: str = ""
    year: int | None = None
    district: str = ""
    kind: str = ""
    size: str = ""
    sort: str = "-date"
    after: int | None = field(default=None)

    @property
    def narrowed(self):
        """Whether it leaves anything out."""
        return any((self.q, self.programme, self.year, self.district, self.kind, self.size))

    @property
    def by_cell(self):
        """Whether the sums know its total without counting rows."""
        return not (self.q or self.kind or self.size)


def found(asked):
    """The rows that answer to `asked`, in its order."""
    field, backward = _order(asked)
    sign = "-" if backward else ""
    return _narrowed(asked).order_by(f"{sign}{field}", f"{sign}award")


def _narrowed(asked):
    rows = PublishedAward.objects.latest()
    if asked.programme:
        rows = rows.filter(programme_slug=asked.programme)
    if asked.year:
        rows = rows.filter(awarded_on__range=days_of(asked.year))
    if asked.district:
        rows = rows.filter(districts__contains=[asked.district])
    if asked.kind:
        rows = rows.filter(recipient_kind=asked.kind)
    if asked.size:
        rows = rows.filter(amount_pence__range=_bounds(asked.size))
    return rows.filter(searched=_words(asked.q)) if asked.q.split() else rows


def days_of(year):
    """The first and the last day of the financial year that begins in `year`."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def _bounds(size):
    least, most = BANDS[size]
    return least, 2**62 if most is None else most


def _words(text):
    """Every word, as people type it, the beginning of a word too."""
    asked = None
    for word in text.split()[:WORDS_READ]:
        stem = "".join(each if each.isalnum() else " " for each in word).split()
        for part in stem:
            this = SearchQuery(f"{part}:*", config="english", search_type="raw")
            asked = this if asked is None else asked & this
    return asked if asked is not None else SearchQuery("", config="english")


def _order(asked):
    return SORTS[asked.sort.removeprefix("-")], asked.sort.startswith("-")


def behind(rows, asked):
    """Only the rows behind the award `asked.after`, in the order asked for."""
    anchor = PublishedAward.objects.latest().filter(award=asked.after).first()
    if anchor is None:
        return rows
    field, backward = _order(asked)
    here, beyond = getattr(anchor, field), "lt" if backward else "gt"
    return rows.filter(
        Q(**{f"{field}__{beyond}e": here})
        & (Q(**{f"{field}__{beyond}": here}) | Q(**{f"award__{beyond}": asked.after}))
    )


class Pages(Paginator):
    """Pages of the register; counts no further than anybody turns them."""

    def __init__(self, asked):
        self.asked = asked
        rows = found(asked)
        rows = behind(rows, asked) if asked.after else rows
        super().__init__(rows.only(*SHOWN), ON_A_PAGE)

    @cached_property
    def count(self):
        """How many rows there are to turn to."""
        return min(self._known, MOST_IN_PAGES)

    @property
    def more(self):
        """Whether the list goes on behind the last page."""
        return self._known > MOST_IN_PAGES

    @cached_property
    def _known(self):
        if self.asked.by_cell and not self.asked.after:
            return self.total.awards
        return self.object_list.order_by()[: MOST_IN_PAGES + 1].count()

    @cached_property
    def total(self):
        """The exact Total where the sums know it, or None."""
        if not self.asked.by_cell:
            return None
        asked = self.asked
        return totals.total_of(programme=asked.programme, year=asked.year, district=asked.district)
