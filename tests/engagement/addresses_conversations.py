"""Who may open which address: conversations kept as evidence."""

from datetime import date

from civilsociety.accounts.permissions import Permission
from engagement.actions import conversations as actions
from tests.access import PUBLIC, Row
from tests.engagement.conversations.heard import a_conversation

OFFICERS = {Permission.MANAGE_ENGAGEMENT}


def _noted(cast):
    return {"pk": a_conversation(by=cast["administrator"]).pk}


def _checked(cast):
    conversation = a_conversation(by=cast["administrator"])
    actions.check_conversation(conversation=conversation, by=cast["consultation_officer"])
    return {"pk": conversation.pk}


def _published(cast):
    found = _checked(cast)
    conversation = a_conversation(by=cast["administrator"], on=date(2021, 5, 4))
    actions.check_conversation(conversation=conversation, by=cast["consultation_officer"])
    actions.publish_conversation(
        conversation=conversation,
        by=cast["consultation_officer"],
        now=conversation.created_at,
    )
    return {**found, "pk": conversation.pk}


def _listed(cast):
    _published(cast)
    return {}


ROWS = {
    "engagement:conversations": Row(PUBLIC, _listed),
    "engagement:conversations_csv": Row(PUBLIC, _listed, page=False),
    "engagement:conversation": Row(PUBLIC, _published),
    "engagement:officers_conversations": Row(OFFICERS, _listed),
    "engagement:note_conversation": Row(OFFICERS),
    "engagement:manage_conversation": Row(OFFICERS, _noted),
    "engagement:change_conversation": Row(OFFICERS, _noted),
    "engagement:check_conversation": Row(OFFICERS, _noted),
    "engagement:publish_conversation": Row(OFFICERS, _checked),
    "engagement:take_back_conversation": Row(OFFICERS, _published),
    "engagement:discard_conversation": Row(OFFICERS, _noted),
}
