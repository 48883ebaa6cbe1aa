"""What people do with organisations."""

from civilsociety.organisations.actions.listing import (
    add_alias,
    change,
    confirm,
    register,
    remove_alias,
    rename,
)
from civilsociety.organisations.actions.merging import merge
from civilsociety.organisations.actions.people import (
    add_contact,
    change_contact,
    confirm_member,
    join,
    remove_contact,
    remove_member,
)

__all__ = [
    "add_alias",
    "add_contact",
    "change",
    "change_contact",
    "confirm",
    "confirm_member",
    "join",
    "merge",
    "register",
    "remove_alias",
    "remove_contact",
    "remove_member",
    "rename",
]
