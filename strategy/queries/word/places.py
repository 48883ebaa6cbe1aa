"""What stands on pages of others: the desk, the tools, the map of the site."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Task
from strategy.models import Rendition, WordImport
from strategy.queries.word.document import address_of
from strategy.states import PUBLISHED

SHOWN = 10


def tasks_for(user):
    """The officers' desk: Word files this officer gave, read and not imported yet."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    waiting = WordImport.objects.filter(
        by=user, imported_at=None, state=WordImport.State.DONE, problems=[]
    ).only("pk", "file_name")[:SHOWN]
    return [
        Task(
            title=f"Look at what came over from “{each.file_name}”",
            url=reverse("strategy:word_import", args=[each.pk]),
            detail="It was read. Nothing of it is imported yet.",
        )
        for each in waiting
    ]


def tools_for(user):
    """The officers' tools: importing stands on the page of the strategies."""
    return []


def public_addresses():
    """The published summaries and easy-read versions."""
    held = (
        Rendition.objects.filter(published_at__isnull=False, version__state__in=PUBLISHED)
        .select_related("version__strategy")
        .defer("body")
    )
    return sorted({address_of(each) for each in held})
