"""A meeting from its plan to published minutes; who reads what on the way."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from civilsociety.refusal import Refused
from engagement.actions.meetings import agenda, minuting, planning
from engagement.models import Notice, NoticeDelivery
from tests.engagement.makers import a_term
from tests.engagement.meetings.planned import (
    AFTER,
    ITEM,
    NOW,
    STARTS,
    TOLD,
    agreed,
    fresh,
    held,
    page_of,
    planned,
    sent,
    text_of,
    with_item,
)


@pytest.fixture(autouse=True)
def _in_september(hold_clock):
    hold_clock(2021, 9, 1, 10, 0)


def test_the_whole_way(world, olivia, stranger):
    meeting = with_item(world, olivia).meeting
    sent(meeting, olivia)
    held(meeting, olivia)
    agreed(meeting, olivia)
    minuting.publish_minutes(meeting=meeting, by=olivia, now=AFTER)
    page = text_of(stranger, meeting)
    assert "We spoke of The draft strategy." in page
    assert "Minutes published" in page


def test_times_that_cannot_be_are_refused(world, olivia):
    with pytest.raises(Refused, match="before it starts"):
        planned(world, olivia, ends_at=STARTS)
    with pytest.raises(Refused, match="less than a day"):
        planned(world, olivia, ends_at=STARTS + timedelta(days=1))


def test_the_agenda_is_for_officers_until_it_is_sent(world, olivia, mina, client_of, stranger):
    meeting = with_item(world, olivia).meeting
    for reader in (stranger, client_of(mina)):
        assert "The draft strategy" not in text_of(reader, meeting)
    assert "The draft strategy" in text_of(client_of(olivia), meeting)
    sent(meeting, olivia)
    for reader in (stranger, client_of(mina)):
        assert "The draft strategy" in text_of(reader, meeting)


def test_the_link_to_join_is_for_members(world, olivia, mina, client_of, stranger):
    meeting = planned(world, olivia)
    outside, inside = text_of(stranger, meeting), text_of(client_of(mina), meeting)
    assert "secret-room" not in outside
    assert "Members can join online" in outside
    assert "secret-room" in inside
    event = reverse("engagement:meeting_event", args=[world.group.slug, meeting.pk])
    assert b"secret-room" not in stranger.get(event).content
    folded = client_of(mina).get(event).content
    assert b"secret-room" in folded.replace(b"\r\n ", b"")


def test_a_lapsed_member_reads_as_a_stranger(world, olivia, mina, client_of):
    meeting = planned(world, olivia)
    world.term.ended_on, world.term.ending = date(2021, 8, 31), "stood_down"
    world.term.save()
    assert "secret-room" not in text_of(client_of(mina), meeting)


def test_a_meeting_for_members_does_not_exist_for_others(world, olivia, mina, client_of, stranger):
    meeting = planned(world, olivia, is_public=False)
    assert page_of(stranger, meeting).status_code == 404
    assert page_of(client_of(mina), meeting).status_code == 200
    listed = stranger.get(reverse("engagement:meetings", args=[world.group.slug]))
    assert TOLD["title"] not in listed.content.decode()
    feed = stranger.get(reverse("engagement:meetings_calendar", args=[world.group.slug]))
    assert b"BEGIN:VEVENT" not in feed.content


def test_members_are_told_once_of_an_agenda(world, olivia):
    meeting = with_item(world, olivia).meeting
    sent(meeting, olivia)
    delivery = NoticeDelivery.objects.get()
    assert delivery.email == world.term.user.email
    assert delivery.notice.subject == "Agenda: Steering Group, October 2021, 5 October 2021"
    assert "2pm to 4pm" in delivery.notice.body
    assert "secret-room" not in delivery.notice.body


def test_who_had_the_agenda_is_told_of_another_time_and_of_the_end(world, olivia):
    meeting = with_item(world, olivia).meeting
    planning.change_meeting(
        meeting=meeting, by=olivia, now=NOW, **(TOLD | {"starts_at": STARTS - timedelta(hours=1)})
    )
    assert not Notice.objects.exists()
    sent(meeting, olivia)
    planning.change_meeting(meeting=meeting, by=olivia, now=NOW, **TOLD)
    planning.cancel_meeting(meeting=meeting, reason="Snow.", by=olivia, now=NOW)
    subjects = Notice.objects.order_by("pk").values_list("subject", flat=True)
    assert [subject.split(":")[0] for subject in subjects] == ["Agenda", "Changed", "Cancelled"]


def test_an_empty_agenda_is_not_sent(world, olivia):
    with pytest.raises(Refused, match="agenda is empty"):
        sent(planned(world, olivia), olivia)


def test_a_conflict_withholds_papers_from_one_member_alone(
    world, olivia, mina, make_person, client_of, stranger
):
    other = make_person("Otis")
    a_term(world.seats[2], other)
    item = with_item(world, olivia)
    upload = {"file_name": "bid.pdf", "content_type": "application/pdf", "content": b"%PDF-1"}
    paper = agenda.add_paper(item=item, title="The bid", upload=upload, by=olivia, now=NOW)
    sent(item.meeting, olivia)
    agenda.declare(
        item=item, term=world.term, text="I am its trustee.", is_conflict=True, by=mina, now=NOW
    )
    slug, pk = world.group.slug, item.meeting_id
    address = reverse("engagement:meeting_paper", args=[slug, pk, paper.pk])
    assert client_of(mina).get(address).status_code == 404
    assert "You declared an interest" in text_of(client_of(mina), item.meeting)
    assert client_of(other).get(address).content == b"%PDF-1"
    assert client_of(olivia).get(address).status_code == 200
    agenda.declare(
        item=item, term=world.term, text="I was its trustee.", is_conflict=False, by=mina, now=NOW
    )
    assert client_of(mina).get(address).status_code == 200


def test_papers_for_members_and_private_items_stay_inside(world, olivia, mina, client_of, stranger):
    item = with_item(
        world, olivia, title="A personal matter", is_private=True, private_reason="About a person."
    )
    open_item = agenda.add_item(meeting=item.meeting, by=olivia, now=NOW, **ITEM)
    agenda.add_paper(
        item=open_item,
        title="Figures for members",
        link="https://papers.example/1",
        for_members=True,
        by=olivia,
        now=NOW,
    )
    sent(item.meeting, olivia)
    held(item.meeting, olivia)
    agreed(item.meeting, olivia)
    minuting.publish_minutes(meeting=fresh(item.meeting), by=olivia, now=AFTER)
    outside, inside = text_of(stranger, item.meeting), text_of(client_of(mina), item.meeting)
    for secret in ("A personal matter", "Figures for members"):
        assert secret not in outside
        assert secret in inside
    assert "About a person." in outside
    for what in ("agenda", "minutes"):
        made = stranger.get(
            reverse(
                "engagement:meeting_document",
                args=[world.group.slug, item.meeting_id, what, "docx"],
            )
        )
        assert made.status_code == 200


def test_minutes_name_those_who_agreed_to_be_named(world, olivia, mina, client_of, stranger):
    meeting = with_item(world, olivia).meeting
    sent(meeting, olivia)
    held(meeting, olivia)
    agreed(meeting, olivia)
    minuting.publish_minutes(meeting=fresh(meeting), by=olivia, now=AFTER)
    assert "Member for Small groups: present" in text_of(stranger, meeting)
    assert "Mina: present" in text_of(client_of(mina), meeting)
    world.term.consent_at = NOW
    world.term.save()
    assert "Mina: present" in text_of(stranger, meeting)
