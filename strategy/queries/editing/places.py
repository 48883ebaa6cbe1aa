"""What stands on pages of others: the desk, and what writing leaves in a browser."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Cookie, Task
from civilsociety.ui.words import uk_time
from strategy.models import SectionLock


def tasks_for(user):
    """The officers' desk: sections that this person has open and others wait for."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    held = SectionLock.objects.live(clock.now()).filter(holder=user)
    return [
        Task(
            title=f"Go on writing in {lock.section}",
            url=reverse("strategy:edit_section", args=_place(lock.section)),
            detail="You have this section open, so others wait to write in it.",
            due=f"Since {uk_time(lock.taken_at)}",
        )
        for lock in held.select_related("section__version__strategy")
    ]


def _place(section):
    version = section.version
    return version.strategy.slug, version.number, section.key


def tools_for(user):
    """The officers' tools: writing is reached from the strategy's own page."""
    return []


def public_addresses():
    """Public pages, for search engines: a draft has none."""
    return []


def cookies():
    """What writing a section leaves in an officer's browser."""
    return [
        Cookie(
            "section:…",
            "Not a cookie: an officer’s browser keeps the text of a section that was typed and "
            "not saved, so that it can be put back. It is never sent anywhere by itself.",
            "Until it is saved, or forgotten by a button",
        )
    ]
