"""A line's entries, each with what stood on the line after it."""

from django.db.models import BigIntegerField, Case, F, Sum, When, Window

from civilsociety.budget.models import Entry
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
