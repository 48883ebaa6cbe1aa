"""When the record of a conversation may be changed, checked, published and taken back."""

from engagement.rules.conversations.naming import check_names_nobody, what_leads_to_a_person
from engagement.rules.conversations.states import (
    can_change_conversation,
    can_check_conversation,
    can_publish_conversation,
    check_can_change_conversation,
    check_can_check_conversation,
    check_can_publish_conversation,
    check_can_take_back,
    check_same_revision,
)

__all__ = [
    "can_change_conversation",
    "can_check_conversation",
    "can_publish_conversation",
    "check_can_change_conversation",
    "check_can_check_conversation",
    "check_can_publish_conversation",
    "check_can_take_back",
    "check_names_nobody",
    "check_same_revision",
    "what_leads_to_a_person",
]
