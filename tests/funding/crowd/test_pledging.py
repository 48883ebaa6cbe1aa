"""Held at the panel, granted when met and verified, else void: to the penny in the ledger."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from civilsociety.audit.models import Event
from civilsociety.budget import actions as budget
from civilsociety.budget.models import Commitment, Reservation
from civilsociety.refusal import Refused
from funding.actions import crowd as acts
from funding.models import Project, PublishedAward
from funding.states import AwardState, CallState, ProjectState
from tests.budget.conftest import make_decision
from tests.funding.crowd.makers import ENDS, TODAY


def test_pledge_is_held_until_thirty_days_after_the_campaign(crowd):
    project = crowd.reserved()
    held = Reservation.objects.get()
    assert (project.state, project.reservation) == (ProjectState.RESERVED, held)
    assert held.expires_on == date(2022, 2, 14)
    assert held.payee == crowd.world.kitchen
    assert crowd.standing() == (196_000_00, 4_000_00, 0, 0)


def test_partner_pledge_never_enters_our_ledger(crowd):
    before = crowd.standing()
    crowd.partner(crowd.project(), 2_000_00)
    assert crowd.standing() == before


def test_pledge_counts_as_raised_from_the_day_it_is_held(crowd):
    project = crowd.reserved()
    assert (project.raised_pence, project.others_pence) == (5_000_00, 1_000_00)


def test_same_form_twice_holds_once(crowd):
    project, key = crowd.project(), uuid4()
    crowd.reserve(project, key=key)
    crowd.reserve(project, key=key)
    assert Reservation.objects.count() == 1


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (4_000_01, "enter £4,000 or less, not £4,000.01: half of the target, £8,000, is £4,000"),
        (10**11, "enter £4,000 or less"),
    ],
)
def test_pledge_above_the_limit_is_refused_by_a_penny(crowd, pence, words):
    with pytest.raises(Refused, match=words):
        crowd.reserve(crowd.project(), pence)
    assert crowd.standing()[1] == 0


def test_all_public_pledges_stay_below_the_common_limit(crowd):
    project = crowd.project()
    crowd.partner(project, 3_000_00)
    with pytest.raises(Refused, match="with NHS Kent and Medway’s £3,000 all public pledges may"):
        crowd.reserve(project, 2_200_01)
    assert crowd.reserve(project, 2_200_00).pledged_pence == 2_200_00


def test_round_pledges_no_more_than_its_money(crowd):
    crowd.reserved(4_000_00)
    crowd.reserved(4_000_00)
    with pytest.raises(Refused, match="only £2,000 is left in Round 1"):
        crowd.reserved(2_000_01)
    crowd.reserved(2_000_00)
    with pytest.raises(Refused, match="Round 1 has no money left"):
        crowd.reserved(1_00)


def test_same_project_is_never_supported_twice(crowd):
    first, second, third = crowd.project("A"), crowd.project("B"), crowd.project("C")
    acts.say_same(project=second, other=first, by=crowd.officer)
    acts.say_same(project=third, other=second, by=crowd.officer)
    crowd.reserve(third)
    for project in (first, second):
        with pytest.raises(Refused, match="has a pledge of ours already, as “C”"):
            crowd.reserve(project)


def test_same_project_may_try_again_when_the_first_pledge_is_void(crowd):
    first, second = crowd.project("A"), crowd.project("B")
    acts.say_same(project=second, other=first, by=crowd.officer)
    crowd.void(crowd.reserve(first))
    assert crowd.reserve(second).state == ProjectState.RESERVED


def test_projects_that_are_one_all_point_at_the_first(crowd):
    first, second, third = crowd.project("A"), crowd.project("B"), crowd.project("C")
    acts.say_same(project=third, other=second, by=crowd.officer)
    acts.say_same(project=second, other=first, by=crowd.officer)
    third.refresh_from_db()
    assert third.same_as == first
    acts.say_same(project=first, other=third, by=crowd.officer)
    first.refresh_from_db()
    assert first.same_as is None


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.CANCELLED])
def test_round_that_gives_no_money_refuses(crowd, state):
    project = crowd.project()
    project.call.state, project.call.cancelled_why = state, "No money."
    project.call.save()
    with pytest.raises(Refused, match="Round 1"):
        crowd.reserve(project)


def test_project_without_round_or_after_its_campaign_is_refused(crowd):
    with pytest.raises(Refused, match="Put .* in a round first"):
        crowd.reserve(crowd.project(call=None))
    with pytest.raises(Refused, match="ended on 19 December 2021"):
        crowd.reserve(crowd.project(campaign_ends_on=date(2021, 12, 19)))


def test_chosen_ones_are_held_together_or_not_at_all(crowd):
    one, two = crowd.project("One"), crowd.project("Two")
    with pytest.raises(Refused, match="Two: enter"):
        acts.reserve_together(
            call=crowd.round, pledges={one: 3_000_00, two: 9_000_00}, **crowd.act()
        )
    assert (Reservation.objects.count(), crowd.standing()[1]) == (0, 0)
    key = uuid4()
    for _ in range(2):
        acts.reserve_together(
            call=crowd.round, pledges={one: 3_000_00, two: 2_000_00}, **crowd.act(key=key)
        )
    assert (Reservation.objects.count(), crowd.standing()[1]) == (2, 5_000_00)


def test_another_funder_who_joins_leaves_a_pledge_to_be_reduced(crowd):
    project = crowd.reserved(4_000_00)
    crowd.partner(project, 2_000_00)
    with pytest.raises(Refused, match="enter £3,200 or less"):
        acts.change_pledge(project=project, pence=3_200_01, why="", **crowd.act())
    acts.change_pledge(project=project, pence=3_200_00, why="The NHS joined.", **crowd.act())
    project.refresh_from_db()
    assert (project.pledged_pence, project.raised_pence) == (3_200_00, 4_200_00)
    assert crowd.standing() == (196_800_00, 3_200_00, 0, 0)
    assert Event.objects.filter(verb="funding.pledge_changed").count() == 1


def test_pledge_becomes_a_grant_when_met_and_verified(crowd):
    project = crowd.commit(crowd.ready())
    award = project.award
    assert (project.state, award.state) == (ProjectState.COMMITTED, AwardState.ACCEPTED)
    assert (award.amount_pence, award.organisation) == (4_000_00, crowd.world.kitchen)
    assert (award.call, award.programme, award.districts) == (
        crowd.round, crowd.programme, ["swale"],
    )  # fmt: skip
    assert crowd.standing() == (196_000_00, 0, 4_000_00, 0)
    assert PublishedAward.objects.get(is_latest=True).amount_pence == 4_000_00
    assert Commitment.objects.get().reservation == project.reservation


def test_second_grant_of_one_pledge_changes_nothing(crowd):
    project = crowd.ready()
    crowd.commit(project)
    crowd.commit(project)
    assert Commitment.objects.count() == 1


def test_grant_needs_the_target_and_the_verification(crowd):
    project = crowd.reserved()
    with pytest.raises(Refused, match="£5,000 was raised when we looked on 20 December 2021"):
        crowd.commit(project)
    crowd.see(project, 8_000_00)
    with pytest.raises(Refused, match="Verify the project first"):
        crowd.commit(project)
    crowd.verify(project)
    assert crowd.commit(project).state == ProjectState.COMMITTED


def test_target_that_is_seen_unmet_again_is_not_met(crowd):
    project = crowd.ready()
    crowd.see(project, 7_999_99)
    with pytest.raises(Refused, match="not met"):
        crowd.commit(project)


def test_grant_is_reckoned_anew_and_the_rest_is_free(crowd):
    project = crowd.ready(4_000_00)
    crowd.partner(project, 2_000_00)
    with pytest.raises(Refused, match="allow £3,200 now, not £4,000"):
        crowd.commit(project, shown_pence=4_000_00)
    crowd.commit(project, shown_pence=3_200_00)
    assert (project.pledged_pence, project.award.amount_pence) == (3_200_00, 3_200_00)
    assert crowd.standing() == (196_800_00, 0, 3_200_00, 0)


def test_grant_to_the_penny_from_two_sources(crowd):
    project = crowd.ready(2_750_25)
    crowd.commit(project)
    assert crowd.standing() == (197_249_75, 0, 2_750_25, 0)


def test_crowd_that_gives_more_than_the_target_does_not_lower_the_grant(crowd):
    project = crowd.verify(crowd.see(crowd.reserved(), 20_000_00))
    assert crowd.commit(project).pledged_pence == 4_000_00


def test_grant_needs_a_decision_that_covers_it(crowd):
    small = make_decision("21/00077", purpose=crowd.world.framework.purpose, up_to_pence=1_000_00)
    project = crowd.ready()
    with pytest.raises(Refused, match="21/00077 allows £1,000"):
        crowd.commit(project, authority=small.authorities.get())
    project.refresh_from_db()
    assert (project.state, project.award) == (ProjectState.RESERVED, None)


def test_grant_under_rules_that_allow_nothing_any_more_is_refused(crowd):
    project = crowd.ready()
    crowd.partner(project, 5_200_00)
    with pytest.raises(Refused, match="Void the pledge"):
        crowd.commit(project)


def test_void_pledge_gives_its_money_free(crowd):
    project = crowd.void(crowd.reserved())
    assert (project.state, project.raised_pence) == (ProjectState.VOID, 1_000_00)
    assert crowd.standing() == (200_000_00, 0, 0, 0)
    crowd.void(project)
    with pytest.raises(Refused, match="No pledge is held"):
        crowd.commit(project)


def test_granted_project_is_not_void(crowd):
    with pytest.raises(Refused, match="No pledge is held"):
        crowd.void(crowd.commit(crowd.ready()))


def test_money_that_expired_is_explained_and_held_again(crowd):
    project = crowd.ready()
    later = datetime(2022, 2, 15, 12, tzinfo=UTC)
    budget.expire_reservations(now=later)
    project.refresh_from_db()
    with pytest.raises(Refused, match="no longer held: R-0.* expired. Its last day was 14 Febr"):
        crowd.commit(project, now=later)
    crowd.reserve(project, now=later)
    assert project.reservation.expires_on == date(2022, 3, 17)
    assert crowd.commit(project, now=later).state == ProjectState.COMMITTED
    assert crowd.standing() == (196_000_00, 0, 4_000_00, 0)


def test_money_that_expired_is_not_held_again_for_a_campaign_that_failed(crowd):
    project = crowd.reserved()
    later = datetime(2022, 2, 15, 12, tzinfo=UTC)
    budget.expire_reservations(now=later)
    with pytest.raises(Refused, match="ended on 15 January 2022"):
        crowd.reserve(project, now=later)
    assert crowd.void(project, now=later).state == ProjectState.VOID


def test_refused_project_is_taken_up_again_and_pledged_to(crowd):
    project = crowd.project()
    acts.refuse_project(project=project, why="Outside Kent.", by=crowd.officer)
    with pytest.raises(Refused, match="not open to a pledge"):
        crowd.reserve(project)
    acts.reconsider_project(project=project, why="It is in Swale.", by=crowd.officer)
    assert crowd.reserve(project).state == ProjectState.RESERVED


def test_personal_data_is_not_taken_in(crowd):
    with pytest.raises(Refused, match="jo@example.org"):
        crowd.project(summary="Write to jo@example.org")
    with pytest.raises(Refused, match="funder"):
        crowd.partner(crowd.project(), 100, "Jo, 01795 123456")


def test_page_that_is_known_is_not_added_twice(crowd):
    crowd.project(platform_url="https://platform.example/x")
    for address in ("https://platform.example/x", "https://Platform.example/X/"):
        with pytest.raises(Refused, match="already"):
            crowd.project(platform_url=address)


def test_look_from_the_future_or_before_the_last_is_refused(crowd):
    project = crowd.project()
    with pytest.raises(Refused, match="20 December 2021 or earlier"):
        crowd.see(project, 1, date(2021, 12, 21), now=crowd.world.now)
    with pytest.raises(Refused, match="looked on 20 December 2021 already"):
        crowd.see(project, 1, date(2021, 12, 19), now=crowd.world.now)


def test_project_with_a_pledge_stays_in_its_round(crowd):
    project = crowd.reserved()
    with pytest.raises(Refused, match="Void the pledge before"):
        acts.change_project(project=project, call=crowd.make_round(2), by=crowd.officer)


def test_granted_project_keeps_what_was_published(crowd):
    project = crowd.commit(crowd.ready())
    with pytest.raises(Refused, match="stays"):
        acts.change_project(project=project, title="Another", by=crowd.officer)


def test_funder_pledges_once_however_it_is_spelt(crowd):
    project = crowd.project()
    crowd.partner(project, 1_000_00)
    with pytest.raises(Refused, match="pledged £1,000 already"):
        crowd.partner(project, 1_00, "nhs  kent and medway")


def test_every_act_is_written_down_with_who_did_it(crowd):
    crowd.commit(crowd.ready())
    verbs = set(Event.objects.filter(verb__startswith="funding.p").values_list("verb", flat=True))
    assert {
        "funding.project_added", "funding.pledge_reserved", "funding.project_seen",
        "funding.project_verified", "funding.pledge_committed",
    } <= verbs  # fmt: skip
    assert not Event.objects.filter(verb="funding.pledge_committed").exclude(
        actor_label=str(crowd.officer)
    )
    assert (Project.objects.get().seen_on, Project.objects.get().campaign_ends_on) == (TODAY, ENDS)
