"""Whose history an officer may read, as each app makes it known.

An app says in its `AppConfig.ready()` which permission opens the history of its objects and
at which address the object itself stands:

    history.readable("consultations.Consultation", Permission.MANAGE_CONSULTATIONS,
                     address="consultations:officer_page")
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.module_loading import import_string

from civilsociety.accounts.permissions import Permission

_READABLE = {}


class Readable(NamedTuple):
    """Which permission opens the history of one kind of object, and where the object stands."""

    permission: Permission
    address: str
    hidden: str = ""


def readable(model, permission, *, address="", hidden=""):
    """Lets people with a permission read the history of one kind of object.

    `address` is a URL name that takes the primary key, for the way back to the object.
    `hidden` is the dotted path of a function of a person and a primary key: where it says yes,
    the object, and so its history, is not there for this person whatever their role.
    """
    _READABLE[model.lower()] = Readable(permission, address, hidden)


def may_read(user, target):
    """Whether a person may read the history of `app.model:pk`."""
    model, _, pk = target.partition(":")
    kind = _READABLE.get(model)
    if kind and kind.hidden and pk.isdecimal() and import_string(kind.hidden)(user, int(pk)):
        return False
    return user.may(Permission.READ_AUDIT) or (kind is not None and user.may(kind.permission))


def address_of(target, user):
    """Where the object itself stands, or nothing for somebody who may not open it."""
    model, _, pk = target.partition(":")
    kind = _READABLE.get(model)
    if kind is None or not kind.address or not pk.isdigit() or not user.may(kind.permission):
        return ""
    return reverse(kind.address, args=[pk])
