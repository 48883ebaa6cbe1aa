"""What a merge would leave: the same answer for the preview and for the act."""

from typing import NamedTuple

from civilsociety.organisations import slots

_FIELDS = (
    "name",
    "kind",
    "charity_number",
    "company_number",
    "district",
    "income_band",
    "website",
    "status",
)


class MergedField(NamedTuple):
    """One particular of two organisations, and what stands after they are merged."""

    field: str
    label: str
    keep: str
    drop: str
    after: str


def merged_fields(*, keep, drop):
    """Each particular before and after: what is kept stands, what it lacks is taken over."""
    for field in _FIELDS:
        ours, theirs = getattr(keep, field), getattr(drop, field)
        label = keep._meta.get_field(field).verbose_name
        yield MergedField(field, label, ours, theirs, ours or theirs)


def what_moves(drop):
    """What points at the organisation that goes: what officers call it, and how many."""
    counted = ((relation.called, relation.count(drop)) for relation in slots.known())
    return [(called, number) for called, number in counted if number]
