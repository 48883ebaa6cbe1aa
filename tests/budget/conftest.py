"""A framework to move money in: the two sources, a head, a decision, a year."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from civilsociety.budget import actions
from civilsociety.budget.models import (
    Ceiling,
    Commitment,
    CommitmentLeg,
    Drawdown,
    Entry,
    Head,
    Line,
    Move,
    Reservation,
    ReservationLeg,
    Source,
    Year,
)
from civilsociety.decisions.models import Authority, Decision, Purpose
from civilsociety.decisions.states import DecisionState

# Noon on a day of the financial year 2021/22.
NOW = datetime(2021, 12, 20, 12, 0, tzinfo=UTC)
THOUSAND = 100_000


def make_decision(reference="21/00055", *, purpose=None, up_to_pence=None, **more):
    """A published decision in force, and the money it allows."""
    fields = {
        "title": "A decision",
        "maker_kind": "cabinet",
        "taken_on": date(2021, 12, 9),
        "effective_from": date(2021, 12, 16),
        "published_on": date(2021, 12, 9),
    }
    authority_fields = {
        name: more.pop(name) for name in ("until", "delegate_to", "under") if name in more
    }
    publish = more.pop("publish", True)
    decision = Decision.objects.create(reference=reference, **(fields | more))
    if up_to_pence:
        Authority.objects.create(
            decision=decision, purpose=purpose, up_to_pence=up_to_pence, **authority_fields
        )
    if publish:
        decision.state, decision.published_at = DecisionState.PUBLISHED, NOW
        decision.save()
    return decision


class Framework:
    """A year with £350,000 of each source, £100,000 of each under one head; short acts on it."""

    def __init__(self, by, approver):
        self.by, self.approver = by, approver
        self.now = NOW
        self.base = Source.objects.create(key="base", name="Base budget", position=1)
        self.health = Source.objects.create(key="health", name="Public Health", position=2)
        self.purpose = Purpose.objects.create(key="volunteering", name="Volunteering")
        self.decision = make_decision(purpose=self.purpose, up_to_pence=2_100_000_00)
        self.authority = self.decision.authorities.get()
        self.year = self.open_year(2021)
        self.head = self.add_head("volunteering")
        for source in (self.base, self.health):
            self.appropriate(source, 350_000_00)
        self.allocate(200_000_00)

    def open_year(self, first):
        return actions.open_year(
            starts_on=date(first, 4, 1),
            ceilings={self.base: 350_000_00, self.health: 350_000_00},
            by=self.approver,
            reason="The framework",
            now=self.now,
        )

    def add_head(self, key, **more):
        more = {"purpose": self.purpose} | more
        return actions.add_head(
            key=key, name=key.capitalize(), by=self.approver, now=self.now, **more
        )

    def who(self, **more):
        return {"by": self.by, "reason": "Because", "key": uuid4(), "now": self.now} | more

    def appropriate(self, source, pence, **more):
        terms = {"year": self.year, "decision": self.decision} | more
        return actions.appropriate(source=source, pence=pence, **self.who(**terms))

    def allocate(self, pence=None, **more):
        terms = {"year": self.year, "head": self.head, "decision": self.decision} | more
        return actions.allocate(pence=pence, **self.who(**terms))

    def reserve(self, pence, **more):
        terms = {
            "year": self.year,
            "head": self.head,
            "title": "A grant",
            "expires_on": date(2022, 3, 1),
        }
        return actions.reserve(pence=pence, **self.who(**(terms | more)))

    def commit(self, pence, **more):
        terms = {"authority": self.authority, "title": "A grant", "payee_name": "A charity"}
        if "reservation" not in more:
            terms |= {"year": self.year, "head": self.head}
        return actions.commit(pence=pence, **self.who(**(terms | more)))

    def pay(self, commitment, pence, **more):
        terms = {"commitment": commitment, "reference": "INV 1"} | more
        return actions.pay(pence=pence, **self.who(**terms))

    def release(self, **more):
        return actions.release(**self.who(**more))

    def give_back(self, commitment, pence, **more):
        terms = {"commitment": commitment, "reference": "INV 1"} | more
        return actions.return_money(pence=pence, **self.who(**terms))

    def two(self, act, **terms):
        """Proposed by the one, approved by the other; the move."""
        ids = {name: getattr(value, "pk", value) for name, value in terms.items()}
        proposal = actions.propose(act=act, terms=ids, **self.who())
        return actions.approve(proposal=proposal, by=self.approver, now=self.now).move

    def line(self, source=None, head=None, year=None, origin=None):
        year = year or self.year
        return year.lines.get(
            source=source or self.base, head=head or self.head, origin=origin or year
        )

    def standing(self, **which):
        """(available, reserved, committed, paid) of a line, in pence."""
        line = self.line(**which)
        return (
            line.available_pence,
            line.reserved_pence,
            line.committed_pence,
            line.paid_pence,
        )

    @property
    def unallocated(self):
        return Head.objects.get(is_unallocated=True)


@pytest.fixture
def framework(frank, bea):
    """2021/22 with £100,000 of each source for volunteering; Frank acts, Bea approves."""
    return Framework(frank, bea)


@pytest.fixture
def next_year(framework):
    return framework.open_year(2022)


def reload(row):
    """The row as the database has it."""
    return type(row).objects.get(pk=row.pk)


__all__ = ["NOW", "THOUSAND", "Year", "make_decision", "reload", "timezone"]


def picture():
    """Every counter as it stands."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Ceiling, Line, Reservation, ReservationLeg, Commitment, CommitmentLeg,
                      Drawdown, Move, Entry)
    ]  # fmt: skip


@pytest.fixture
def refused(framework):
    """`with refused("name"):` the database says no at the latest when the transaction ends."""

    class Refusal:
        def __init__(self, name=""):
            self.name = name

        def __enter__(self):
            self.before = picture()
            self.point = transaction.atomic()
            self.point.__enter__()

        def __exit__(self, kind, error, traceback):
            if kind is None:
                try:
                    with connection.cursor() as cursor:
                        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                except DatabaseError as late:
                    kind, error = type(late), late
            self.point.__exit__(kind or RuntimeError, error or RuntimeError(), None)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            assert error is not None, "Nothing refused it."
            assert isinstance(error, DatabaseError), error
            assert self.name in str(getattr(error.__cause__.diag, "constraint_name", "") or error)
            assert picture() == self.before
            return True

    return Refusal
