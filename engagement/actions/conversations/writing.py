"""Noting a conversation, and changing what was noted."""

from django.db import transaction
from django.db.models import ProtectedError

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from engagement.models import Conversation
from engagement.rules.conversations import check_can_change_conversation, check_same_revision
from engagement.states import ConversationState

PARTICULARS = (
    "title",
    "on",
    "channel",
    "place",
    "district",
    "partner",
    "group",
    "who",
    "people",
    "summary",
    "our_part",
    "follow_up",
)


def locked(conversation):
    """The record as it is now, held until the action ends."""
    return Conversation.objects.select_for_update().get(pk=conversation.pk)


@transaction.atomic
def note_conversation(*, by, points, organisations=(), is_sample=False, **particulars):
    """Notes a conversation: when, where, with whom, and what was said.

    `points` are dictionaries of text, topic and section_key, in order.
    """
    conversation = Conversation.objects.create(noted_by=by, is_sample=is_sample, **particulars)
    conversation.organisations.set(organisations)
    _write_points(conversation, points)
    record(
        verb="engagement.conversation_noted",
        target=conversation,
        by=by,
        sentence=f"Noted the conversation “{conversation}”.",
    )
    return conversation


@transaction.atomic
def change_conversation(*, conversation, revision, by, points, organisations=(), **particulars):
    """Changes what was noted; one that was checked is to be checked again, by another officer.

    Points keep who they are (`pk` in their dictionary), so that findings go on resting on them.
    """
    conversation = locked(conversation)
    check_can_change_conversation(conversation)
    check_same_revision(conversation, revision)
    for name in PARTICULARS:
        if name in particulars:
            setattr(conversation, name, particulars[name])
    conversation.state, conversation.checked_by = ConversationState.NOTED, None
    conversation.checked_alone = ""
    # Whoever wrote last is answered for by somebody else's eyes.
    conversation.noted_by = by
    conversation.revision += 1
    conversation.save()
    conversation.organisations.set(organisations)
    _write_points(conversation, points)
    record(
        verb="engagement.conversation_changed",
        target=conversation,
        by=by,
        sentence=f"Changed the conversation “{conversation}”.",
    )
    return conversation


def _write_points(conversation, points):
    """The points as given: kept ones changed, new ones added, the others taken out."""
    there = {point.pk: point for point in conversation.points.all()}
    kept = {given["pk"] for given in points if given.get("pk") in there}
    try:
        for pk in there.keys() - kept:
            there[pk].delete()
    except ProtectedError as error:
        raise Refused(
            "A finding of a report rests on a point you took out. Take it out of the finding "
            "first, or leave the point."
        ) from error
    for position, given in enumerate(points, 1):
        told = {name: given.get(name, "") for name in ("text", "topic", "section_key")}
        conversation.points.update_or_create(
            pk=given.get("pk") if given.get("pk") in kept else None,
            defaults={**told, "position": position},
        )
