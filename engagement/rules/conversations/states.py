"""The way of a conversation's record: noted, checked by a second officer, published."""

from civilsociety.refusal import Refused, allows
from engagement.rules.conversations.naming import check_names_nobody
from engagement.states import ConversationState


def check_can_change_conversation(conversation):
    """Raises Refused once the record is published."""
    if conversation.state == ConversationState.PUBLISHED:
        raise Refused(
            "This conversation is published and stays as it is. Take it back with a reason to "
            "change it."
        )


def can_change_conversation(conversation):
    """Whether the record may be changed now."""
    return allows(check_can_change_conversation, conversation)


def check_same_revision(conversation, revision):
    """Raises Refused when somebody saved the record after it was opened for writing."""
    if conversation.revision != revision:
        raise Refused(
            "Somebody else saved this conversation while you wrote. What they saved stands above; "
            "put the two together and save again. Nothing you wrote is lost."
        )


def check_can_check_conversation(conversation, *, by, alone=""):
    """Raises Refused unless `by` may say that the record is right.

    A second pair of eyes: not the officer who noted it, unless they say (`alone`) why nobody
    else could look.
    """
    if conversation.state != ConversationState.NOTED:
        raise Refused("This conversation was checked already.")
    if not conversation.points.exists():
        raise Refused("Write down at least one thing that was said. Then it can be checked.")
    for where, text in texts_of(conversation):
        check_names_nobody(text, where=where)
    if conversation.noted_by_id == by.pk and not alone.strip():
        raise Refused(
            "You noted this conversation yourself. Ask another officer to check it, or say why "
            "nobody else can."
        )


def can_check_conversation(conversation, *, by):
    """Whether `by` may check the record without saying why they are alone."""
    return allows(check_can_check_conversation, conversation, by=by)


def check_can_publish_conversation(conversation):
    """Raises Refused unless the record was checked, and still names nobody."""
    if conversation.state == ConversationState.PUBLISHED:
        raise Refused("This conversation is published already.")
    if conversation.state != ConversationState.CHECKED:
        raise Refused("Another officer checks the record first. Then it can be published.")
    for where, text in texts_of(conversation):
        check_names_nobody(text, where=where)


def can_publish_conversation(conversation):
    """Whether the record may be published now."""
    return allows(check_can_publish_conversation, conversation)


def check_can_take_back(conversation, *, reason):
    """Raises Refused unless the record is checked or published, and the reason is given."""
    if conversation.state == ConversationState.NOTED:
        raise Refused("This conversation is not checked yet: change it as it stands.")
    if not reason.strip():
        raise Refused("Say why it is taken back. The record keeps it.")


def texts_of(conversation):
    """(where, text) of everything in the record that others may come to read."""
    yield "the title", conversation.title
    yield "who took part", conversation.who
    yield "the summary", conversation.summary
    yield "what we promised", conversation.follow_up
    for point in conversation.points.all():
        yield f"point {point.position}", point.text
