"""Everything in the project that points at an organisation, as each app makes it known.

An app that points at Organisation says so in its `AppConfig.ready()`, by names, because
models are not loaded yet there:

    slots.points_at_organisations(
        "consultations.Response",
        "organisation",
        called="Responses to consultations",
        appearances="consultations.queries.responses_of",
    )

Merging refuses while any relation in the project is not made known: what nobody has
thought about is never moved silently.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.apps import apps
from django.utils.module_loading import import_string

_KNOWN = {}


class Appearance(NamedTuple):
    """One place where an organisation appears: what an officer reads, and where it leads."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Relation:
    """One foreign key that points at Organisation."""

    model: str
    field: str
    called: str
    move: str = ""
    appearances: str = ""

    @property
    def rows(self):
        return apps.get_model(self.model)._base_manager

    def count(self, organisation):
        """How many rows point at the organisation."""
        return self.rows.filter(**{self.field: organisation}).count()

    def places(self, organisation):
        """Where the organisation appears, when the app can say it."""
        return list(import_string(self.appearances)(organisation)) if self.appearances else []

    def repoint(self, *, drop, keep):
        """Points every row of `drop` at `keep`, in the app's own way when it has one."""
        if self.move:
            import_string(self.move)(drop=drop, keep=keep)
        else:
            self.rows.filter(**{self.field: drop}).update(**{self.field: keep})


def points_at_organisations(model, field, *, called, move="", appearances=""):
    """Makes a relation known: `app.Model`, its field, and what officers call the rows.

    `move` names a function `(drop=, keep=)` that repoints the rows where a plain update
    would break a rule of the app (two rows that may exist only once). `appearances` names
    a function that yields an Appearance for each place; without it the organisation's page
    shows only how many there are.
    """
    _KNOWN[(model.lower(), field)] = Relation(model, field, called, move, appearances)


def known():
    """All relations the apps have made known."""
    return list(_KNOWN.values())


def unknown():
    """Relations to Organisation that nobody has made known, as `app.model.field`."""
    organisation = apps.get_model("organisations.Organisation")
    every = {
        (relation.related_model._meta.label_lower, relation.field.name)
        for relation in organisation._meta.get_fields(include_hidden=True)
        # Of many to many, the table between is what points; it is listed by itself.
        if relation.auto_created
        and relation.is_relation
        and not relation.concrete
        and not relation.many_to_many
    }
    return sorted(f"{model}.{field}" for model, field in every - set(_KNOWN))
