"""Campaigns that end: on the United Kingdom's calendar, and never against what is still open."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from civilsociety.audit.models import Event
from civilsociety.budget.models import Move
from funding.actions.crowd import void_ended
from funding.states import ProjectState
from funding.tasks.crowd import look_after_campaigns

LONDON = ZoneInfo("Europe/London")


def at(*moment):
    return datetime(*moment, tzinfo=LONDON)


def ends(crowd, *day, seen=None):
    """A reserved project whose campaign ends on a day and was last seen on another."""
    project = crowd.reserved(campaign_ends_on=date(*day))
    if seen:
        type(project).objects.filter(pk=project.pk).update(seen_on=date(*seen))
    return project


def state(project):
    project.refresh_from_db()
    return project.state


def test_campaign_seen_unmet_after_its_end_is_void_and_its_money_free(crowd):
    project = ends(crowd, 2022, 1, 15, seen=(2022, 1, 16))
    assert void_ended(now=at(2022, 1, 16, 0, 50)) == [project]
    assert state(project) == ProjectState.VOID
    assert crowd.standing() == (200_000_00, 0, 0, 0)
    assert "ended on 15 January 2022" in project.closed_why


def test_campaign_is_open_to_the_last_minute_of_its_last_day(crowd):
    project = ends(crowd, 2022, 1, 15, seen=(2022, 1, 15))
    assert void_ended(now=at(2022, 1, 15, 23, 59)) == []
    assert state(project) == ProjectState.RESERVED


@pytest.mark.parametrize(
    ("day", "still", "over"),
    [
        # Summer time: midnight in London is 11pm the day before in UTC.
        ((2022, 6, 30), (2022, 6, 30, 23, 59), (2022, 7, 1, 0, 1)),
        ((2022, 3, 27), (2022, 3, 27, 23, 59), (2022, 3, 28, 0, 1)),
        ((2022, 10, 30), (2022, 10, 30, 23, 59), (2022, 10, 31, 0, 1)),
    ],
)
def test_last_day_is_a_day_on_the_clocks_of_the_united_kingdom(crowd, day, still, over):
    project = ends(crowd, *day)
    # Seen as if after the end, so that only the calendar decides.
    type(project).objects.filter(pk=project.pk).update(seen_on=date(2023, 1, 1))
    assert void_ended(now=at(*still)) == []
    assert void_ended(now=at(*over)) == [project]


def test_nobody_looked_after_the_end_so_the_officers_are_asked_first(crowd):
    project = ends(crowd, 2022, 1, 15, seen=(2022, 1, 15))
    assert void_ended(now=at(2022, 1, 29, 12)) == []
    assert void_ended(now=at(2022, 1, 30, 0, 50)) == [project]


def test_target_met_and_verification_pending_is_never_void(crowd):
    project = ends(crowd, 2022, 1, 15)
    crowd.see(project, 8_000_00, date(2022, 1, 16))
    assert void_ended(now=at(2022, 3, 1, 12)) == []
    assert state(project) == ProjectState.RESERVED


def test_second_run_changes_nothing(crowd):
    ends(crowd, 2022, 1, 15, seen=(2022, 1, 16))
    void_ended(now=at(2022, 1, 16, 0, 50))
    assert void_ended(now=at(2022, 1, 16, 0, 51)) == []
    assert Move.objects.filter(kind="release").count() == 1
    assert Event.objects.filter(verb="funding.pledge_void").count() == 1


def test_task_voids_by_the_clock_of_the_service(crowd, hold_clock):
    ends(crowd, 2022, 1, 15, seen=(2022, 1, 16))
    hold_clock(2022, 1, 16, 0, 50)
    assert look_after_campaigns() == 1


def test_pledge_whose_money_expired_is_void_without_a_second_release(crowd):
    project = ends(crowd, 2022, 1, 15)
    crowd.world.framework.release(reservation=project.reservation)
    assert void_ended(now=at(2022, 2, 1, 0, 50)) == [project]
    assert crowd.standing() == (200_000_00, 0, 0, 0)
