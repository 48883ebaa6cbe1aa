"""Keeping what was tried, and holding its money: all of it or nothing."""

import uuid

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.budget.actions import release, reserve
from civilsociety.budget.models import Trial, TrialAward
from civilsociety.budget.queries import trials as queries
from civilsociety.budget.queries.lines import lock_lines
from civilsociety.budget.rules.trials import (
    check_can_change_trial,
    check_can_reserve_trial,
    outcome_of,
)
from civilsociety.refusal import Refused
from civilsociety.ui.words import plural, pounds

CHANGED_MEANWHILE = (
    "Somebody changed this trial while you had it open. Give yours another name and save it "
    "as a copy, then compare the two."
)
NEEDS_A_NAME = "Give the trial a name, so that you find it again."


@transaction.atomic
def save_trial(*, title, awards, cut_off, counted_free, by, now, trial=None, seen=""):
    """Keeps the awards in their order; `seen` is `changed_at` as the page last showed it.

    Holds no money. Raises Refused when somebody else changed the trial meanwhile.
    """
    if not title.strip():
        raise Refused(NEEDS_A_NAME)
    if trial is None:
        trial = Trial(made_by=by, made_at=now)
    else:
        trial = Trial.objects.select_for_update().get(pk=trial.pk)
        check_can_change_trial(trial, by=by)
        if seen and trial.changed_at.isoformat() != seen:
            raise Refused(CHANGED_MEANWHILE)
    trial.title, trial.cut_off, trial.changed_at = title.strip(), cut_off, now
    trial.save()
    trial.counted_free.set(counted_free)
    trial.awards.all().delete()
    TrialAward.objects.bulk_create(
        TrialAward(
            trial=trial,
            position=each.rank,
            payee_name=each.payee_name,
            head=each.head,
            year=each.year,
            amount_pence=each.pence,
        )
        for each in awards
    )
    record(
        verb="trial.saved",
        target=trial,
        by=by,
        sentence=f"{by} saved the trial “{trial}” with {plural(len(awards), 'award')}.",
    )
    return trial


@transaction.atomic
def copy_trial(*, trial, by, now):
    """A trial of one's own that begins as this one is."""
    copy = Trial.objects.create(
        title=f"Copy of {trial.title}"[:200],
        made_by=by,
        made_at=now,
        changed_at=now,
        cut_off=trial.cut_off,
    )
    if not trial.reserved_at:
        copy.counted_free.set(trial.counted_free.all())
    TrialAward.objects.bulk_create(
        TrialAward(
            trial=copy,
            **{
                name: getattr(each, name)
                for name in ("position", "payee_name", "head_id", "year_id", "amount_pence")
            },
        )
        for each in trial.awards.all()
    )
    record(
        verb="trial.copied",
        target=copy,
        by=by,
        sentence=f"{by} copied the trial “{trial}”.",
    )
    return copy


@transaction.atomic
def delete_trial(*, trial, by):
    """Takes a trial away that nobody needs any more; one that holds money stays."""
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    check_can_change_trial(trial, by=by)
    record(verb="trial.deleted", target=trial, by=by, sentence=f"{by} deleted the trial “{trial}”.")
    trial.delete()


@transaction.atomic
def reserve_trial(*, trial, paper, expires_on, reason, by, key, now):
    """A reservation for each award above the line, in rank order: all of them, or none.

    What the trial counts as free is released first. Asked again, it gives the reservations
    there are.
    """
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    if trial.reserved_at:
        return [each.reservation for each in queries.awards_of(trial) if each.reservation]
    lock_lines(queries.lines_behind(trial))
    check_can_reserve_trial(trial, outcome_of(trial))
    for held in trial.counted_free.order_by("pk"):
        release(reservation=held, reason=reason, by=by, key=uuid.uuid5(key, held.number), now=now)
    made = [
        _reserve(each, trial, paper, expires_on, reason, by, key, now)
        for each in queries.awards_of(trial)
        if trial.cut_off is None or each.position <= trial.cut_off
    ]
    trial.reserved_at = now
    trial.save(update_fields=["reserved_at"])
    record(
        verb="trial.reserved",
        target=trial,
        by=by,
        sentence=f"{by} turned the trial “{trial}” into {plural(len(made), 'reservation')}: "
        f"{pounds(sum(each.amount_pence for each in made))}.",
        details={"reservations": [each.pk for each in made]},
    )
    return made


def _reserve(award, trial, paper, expires_on, reason, by, key, now):
    """The reservation of one award; its title carries the rank."""
    reservation = reserve(
        year=award.year,
        head=award.head,
        title=f"{award.payee_name} (rank {award.position}, {trial.title})"[:200],
        pence=award.amount_pence,
        expires_on=expires_on,
        reason=reason,
        by=by,
        key=uuid.uuid5(key, f"award {award.pk}"),
        now=now,
        payee_name=award.payee_name,
        paper=paper,
    )
    TrialAward.objects.filter(pk=award.pk).update(reservation=reservation)
    return reservation
