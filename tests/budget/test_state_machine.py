"""Every move in any order, against a second ledger that shares nothing with ours.

After each step both agree on every line, reservation, commitment, ceiling and decision; what one
refuses, the other refuses; and the proof of the sums finds nothing. BUDGET_EXAMPLES and
BUDGET_STEPS make it larger.
"""

import os
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from civilsociety.budget import actions
from civilsociety.budget.models import (
    Head,
    Year,
)
from tests.budget.machine import (
    TwoLedgers,
    authorities,
    heads,
    nth,
    pence,
    sources,
)
from tests.budget.model import FREE

EXAMPLES = int(os.environ.get("BUDGET_EXAMPLES", "12"))
STEPS = int(os.environ.get("BUDGET_STEPS", "40"))


class Machine(TwoLedgers):
    """Does each act on both ledgers."""

    # -- One person ---------------------------------------------------------------------------

    @rule(number=nth, source=sources, amount=pence)
    def appropriate(self, number, source, amount):
        year = self.a_year(number)
        self.both(
            partial(self.model.appropriate, year, source, amount),
            partial(
                actions.appropriate,
                year=Year.objects.get(pk=self.year[year].pk),
                source=self.source[source],
                pence=amount,
                decision=self.decision,
                **self.who(),
            ),
        )

    @rule(number=nth, head=heads, amount=pence)
    def allocate(self, number, head, amount):
        year = self.a_year(number)
        self.both(
            partial(self.model.allocate, year, head, amount),
            partial(
                actions.allocate,
                year=Year.objects.get(pk=self.year[year].pk),
                head=self.head[head],
                pence=amount,
                decision=self.decision,
                **self.who(),
            ),
        )

    @rule(number=nth, head=heads, amount=pence, days=st.integers(0, 60))
    def reserve(self, number, head, amount, days):
        year, name = self.a_year(number), len(self.res)
        until = self.now.date() + timedelta(days)
        done = self.both(
            partial(self.model.reserve, name, year, head, amount),
            partial(
                actions.reserve,
                year=self.year[year],
                head=self.head[head],
                title="A grant",
                pence=amount,
                expires_on=until,
                **self.who(),
            ),
        )
        if done:
            self.res[name], self.deadline[name] = done, until

    @rule(number=nth, head=heads, authority=authorities, amount=pence)
    def commit(self, number, head, authority, amount):
        year, name = self.a_year(number), len(self.com)
        done = self.both(
            partial(self.model.commit, name, year, head, authority, amount),
            partial(
                actions.commit,
                year=self.year[year],
                head=self.head[head],
                authority=self.authority[authority],
                title="A grant",
                pence=amount,
                **self.who(),
            ),
        )
        if done:
            self.com[name] = done

    @precondition(lambda self: self.res)
    @rule(number=nth, authority=authorities, amount=pence)
    def commit_held(self, number, authority, amount):
        reservation, name = number % len(self.res), len(self.com)
        done = self.both(
            partial(self.model.commit_held, name, reservation, authority, amount),
            partial(
                actions.commit,
                reservation=self.res[reservation],
                authority=self.authority[authority],
                title="A grant",
                pence=amount,
                **self.who(),
            ),
        )
        if done:
            self.com[name] = done

    @precondition(lambda self: self.res)
    @rule(number=nth)
    def release_held(self, number):
        reservation = number % len(self.res)
        self.both(
            partial(self.model.release_held, reservation),
            partial(actions.release, reservation=self.res[reservation], **self.who()),
        )

    @precondition(lambda self: self.com)
    @rule(number=nth, amount=pence)
    def pay(self, number, amount):
        commitment = number % len(self.com)
        self.both(
            partial(self.model.pay, commitment, amount),
            partial(
                actions.pay,
                commitment=self.com[commitment],
                pence=amount,
                reference="INV",
                **self.who(),
            ),
        )

    @precondition(lambda self: self.com)
    @rule(number=nth, amount=pence)
    def release(self, number, amount):
        commitment = number % len(self.com)
        self.both(
            partial(self.model.release, commitment, amount),
            partial(actions.release, commitment=self.com[commitment], pence=amount, **self.who()),
        )

    @precondition(lambda self: self.com)
    @rule(number=nth, amount=pence)
    def give_back(self, number, amount):
        commitment = number % len(self.com)
        day = self.now.date()
        of_day = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
        self.both(
            partial(self.model.give_back, commitment, amount, of_day),
            partial(
                actions.return_money,
                commitment=self.com[commitment],
                pence=amount,
                reference="INV",
                **self.who(),
            ),
        )

    @rule(days=st.integers(1, 45))
    def days_pass(self, days):
        """Days pass, and what was held until a day before is free again."""
        self.now += timedelta(days)
        today = self.now.date()
        over = [
            name
            for name, until in self.deadline.items()
            if until < today and any(self.model.held[name].values())
        ]
        moves = actions.expire_reservations(now=self.now)
        assert len(moves) == len(over)
        for name, move in zip(over, moves, strict=True):
            self.model.release_held(name)
            self.numbers.append(move)

    # -- Two people ---------------------------------------------------------------------------

    @precondition(lambda self: self.model.lines)
    @rule(number=nth, head=heads, amount=pence)
    def vire(self, number, head, amount):
        line = self.a_line(number)
        to = (line[0], line[1], head, line[3])
        if to not in self.model.lines:
            return
        self.both(
            partial(self.model.vire, line, to, amount),
            self.two("vire", from_line=self.real(line), to_line=self.real(to), pence=amount),
        )

    @rule(number=nth, amount=pence)
    def carry_balance(self, number, amount):
        line = self.a_line(number)
        self.both(
            partial(self.model.carry_balance, line, amount),
            self.two("carry_balance", line=self.real(line), pence=amount),
        )

    @rule(number=nth, amount=pence)
    def lapse(self, number, amount):
        line = self.a_line(number)
        self.both(
            partial(self.model.lapse, line, amount),
            self.two("lapse", line=self.real(line), pence=amount),
        )

    @precondition(lambda self: self.com)
    @rule(number=nth, which=nth, act=st.sampled_from(("carry_commitment", "lapse")))
    def settle_commitment(self, number, which, act):
        commitment, year = number % len(self.com), self.a_year(which)
        expected = {"carry_commitment": "carry_commitment", "lapse": "lapse_commitment"}[act]
        self.both(
            partial(getattr(self.model, expected), commitment, year),
            self.two(act, commitment=self.com[commitment], year=self.year[year]),
        )

    @rule(number=nth)
    def reverse(self, number):
        number = len(self.numbers) - 1 - number % len(self.numbers)
        self.both(
            partial(self.model.reverse, number),
            self.two("reverse", move=self.numbers[number]),
        )

    @rule(number=nth, settle=st.booleans())
    def close_year(self, number, settle):
        """Closes a year as it is; or after everything in it was let lapse or released."""
        year = self.a_year(number)
        if settle and self.model.years[year]:
            self.empty(year)
        self.both(
            partial(self.model.close, year),
            partial(
                actions.close_year,
                year=self.year[year],
                by=self.approver,
                reason="It ends",
                now=self.now,
            ),
            moves=False,
        )

    def empty(self, year):
        for name, legs in self.model.held.items():
            if any(pence for line, pence in legs.items() if line[0] == year):
                self.release_held(name)
        for name, legs in self.model.commitments.items():
            if any(leg[0] for line, leg in legs.items() if line[0] == year):
                act = partial(self.model.lapse_commitment, name, year)
                self.both(act, self.two("lapse", commitment=self.com[name], year=self.year[year]))
        for line, buckets in sorted(self.model.lines.items(), key=str):
            if line[0] == year and (free := buckets[FREE]):
                act = partial(self.model.lapse, line, free)
                self.both(act, self.two("lapse", line=self.real(line), pence=free))

    @rule(number=nth)
    def reopen_year(self, number):
        year = self.a_year(number)
        self.both(
            partial(self.model.reopen, year),
            self.two("reopen_year", year=self.year[year]),
            moves=False,
        )


@pytest.mark.django_db(transaction=True)
def test_every_move_agrees_with_a_second_ledger(frank, bea, monkeypatch):
    monkeypatch.setattr("civilsociety.budget.actions.years.hand_over", lambda *_: None)
    Machine.people = (frank, bea)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            print_blob=True,
        ),
    )
    print(f"{Machine.counted}")  # noqa: T201
    assert Machine.counted["refused"]
    assert Head.objects.count() == 0
