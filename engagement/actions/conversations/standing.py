"""A conversation on its way: checked, published, taken back, thrown away."""

from django.db import transaction
from django.db.models import ProtectedError

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from engagement.actions.conversations.writing import locked
from engagement.rules.conversations import (
    check_can_change_conversation,
    check_can_check_conversation,
    check_can_publish_conversation,
    check_can_take_back,
)
from engagement.states import ConversationState


@transaction.atomic
def check_conversation(*, conversation, by, alone="", revision=None):
    """Says that the record is right and names nobody; from now on it is evidence.

    `alone` is why the officer who noted it checks it too; `revision` is the one they read.
    Raises Refused, also when somebody changed the record since.
    """
    conversation = locked(conversation)
    if revision not in (None, conversation.revision):
        raise Refused(
            "Somebody changed this conversation since you opened it. Read it again, then check it."
        )
    check_can_check_conversation(conversation, by=by, alone=alone)
    conversation.state, conversation.checked_by = ConversationState.CHECKED, by
    conversation.checked_alone = alone.strip() if conversation.noted_by_id == by.pk else ""
    conversation.save(update_fields=["state", "checked_by", "checked_alone"])
    why = f" alone: {conversation.checked_alone}" if conversation.checked_alone else ""
    _record("checked", conversation, by, f"Checked the conversation “{conversation}”{why}.")
    return conversation


@transaction.atomic
def publish_conversation(*, conversation, by, now):
    """Shows the record to everybody."""
    conversation = locked(conversation)
    check_can_publish_conversation(conversation)
    conversation.state, conversation.published_at = ConversationState.PUBLISHED, now
    conversation.save(update_fields=["state", "published_at"])
    _record("published", conversation, by, f"Published the conversation “{conversation}”.")
    return conversation


@transaction.atomic
def take_back_conversation(*, conversation, reason, by):
    """Takes the record off the public pages and out of evidence until it is checked again."""
    conversation = locked(conversation)
    check_can_take_back(conversation, reason=reason)
    conversation.state, conversation.published_at = ConversationState.NOTED, None
    conversation.checked_by, conversation.checked_alone = None, ""
    conversation.revision += 1
    conversation.save()
    sentence = f"Took back the conversation “{conversation}”: {reason.strip()}"
    _record("taken_back", conversation, by, sentence)
    return conversation


@transaction.atomic
def discard_conversation(*, conversation, by):
    """Throws away a record that is not published and on which nothing rests."""
    conversation = locked(conversation)
    check_can_change_conversation(conversation)
    _record("discarded", conversation, by, f"Threw away the conversation “{conversation}”.")
    try:
        conversation.delete()
    except ProtectedError as error:
        raise Refused(
            "A finding of a report rests on this conversation. Take it out of the finding first."
        ) from error


def _record(what, conversation, by, sentence):
    record(verb=f"engagement.conversation_{what}", target=conversation, by=by, sentence=sentence)
