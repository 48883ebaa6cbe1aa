"""Where money for an organisation goes: entered by them, checked by two officers.

Numbers are sealed, and stand in no record, no message and no export.
"""

import json

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from funding.actions import messages
from funding.emails import applying as emails
from funding.formats.sealed import CannotOpen, seal, unseal
from funding.models import BankAccount
from funding.queries.organisations import (
    account_in_checking,
    addresses_of,
    verified_account,
)
from funding.rules.organisations import (
    check_can_check_account,
    check_can_open_numbers,
    check_can_refuse_account,
    check_can_verify_account,
    check_may_read,
)
from funding.states import MOVES, BankState

UNREADABLE = (
    "These numbers cannot be read any more: the key they were sealed with is gone. "
    "Refuse the account and ask for it again."
)


@transaction.atomic
def enter_account(*, organisation, account_name, sort_code, account_number, by, now):
    """Takes a bank account (six and eight digits); the old one stays in use until it is checked.

    Everybody of the organisation is written to. Raises Refused for those who may not.
    """
    organisation = locked(organisation)
    check_may_read(by, organisation)
    if waiting := account_in_checking(organisation):
        _move(waiting, BankState.REPLACED)
    account = BankAccount.objects.create(
        organisation=organisation,
        account_name=account_name,
        sealed=seal(json.dumps([sort_code, account_number])),
        last_digits=account_number[-4:],
        entered_by=by,
        entered_at=now,
    )
    _say("bank_entered", account, by, f"{by} gave a bank account of {organisation}.")
    _tell(account, emails.account_entered(account), now)
    return account


@transaction.atomic
def check_account(*, account, how, by, now):
    """The first officer says how they checked that it is the organisation's account.

    Raises Refused for the one who entered it, and where it is not waiting for this.
    """
    account = locked(account)
    check_can_check_account(account, by)
    account.checked_by, account.checked_at, account.checked_how = by, now, how
    _move(account, BankState.CHECKED)
    _say("bank_checked", account, by, f"The {_named(account)} was checked by a first officer.")
    return account


@transaction.atomic
def verify_account(*, account, by, now):
    """The second officer agrees: money goes there from now on, and no longer to the old one.

    Raises Refused for the one who entered or checked it, and where it is not checked.
    """
    locked(account.organisation)
    account = locked(account)
    check_can_verify_account(account, by)
    if old := verified_account(account.organisation):
        _move(old, BankState.REPLACED)
    account.verified_by, account.verified_at = by, now
    _move(account, BankState.VERIFIED)
    _say("bank_verified", account, by, f"The {_named(account)} was verified by a second officer.")
    _tell(account, emails.account_verified(account), now)
    return account


@transaction.atomic
def refuse_account(*, account, why, by, now):
    """Says that money cannot be sent there; the organisation reads why, and is written to.

    Raises Refused where it is not being checked.
    """
    account = locked(account)
    check_can_refuse_account(account, by)
    account.refused_why = why
    _move(account, BankState.REFUSED)
    _say("bank_refused", account, by, f"The {_named(account)} was not accepted.")
    _tell(account, emails.account_refused(account), now)
    return account


@transaction.atomic
def open_numbers(*, account, by):
    """The sort code and account number, for an officer who checks or pays; written down.

    Raises Refused where nobody needs them any more, and where they cannot be opened.
    """
    check_can_open_numbers(account, by)
    try:
        sort_code, number = json.loads(unseal(account.sealed))
    except CannotOpen as error:
        raise Refused(UNREADABLE) from error
    _say("bank_numbers_read", account, by, f"{by} read the numbers of the {_named(account)}.")
    return sort_code, number


def _named(account):
    return f"bank account {account.pk} of {account.organisation}"


def _move(account, state):
    move_to(account, state, moves=MOVES)
    account.save()


def _tell(account, words, now):
    for address in addresses_of(account.organisation, also=[account.entered_by]):
        messages.write(key=f"bank:{account.pk}:{account.state}", to=address, words=words, now=now)


def _say(what, account, by, sentence):
    record(
        verb=f"funding.{what}",
        target=account.organisation,
        by=by,
        sentence=sentence,
        details={"account": account.pk},
    )
