"""When two organisations turn out to be one."""

from django.db import transaction

from engagement.models import Conversation


@transaction.atomic
def move_conversations(*, drop, keep):
    """Points conversations at the organisation that stays; each names it once."""
    rows = Conversation.organisations.through.objects
    there = rows.filter(organisation=keep).values("conversation")
    rows.filter(organisation=drop, conversation__in=there).delete()
    rows.filter(organisation=drop).update(organisation=keep)
