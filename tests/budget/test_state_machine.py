"""Every move in any order, against a second ledger that shares nothing with ours.

After each step both agree on every line, reservation, commitment, ceiling and decision; what one
refuses, the other refuses; and the proof of the sums finds nothing. BUDGET_EXAMPLES and
BUDGET_STEPS make it larger.
"""

import os
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from civilsociety.budget import actions, queries
from civilsociety.budget.models import (
    Ceiling,
    Commitment,
    Drawdown,
    Head,
    Line,
    Move,
    Reservation,
    Source,
    Year,
)
from civilsociety.decisions.models import Purpose
from civilsociety.refusal import Refused
from tests.budget.conftest import NOW, make_decision
from tests.budget.model import BASE, FREE, HEALTH, HELD, OWED, PAID, Ledger, No

EXAMPLES = int(os.environ.get("BUDGET_EXAMPLES", "12"))
STEPS = int(os.environ.get("BUDGET_STEPS", "40"))
CEILING = 2_000
HEADS = {"equal": ((BASE, HEALTH), "one"), "single": ((HEALTH,), "one"),
         "other": ((BASE, HEALTH), "two")}  # fmt: skip
LIMITS = {"wide": ("one", 2_500), "narrow": ("one", 300), "other": ("two", 1_000)}
pence = st.integers(1, 600)
nth = st.integers(0, 40)
heads = st.sampled_from(sorted(HEADS))
sources = st.sampled_from((BASE, HEALTH))
authorities = st.sampled_from(sorted(LIMITS))


