"""What people do with the framework's money.

Every act is keyword-only, whole or not at all, written into the record, and done once for each
`key`. Amounts are integer pence, `now` is an aware moment, refusals are `Refused` with a
sentence. Two people: `propose`, then `approve`.
"""

from civilsociety.budget.actions.checking import request_check, run_check
from civilsociety.budget.actions.framework import (
    add_head,
    allocate,
    appropriate,
    change_head,
    open_year,
    set_ceiling,
)
from civilsociety.budget.actions.promising import commit, reserve
from civilsociety.budget.actions.proposing import approve, decline, propose, withdraw
from civilsociety.budget.actions.settling import expire_reservations, pay, release, return_money
from civilsociety.budget.actions.years import close_year

__all__ = [
    "add_head",
    "allocate",
    "appropriate",
    "approve",
    "change_head",
    "close_year",
    "commit",
    "decline",
    "expire_reservations",
    "open_year",
    "pay",
    "propose",
    "release",
    "request_check",
    "reserve",
    "return_money",
    "run_check",
    "set_ceiling",
    "withdraw",
]
