"""Two ledgers side by side, ours and the model, for the test that does every move on both."""

from contextlib import contextmanager
from datetime import date
from uuid import uuid4

from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from civilsociety.budget import actions, queries
from civilsociety.budget.models import (
    Ceiling,
    Commitment,
    Drawdown,
    Line,
    Move,
    Reservation,
    Source,
)
from civilsociety.decisions.models import Purpose
from civilsociety.refusal import Refused
from tests.budget.conftest import NOW, make_decision
from tests.budget.model import BASE, FREE, HEALTH, HELD, OWED, PAID, Ledger, No

CEILING = 2_000
HEADS = {"equal": ((BASE, HEALTH), "one"), "single": ((HEALTH,), "one"),
         "other": ((BASE, HEALTH), "two")}  # fmt: skip
LIMITS = {"wide": ("one", 2_500), "narrow": ("one", 300), "other": ("two", 1_000)}
pence = st.integers(1, 600)
nth = st.integers(0, 40)
heads = st.sampled_from(sorted(HEADS))
sources = st.sampled_from((BASE, HEALTH))
authorities = st.sampled_from(sorted(LIMITS))


class TwoLedgers(RuleBasedStateMachine):
    """Keeps both ledgers, does an act on both, and holds them against each other."""

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