class Machine(RuleBasedStateMachine):
    """Does each act on both ledgers."""

    people = None
    counted = {"steps": 0, "refused": 0}

    @initialize()
    def begin(self):
        self.by, self.approver = self.people
        self.now = NOW
        self.model = Ledger(CEILING, HEADS, LIMITS)
        self.numbers = []  # the real moves, in the model's order
        self.deadline = {}
        self.source = {
            key: Source.objects.create(key=key, name=key, position=number)
            for number, key in enumerate((BASE, HEALTH))
        }
        purposes = {key: Purpose.objects.create(key=key, name=key) for key in ("one", "two")}
        self.authority = {
            key: make_decision(
                f"21/0000{number}", purpose=purposes[purpose], up_to_pence=limit
            ).authorities.get()
            for number, (key, (purpose, limit)) in enumerate(LIMITS.items())
        }
        self.decision = self.authority["wide"].decision
        self.year, self.head = {}, {None: queries.unallocated_head()}
        self.res, self.com = {}, {}
        for key, (drawn, purpose) in HEADS.items():
            single = {"split": "single", "single_source": self.source[HEALTH]}
            self.head[key] = actions.add_head(
                key=key,
                name=key,
                by=self.by,
                now=NOW,
                purpose=purposes[purpose],
                **(single if len(drawn) == 1 else {}),
            )
        self.open_year()
        for source in (BASE, HEALTH):
            self.appropriate(0, source, 1_500)
        self.allocate(0, "equal", 1_000)
        self.allocate(0, "single", 400)

    @precondition(lambda self: len(self.year) < 3)
    @rule()
    def open_year(self):
        first = 2021 + len(self.year)
        self.year[first] = actions.open_year(
            starts_on=date(first, 4, 1),
            ceilings=dict.fromkeys(self.source.values(), CEILING),
            by=self.by,
            reason="It begins",
            now=self.now,
        )
        self.model.years[first] = True

    # -- Helpers ----------------------------------------------------------------------------

    def who(self):
        return {"by": self.by, "reason": "Because", "key": uuid4(), "now": self.now}

    def a_year(self, number):
        return 2021 + number % len(self.year)

    def a_line(self, number):
        lines = sorted(self.model.lines, key=str)
        return lines[number % len(lines)]

    def real(self, line):
        year, source, head, origin = line
        return Line.objects.get(
            year=self.year[year],
            source=self.source[source],
            head=self.head[head],
            origin=self.year[origin],
        )

    def both(self, expected, act, *, moves=True):
        """Does it on both, once and again with the same key; both do it, or both refuse."""
        self.counted["steps"] += 1
        last = Move.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with self.agreeing(expected) as agreed:
            done = act()
        if agreed["done"]:
            if moves:
                assert act() == done
                made = Move.objects.filter(pk__gt=last, follows=None).order_by("-pk")
                self.numbers.append(made.first())
            return done
        assert not Move.objects.filter(pk__gt=last).exists()
        return None

    @contextmanager
    def agreeing(self, expected):
        agreed = {"done": True}
        try:
            expected()
        except No:
            agreed["done"] = False
        try:
            yield agreed
        except Refused as refused:
            self.counted["refused"] += 1
            assert not agreed["done"], f"Only ours refused: {refused}"
        else:
            assert agreed["done"], "Only the model refused."

    def two(self, act, **terms):
        """Proposed and approved; a proposal that is refused at the end is withdrawn."""
        ids = {name: getattr(value, "pk", value) for name, value in terms.items()}
        who = self.who()

        def once():
            proposal = actions.propose(act=act, terms=ids, **who)
            try:
                return actions.approve(proposal=proposal, by=self.approver, now=self.now).move
            except Refused:
                actions.withdraw(proposal=proposal, answer="No", by=self.by, now=self.now)
                raise

        return once

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

    # -- Always -------------------------------------------------------------------------------

    @invariant()
    def lines_agree(self):
        if not hasattr(self, "model"):
            return
        heads_ = {row.pk: key for key, row in self.head.items()}
        sources_ = {row.pk: key for key, row in self.source.items()}
        years = {row.pk: key for key, row in self.year.items()}
        ours = {
            (years[each.year_id], sources_[each.source_id], heads_[each.head_id],
             years[each.origin_id]): {
                FREE: each.available_pence, HELD: each.reserved_pence,
                OWED: each.committed_pence, PAID: each.paid_pence,
            }
            for each in Line.objects.all()
        }  # fmt: skip
        assert {line: found for line, found in ours.items() if any(found.values())} == {
            line: found for line, found in self.model.lines.items() if any(found.values())
        }
        assert all(min(buckets.values()) >= 0 for buckets in ours.values())

    @invariant()
    def promises_agree(self):
        if not hasattr(self, "model"):
            return
        held = dict(Reservation.objects.values_list("pk", "held_pence"))
        for name, row in self.res.items():
            assert held[row.pk] == sum(self.model.held[name].values())
        found = Commitment.objects.in_bulk()
        for name, row in self.com.items():
            sums = [sum(leg[n] for leg in self.model.commitments[name].values()) for n in range(3)]
            each = found[row.pk]
            assert [each.outstanding_pence, each.paid_pence, each.returned_pence] == sums
            assert each.paid_pence - each.returned_pence <= each.amount_pence
        for ceiling in Ceiling.objects.select_related("year", "source"):
            expected = self.model.appropriated[ceiling.year.starts_on.year, ceiling.source.key]
            assert ceiling.appropriated_pence == expected <= CEILING
        promised = dict(Drawdown.objects.values_list("authority_id", "committed_pence"))
        for key, authority in self.authority.items():
            assert promised.get(authority.pk, 0) == self.model.promised[key] <= LIMITS[key][1]

    @invariant()
    def sums_are_proved(self):
        assert queries.differences() == []
        found = queries.figures()
        came = found.appropriated + found.carried_in + found.recovered
        stands = found.unallocated + found.available + found.reserved + found.committed
        assert came == stands + found.paid + found.lapsed + found.carried_out

    def teardown(self):
        clear()


def clear():
    """Empties the ledger; triggers guard rows, not whole tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE budget_year, budget_source, budget_head, decisions_decision, "
            "decisions_purpose, budget_proposal, audit_event RESTART IDENTITY CASCADE"
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
