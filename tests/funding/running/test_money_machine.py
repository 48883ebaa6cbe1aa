"""Whatever happens to an award's money, in any order: ledger, payments and register agree."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
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

from civilsociety.budget import queries as budget
from civilsociety.budget.models import Move
from civilsociety.refusal import Refused
from funding.actions.register import publish_award
from funding.actions.running import money_back, variations
from funding.actions.running import payments as paying
from funding.actions.running.ending import end_award, give_notice
from funding.actions.running.schedule import lay_out
from funding.models import Award, MoneyBack, PublishedAward
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.queries.running.terms import terms_of
from funding.rules.running.payments import OPEN
from funding.states import AwardState, MoneyBackState, PaymentState, VariationState
from tests.budget.conftest import Framework
from tests.funding.makers import World
from tests.funding.running.making import LATER, run

AFTER = datetime(2022, 12, 1, 12, tzinfo=UTC)
PENCE = st.integers(1, 15_000_00)


class Money(RuleBasedStateMachine):
    """Two officers and a grant holder do what they may, and try what they may not."""

    people, counted = None, {}

    @initialize(pence=st.sampled_from([900_00, 5_000_01, 12_000_03]))
    def begins(self, pence):
        self.point = transaction.atomic()
        self.point.__enter__()
        self.frank, self.bea, self.tess = self.people
        self.world = World(Framework(self.frank, self.bea), self.tess)
        self.award = run(self.world, pence=pence)
        publish_award(award=self.award, now=self.world.now)

    def tries(self, act, **terms):
        try:
            done = act(now=LATER, **terms)
        except Refused:
            self.counted["refused"] += 1
            return None
        self.counted["done"] += 1
        return done

    def payment(self, number, *states):
        found = list(self.award.payments.filter(state__in=states))
        return found[number % len(found)] if found else None

    @rule(number=st.integers(0, 9))
    def proposes(self, number):
        if payment := self.payment(number, PaymentState.SCHEDULED):
            type(payment).objects.filter(pk=payment.pk).update(due_on=LATER.date())
            self.tries(paying.propose, payment=payment, by=self.frank)

    @rule(number=st.integers(0, 9), same=st.booleans())
    def releases(self, number, same):
        if payment := self.payment(number, PaymentState.PROPOSED):
            self.tries(paying.release_payment, payment=payment, by=self.frank if same else self.bea)

    @rule(number=st.integers(0, 9))
    def sends_back(self, number):
        if payment := self.payment(number, PaymentState.PROPOSED):
            self.tries(paying.send_back, payment=payment, why="No", by=self.bea)

    @rule(pence=PENCE)
    def asks_for_a_change(self, pence):
        place = {"authority": self.world.authority.pk, "year": self.world.year.pk}
        wanted = terms_of(self.award) | {"amount_pence": pence}
        self.tries(
            variations.ask_for_change, award=self.award, side=Side.COUNCIL, wanted=wanted,
            why="Because", by=self.frank, money_from=place,
        )  # fmt: skip

    @rule(agrees=st.booleans())
    def answers(self, agrees):
        asked = self.award.variations.filter(state=VariationState.ASKED).first()
        if asked:
            act = variations.agree_to_change if agrees else variations.decline_change
            self.tries(act, variation=asked, side=Side.HOLDER, answer="", by=self.tess)

    @rule(pence=PENCE, kind=st.sampled_from(list(MoneyBackKind)))
    def asks_back(self, pence, kind):
        self.tries(
            money_back.ask_back, award=self.award, kind=kind, pence=pence, why="x",
            side=Side.HOLDER, by=self.tess,
        )  # fmt: skip

    @rule(number=st.integers(0, 9), drops=st.booleans())
    def settles(self, number, drops):
        asked = list(MoneyBack.objects.filter(state=MoneyBackState.ASKED))
        if asked:
            money = asked[number % len(asked)]
            if drops:
                self.tries(money_back.drop, money=money, why="x", by=self.frank)
            else:
                self.tries(money_back.settle, money=money, reference="B", by=self.frank)

    @rule(cut=st.integers(1, 5_000_00))
    def lays_out(self, cut):
        left = standing_of(self.award).outstanding
        parts = [min(cut, left), left - min(cut, left)]
        laid = [
            {"amount_pence": p, "due_on": LATER.date(), "what_for": "", "needs_claim": False}
            for p in parts
            if p
        ]
        self.tries(lay_out, award=self.award, parts=laid, by=self.frank)

    @precondition(lambda self: getattr(self, "award", None) is not None)
    @rule(really=st.integers(0, 5))
    def ends(self, really):
        if really or Award.objects.get(pk=self.award.pk).state != AwardState.ACCEPTED:
            return
        notice = self.tries(
            give_notice, award=self.award, ends_on=datetime(2022, 7, 1, tzinfo=UTC).date(),
            why="x", by=self.frank,
        )  # fmt: skip
        if notice:
            try:
                end_award(notice=notice, now=AFTER)
            except Refused:
                notice.delete()

    def teardown(self):
        """Nothing of one example is there for the next."""
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    @invariant()
    def everything_agrees(self):
        if not hasattr(self, "award"):
            return
        standing = standing_of(self.award)
        payments = self.award.payments.all()
        paid = sum(p.amount_pence for p in payments if p.state == PaymentState.PAID)
        to_come = sum(p.amount_pence for p in payments if p.state in OPEN)
        assert (paid, to_come) == (standing.paid, standing.outstanding)
        assert paid == sum(m.amount_pence for m in Move.objects.filter(kind="pay"))
        assert standing.outstanding >= 0 <= standing.kept
        row = PublishedAward.objects.get(award=self.award, is_latest=True)
        assert row.amount_pence == standing.now
        returned = self.award.money_back.filter(state=MoneyBackState.RECEIVED, is_unpaid=False)
        assert sum(m.amount_pence for m in returned) == standing.returned
        assert budget.differences() == []


@pytest.mark.django_db
def test_ledger_payments_and_register_agree_whatever_happens(frank, bea, tess):
    Money.people = (frank, bea, tess)
    Money.counted = {"done": 0, "refused": 0}
    run_state_machine_as_test(
        Money,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            print_blob=True,
        ),
    )
    assert Money.counted["refused"] and Money.counted["done"] > 20
