"""What a decision allows to be spent, and what may still be decided under a delegation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from civilsociety.decisions.models import Decision
from civilsociety.decisions.queries.delegations import left_under
from civilsociety.decisions.rules import can_spend_under, check_can_spend_under
from civilsociety.decisions.slots import held_under
from civilsociety.refusal import Refused
from tests.decisions.makers import (
    EFFECTIVE,
    a_decision,
    a_delegation,
    a_draft,
    a_purpose,
    at,
    decided_under,
)

pytestmark = pytest.mark.django_db
LATER = date(2022, 3, 1)


def why_not(authority, *, purpose=None, pence=100, day=LATER):
    try:
        check_can_spend_under(authority, purpose=purpose or authority.purpose, pence=pence, day=day)
    except Refused as refusal:
        return str(refusal)
    return ""


def test_money_of_a_decision_in_effect_may_be_spent_up_to_the_last_penny():
    authority = a_decision(pence=330_000_00).authorities.get()
    assert why_not(authority, pence=330_000_00) == ""
    assert can_spend_under(authority, purpose=authority.purpose, pence=1, day=EFFECTIVE)
    assert "allows £330,000 for Recovery Fund; this would make £330,000.01, £0.01 too much" in (
        why_not(authority, pence=330_000_01)
    )


def test_money_of_a_draft_is_not_spent():
    authority = a_draft(pence=100_00).authorities.get()
    assert "21/00055 is not published" in why_not(authority)


def test_money_is_not_spent_before_the_decision_takes_effect():
    authority = a_decision(pence=100_00).authorities.get()
    assert "21/00055 takes effect on 17 December 2021" in why_not(authority, day=date(2021, 12, 16))


def test_money_for_another_purpose_is_not_spent():
    authority = a_decision(pence=100_00).authorities.get()
    other = a_purpose("volunteering-pilot", "Volunteering pilot")
    assert "for Recovery Fund, not for Volunteering pilot" in why_not(authority, purpose=other)


def test_money_is_not_spent_after_its_last_day():
    decision = a_draft()
    authority = actions.add_authority(
        decision=decision,
        purpose=a_purpose(),
        up_to_pence=100_00,
        until=date(2022, 3, 31),
        by=SYSTEM,
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(date(2021, 12, 9)))
    authority.refresh_from_db()
    assert why_not(authority, day=date(2022, 3, 31)) == ""
    assert "ended on 31 March 2022" in why_not(authority, day=date(2022, 4, 1))


def test_money_of_a_superseded_decision_is_not_spent_in_any_version():
    old = a_decision(pence=100_00)
    authority = old.authorities.get()
    second = actions.correct(decision=old, note="A name.", by=SYSTEM)
    actions.publish(decision=second, by=SYSTEM, now=at(LATER))
    assert why_not(old.authorities.get()) == ""
    new = a_decision("21/00099", pence=200_00)
    actions.supersede(decision=second, by_decision=new, by=SYSTEM, today=LATER)
    authority.decision.refresh_from_db()
    assert "21/00055 was superseded by 21/00099" in why_not(authority)


def test_money_of_a_decision_called_in_waits_for_its_examination():
    decision = a_decision(pence=100_00)
    authority = decision.authorities.get()
    call_in = actions.call_in(
        decision=decision,
        called_in_on=date(2021, 12, 14),
        called_in_by="Three members",
        reason="The cost.",
        by=SYSTEM,
    )
    assert "was called in" in why_not(authority)
    actions.answer_call_in(
        call_in=call_in,
        state="confirmed",
        ended_on=date(2022, 1, 12),
        outcome="It stands.",
        effective_from=date(2022, 1, 13),
        by=SYSTEM,
        today=LATER,
    )
    assert "takes effect on 13 January 2022" in why_not(authority, day=date(2022, 1, 12))
    assert why_not(authority) == ""


def test_delegated_money_is_spent_under_the_decision_taken_under_it():
    delegation = a_delegation(100_00)
    assert "lets the Director decide this money" in why_not(delegation)
    taken = decided_under(delegation, "22/00001", 60_00)
    assert why_not(taken.authorities.get(), pence=60_00) == ""


def test_decisions_under_one_delegation_stay_within_it():
    delegation = a_delegation(100_00)
    decided_under(delegation, "22/00001", 60_00)
    assert left_under(delegation) == 40_00
    with pytest.raises(Refused, match="£40 is left. This decision asks for £41"):
        decided_under(delegation, "22/00002", 41_00)
    decided_under(delegation, "22/00003", 40_00)
    assert left_under(delegation) == 0


def test_superseded_decision_frees_a_delegation_except_for_what_is_committed():
    delegation = a_delegation(100_00)
    old = decided_under(delegation, "22/00001", 60_00)
    new = decided_under(delegation, "22/00002", 40_00)
    actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=LATER)
    assert left_under(delegation) == 60_00
    held_under.register("test", lambda authorities: [25_00 for _ in authorities])
    try:
        assert left_under(delegation) == 35_00
    finally:
        held_under.register("test", lambda authorities: [])


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"taken_on": date(2021, 12, 16)}, "takes effect on 17 December 2021"),
        ({"taken_on": date(2022, 4, 1)}, "ended on 31 March 2022"),
    ],
)
def test_officer_decides_only_while_the_delegation_runs(wanted, words):
    delegation = a_delegation(100_00, until=date(2022, 3, 31))
    with pytest.raises(Refused, match=words):
        decided_under(delegation, "22/00001", 60_00, **wanted)


def test_officer_without_a_delegation_decides_nothing():
    with pytest.raises(Refused, match="An officer decides under a delegation"):
        a_decision("22/00001", maker_kind="officer")


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_cannot_overdraw_a_delegation():
    delegation = a_delegation(100_00)
    drafts = [
        decided_under(delegation, reference, 60_00, publish=False)
        for reference in ("22/00001", "22/00002")
    ]
    barrier = Barrier(2)

    def publish(pk):
        try:
            barrier.wait(timeout=10)
            decision = Decision.objects.get(pk=pk)
            return actions.publish(decision=decision, by=SYSTEM, now=at(LATER)).state
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(publish, [draft.pk for draft in drafts]))
    assert outcomes[1] == "published"
    assert "£40 is left" in outcomes[0]


@pytest.mark.django_db(transaction=True)
def test_two_decisions_never_supersede_each_other():
    one, two = a_decision(), a_decision("21/00099")
    barrier = Barrier(2)

    def supersede(old, new):
        try:
            barrier.wait(timeout=10)
            actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=LATER)
            return "superseded"
        except Refused:
            return "refused"
        finally:
            connection.close()

    pairs = [
        (Decision.objects.get(pk=one.pk), Decision.objects.get(pk=two.pk)),
        (Decision.objects.get(pk=two.pk), Decision.objects.get(pk=one.pk)),
    ]
    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(lambda pair: supersede(*pair), pairs))
    assert outcomes == ["refused", "superseded"]
