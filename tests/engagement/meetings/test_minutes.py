"""Minutes, actions, attendance and the calendar of meetings."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from engagement.actions.meetings import agenda, minuting, planning
from engagement.actions.parting import let_go
from engagement.models import Notice, Review
from engagement.queries.meetings.feeds import feeds
from engagement.queries.meetings.places import sections_for, tasks_for
from strategy.actions import import_text
from strategy.formats import read_strategy
from tests.engagement.makers import a_term
from tests.engagement.meetings.planned import (
    AFTER,
    ENDS,
    ITEM,
    NOW,
    STARTS,
    agreed,
    fresh,
    held,
    page_of,
    planned,
    sent,
    text_of,
    with_item,
)
from tests.strategy.conftest import SHORT


@pytest.fixture(autouse=True)
def _in_september(hold_clock):
    hold_clock(2021, 9, 1, 10, 0)


def test_a_meeting_is_not_held_before_it_begins(world, olivia):
    meeting = planned(world, olivia)
    with pytest.raises(Refused, match="not begun"):
        held(meeting, olivia, now=STARTS - timedelta(seconds=1))
    assert held(meeting, olivia, now=STARTS).state == "held"


def test_minutes_are_agreed_when_every_item_has_them(world, olivia):
    item = with_item(world, olivia)
    meeting = held(item.meeting, olivia)
    with pytest.raises(Refused, match="Still empty: The draft strategy"):
        minuting.agree_minutes(meeting=meeting, on=AFTER.date(), by=olivia, now=AFTER)
    agreed(meeting, olivia)
    with pytest.raises(Refused, match="agreed and stay as they are"):
        minuting.write_minutes(item=item, text="Another", revision=2, by=olivia, now=AFTER)


def test_the_second_writer_sees_both_texts(world, olivia, client_of, make_person):
    item = with_item(world, olivia)
    held(item.meeting, olivia)
    minuting.write_minutes(item=item, text="The first text.", revision=1, by=olivia, now=AFTER)
    second = make_person("Otto", "consultation_officer")
    address = reverse("engagement:write_minutes", args=[item.pk])
    key = "0b2e7b5e-1111-4222-8333-444455556666"
    page = client_of(second).post(
        address, {"text": "The second text.", "revision": "1", "key": key}
    )
    shown = page.content.decode()
    assert "The first text." in shown
    assert "The second text." in shown
    done = client_of(second).post(address, {"text": "Both.", "revision": "2", "key": key})
    assert done.status_code == 302
    item.refresh_from_db()
    assert item.minutes == "Both."


@pytest.mark.django_db(transaction=True)
def test_two_items_moved_at_once_keep_their_places(world, olivia):
    first = with_item(world, olivia, title="One")
    meeting = first.meeting
    for title in ("Two", "Three"):
        agenda.add_item(meeting=meeting, by=olivia, now=NOW, **(ITEM | {"title": title}))

    def move(item, up):
        agenda.move_item(item=item, up=up, by=olivia, now=NOW)
        connection.close()

    items = list(meeting.items.all())
    threads = [
        threading.Thread(target=move, args=(items[0], False)),
        threading.Thread(target=move, args=(items[2], True)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(meeting.items.values_list("position", flat=True)) == [1, 2, 3]


def test_open_matters_come_back_once(world, olivia, bring_draft):
    item = with_item(world, olivia)
    minuting.add_task(group=world.group, text="Ask the NHS", owner="Chair", by=olivia, now=NOW)
    Review.objects.create(
        group=world.group,
        version=bring_draft,
        title="Draft 2",
        opens_at=NOW,
        closes_at=ENDS,
        opened_by=olivia,
    )
    assert agenda.bring_open_business(meeting=item.meeting, by=olivia, now=NOW) == 2
    assert agenda.bring_open_business(meeting=item.meeting, by=olivia, now=NOW) == 0
    titles = list(item.meeting.items.values_list("title", flat=True))
    assert titles == ["The draft strategy", "Action: Ask the NHS", "Draft to review: Draft 2"]


@pytest.fixture
def bring_draft(db):
    text = read_strategy(SHORT.encode(), kind="draft")
    return import_text(slug="civil-society", text=text, by=SYSTEM).version


def test_an_action_lives_and_ends(world, olivia, mina):
    task = minuting.add_task(
        group=world.group,
        text="Write to the districts",
        owner="Mina",
        term=world.term,
        due_on=date(2021, 8, 1),
        by=olivia,
        now=NOW,
    )
    assert "1 late action" in [each.title for each in tasks_for(olivia)][0]
    assert "Write to the districts" in sections_for(mina)[0].rows[0][0]
    with pytest.raises(Refused, match="why it is not pursued"):
        minuting.end_task(task=task, outcome=" ", dropped=True, by=olivia, today=NOW.date())
    minuting.end_task(task=task, outcome="Sent.", dropped=False, by=olivia, today=NOW.date())
    with pytest.raises(Refused, match="ended already"):
        minuting.end_task(task=task, outcome="", dropped=False, by=olivia, today=NOW.date())
    assert tasks_for(olivia) == []
    minuting.reopen_task(task=task, by=olivia)
    assert len(tasks_for(olivia)) == 1


def test_the_calendar_tells_of_changes(world, olivia, stranger):
    meeting = planned(world, olivia)
    address = reverse("engagement:meetings_calendar", args=[world.group.slug])
    feed = stranger.get(address).content.decode()
    assert "DTSTART:20211005T130000Z\r\nDTEND:20211005T150000Z" in feed
    assert "LOCATION:Town Hall\\, Maidstone" in feed
    planning.cancel_meeting(meeting=meeting, reason="Snow.", by=olivia, now=NOW)
    feed = stranger.get(address).content.decode()
    assert "STATUS:CANCELLED" in feed
    assert "SEQUENCE:1" in feed


def test_a_meeting_in_winter_time_is_told_by_the_clocks_of_kent(world, olivia, stranger):
    starts = datetime(2021, 11, 2, 14, tzinfo=UTC)
    meeting = planned(world, olivia, starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert "2pm to 4pm" in text_of(stranger, meeting)


def test_attendance_is_read_by_its_measure(world, olivia, make_person):
    a_term(world.seats[2], make_person("Otis"))
    meeting = with_item(world, olivia).meeting
    came = {world.term.pk: ("online", "")}
    other = world.seats[2].terms.get()
    came[other.pk] = ("apologies", "")
    minuting.hold(meeting=meeting, attendance=came, guests=[], by=olivia, now=AFTER)
    (feed,) = feeds()
    reading = feed.read(date(2021, 10, 1), date(2021, 10, 31))
    assert (reading.value, reading.base) == (50, 2)
    assert feed.read(date(2021, 1, 1), date(2021, 1, 31)).value is None


def full_item(meeting, title, by):
    """An item with a paper and an action."""
    item = agenda.add_item(meeting=meeting, by=by, now=NOW, **(ITEM | {"title": title}))
    agenda.add_paper(item=item, title="Paper", link="https://papers.example/", by=by, now=NOW)
    minuting.add_task(
        group=meeting.group,
        text="Do it",
        owner="Chair",
        meeting=meeting,
        item=item,
        by=by,
        now=NOW,
    )


def test_queries_stay_the_same(world, olivia, stranger, client_of, count_queries):
    meeting, officer = planned(world, olivia), client_of(olivia)
    full_item(meeting, "The first", olivia)
    sent(meeting, olivia)
    run = reverse("engagement:manage_meeting", args=[meeting.pk])
    one = count_queries(lambda: page_of(stranger, meeting))
    officers_one = count_queries(lambda: officer.get(run))
    for number in range(3):
        full_item(meeting, f"More {number}", olivia)
    assert count_queries(lambda: page_of(stranger, meeting)) == one
    assert count_queries(lambda: officer.get(run)) == officers_one


def test_minutes_are_read_although_no_agenda_was_ever_sent(
    world, olivia, mina, client_of, stranger
):
    meeting = with_item(world, olivia).meeting
    held(meeting, olivia)
    for item in meeting.items.all():
        minuting.write_minutes(item=item, text="A draft.", revision=1, by=olivia, now=AFTER)
    assert "A draft." in text_of(client_of(mina), meeting)
    assert "The draft strategy" not in text_of(stranger, meeting)
    agreed(meeting, olivia)
    preview = client_of(olivia).get(reverse("engagement:publish_minutes", args=[meeting.pk]))
    assert "We spoke of The draft strategy." in preview.content.decode()
    minuting.publish_minutes(meeting=fresh(meeting), by=olivia, now=AFTER)
    assert "We spoke of The draft strategy." in text_of(stranger, meeting)


def test_a_conflict_outlives_the_term_on_which_it_was_declared(world, olivia, mina, client_of):
    item = with_item(world, olivia)
    upload = {"file_name": "bid.pdf", "content_type": "application/pdf", "content": b"%PDF-1"}
    paper = agenda.add_paper(item=item, title="The bid", upload=upload, by=olivia, now=NOW)
    sent(item.meeting, olivia)
    agenda.declare(
        item=item, term=world.term, text="I am its trustee.", is_conflict=True, by=mina, now=NOW
    )
    world.term.ended_on, world.term.ending = date(2021, 8, 31), "completed"
    world.term.save()
    a_term(world.term.seat, mina, starts=date(2021, 9, 1))
    address = reverse(
        "engagement:meeting_paper", args=[world.group.slug, item.meeting_id, paper.pk]
    )
    assert client_of(mina).get(address).status_code == 404
    assert "You declared an interest" in text_of(client_of(mina), item.meeting)


def test_an_action_brought_back_names_nobody_who_is_not_named(
    world, olivia, mina, client_of, stranger
):
    item = with_item(world, olivia)
    minuting.add_task(
        group=world.group, text="Ask the NHS", owner="Mina", term=world.term, by=olivia, now=NOW
    )
    agenda.bring_open_business(meeting=item.meeting, by=olivia, now=NOW)
    sent(item.meeting, olivia)
    page = text_of(stranger, item.meeting)
    assert "Ask the NHS" in page
    assert "Mina" not in page


def test_an_agenda_that_is_sent_twice_by_mistake_is_mailed_once(world, olivia):
    meeting = with_item(world, olivia).meeting
    sent(meeting, olivia)
    with pytest.raises(Refused, match="nothing has changed since"):
        sent(fresh(meeting), olivia)
    assert Notice.objects.count() == 1
    later = NOW + timedelta(minutes=1)
    agenda.add_item(meeting=meeting, by=olivia, now=later, **ITEM)
    planning.send_agenda(meeting=fresh(meeting), by=olivia, now=later)
    assert Notice.objects.count() == 2


def test_an_item_minuted_meanwhile_is_not_taken_off(world, olivia):
    item = with_item(world, olivia)
    opened = type(item).objects.select_related("meeting").get(pk=item.pk)
    held(item.meeting, olivia)
    minuting.write_minutes(item=item, text="Agreed.", revision=1, by=olivia, now=AFTER)
    with pytest.raises(Refused, match="minuted under this item"):
        agenda.remove_item(item=opened, by=olivia, now=AFTER)


def test_a_file_is_named_after_the_day_in_kent(world, olivia, client_of):
    starts = datetime(2021, 9, 30, 23, 15, tzinfo=UTC)  # a quarter past midnight in Kent
    meeting = planned(world, olivia, starts_at=starts, ends_at=starts + timedelta(hours=1))
    address = reverse(
        "engagement:meeting_document", args=[world.group.slug, meeting.pk, "agenda", "docx"]
    )
    made = client_of(olivia).get(address)
    assert "2021-10-01" in made["Content-Disposition"]


def test_who_closes_their_account_leaves_no_words_of_theirs(world, olivia, mina):
    item = with_item(world, olivia)
    agenda.declare(
        item=item, term=world.term, text="My sister works there.", is_conflict=True, by=mina,
        now=NOW,
    )  # fmt: skip
    task = minuting.add_task(
        group=world.group, text="Ask", owner="Mina", term=world.term, by=olivia, now=NOW
    )
    let_go(mina)
    task.refresh_from_db()
    declared = item.declarations.get()
    assert task.owner == "A former member"
    assert "sister" not in declared.text
    assert declared.is_conflict
