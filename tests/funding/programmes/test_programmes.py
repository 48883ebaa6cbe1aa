"""Preparing, publishing, ending a programme, and what belongs to it."""

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from funding.actions import programmes as actions
from funding.models import Criterion, PledgeRules, Programme, Reason
from funding.rules import programmes as rules
from funding.states import CallState, ProgrammeState
from tests.budget.conftest import make_decision
from tests.funding.programmes.worlds import complete, draft_programme


def new(world, **more):
    fields = {
        "slug": "spring-fund",
        "code": "SPR",
        "kind": "grant_round",
        "name": "Spring fund",
        "summary": "Small grants.",
        "head": world.head,
        "authority": world.authority,
        "objective": "A sector that can grow",
        "department": "Strategy",
        "by": world.officer,
    }
    return actions.add_programme(**(fields | more))


def test_new_programme_is_a_draft_nobody_outside_sees(world, stranger):
    programme = new(world)
    assert programme.state == ProgrammeState.DRAFT
    assert stranger.get("/funding/spring-fund/").status_code == 404
    assert "Spring fund" not in stranger.get("/funding/").content.decode()


@pytest.mark.parametrize("slug", ["alerts", "grants"])
def test_programme_does_not_take_the_address_of_another_page(world, slug):
    with pytest.raises(Refused, match="address of another page"):
        new(world, slug=slug)


def test_code_and_address_are_each_taken_once(world):
    with pytest.raises(Refused, match="code SRF"):
        new(world, code="SRF")
    with pytest.raises(Refused, match="/funding/recovery-fund/"):
        new(world, slug="recovery-fund")


def test_decision_for_another_purpose_is_refused_at_once(world):
    other = type(world.framework.purpose).objects.create(key="other", name="Other things")
    decision = make_decision("22/00001", purpose=other, up_to_pence=100)
    with pytest.raises(Refused, match="for Other things, and Volunteering is for Volunteering"):
        new(world, authority=decision.authorities.get())


def test_publishing_names_everything_that_is_missing(world):
    programme = new(world, authority=None)
    with pytest.raises(Refused) as refused:
        actions.publish_programme(programme=programme, by=world.officer)
    for words in ("what it is for", "who can apply", "the decision", "the criteria"):
        assert words in str(refused.value)
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.DRAFT


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("crowdfunding", "rules of pledging"), ("regrant", "partner"), ("pilot", "partner")],
)
def test_each_kind_asks_for_what_its_readers_need(world, kind, missing):
    programme = draft_programme(world, kind=kind)
    with pytest.raises(Refused, match=missing):
        rules.check_can_publish(programme)


def test_published_programme_can_be_read_by_everybody(world, stranger, in_december):
    programme = draft_programme(world)
    actions.publish_programme(programme=programme, by=world.officer)
    assert stranger.get("/funding/spring-fund/").status_code == 200
    event = Event.objects.get(verb="funding.programme_published")
    assert event.actor_label == str(world.officer)


def test_money_and_caps_stay_while_a_round_is_undecided(world):
    terms = {name: getattr(world.programme, name) for name in actions_terms()}
    with pytest.raises(Refused, match="Round 1 is not decided yet"):
        actions.change_terms(
            programme=world.programme, by=world.officer, **(terms | {"most_pence": 1})
        )
    world.call.state = CallState.DECIDED
    world.call.save()
    actions.change_terms(
        programme=world.programme, by=world.officer, **(terms | {"most_pence": 20_000_00})
    )
    assert Programme.objects.get(pk=world.programme.pk).most_pence == 20_000_00


def actions_terms():
    return (
        "head", "authority", "objective", "department", "least_pence", "most_pence",
        "most_percent", "partner", "regrant_type",
    )  # fmt: skip


def test_changed_texts_are_named_in_the_record(world):
    actions.change_texts(programme=world.programme, by=world.officer, about="For *people*.")
    event = Event.objects.get(verb="funding.programme_changed")
    assert event.details == {"fields": ["about"]} and "what it is for" in event.sentence


