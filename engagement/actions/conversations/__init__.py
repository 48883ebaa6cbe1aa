"""What people do: conversations kept as evidence."""

from engagement.actions.conversations.merging import move_conversations
from engagement.actions.conversations.standing import (
    check_conversation,
    discard_conversation,
    publish_conversation,
    take_back_conversation,
)
from engagement.actions.conversations.writing import change_conversation, note_conversation

__all__ = [
    "change_conversation",
    "check_conversation",
    "discard_conversation",
    "move_conversations",
    "note_conversation",
    "publish_conversation",
    "take_back_conversation",
]
