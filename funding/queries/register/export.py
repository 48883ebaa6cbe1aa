"""The register, row by row, at any size: short queries one behind the other, never a long one.

Rows come by award, the newest first, and each award once: one that is published again meanwhile
comes in its old version or in its new one, and one that is new is for the next who asks.
"""

from funding.models import PublishedAward

FIRST, AT_ONCE = 50, 1_000
BEYOND = 2**62


def chunks():
    """How many rows each query asks for: few at first, so that something comes at once."""
    yield FIRST
    while True:
        yield AT_ONCE


def rows(found, reading):
    """The clean rows of a queryset of the register; its order is replaced by ours.

    `reading` is `rules.register.READING`: a row in which something leads to a person stays here.
    """
    last = BEYOND
    for number in chunks():
        part = list(found.filter(award__lt=last).order_by("-award")[:number])
        yield from (row for row in part if reading.is_clean(row))
        if len(part) < number:
            return
        last = part[-1].award_id


def unclean(reading):
    """Rows of the register that no page and no file shows, because a text leads to a person."""
    unread = PublishedAward.objects.latest().exclude(read_by_rules=reading.rules)
    return (row for row in unread.order_by("-award").iterator(chunk_size=AT_ONCE)
            if not reading.is_clean(row))  # fmt: skip
