"""A line's entries, each with what stood on the line after it."""

from django.db.models import BigIntegerField, Case, F, Sum, When, Window

from civilsociety.budget.models import Entry
from civilsociety.budget.queries.lines import counters
from civilsociety.budget.states import Bucket

_BUCKETS = (Bucket.AVAILABLE, Bucket.RESERVED, Bucket.COMMITTED, Bucket.PAID)


def running(line):
    """The entries of a line in the order they were written, with balances after each (pence).

    `available_after`, `reserved_after`, `committed_after`, `paid_after`.
    """
    entries = Entry.objects.filter(line=line).select_related(
        "move__decision", "move__made_by", "move__approved_by", "reservation", "commitment"
    )
    return entries.annotate(
        **{
            f"{bucket}_after": Window(Sum(_change(bucket)), order_by=F("pk").asc())
            for bucket in _BUCKETS
        }
    ).order_by("pk")


def _change(bucket):
    return Case(
        When(to_bucket=bucket, then=F("pence")),
        When(from_bucket=bucket, then=-F("pence")),
        default=0,
        output_field=BigIntegerField(),
    )


def latest(line, *, skip=0, take=50):
    """The same entries the latest first, `take` of them after `skip`: quick on a long line.

    Balances are counted back from what stands on the line, so nothing older is read.
    """
    newest = Entry.objects.filter(line=line).order_by("-pk")
    related = ("move__decision", "move__made_by", "move__approved_by", "reservation", "commitment")
    standing = counters(line)
    if skip:
        newer = Entry.objects.filter(pk__in=newest.values("pk")[:skip])
        sums = newer.aggregate(**{bucket: Sum(_change(bucket)) for bucket in _BUCKETS})
        standing = {bucket: standing[bucket] - sums[bucket] for bucket in _BUCKETS}
    entries = list(newest.select_related(*related)[skip : skip + take])
    for entry in entries:
        for bucket in _BUCKETS:
            setattr(entry, f"{bucket}_after", standing[bucket])
        for bucket, sign in ((entry.to_bucket, -1), (entry.from_bucket, 1)):
            if bucket in standing:
                standing[bucket] += sign * entry.pence
    return entries
