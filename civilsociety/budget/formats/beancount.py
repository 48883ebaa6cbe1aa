"""The whole ledger as a Beancount file, which anybody's `bean-check` can prove again.

Every move is a balanced transaction on the day it was written down; every line has an account
for each bucket. Balances are asserted at the end of each financial year, from the entries, and
at the end, from the counters: a pound that was tampered with in either does not pass.
"""

import re
from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from civilsociety.budget.models import Entry, Line, Year
from civilsociety.budget.states import BETWEEN_LINES, Bucket, Kind

HEAD = """option "title" "The framework's ledger"
option "operating_currency" "GBP"
"""
BUCKETS = (Bucket.AVAILABLE, Bucket.RESERVED, Bucket.COMMITTED, Bucket.PAID)
# Where money is that is on no line, by what was done with it.
OUTSIDE = {
    Kind.APPROPRIATE: "Equity:Appropriated",
    Kind.LAPSE: "Equity:Lapsed",
    Kind.RETURN: "Equity:Returned",
}


def as_beancount():
    """The file, piece by piece."""
    lines = {line.pk: line for line in _lines()}
    accounts = {pk: _account(line) for pk, line in lines.items()}
    first = Entry.objects.order_by("move__at").values_list("move__at", flat=True).first()
    yield HEAD
    if first is None:
        return
    opened = timezone.localdate(first)
    for account in sorted(accounts.values()):
        yield from (f"{opened} open {account}:{bucket.capitalize()} GBP\n" for bucket in BUCKETS)
    for source in sorted({_word(line.source.key) for line in lines.values()}):
        yield from (f"{opened} open {name}:{source} GBP\n" for name in OUTSIDE.values())
    stands, last = defaultdict(int), opened
    ends = [year.ends_on + timedelta(days=1) for year in Year.objects.all()]
    for move, entries in _moves():
        day = timezone.localdate(move.at)
        while ends and ends[0] <= day:
            yield from _asserted(ends.pop(0), accounts, stands)
        last = max(last, day)
        yield _transaction(move, entries, lines, accounts)
        for entry in entries:
            stands[entry.line_id, entry.from_bucket] -= entry.pence
            stands[entry.line_id, entry.to_bucket] += entry.pence
    counted = {
        (pk, bucket): getattr(line, f"{bucket}_pence")
        for pk, line in lines.items()
        for bucket in BUCKETS
    }
    yield from _asserted(last + timedelta(days=1), accounts, counted)


def _lines():
    return Line.objects.select_related("year", "source", "head", "origin").order_by("pk")


def _moves():
    """(move, its entries), in the order they were written down."""
    entries = Entry.objects.order_by("move__at", "move_id", "pk").select_related(
        "move__decision", "move__reverses", "commitment", "reservation"
    )
    found = []
    for entry in entries.iterator(chunk_size=2000):
        if found and found[0].move_id != entry.move_id:
            yield found[0].move, found
            found = []
        found.append(entry)
    if found:
        yield found[0].move, found


def _transaction(move, entries, lines, accounts):
    about = next((each.commitment or each.reservation for each in entries), None)
    told = move.get_kind_display() + (f": {about}" if about else "")
    rows = [f'\n{timezone.localdate(move.at)} * "{move}" "{_text(told)}"\n', f"  on: {move.on}\n"]
    if move.decision:
        rows.append(f'  decision: "{move.decision.reference}"\n')
    if move.reverses:
        rows.append(f'  reverses: "{move.reverses}"\n')
    meant = move.reverses.kind if move.reverses else move.kind
    for entry in entries:
        source = _word(lines[entry.line_id].source.key)
        for bucket, sign in ((entry.from_bucket, -1), (entry.to_bucket, 1)):
            if bucket != Bucket.OUTSIDE:
                account = f"{accounts[entry.line_id]}:{bucket.capitalize()}"
            elif meant in BETWEEN_LINES:
                continue  # the other line's entry is the other side
            else:
                account = f"{OUTSIDE[meant]}:{source}"
            rows.append(f"  {account}  {_amount(sign * entry.pence)}\n")
    return "".join(rows)


def _asserted(day, accounts, stands):
    yield "\n"
    for pk, account in sorted(accounts.items()):
        for bucket in BUCKETS:
            yield f"{day} balance {account}:{bucket.capitalize()}  "
            yield f"{_amount(stands.get((pk, bucket), 0))}\n"


def _account(line):
    parts = ["Assets", f"Y{line.year.slug}", _word(line.source.key), _word(line.head.key)]
    if line.origin_id != line.year_id:
        parts.append(f"From-{line.origin.slug}")
    return ":".join(parts)


def _word(key):
    """A key as a part of an account's name: Strategic-recovery-fund."""
    return re.sub(r"[^A-Za-z0-9-]", "-", key).capitalize()


def _text(words):
    return re.sub(r"\s+", " ", words).replace("\\", "\\\\").replace('"', '\\"')


def _amount(pence):
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d} GBP"
