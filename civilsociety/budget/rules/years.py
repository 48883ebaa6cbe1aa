"""When a year may be closed."""

from functools import partial

from civilsociety.budget.queries.year_end import open_items
from civilsociety.budget.rules.amounts import asks, check_reason, check_year_is_open
from civilsociety.refusal import Refused
from civilsociety.ui.words import plural


def check_can_close_year(*, year, reason):
    """Raises Refused while anything in the year is still to be paid, carried or lapsed."""
    check_year_is_open(year)
    check_reason(reason)
    if items := open_items(year):
        raise Refused(
            f"{year} still has {plural(items, 'open item')}. Pay, carry or lapse each of them; "
            "then close the year."
        )


can_close_year = partial(asks, check_can_close_year)
