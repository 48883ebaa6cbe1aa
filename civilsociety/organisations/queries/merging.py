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
    """One particular of two organisations, in words, and what stands after they are merged.

    `taken` is the stored value that the one that stays takes over, or "".
    """

    field: str
    label: str
    keep: str
    drop: str
    after: str
    taken: str


def merged_fields(*, keep, drop):
    """Each particular before and after: what is kept stands, what it lacks is taken over."""
    for field in _FIELDS:
        label = keep._meta.get_field(field).verbose_name
        ours, theirs = _in_words(keep, field), _in_words(drop, field)
        taken = "" if getattr(keep, field) else getattr(drop, field)
        yield MergedField(field, label, ours, theirs, ours or theirs, taken)


def _in_words(organisation, field):
    in_words = getattr(organisation, f"get_{field}_display", None)
    return in_words() if in_words else getattr(organisation, field)


def what_moves(drop):
    """What points at the organisation that goes: what officers call it, and how many."""
    counted = ((relation.called, relation.count(drop)) for relation in slots.known())
    return [(called, number) for called, number in counted if number]
