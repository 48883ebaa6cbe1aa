"""The latest entries of a line carry the same balances as all of them in order."""

import pytest

from civilsociety.budget.queries import running
from civilsociety.budget.queries.running import latest

pytestmark = pytest.mark.django_db
AFTER = ("available_after", "reserved_after", "committed_after", "paid_after")


def told(entries):
    return [(entry.pk, *(getattr(entry, name) for name in AFTER)) for entry in entries]


@pytest.mark.parametrize(("skip", "take"), [(0, 50), (0, 2), (3, 2), (6, 50), (50, 50)])
def test_latest_entries_carry_the_balances_of_the_whole_line(framework, skip, take):
    held = framework.reserve(10_000_01)
    promise = framework.commit(9_000_00, reservation=held)
    framework.pay(promise, 4_000_01)
    framework.give_back(promise, 1_00)
    framework.release(commitment=promise, pence=5_00)
    line = framework.line()

    every = told(running(line))[::-1]
    assert told(latest(line, skip=skip, take=take)) == every[skip : skip + take]
