"""Sums over the whole ledger, remembered until something is written in it.

What was known on a past day needs every entry up to it, however many. The entries are append-only,
so a sum stays right as long as the ledger stands where it stood; every entry moves a line's
counters or the last number, and then it is summed anew.
"""

from hashlib import sha256

from django.core.cache import cache

from civilsociety.budget.models import Entry, Line

SECONDS = 3600


def remembered(what, make):
    """What `make()` gives for `what`, as long as nothing is written in the ledger."""
    # Wrapped, because a sum may be nothing and the cache says nothing for “not there”.
    key = "budget-sums:" + sha256(f"{what}|{_mark()}".encode()).hexdigest()
    found = cache.get(key)
    if found is None:
        found = (make(),)
        cache.set(key, found, SECONDS)
    return found[0]


def _mark():
    """Where the ledger stands: its last entry, and what stands on every line."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    lines = Line.objects.order_by("pk").values_list(
        "pk", "appropriated_pence", "reserved_pence", "committed_pence", "paid_pence"
    )
    return last, list(lines)
