"""Reports are saved, sent, read; reminders come once, on the right day in the United Kingdom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from civilsociety.refusal import Refused
from funding.actions.messages import send
from funding.actions.running import reports as acts
from funding.actions.running.reminders import remind
from funding.models import Message, MoneyBack, Reminder
from funding.models.choices import MoneyBackKind
from funding.states import ReportState
from tests.funding.running.making import LATER, pay, run

WRITTEN = {
    "story": "We cooked for 40 neighbours.",
    "learned": "Start early.",
    "spent_pence": 500_00,
}


def write(report, *, by, now=LATER, **more):
    said = {**WRITTEN, "figures": {}} | more
    return acts.save_report(report=report, by=by, now=now, **said)


def send_it(report, world, **more):
    write(report, by=world.tess, **more)
    return acts.send_report(report=report, by=world.tess, now=LATER)


def test_report_is_saved_and_sent_and_accepted(world):
    report = run(world).reports.get()
    send_it(report, world, spent_pence=5_000_00)
    acts.accept_report(report=report, answer="Thank you.", by=world.officer, now=LATER)
    assert (report.state, report.answer) == (ReportState.ACCEPTED, "Thank you.")
    assert "Thank you." in Message.objects.get(key__startswith="report-accepted").body


def test_figures_are_kept_and_taken_away_again(world):
    report = run(world).reports.get()
    reached, placed = world.programme.indicators.all()
    write(report, by=world.tess, figures={reached: 40, placed: 3})
    write(report, by=world.tess, figures={reached: 41, placed: None})
    assert [(f.indicator, f.value) for f in report.figures.all()] == [(reached, 41)]


def test_story_with_a_telephone_number_is_kept_but_not_sent(world):
    report = run(world).reports.get()
    write(report, by=world.tess, story="Ring Jo on 01795 123456.")
    with pytest.raises(Refused, match="01795 123456"):
        acts.send_report(report=report, by=world.tess, now=LATER)
    report.refresh_from_db()
    assert (report.state, report.story) == (ReportState.DUE, "Ring Jo on 01795 123456.")


def test_more_than_the_grant_cannot_be_spent_of_it(world):
    report = run(world).reports.get()
    with pytest.raises(Refused, match="The grant is £5,000"):
        send_it(report, world, spent_pence=5_000_01)


def test_sent_report_is_not_written_in(world):
    report = send_it(run(world).reports.get(), world)
    with pytest.raises(Refused, match="You have sent this report"):
        write(report, by=world.tess)


def test_report_sent_back_keeps_its_words_and_is_sent_again(world):
    report = send_it(run(world).reports.get(), world)
    acts.send_report_back(report=report, question="How many came?", by=world.officer, now=LATER)
    assert report.story == WRITTEN["story"]
    assert "How many came?" in Message.objects.get(key__startswith="report-back").body
    acts.send_report(report=report, by=world.tess, now=LATER)
    assert report.state == ReportState.SENT


def test_last_report_that_spent_less_offers_the_rest_back(world):
    award = run(world)
    pay(world, award.payments.get())
    report = send_it(award.reports.get(), world, spent_pence=4_400_01)
    acts.accept_report(report=report, answer="", by=world.officer, now=LATER)
    money = MoneyBack.objects.get()
    assert (money.amount_pence, money.kind, money.is_unpaid) == (
        599_99, MoneyBackKind.UNDERSPEND, False,
    )  # fmt: skip
    assert "£599.99" in Message.objects.get(key__startswith="money-back").body


def test_half_way_report_offers_nothing_back(world):
    report = run(world, pence=10_000_01).reports.first()
    send_it(report, world, spent_pence=1_00)
    acts.accept_report(report=report, answer="", by=world.officer, now=LATER)
    assert not MoneyBack.objects.exists()


@pytest.mark.parametrize("day", [date(2021, 1, 4), date(2023, 6, 30)])
def test_last_day_may_be_moved_to_any_day_even_one_that_has_passed(world, day):
    report = run(world).reports.get()
    acts.move_report(report=report, due_on=day, why="As agreed", by=world.officer, now=LATER)
    report.refresh_from_db()
    assert report.due_on == day


def test_excused_report_can_be_asked_for_again(world):
    report = run(world).reports.get()
    acts.excuse_report(report=report, why="Told by visit", by=world.officer, now=LATER)
    with pytest.raises(Refused):
        write(report, by=world.tess)
    acts.ask_again(report=report, due_on=date(2023, 5, 1), by=world.officer, now=LATER)
    assert (report.state, report.due_on) == (ReportState.DUE, date(2023, 5, 1))


# -- Reminders ------------------------------------------------------------------------------


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def report(world):
    """Due on 25 February 2023: eight weeks after the end."""
    return run(world).reports.get()


def test_reminders_come_four_weeks_and_a_week_ahead_and_when_late(report):
    made = []
    for days in range(40, -3, -1):
        day = report.due_on - timedelta(days=days)
        if remind(now=at(day)):
            made.append((days, Reminder.objects.last().kind))
    assert made == [(28, "ahead"), (7, "soon"), (-1, "late")]


def test_small_award_is_reminded_a_week_ahead_and_when_late(world):
    report = run(world, pence=1_000_00).reports.get()
    days = [n for n in range(40, -3, -1) if remind(now=at(report.due_on - timedelta(days=n)))]
    assert days == [7, -1]


def test_whoever_was_away_gets_one_reminder_not_three(report):
    assert remind(now=at(report.due_on + timedelta(days=30))) == 1
    assert remind(now=at(report.due_on + timedelta(days=31))) == 0
    assert Reminder.objects.get().kind == "late"


def test_report_in_time_is_not_late_on_its_last_day_in_summer(report, world):
    """At 11pm UTC on the last day it is midnight in London: the day after."""
    acts.move_report(report=report, due_on=date(2023, 6, 30), why="x", by=world.officer, now=LATER)
    remind(now=datetime(2023, 6, 30, 22, 59, tzinfo=UTC))
    assert Reminder.objects.get().kind == "soon"
    remind(now=datetime(2023, 6, 30, 23, 0, tzinfo=UTC))
    assert Reminder.objects.filter(kind="late").exists()


def test_report_in_time_is_not_late_on_its_last_day_in_winter(report, world):
    acts.move_report(report=report, due_on=date(2023, 12, 31), why="x", by=world.officer, now=LATER)
    remind(now=datetime(2023, 12, 31, 23, 59, tzinfo=UTC))
    assert not Reminder.objects.filter(kind="late").exists()


def test_another_last_day_is_reminded_of_anew(report, world):
    remind(now=at(report.due_on + timedelta(days=1)))
    acts.move_report(
        report=report, due_on=date(2023, 5, 1), why="Illness", by=world.officer, now=LATER
    )
    remind(now=at(date(2023, 4, 24)))
    assert list(Reminder.objects.order_by("pk").values_list("kind", "due_on")) == [
        ("late", date(2023, 2, 25)),
        ("soon", date(2023, 5, 1)),
    ]


def test_report_that_is_in_is_not_reminded_of(report, world):
    send_it(report, world)
    assert remind(now=at(report.due_on + timedelta(days=1))) == 0


def test_reminder_goes_to_the_holder_once_with_the_address_of_the_report(report, world):
    remind(now=at(report.due_on + timedelta(days=1)))
    message = Message.objects.get()
    for _ in range(2):
        send(pk=message.pk, now=LATER)
    (sent,) = mail.outbox
    assert sent.to == [world.tess.email]
    assert f"/funding/awards/{report.award_id}/reports/{report.pk}/" in sent.body
    assert "25 February 2023" in sent.subject
