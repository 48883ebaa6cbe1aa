"""An award that runs, as the tests speak of it: held by Tess, with an account that is verified."""

from datetime import UTC, date, datetime

from funding.actions.running import begin
from funding.actions.running import payments as acts
from funding.models import BankAccount
from funding.states import BankState

# A day on which everything of the first year is due.
LATER = datetime(2022, 3, 2, 12, 0, tzinfo=UTC)


def verify_account(world, *, entered_by, checked_by, verified_by):
    """The organisation's bank account, verified by two officers."""
    return BankAccount.objects.create(
        organisation=world.kitchen,
        account_name="Marsh Lane Community Kitchen",
        sealed=b"sealed",
        last_digits="1234",
        state=BankState.VERIFIED,
        entered_by=entered_by,
        checked_by=checked_by,
        checked_at=world.now,
        verified_by=verified_by,
        verified_at=world.now,
    )


def run(world, *, pence=5_000_00, **more):
    """Tess's award with its payments and reports, ready to be paid from 1 March 2022."""
    award = world.held_award(pence=pence, **more)
    begin(award=award, by=world.officer, now=world.now)
    if not BankAccount.objects.filter(organisation=world.kitchen).exists():
        verify_account(
            world, entered_by=world.tess, checked_by=world.officer, verified_by=world.holder
        )
    return award


def pay(world, payment, *, now=LATER):
    """Proposed by Frank and released by Bea."""
    acts.propose(payment=payment, by=world.officer, now=now)
    return acts.release_payment(payment=payment, by=world.holder, now=now)


def only(award):
    """The one payment of an award."""
    return award.payments.get()


A_DAY = date(2022, 3, 2)
