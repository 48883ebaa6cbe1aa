"""What stands on pages of others: the desk, the tools, the map of the site."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural
from strategy.models import Term


def tasks_for(user):
    """The officers' desk: words that wait to be published."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    waiting = Term.objects.filter(published_at=None).count()
    if not waiting:
        return []
    title = f"Publish {plural(waiting, 'word')} of the glossary"
    return [Task(title, f"{reverse('strategy:glossary_desk')}?show=waiting")]


def tools_for(user):
    """The officers' tools."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    summary = "Words that are explained, and linked where a text first uses them."
    return [Card("Glossary", reverse("strategy:glossary_desk"), summary)]


def public_addresses():
    """Public pages, for search engines: the glossary is among the pages about the service."""
    return []
