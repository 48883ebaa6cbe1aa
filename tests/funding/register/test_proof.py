"""The register is proved against the ledger: by night, by hand, through a killed worker."""

from uuid import uuid4

import pytest

from civilsociety.audit.models import Job
from civilsociety.refusal import Refused
from funding.actions.awarding import increase_award
from funding.actions.register import (
    publish_award,
    republish,
    request_register_check,
    run_register_check,
)
from funding.models import Award, RegisterCheck
from funding.queries.register.places import tasks_for
from funding.queries.register.proof import differences
from funding.rules.register import IN_THE_REGISTER
from funding.states import AwardState
from funding.tasks.register import look_after_register


def proved(world):
    check = request_register_check(by=None, now=world.now)
    run_register_check(check=check, now=world.now)
    check.refresh_from_db()
    return check


def test_register_that_agrees_says_so(world):
    publish_award(award=world.award(), now=world.now)
    check = proved(world)
    assert check.agrees
    assert check.awards == 1
    assert tasks_for(world.officer) == []


def test_money_that_moved_behind_the_register_is_named_with_both_amounts(world):
    award = world.award(pence=5_000_01)
    publish_award(award=award, now=world.now)
    world.framework.release(commitment=award.promises.get().commitment, pence=1)
    [said] = proved(world).differences
    assert said == (f"{award.number}: the register says £5,000.01 and the ledger £5,000.")
    [task] = tasks_for(world.officer)
    assert task.title == "1 award in the register not as in the ledger"


def test_accepted_award_that_was_never_published_is_named(world):
    award = world.award()
    [said] = proved(world).differences
    assert said == f"{award.number} is not in the register. By the ledger it is £5,000."


def test_offer_that_nobody_accepted_yet_is_not_missed(world):
    world.award(AwardState.OFFERED)
    assert proved(world).agrees


def test_award_that_ended_behind_the_register_is_named(world):
    award = world.award()
    publish_award(award=award, now=world.now)
    Award.objects.filter(pk=award.pk).update(state=AwardState.ENDED_EARLY)
    [said] = map(str, differences(IN_THE_REGISTER))
    assert "where it stands" in said


def test_increase_counts_with_the_first_promise(world):
    award = world.award(pence=1_000_01)
    increase_award(
        award=award, pence=500_02, authority=world.authority, year=world.year,
        by=world.officer, reason="More places", key=uuid4(), now=world.now,
    )  # fmt: skip
    row = publish_award(award=award, now=world.now)
    assert (row.amount_pence, row.first_pence) == (1_500_03, 1_000_01)
    assert proved(world).agrees


def test_publishing_again_mends_the_difference_once(world):
    award = world.award()
    publish_award(award=award, now=world.now)
    world.framework.release(commitment=award.promises.get().commitment, pence=1)
    terms = {"award": award, "what_changed": "Less", "by": world.officer, "now": world.now}
    assert republish(**terms).version == republish(**terms).version == 2
    assert proved(world).agrees


def test_publishing_again_is_refused_before_the_offer_is_accepted(world):
    with pytest.raises(Refused, match="accepts the offer"):
        republish(
            award=world.award(AwardState.OFFERED), what_changed="x", by=world.officer,
            now=world.now,
        )  # fmt: skip


def test_check_that_waits_is_enough(world):
    first = request_register_check(by=None, now=world.now)
    assert request_register_check(by=world.officer, now=world.now) == first


def test_check_left_by_a_killed_worker_is_taken_up(world):
    check = request_register_check(by=None, now=world.now)
    RegisterCheck.objects.filter(pk=check.pk).update(state=Job.State.RUNNING, attempts=1, claim=1)
    assert run_register_check(check=check, now=world.now).state == Job.State.DONE
    assert run_register_check(check=check, now=world.now) is None


def test_every_night_somebody_asks(world, django_capture_on_commit_callbacks):
    look_after_register()
    assert RegisterCheck.objects.get().requested_by_label == ""
