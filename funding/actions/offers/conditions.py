"""Conditions of an award: set, moved, met."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from civilsociety.ui.words import uk_date
from funding.models import Condition
from funding.rules.offers.answering import check_can_set_condition, check_is_not_met


@transaction.atomic
def set_condition(*, award, text, due_on, before_payment, by, now):
    """Asks something of a grant holder by a day (inclusive)."""
    award = locked(award)
    check_can_set_condition(award=award)
    if award.conditions.filter(text=text.strip(), due_on=due_on).exists():
        raise Refused("This condition is there already.")
    condition = Condition.objects.create(
        application=award.application,
        award=award,
        text=text.strip(),
        due_on=due_on,
        before_payment=before_payment,
        made_at=now,
    )
    record(
        verb="funding.condition_set",
        target=award,
        by=by,
        sentence=f"A condition of {award.number} was set, to be met by {uk_date(due_on)}.",
        details={"condition": condition.text, "before_payment": before_payment},
    )
    return condition


@transaction.atomic
def change_condition(*, condition, due_on, before_payment, why, by, now):
    """Moves the day of a condition, or whether payments wait for it; with the reason."""
    condition = locked(condition)
    check_is_not_met(condition=condition)
    before = (condition.due_on, condition.before_payment)
    condition.due_on, condition.before_payment = due_on, before_payment
    condition.save(update_fields=["due_on", "before_payment"])
    record(
        verb="funding.condition_changed",
        target=condition.award or condition.application,
        by=by,
        sentence=f"A condition is to be met by {uk_date(due_on)}.",
        details={
            "condition": condition.text,
            "why": why,
            "due_on": [uk_date(before[0]), uk_date(due_on)],
            "before_payment": [before[1], before_payment],
        },
    )
    return condition


@transaction.atomic
def meet_condition(*, condition, how, by, now, met_on=None):
    """Writes down that a condition is met, how, and on which day (today unless given)."""
    condition = locked(condition)
    check_is_not_met(condition=condition)
    today = timezone.localdate(now)
    day = met_on or today
    if day > today:
        raise Refused(f"Enter a day that is {uk_date(today)} or earlier.")
    condition.met_on, condition.met_by, condition.met_how = day, by, how.strip()
    condition.save(update_fields=["met_on", "met_by", "met_how"])
    record(
        verb="funding.condition_met",
        target=condition.award or condition.application,
        by=by,
        sentence=f"A condition was met on {uk_date(day)}.",
        details={"condition": condition.text, "how": condition.met_how},
    )
    return condition
