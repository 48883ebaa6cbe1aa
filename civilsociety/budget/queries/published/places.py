"""Where an entry takes money from, and where to, in a reader's words."""

from civilsociety.budget.states import PUBLIC_BUCKETS, PUBLIC_OUTSIDE, Bucket, Kind


def where_from(entry):
    """Where the money of an entry stood before."""
    return _place(entry, entry.from_bucket, 0)


def where_to(entry):
    """Where it stands after."""
    return _place(entry, entry.to_bucket, 1)


def _place(entry, bucket, side):
    outside = PUBLIC_OUTSIDE.get(Kind(entry.kind))
    if bucket == Bucket.OUTSIDE and outside:
        return outside[side]
    return PUBLIC_BUCKETS[Bucket(bucket)]
