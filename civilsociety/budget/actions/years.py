"""Closing a year."""

from django.db import DatabaseError, transaction

from civilsociety.audit.actions import record
from civilsociety.audit.actions.jobs import hand_over
from civilsociety.budget import rules
from civilsociety.budget.models import Statement, Year
from civilsociety.budget.rules.refusals import in_words
from civilsociety.budget.states import YearState
from civilsociety.refusal import Refused

BUILD_STATEMENT = "civilsociety.budget.tasks.statements.build_statement"


def close_year(*, year, by, reason, now):
    """Closes a year in which nothing is open any more, and signs its statement.

    Returns the Statement, whose files the worker makes.
    """
    try:
        with transaction.atomic():
            year = Year.objects.select_for_update().get(pk=year.pk)
            rules.check_can_close_year(year=year, reason=reason)
            year.state, year.closed_at = YearState.CLOSED, now
            year.save(update_fields=["state", "closed_at"])
            statement = Statement.objects.create(
                year=year,
                signed_by_label=str(by),
                signed_at=now,
                checked=reason.strip(),
                requested_by_label=str(by),
                requested_at=now,
            )
            record(
                verb="budget.year_closed",
                target=year,
                by=by,
                sentence=f"The year {year} was closed.",
                details={"reason": reason},
            )
            hand_over(BUILD_STATEMENT, statement.pk)
    except (Refused, DatabaseError) as error:
        raise in_words(error) from error
    return statement
