"""What stands on pages of others: the desk, the tools, the map of the site."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Task
from civilsociety.ui.words import plural
from strategy.queries.reading import published_strategies
from strategy.queries.redline.waiting import newest_texts, waiting_in


def tasks_for(user):
    """The officers' desk: changes of the newest text that wait for a reason."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    found = []
    for version, before in newest_texts():
        if count := waiting_in(version, before):
            found.append(_task(version, count))
    return found


def _task(version, count):
    verb = "waits" if count == 1 else "wait"
    return Task(
        title=f"{plural(count, 'change')} {verb} for a reason",
        url=reverse("strategy:explain", args=[version.strategy.slug, version.number]),
        detail=f"{version}. Readers see what changed; say why, and who asked for it.",
    )


def tools_for(user):
    """The officers' tools: none; reasons are given from the page of a version."""
    return []


def public_addresses():
    """The pages about what changed, of every strategy with more than one published text."""
    return [
        reverse("strategy:changes", args=[strategy.slug])
        for strategy in published_strategies()
        if len(strategy.published_versions) > 1
    ]