def test_same_texts_again_leave_no_trace(world):
    actions.change_texts(programme=world.programme, by=world.officer, about=world.programme.about)
    assert not Event.objects.filter(verb="funding.programme_changed").exists()


def test_programme_with_an_open_round_does_not_end(world):
    with pytest.raises(Refused, match="takes applications until"):
        actions.end_programme(
            programme=world.programme, reason="Over", by=world.officer, now=world.now
        )


def test_ended_programme_is_read_on_and_can_be_opened_again(world, stranger, in_december):
    programme = draft_programme(world, state=ProgrammeState.PUBLISHED)
    actions.end_programme(programme=programme, reason="Over", by=world.officer, now=world.now)
    assert "has ended" in stranger.get("/funding/spring-fund/").content.decode()
    with pytest.raises(Refused, match="has ended"):
        rules.check_can_add_call(programme)
    actions.reopen_programme(programme=programme, reason="Money again", by=world.officer)
    rules.check_can_add_call(programme)


def test_criteria_stay_while_a_round_is_undecided(world):
    need = world.programme.criteria.get(name="Need")
    act = {"name": "Need", "description": "More", "weight": 3, "by": world.officer}
    with pytest.raises(Refused, match="scored on the criteria that applicants read"):
        actions.change_criterion(criterion=need, **act)
    with pytest.raises(Refused, match="not decided yet"):
        actions.add_criterion(programme=world.programme, **(act | {"name": "Reach"}))
    world.call.state = CallState.DECIDED
    world.call.save()
    actions.change_criterion(criterion=need, **act)
    assert Criterion.objects.get(pk=need.pk).weight == 3


def test_criterion_a_form_asks_about_is_not_removed(world):
    world.call.state = CallState.DECIDED
    world.call.save()
    with pytest.raises(Refused, match="Round 1 asks about it"):
        actions.remove_criterion(
            criterion=world.programme.criteria.get(name="Need"), by=world.officer
        )


def test_criterion_is_listed_once_whatever_its_letters(world):
    programme = draft_programme(world)
    with pytest.raises(Refused, match="stands there already"):
        actions.add_criterion(
            programme=programme, name="NEED", description="x", weight=1, by=world.officer
        )


def test_criteria_stand_in_the_order_they_were_added(world):
    programme = draft_programme(world)
    actions.add_criterion(
        programme=programme, name="Reach", description="x", weight=1, by=world.officer
    )
    assert [str(each) for each in programme.criteria.all()] == ["Need", "Plan", "Reach"]


def test_indicator_somebody_has_a_target_for_stays(world):
    indicator = world.programme.indicators.first()
    world.award().targets.create(indicator=indicator, value=40)
    with pytest.raises(Refused, match="report on it"):
        actions.remove_indicator(indicator=indicator, by=world.officer)


def test_pledge_rules_are_set_and_set_again(world):
    programme = complete(world.make_programme("crowd", "CRO", kind="crowdfunding"))
    limits = {
        "cap_pence": 5_000_00,
        "cap_percent": 50,
        "public_percent": 65,
        "excluded_kinds": ["capital"],
        "no_repeat": True,
    }
    actions.set_pledge_rules(programme=programme, by=world.officer, **limits)
    actions.set_pledge_rules(
        programme=programme, by=world.officer, **(limits | {"cap_pence": 4_000_00})
    )
    assert PledgeRules.objects.get(programme=programme).cap_pence == 4_000_00


def test_reasons_are_there_from_the_beginning_and_can_be_added(db, frank):
    before = Reason.objects.count()
    assert before >= 12 and set(Reason.objects.values_list("use", flat=True)) == {
        "refused", "ineligible", "part",
    }  # fmt: skip
    actions.add_reason(use="refused", label="Late partners", text="They came late.", by=frank)
    with pytest.raises(Refused, match="in the list already"):
        actions.add_reason(use="refused", label="Late partners", text="Again.", by=frank)
    assert Reason.objects.count() == before + 1
