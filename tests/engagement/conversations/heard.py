"""Conversations that tests speak of."""

from datetime import date

from engagement.actions import conversations as actions

POINTS = [
    {"text": "Volunteers need expenses paid at once.", "topic": "Volunteering",
     "section_key": "volunteering"},
    {"text": "Small groups want one form for all grants.", "topic": "Funding"},
]  # fmt: skip


def a_conversation(*, by, points=None, **fields):
    """A forum in Swale with two points, noted and not checked yet."""
    given = {
        "title": "Swale forum: what volunteers need",
        "on": date(2021, 5, 3),
        "channel": "forum",
        "place": "Sittingbourne",
        "district": "swale",
        "partner": "Swale forum",
        "who": "14 small organisations from Swale",
        "people": 22,
    }
    return actions.note_conversation(
        by=by, points=POINTS if points is None else points, **(given | fields)
    )


def a_published(*, noted_by, checked_by, now, **fields):
    """The same, checked and published."""
    conversation = a_conversation(by=noted_by, **fields)
    actions.check_conversation(conversation=conversation, by=checked_by)
    return actions.publish_conversation(conversation=conversation, by=checked_by, now=now)
