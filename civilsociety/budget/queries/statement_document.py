"""The statement of a year as one document: signed when it closed, or as it was on a past day."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import BigIntegerField, Case, F, Q, Sum, When
from django.db.models.functions import Coalesce

from civilsociety.budget.models import Commitment, Entry, Move
from civilsociety.budget.queries import Figures, by_head, by_source
from civilsociety.budget.queries.ceilings import end_of
from civilsociety.budget.states import TWO_PEOPLE, Bucket, Kind
from civilsociety.documents import (
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    Panel,
    Prose,
    Quote,
)
from civilsociety.ui.words import local, plural, pounds, uk_date, uk_datetime

# What a statement shows of a year, in the order in which money goes through it.
CAME_IN = (
    ("Ceiling", "ceiling"),
    ("Appropriated", "appropriated"),
    ("Carried in", "carried_in"),
    ("Came back after its year", "recovered"),
)
WENT = (
    ("Paid, less what came back", "paid"),
    ("Carried out", "carried_out"),
    ("Lapsed", "lapsed"),
)
STANDS = (
    ("Not yet allocated", "unallocated"),
    ("Available", "available"),
    ("Reserved", "reserved"),
    ("Promised, not yet paid", "committed"),
)
# Under a head: what it was given, and what became of that.
BY_HEAD = (
    ("Given", ("allocated", "carried_in", "recovered")),
    ("Paid", ("paid",)),
    ("Carried out", ("carried_out",)),
    ("Lapsed", ("lapsed",)),
    ("Left", ("available", "reserved", "committed")),
)


def statement_of(year, *, day, as_at=None, signature=None):
    """The document of a year. With a Signature it is the signed statement, final and whole;
    with `as_at` it shows what had been written down by the end of that day (UK time)."""
    return _Writer(year, day, as_at, signature).document()


@dataclass(frozen=True)
class Signature:
    """Who signed, when, what they had checked; which statement of its year, and where it is."""

    by: str
    at: datetime
    checked: str = ""
    number: int = 1
    address: str = ""


class _Writer:
    """Everything the parts of the statement need, read once."""

    def __init__(self, year, day, as_at, signature):
        self.year, self.day, self.as_at, self.signature = year, day, as_at, signature
        self.number = signature.number if signature else 1
        self.sources = by_source(year, as_at=as_at)
        self.heads = by_head(year, as_at=as_at)

    def document(self):
        return Document(
            title=f"Statement of the framework’s money {self.year}",
            subtitle=f"{uk_date(self.year.starts_on)} to {uk_date(self.year.ends_on)}",
            lead=LEAD if self.signature else LEAD_UNSIGNED,
            issued_on=self.day,
            publisher=settings.COUNCIL_NAME,
            html_address=f"{settings.PUBLIC_URL}{self.signature.address}" if self.signature else "",
            summary=tuple(self._title_rows()),
            blocks=tuple(self._blocks()),
        )

    def _title_rows(self):
        if self.signature:
            yield "Signed by", self.signature.by
            yield "Signed at", uk_datetime(self.signature.at)
        else:
            yield "Signed", "No: this is a view, not a statement that was signed"
        if self.number > 1:
            yield "Statement", f"{self.number} of this year: it was reopened and closed again"
        if self.as_at:
            yield "As it was on", uk_date(self.as_at)

    def _blocks(self):
        if not self.signature:
            yield Panel("caveat", "This statement is not signed", (Prose(self._unsigned()),))
        if self.number > 1:
            yield Panel("note", "There is an earlier statement", (Prose(EARLIER),))
        yield from self._at_a_glance()
        yield from self._by_head()
        yield from self._commitments()
        yield from self._moved()
        yield from self._decisions()
        yield from self._proof()
        yield from self._signed() if self.signature else ()

    def _unsigned(self):
        if not self.as_at:
            return UNSIGNED
        return UNSIGNED_AS_AT.format(day=uk_date(self.as_at))

    def _at_a_glance(self):
        yield Heading("At a glance", key="at-a-glance")
        sums = _sum(figures for _, figures in self.sources)
        received = sums.appropriated + sums.carried_in + sums.recovered
        words = AT_A_GLANCE.format(
            year=self.year, received=pounds(received), paid=pounds(sums.paid)
        )
        yield Prose(words)
        yield self._table("What came in, by source", "Source", self.sources, CAME_IN, "came-in")
        yield self._table("What became of it, by source", "Source", self.sources, WENT, "went")
        left = sum(getattr(sums, name) for _, name in STANDS)
        if left or not self.signature:
            yield self._table("What stands, by source", "Source", self.sources, STANDS, "stands")
        else:
            yield Prose(NOTHING_LEFT)

    def _table(self, caption, first, rows, columns, key):
        """One row for each item, and their sum."""
        labels = (Column(first), *(Column(label, "money") for label, _ in columns))
        sums = _sum(figures for _, figures in rows)
        body = [
            (str(item), *(_value(figures, names) for _, names in columns))
            for item, figures in [*rows, ("Together", sums)]
        ]
        return DataTable(caption=caption, columns=labels, rows=tuple(body), key=key)

    def _by_head(self):
        yield Heading("By programme", key="by-programme")
        rows = [row for row in self.heads if not row.item.is_unallocated]
        if not rows:
            yield Prose("No money was allocated to a programme.")
            return
        table = self._table("Money of each programme", "Programme", rows, BY_HEAD, "programmes")
        yield replace(table, note=GIVEN)

    def _commitments(self):
        yield Heading("What was promised and paid", key="commitments")
        rows = tuple(_commitment_rows(self.year, self.as_at))
        if not rows:
            yield Prose("Nothing was promised.")
            return
        kinds = ("text", "text", "text", "money", "money", "money")
        labels = ("Number", "To whom", "Programme", "Promised", "Paid", "Left")
        yield DataTable(
            caption=f"Commitments of {self.year}",
            columns=tuple(map(Column, labels, kinds)),
            rows=rows,
            note=COMMITMENTS_NOTE,
            key="commitment-list",
        )

    def _moved(self):
        yield Heading("What left a line or a year", key="moved")
        moves = list(_moves(self.year, self.as_at, kind__in=[*TWO_PEOPLE, Kind.RETURN]))
        if not moves:
            yield Prose("Nothing was moved, carried, lapsed, returned or reversed.")
            return
        columns = (
            Column("Move"),
            Column("Day", "date"),
            Column("Amount", "money"),
            Column("Why, and by whom"),
        )
        yield DataTable(
            caption="Moves of two people, and what came back",
            columns=columns,
            rows=tuple(map(_move_row, moves)),
            key="moves",
        )

    def _decisions(self):
        yield Heading("The decisions it rests on", key="decisions")
        entries = _entries(self.year, self.as_at).filter(move__decision__isnull=False)
        found = entries.values_list("move__decision__reference", "move__decision__title")
        rows = tuple(found.order_by("move__decision__reference").distinct())
        yield Facts(rows) if rows else Prose("No movement named a decision.")

    def _proof(self):
        yield Heading("How it adds up", key="proof")
        entries = _entries(self.year, self.as_at)
        last = Move.objects.filter(entries__in=entries).order_by("pk").last()
        count = entries.count()
        sums = _sum(figures for _, figures in self.sources)
        came = sums.appropriated + sums.carried_in + sums.recovered
        went = sums.paid + sums.carried_out + sums.lapsed
        left = sum(getattr(sums, name) for _, name in STANDS)
        yield Facts(
            (
                ("Entries it is made of", plural(count, "entry", "entries")),
                ("Fingerprint of the entries (SHA-256)", fingerprint_of(entries)),
                ("The last movement", last.number if last else "None"),
                ("Came in", pounds(came)),
                ("Paid, carried out or lapsed", pounds(went)),
                ("Left", pounds(left)),
                ("Difference", pounds(came - went - left)),
            )
        )
        yield Prose(PROOF)

    def _signed(self):
        yield Heading("Signed", key="signed")
        if self.signature.checked:
            yield Quote(self.signature.checked, f"What {self.signature.by} checked before signing")
        yield Facts((("Name", self.signature.by), ("When", uk_datetime(self.signature.at))))


def _value(figures, names):
    """One figure, or several added up (pence)."""
    names = (names,) if isinstance(names, str) else names
    return sum(getattr(figures, name) or 0 for name in names)


def _sum(every):
    """Figures added up; a ceiling that is not known counts as nothing."""
    every = list(every)
    names = Figures.__dataclass_fields__
    return Figures(**{name: sum(getattr(f, name) or 0 for f in every) for name in names})


def _entries(year, as_at):
    entries = Entry.objects.filter(line__year=year)
    return entries if as_at is None else entries.filter(move__at__lt=end_of(as_at))


def _moves(year, as_at, **which):
    moves = Move.objects.filter(entries__in=_entries(year, as_at), **which).distinct()
    return moves.select_related("made_by", "approved_by").order_by("pk")


def _move_row(move):
    people = f"{move.made_by}" if move.made_by else "By the service itself"
    if move.approved_by:
        people = f"Proposed by {move.made_by}, approved by {move.approved_by}"
    why = f"{move.reason.rstrip('.')}. {people}."
    return (f"{move.number} {move.get_kind_display()}", move.on, move.amount_pence, why)


def fingerprint_of(entries):
    """SHA-256 over the entries in their order: any of them changed, it would be another."""
    fields = ("pk", "move_id", "line_id", "kind", "pence", "from_bucket", "to_bucket")
    digest = hashlib.sha256()
    for row in entries.order_by("pk").values_list(*fields).iterator(chunk_size=5000):
        digest.update(f"{row}\n".encode())
    return digest.hexdigest()


def _flow(*buckets, way):
    """What went into (way="to") or out of (way="from") buckets, for one commitment."""
    return Q(**{f"{way}_bucket__in": buckets})


def _commitment_rows(year, as_at):
    """Each commitment that has entries on lines of the year: promised, paid, left (pence)."""
    effects = {
        "left": (Bucket.COMMITTED,),
        "paid_": (Bucket.PAID,),
    }
    sums = {
        name: Coalesce(
            Sum(
                Case(
                    When(_flow(*buckets, way="to"), then=F("pence")),
                    When(_flow(*buckets, way="from"), then=-F("pence")),
                    default=0,
                    output_field=BigIntegerField(),
                )
            ),
            0,
        )
        for name, buckets in effects.items()
    }
    entries = _entries(year, as_at).filter(commitment__isnull=False).order_by()
    found = {row["commitment"]: row for row in entries.values("commitment").annotate(**sums)}
    for each in Commitment.objects.filter(pk__in=found).select_related("head").order_by("pk"):
        row = found[each.pk]
        yield (
            each.number,
            each.public_payee,
            str(each.head),
            each.amount_pence,
            row["paid_"],
            row["left"],
        )


def differences_between(then, now):
    """Two lists of Rows of the same items: (item, figure's label, then, now) where they differ."""
    before = {row.item: row.figures for row in then}
    after = {row.item: row.figures for row in now}
    for item in sorted({*before, *after}, key=lambda each: (each.position, str(each))):
        one, other = before.get(item, Figures()), after.get(item, Figures())
        for label, name in (*CAME_IN, *WENT, *STANDS):
            values = getattr(one, name) or 0, getattr(other, name) or 0
            if values[0] != values[1]:
                yield item, label, *values, values[1] - values[0]


def late_moves(year, as_at):
    """What was written down after a day, though it counts for that day or an earlier one."""
    moves = Move.objects.filter(entries__line__year=year, at__gte=end_of(as_at), on__lte=as_at)
    return moves.distinct().select_related("made_by").order_by("pk")


def is_over(year, moment):
    """Whether the last day of the year has passed in the United Kingdom."""
    return local(moment).date() > year.ends_on


LEAD = "What came in, what became of it, and on whose decision: every pound of the year."
LEAD_UNSIGNED = "What had been written down of the year’s money. Nobody has signed it."
UNSIGNED = "It shows the ledger as it stands now. Figures may still change until the year closes."
UNSIGNED_AS_AT = (
    "It shows what had been written down by the end of {day}. What was written down later is "
    "left out, even where it counts for an earlier day."
)
EARLIER = (
    "The year was closed, reopened by two people and closed again. The earlier statement stays "
    "beside this one."
)
AT_A_GLANCE = (
    "In {year} the framework received **{received}**, and **{paid}** was paid to organisations, "
    "less what they gave back."
)
NOTHING_LEFT = "Nothing was left on any line when the year closed."
GIVEN = (
    "Given is what was allocated, was carried in, or came back after its year had closed. "
    "Money that was never allocated to a programme stands in the tables by source."
)
COMMITMENTS_NOTE = (
    "Promised is the whole of the promise; paid and left are what stands on this year’s money. "
    "What was carried into another year stands in that year’s statement. Persons are not named."
)
PROOF = (
    "What came in equals what was paid, carried out, lapsed or is left, to the penny, for every "
    "source. Each figure is summed from entries that nobody can change."
)
