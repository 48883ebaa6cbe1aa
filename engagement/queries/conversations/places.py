"""What stands on pages of others: the desk, the tools, the map of the site, a group's page."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural
from engagement.models import Conversation
from engagement.queries.conversations.listing import published
from engagement.states import ConversationState

SHOWN = 3


def tasks_for(user):
    """What others noted and this officer may check, and what is checked but not published."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return
    log = reverse("engagement:officers_conversations")
    noted = Conversation.objects.filter(state=ConversationState.NOTED).exclude(noted_by=user)
    if number := noted.count():
        words = plural(number, "conversation")
        yield Task(f"Check {words}", f"{log}?state=noted", "Another officer noted them.")
    checked = Conversation.objects.filter(state=ConversationState.CHECKED).count()
    if checked:
        words = plural(checked, "conversation")
        yield Task(f"Publish {words}", f"{log}?state=checked", "Checked, and not public yet.")


def tools_for(user):
    """The way to the officers' log."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    summary = "Note what you hear at forums, check it and publish it as evidence."
    return [Card("Conversations", reverse("engagement:officers_conversations"), summary)]


def public_addresses():
    """The log, and every published conversation."""
    yield reverse("engagement:conversations")
    for conversation in published().only("pk"):
        yield conversation.get_absolute_url()


def sections_for(user):
    """Nothing: a conversation names nobody."""
    return []


def group_panels(group, user, today):
    """On the group's public page: the latest conversations that belong to it."""
    found = list(published().filter(group=group).order_by("-on", "-pk")[:SHOWN])
    if not found:
        return []
    return [Panel("engagement/conversations/parts/panel.html", {"conversations": found})]


def member_panels(group, user, today):
    """On the members' page of the group: nothing waits for anybody."""
    return []


def officer_panels(group, user, today):
    """On the officers' page of the group: the log has its own."""
    return []
