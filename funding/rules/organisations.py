"""Who may read what an organisation gave us, and who may say what of it."""

from civilsociety.organisations.models import Membership
from civilsociety.refusal import Refused, allows
from funding.queries.organisations import account_in_checking, registered_by, verified_account
from funding.states import MOVES, BankState, DocumentState

NOT_CONFIRMED = (
    "We have to confirm that you belong to {organisation} before you can see or change what it "
    "gave us. An officer does that; you need do nothing."
)


def check_may_read(user, organisation):
    """Raises Refused unless this person may see and change what an organisation gave us.

    A member whom an officer confirmed may; so may whoever put the organisation on the list,
    as long as nobody else belongs to it.
    """
    members = Membership.objects.filter(organisation=organisation)
    mine = next((each for each in members if each.user_id == user.pk), None)
    if mine and mine.confirmed_at:
        return
    alone = mine and len(members) == 1
    if not (alone and registered_by(organisation, user)):
        raise Refused(NOT_CONFIRMED.format(organisation=organisation))


def may_read(user, organisation):
    """Whether this person may see and change what an organisation gave us."""
    return allows(check_may_read, user, organisation)


def check_bank_is_verified(organisation):
    """Raises Refused where no bank account of an organisation was verified by two officers."""
    if verified_account(organisation):
        return
    waits = account_in_checking(organisation)
    if waits is None:
        raise Refused(f"{organisation} has not given a bank account. Ask for it.")
    step = "a first" if waits.state == BankState.ENTERED else "a second"
    raise Refused(
        f"The bank account of {organisation} is not verified yet: it waits for {step} officer."
    )


def bank_is_verified(organisation):
    """Whether money may be sent to an organisation."""
    return allows(check_bank_is_verified, organisation)


def _check_is_no_member(by, organisation):
    if Membership.objects.filter(user=by, organisation=organisation).exists():
        raise Refused(f"You belong to {organisation}. Another officer does this.")


def check_can_check_account(account, by):
    """Raises Refused unless this officer may be the first to check a bank account."""
    if account.state != BankState.ENTERED:
        raise Refused(f"The account is not waiting for a first check: {_state(account)}.")
    _check_neither(account, by)


def check_can_verify_account(account, by):
    """Raises Refused unless this officer may be the second: neither entered nor checked it."""
    if account.state != BankState.CHECKED:
        raise Refused(f"The account is not waiting for a second officer: {_state(account)}.")
    _check_neither(account, by)


def check_can_refuse_account(account, by):
    """Raises Refused unless an account is still being checked."""
    if BankState.REFUSED not in MOVES[BankState][BankState(account.state)]:
        raise Refused(f"The account is not being checked any more: {_state(account)}.")
    _check_is_no_member(by, account.organisation)


def check_can_open_numbers(account, by):
    """Raises Refused unless this officer may read the full numbers, to check or to pay."""
    if account.state in (BankState.REFUSED, BankState.REPLACED):
        raise Refused(f"Nobody needs these numbers any more: {_state(account)}.")
    _check_is_no_member(by, account.organisation)


def _check_neither(account, by):
    if account.entered_by_id == by.pk:
        raise Refused("You entered this account. Another officer checks it.")
    if account.checked_by_id == by.pk:
        raise Refused("You checked this account first. Another officer verifies it.")
    _check_is_no_member(by, account.organisation)


def _state(row):
    return row.get_state_display().lower()


def check_can_check_document(document, by):
    """Raises Refused unless this officer may say that a document is in order."""
    if document.state != DocumentState.GIVEN:
        raise Refused(f"The document is not waiting to be checked: {_state(document)}.")
    _check_is_no_member(by, document.organisation)
