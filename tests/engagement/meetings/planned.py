"""Meetings in the states the tests speak of."""

from datetime import UTC, datetime

from django.urls import reverse

from engagement.actions.meetings import agenda, minuting, planning
from engagement.models import Meeting
from engagement.queries.groups.membership import members_on

NOW = datetime(2021, 9, 1, 9, tzinfo=UTC)
STARTS = datetime(2021, 10, 5, 13, tzinfo=UTC)  # 2pm in Kent
ENDS = datetime(2021, 10, 5, 15, tzinfo=UTC)
AFTER = datetime(2021, 10, 6, 9, tzinfo=UTC)
TOLD = {
    "title": "Steering Group, October 2021",
    "starts_at": STARTS,
    "ends_at": ENDS,
    "place": "Town Hall, Maidstone",
    "remote_link": "https://meet.example/secret-room",
    "about": "Bring the draft.",
    "is_public": True,
}
ITEM = {
    "title": "The draft strategy",
    "kind": "discuss",
    "lead": "The Chair",
    "minutes_planned": 30,
    "about": "What we think of it.",
    "is_private": False,
    "private_reason": "",
    "section_key": "",
}


def planned(world, by, **changed):
    """A meeting of the group on 5 October 2021."""
    return planning.plan_meeting(group=world.group, by=by, now=NOW, **(TOLD | changed))


def with_item(world, by, **changed):
    """The meeting with one item."""
    meeting = planned(world, by)
    return agenda.add_item(meeting=meeting, by=by, now=NOW, **(ITEM | changed))


def sent(meeting, by):
    """The meeting with its agenda sent."""
    return planning.send_agenda(meeting=meeting, by=by, now=NOW)


def held(meeting, by, now=AFTER):
    """The meeting, with everybody present."""
    came = {
        term.pk: ("present", "") for term in members_on(meeting.group, meeting.starts_at.date())
    }
    return minuting.hold(meeting=meeting, attendance=came, guests=["A guest"], by=by, now=now)


def agreed(meeting, by):
    """The meeting with its minutes agreed."""
    for item in meeting.items.all():
        minuting.write_minutes(
            item=item, text=f"We spoke of {item}.", revision=item.revision, by=by, now=AFTER
        )
    return minuting.agree_minutes(meeting=meeting, on=AFTER.date(), by=by, now=AFTER)


def fresh(meeting):
    """The row as the database has it."""
    return Meeting.objects.get(pk=meeting.pk)


def page_of(client, meeting):
    return client.get(reverse("engagement:meeting", args=[meeting.group.slug, meeting.pk]))


def text_of(client, meeting):
    return page_of(client, meeting).content.decode()
