"""What stands on pages of others: the desk, the tools, the map of the site, the account page."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.models import Job
from civilsociety.ui.slots import Card, Task
from engagement.models import Notice


def tasks_for(user):
    """The officers' desk: messages that the mail server did not take."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    return [
        Task(
            f"Send the rest of “{notice.subject}”",
            reverse("engagement:notice", args=[notice.pk]),
            "Some members have not got this message.",
            urgent=True,
        )
        for notice in Notice.objects.filter(state=Job.State.FAILED)
    ]


def tools_for(user):
    """The officers' tools."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    summary = "What members of groups were told, and who got it."
    return [Card("Messages to members", reverse("engagement:notices"), summary)]


def public_addresses():
    """Public pages, for search engines: none."""
    return []


def sections_for(user):
    """The account page (accounts.slots.Section): nothing."""
    return []


def group_panels(group, user, today):
    """On the group's public page (ui.slots.Panel): nothing."""
    return []


def member_panels(group, user, today):
    """On the members' page of the group (ui.slots.Panel): nothing."""
    return []


def officer_panels(group, user, today):
    """On the officers' page of the group (ui.slots.Panel): nothing."""
    return []
