"""What of the standing conversation a reader may find by searching."""

from django.db.models import Q

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.searching import Searchable, vector
from civilsociety.ui.words import uk_date
from engagement.models import AgendaItem, Conversation, Group, Point
from engagement.models.conversations import CONVERSATION_WORDS, POINT_WORDS
from engagement.models.meetings import ITEM_WORDS
from engagement.queries.groups.membership import groups_of
from engagement.states import ConversationState, MinutesState

GROUP_WORDS = vector(["name"], ["purpose", "independence", "terms_of_reference"])


def searched(user):
    """Groups, minutes of meetings and published conversations (Searchables)."""
    return [_groups(), _minutes(user), *_conversations()]


def _groups():
    return Searchable(
        kind="groups",
        label="Groups",
        one="Group",
        rows=lambda: Group.objects.filter(is_public=True),
        words=GROUP_WORDS,
        by=(),
        text=("purpose", "independence", "terms_of_reference"),
    )


def _minutes(user):
    """Published minutes for everybody; agreed ones for members while their term runs."""
    readable = _readable(user)
    return Searchable(
        kind="meetings",
        label="Meetings",
        one="Minutes of a meeting",
        rows=lambda: AgendaItem.objects.filter(readable, is_private=False),
        words=ITEM_WORDS,
        by=_decided_by(user),
        text=("title", "minutes"),
        title=lambda item: item.meeting.title,
        address=lambda item: item.meeting.get_absolute_url(),
        note=lambda item: f"{item.meeting.group}, {uk_date(item.meeting.starts_at)}",
        unit="meeting_id",
        related=("meeting__group",),
    )


def _decided_by(user):
    """A member's groups are looked up each time: terms begin and end."""
    if user.is_authenticated and not user.may(Permission.MANAGE_ENGAGEMENT):
        return None
    return user.is_authenticated


def _readable(user):
    published = Q(
        meeting__minutes_state=MinutesState.PUBLISHED,
        meeting__is_public=True,
        meeting__group__is_public=True,
    )
    if not user.is_authenticated:
        return published
    agreed = Q(meeting__minutes_state__in=(MinutesState.AGREED, MinutesState.PUBLISHED))
    if user.may(Permission.MANAGE_ENGAGEMENT):
        return agreed
    return published | agreed & Q(meeting__group__in=groups_of(user, clock.today()))


def _conversations():
    """A conversation is one hit, by its own words or by those of its points."""
    shown = {"kind": "conversations", "label": "Conversations", "one": "Conversation"}
    published = ConversationState.PUBLISHED
    yield Searchable(
        **shown,
        rows=lambda: Conversation.objects.filter(state=published),
        words=CONVERSATION_WORDS,
        by=(),
        text=("summary", "who", "follow_up"),
        note=_of_conversation,
    )
    yield Searchable(
        **shown,
        rows=lambda: Point.objects.filter(conversation__state=published),
        words=POINT_WORDS,
        by=(),
        text=("text",),
        title=lambda point: str(point.conversation),
        address=lambda point: point.conversation.get_absolute_url(),
        note=lambda point: _of_conversation(point.conversation),
        unit="conversation_id",
        related=("conversation",),
    )


def _of_conversation(conversation):
    place = conversation.partner or conversation.place
    return f"{uk_date(conversation.on)}, {place}" if place else uk_date(conversation.on)
