"""Bringing in onward grants: shown first, all or nothing, each counted once."""

import threading

import pytest
from django.db import connections

from civilsociety.audit.models import Event, Job
from civilsociety.refusal import Refused
from funding.actions.partners import apply_import, ask_import, check_file, remove_grant
from funding.models import OnwardGrant, RegrantImport
from funding.queries.awards import standing_of
from funding.queries.partners.onward import counted
from funding.states import AwardState
from tests.funding.partners.partnership import (
    LATER,
    a_row,
    as_csv,
    bring_in,
    in_numbers,
    problems,
    read,
    regrant_award,
)


@pytest.fixture
def award(world):
    return regrant_award(world)


def test_reading_brings_nothing_in_before_somebody_confirms(award, tess):
    job = read(award, as_csv(a_row(1), a_row(2)), by=tess)
    assert in_numbers(job) == (2, 0, 0, 0)
    assert not OnwardGrant.objects.exists()
    apply_import(job=job, by=tess, now=LATER)
    assert OnwardGrant.objects.count() == 2


def test_same_file_twice_changes_nothing(award, tess):
    file = as_csv(a_row(1), a_row(2))
    bring_in(award, file, by=tess)
    again = read(award, file, by=tess)
    assert in_numbers(again) == (0, 0, 2, 0)
    with pytest.raises(Refused, match="nothing to bring in"):
        apply_import(job=again, by=tess, now=LATER)
    assert counted(award).given_on == 2 * 1_200_50


def test_changed_row_is_written_over_and_the_audit_keeps_the_old_value(award, tess, frank):
    bring_in(award, as_csv(a_row(1), a_row(2)), by=tess)
    job = bring_in(award, as_csv(a_row(1, Amount="1,000"), a_row(2)), by=frank)
    assert in_numbers(job) == (0, 1, 1, 0)
    assert OnwardGrant.objects.get(partner_reference="KCF-001").amount_pence == 1_000_00
    event = Event.objects.get(verb="funding.onward_grant_changed")
    assert event.details["amount_pence"] == [1_200_50, 1_000_00]
    assert event.actor == f"user:{frank.pk}"


def test_row_that_vanished_is_told_and_stays(award, tess):
    bring_in(award, as_csv(a_row(1), a_row(2)), by=tess)
    job = bring_in(award, as_csv(a_row(2), a_row(3)), by=tess)
    assert [each["reference"] for each in job.gone] == ["KCF-001"]
    assert OnwardGrant.objects.count() == 3


def test_grants_never_come_to_more_than_the_award_is_now(world, award, tess):
    bring_in(award, as_csv(a_row(1, Amount="6000")), by=tess)
    found = problems(award, as_csv(a_row(2, Amount="4000.01")), by=tess)
    assert "£0.01 more than the £10,000" in found["G2:G2"]
    bring_in(award, as_csv(a_row(2, Amount="4000")), by=tess)
    assert counted(award).left == 0


def test_money_that_came_back_makes_the_limit_smaller(world, award, tess):
    commitment = award.promises.get().commitment
    world.framework.pay(commitment, 10_000_00)
    world.framework.give_back(commitment, 1_000_00)
    assert "G2:G2" in problems(award, as_csv(a_row(Amount="9000.01")), by=tess)


def test_onward_grants_are_never_added_to_the_award(award, tess):
    before = standing_of(award)
    bring_in(award, as_csv(a_row()), by=tess)
    assert standing_of(award) == before


def test_another_award_may_use_the_same_reference(world, award, tess):
    other = regrant_award(world)
    bring_in(award, as_csv(a_row()), by=tess)
    bring_in(other, as_csv(a_row()), by=tess)
    assert OnwardGrant.objects.count() == 2


def test_file_confirmed_after_another_must_be_read_again(award, tess, frank):
    first = read(award, as_csv(a_row(1)), by=tess)
    second = read(award, as_csv(a_row(1), a_row(2)), by=frank)
    apply_import(job=first, by=tess, now=LATER)
    with pytest.raises(Refused, match="Choose the file again"):
        apply_import(job=second, by=frank, now=LATER)
    assert OnwardGrant.objects.count() == 1


def test_file_with_a_problem_cannot_be_confirmed(award, tess):
    job = read(award, as_csv(a_row(1), a_row(2, Amount="x")), by=tess)
    with pytest.raises(Refused, match="mistakes"):
        apply_import(job=job, by=tess, now=LATER)
    assert not OnwardGrant.objects.exists()


def test_file_is_confirmed_once(award, tess):
    job = bring_in(award, as_csv(a_row()), by=tess)
    with pytest.raises(Refused, match="brought in already"):
        apply_import(job=job, by=tess, now=LATER)


def test_same_file_sent_twice_at_once_is_read_once(award, tess):
    given = {"award": award, "file_name": "a.csv", "content": as_csv(a_row()), "by": tess}
    assert ask_import(**given, now=LATER) == ask_import(**given, now=LATER)
    assert RegrantImport.objects.count() == 1


def test_award_that_is_not_given_on_takes_no_file(world, tess):
    with pytest.raises(Refused, match="not given on"):
        read(world.award(), as_csv(a_row()), by=tess)


def test_award_that_was_not_accepted_takes_no_file(world, tess):
    award = regrant_award(world, state=AwardState.OFFERED, published=False)
    with pytest.raises(Refused, match="accepted"):
        read(award, as_csv(a_row()), by=tess)


def test_reading_that_was_killed_is_taken_up_and_says_the_same(award, tess):
    job = ask_import(award=award, file_name="a.csv", content=as_csv(a_row()), by=tess, now=LATER)
    RegrantImport.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, claim=1, attempts=1)
    check_file(job=job, now=LATER)
    job.refresh_from_db()
    assert (job.state, in_numbers(job)) == (Job.State.DONE, (1, 0, 0, 0))


def test_grant_that_was_never_made_is_taken_out_with_a_reason(award, tess, frank):
    bring_in(award, as_csv(a_row()), by=tess)
    remove_grant(grant=OnwardGrant.objects.get(), reason="Entered twice", by=frank)
    assert not OnwardGrant.objects.exists()
    event = Event.objects.get(verb="funding.onward_grant_removed")
    assert event.details["amount_pence"] == [1_200_50, ""]
    assert "Entered twice" in event.sentence


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_at_once_bring_it_in_once(world, tess, frank):
    award = regrant_award(world)
    jobs = [read(award, as_csv(a_row(n), a_row(3)), by=who) for n, who in ((1, tess), (2, frank))]
    gate, found = threading.Barrier(2), []

    def confirm(job):
        try:
            gate.wait(10)
            found.append(apply_import(job=job, by=tess, now=LATER).pk)
        except Refused as refused:
            found.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(type(each).__name__ for each in found) == ["int", "str"]
    assert OnwardGrant.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_killed_loses_nothing(world, tess, worker, wait_until):
    award = regrant_award(world)
    rows = [a_row(n, Amount="1") for n in range(3000)]
    job = ask_import(award=award, file_name="a.csv", content=as_csv(*rows), by=tess, now=LATER)
    worker.start()
    wait_until(lambda: RegrantImport.objects.get(pk=job.pk).done)
    worker.kill()
    worker.start()
    wait_until(lambda: RegrantImport.objects.get(pk=job.pk).ended, 60)
    job.refresh_from_db()
    assert (job.state, job.added) == (Job.State.DONE, 3000)
