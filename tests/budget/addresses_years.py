"""The end of a year, statements, and the year as it was."""

from datetime import UTC, datetime

from civilsociety.accounts.permissions import Permission as P
from civilsociety.budget.actions.statements import build_statement
from civilsociety.budget.models import Statement
from civilsociety.budget.states import YearState
from tests.access import Row
from tests.budget.addresses_trials import a_year

NOW = datetime(2022, 4, 20, 9, tzinfo=UTC)
MOVERS = {P.MANAGE_FUNDING, P.HOLD_BUDGET}


def of_a_year(cast):
    """The year's part of the address."""
    return {"year": a_year().slug}


def of_a_closed_year(cast):
    """The same, of a year that is closed."""
    return {"year": a_closed_year().slug}


def a_closed_year():
    """A year in which nothing ever happened, closed."""
    year = a_year()
    year.state, year.closed_at = YearState.CLOSED, NOW
    year.save()
    return year


def of_a_statement(cast):
    """A statement that was made and kept."""
    year = a_closed_year()
    statement = Statement.objects.create(year=year, signed_by_label="Bea", signed_at=NOW)
    build_statement(statement=statement, now=NOW)
    return {"year": year.slug, "pk": statement.pk}


def a_file(form):
    """The same, as a file."""
    return lambda cast: of_a_statement(cast) | {"form": form}


ROWS = {
    "budget:years": Row({P.READ_BUDGET}, lambda cast: a_year() and {}),
    "budget:year_end": Row({P.READ_BUDGET}, of_a_year),
    "budget:year_settle": Row(MOVERS, of_a_year, method="post"),
    "budget:year_answer": Row(MOVERS, of_a_year, method="post"),
    "budget:year_close": Row({P.HOLD_BUDGET}, of_a_year),
    "budget:year_reopen": Row(MOVERS, of_a_closed_year),
    "budget:statement": Row({P.READ_BUDGET}, of_a_statement),
    "budget:statement_again": Row({P.HOLD_BUDGET}, of_a_statement, method="post"),
    "budget:statement_file": Row({P.READ_BUDGET}, a_file("csv"), page=False),
    "budget:as_it_was": Row({P.READ_BUDGET}, lambda cast: a_year() and {}),
    "budget:as_it_was_file": Row(
        {P.READ_BUDGET}, lambda cast: a_year() and {"form": "csv"}, page=False
    ),
}
