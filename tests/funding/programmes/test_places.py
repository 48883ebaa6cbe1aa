"""What programmes put on pages of others: the desk, the map of the site."""

from datetime import timedelta

from funding.models import Call
from funding.queries.programmes.places import open_now, tasks_for, tools_for
from funding.states import CallState, ProgrammeState
from tests.funding.programmes.worlds import draft_of


def test_round_planned_to_open_soon_waits_for_an_officer(world, in_december, tess):
    draft_of(world)
    (task,) = tasks_for(world.officer)
    assert "Round 2" in task.title and task.urgent and task.due == "By 21 December 2021"
    assert tasks_for(tess) == [] and tools_for(tess) == []


def test_round_planned_for_later_does_not_wait_yet(world, in_december):
    draft_of(world, opens_at=world.now + timedelta(days=22))
    assert tasks_for(world.officer) == []


def test_map_of_the_site_leads_to_published_pages_only(world, stranger, in_december):
    world.make_programme("hidden", "HID", state=ProgrammeState.DRAFT)
    draft_of(world)
    found = stranger.get("/sitemap.xml").content.decode()
    assert "/funding/recovery-fund/1/form/" in found and "/funding/recovery-fund/<" in found
    assert "hidden" not in found and "recovery-fund/2/" not in found


def test_front_page_shows_nothing_that_is_closed(world, in_december):
    assert [card.title for card in open_now()] == ["Recovery fund"]
    Call.objects.update(closes_at=world.now)
    assert open_now() == []


def test_front_page_shows_what_opens_within_three_weeks(world, in_december):
    Call.objects.update(
        opens_at=world.now + timedelta(days=20), closes_at=world.now + timedelta(days=60)
    )
    assert open_now()[0].status.startswith("Opens at")
    Call.objects.update(opens_at=world.now + timedelta(days=22))
    assert open_now() == []
    Call.objects.update(state=CallState.CANCELLED, cancelled_why="x")
    assert open_now() == []
