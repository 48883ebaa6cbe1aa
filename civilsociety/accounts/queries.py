"""What accounts put on the officers' desk."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Card

TOOLS = (
    (
        Permission.MANAGE_PEOPLE,
        "People and roles",
        "accounts:people",
        "Give and end roles, add a person.",
    ),
    (
        Permission.READ_AUDIT,
        "Record",
        "accounts:record",
        "What happened, to what, by whom.",
    ),
)


def tools_for(user):
    """The tools about people and the record that this person may open."""
    return [
        Card(title=title, url=reverse(address), summary=summary)
        for permission, title, address, summary in TOOLS
        if user.may(permission)
    ]
