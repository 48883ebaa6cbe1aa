"""Whose history an officer may read, as each app makes it known.

An app says in its `AppConfig.ready()` which permission opens the history of its objects and
at which address the object itself stands:

    history.readable("consultations.Consultation", Permission.MANAGE_CONSULTATIONS,
                     address="consultations:officer_page")
"""

from typing import NamedTuple

from django.urls import reverse

from civilsociety.accounts.permissions import Permission

_READABLE = {}


class Readable(NamedTuple):
    """Which permission opens the history of one kind of object, and where the object stands."""

    permission: Permission
    address: str


def readable(model, permission, *, address=""):
    """Lets people with a permission read the history of one kind of object.

    `address` is a URL name that takes the primary key, for the way back to the object.
    """
    _READABLE[model.lower()] = Readable(permission, address)


def may_read(user, target):
    """Whether a person may read the history of `app.model:pk`."""
    kind = _READABLE.get(target.partition(":")[0])
    return user.may(Permission.READ_AUDIT) or (kind is not None and user.may(kind.permission))


def address_of(target, user):
    """Where the object itself stands, or nothing for somebody who may not open it."""
    model, _, pk = target.partition(":")
    kind = _READABLE.get(model)
    if kind is None or not kind.address or not pk.isdigit() or not user.may(kind.permission):
        return ""
    return reverse(kind.address, args=[pk])
