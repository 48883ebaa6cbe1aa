"""Who may open which address: meetings and what they ask for."""

from civilsociety.accounts.access import SIGNED_IN
from civilsociety.accounts.permissions import Permission
from engagement.actions.meetings import agenda, minuting
from tests.access import PUBLIC, Row
from tests.engagement.makers import a_world
from tests.engagement.meetings.planned import AFTER, NOW, agreed, held, sent, with_item

OFFICERS = {Permission.MANAGE_ENGAGEMENT}


def _item(cast, **changed):
    world = a_world(member=cast["steering_group_member"])
    return with_item(world, cast["consultation_officer"], **changed)


def _sent(cast):
    item = _item(cast)
    sent(item.meeting, cast["consultation_officer"])
    return item


def _group(cast):
    return {"slug": _sent(cast).meeting.group.slug}


def _one(cast):
    meeting = _sent(cast).meeting
    return {"slug": meeting.group.slug, "pk": meeting.pk}


def _agenda(cast):
    return _one(cast) | {"what": "agenda", "ending": "pdf"}


def _paper_of(cast):
    return _one(cast) | {"paper": 1}


def _interest(cast):
    item = _sent(cast)
    return {"slug": item.meeting.group.slug, "pk": item.meeting_id, "item": item.pk}


def _meeting(cast):
    return {"pk": _item(cast).meeting_id}


def _held(cast):
    item = _item(cast)
    held(item.meeting, cast["consultation_officer"])
    return item


def _minuted(cast):
    item = _held(cast)
    minuting.write_minutes(
        item=item, text="Agreed.", revision=1, by=cast["consultation_officer"], now=AFTER
    )
    return {"pk": item.meeting_id}


def _agreed(cast):
    item = _held(cast)
    agreed(item.meeting, cast["consultation_officer"])
    return {"pk": item.meeting_id}


def _pk(maker):
    return lambda cast: {"pk": maker(cast).pk}


def _paper(cast):
    item = _item(cast)
    return agenda.add_paper(
        item=item,
        title="Figures",
        link="https://papers.example/",
        by=cast["consultation_officer"],
        now=NOW,
    )


def _task(cast):
    item = _item(cast)
    return minuting.add_task(
        group=item.meeting.group,
        text="Ask the districts",
        owner="The Chair",
        meeting=item.meeting,
        item=item,
        by=cast["consultation_officer"],
        now=NOW,
    )


ROWS = {
    "engagement:meetings": Row(PUBLIC, _group),
    "engagement:meetings_calendar": Row(PUBLIC, _group, page=False),
    "engagement:meeting": Row(PUBLIC, _one),
    "engagement:meeting_event": Row(PUBLIC, _one, page=False),
    "engagement:meeting_document": Row(PUBLIC, _agenda, page=False),
    "engagement:meeting_paper": Row(PUBLIC, _paper_of, opens=False, page=False),
    "engagement:declare_interest": Row(SIGNED_IN, _interest, only="steering_group_member"),
    "engagement:plan_meeting": Row(OFFICERS, _group),
    "engagement:tasks": Row(OFFICERS, lambda cast: {"slug": _task(cast).group.slug}),
    "engagement:manage_meeting": Row(OFFICERS, lambda cast: {"pk": _held(cast).meeting_id}),
    "engagement:change_meeting": Row(OFFICERS, _meeting),
    "engagement:cancel_meeting": Row(OFFICERS, _meeting),
    "engagement:send_agenda": Row(OFFICERS, _meeting),
    "engagement:add_item": Row(OFFICERS, _meeting),
    "engagement:bring_open_business": Row(OFFICERS, _meeting, page=False),
    "engagement:attendance": Row(OFFICERS, _meeting),
    "engagement:agree_minutes": Row(OFFICERS, _minuted),
    "engagement:publish_minutes": Row(OFFICERS, _agreed),
    "engagement:change_item": Row(OFFICERS, _pk(_item)),
    "engagement:move_item": Row(OFFICERS, _pk(_item), page=False),
    "engagement:remove_item": Row(OFFICERS, _pk(_item)),
    "engagement:write_minutes": Row(OFFICERS, _pk(_held)),
    "engagement:add_meeting_paper": Row(OFFICERS, _pk(_item)),
    "engagement:add_task": Row(OFFICERS, _pk(_held)),
    "engagement:remove_meeting_paper": Row(OFFICERS, _pk(_paper)),
    "engagement:end_task": Row(OFFICERS, _pk(_task)),
    "engagement:reopen_task": Row(OFFICERS, _pk(_task), page=False),
}
