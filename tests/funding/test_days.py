"""Days are days of the United Kingdom, in summer too, when midnight is eleven by Greenwich."""

from datetime import UTC, date, datetime

from django.contrib import admin

from funding.models import BankAccount, Variation
from funding.queries.applying.next import steps_of

# Half past midnight of 11 June in Kent; still the 10th by Greenwich.
NIGHT = datetime(2022, 6, 10, 23, 30, tzinfo=UTC)
DAY = date(2022, 6, 11)


def test_change_asked_for_in_the_night_is_of_the_day_that_began(world):
    page = admin.site._registry[Variation]
    assert page.asked_on(Variation(asked_at=NIGHT)) == DAY


def test_bank_account_entered_in_the_night_is_of_the_day_that_began():
    columns = {name: read for name, _, read in admin.site._registry[BankAccount].columns}
    assert columns["Entered"](BankAccount(entered_at=NIGHT)) == DAY


def test_panel_that_met_yesterday_is_no_step_to_come(world):
    world.call.panel_on = date(2022, 6, 10)
    bid = world.bid(call=world.call)
    assert "A panel meets and decides." not in [each.what for each in steps_of(bid, NIGHT)]
