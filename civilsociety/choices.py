"""Columns that hold one of a list of choices, and nothing else."""

from django.db.models import Q


def known(field, choices, name, *, blank=False):
    """The condition that a column holds one of its choices, for a CheckConstraint."""
    values = [*([""] if blank else []), *choices.values]
    return {"condition": Q(**{f"{field}__in": values}), "name": name}
