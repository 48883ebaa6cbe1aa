"""Ways around the actions: the database refuses each of them, or does it whole and counts it."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from civilsociety.budget import queries
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
    Year,
)
from civilsociety.decisions.models import Authority, CallIn, Decision, Purpose
from tests.budget.conftest import make_decision

pytestmark = pytest.mark.django_db


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


def picture():
    """Every counter as it stands."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Ceiling, Line, Reservation, ReservationLeg, Commitment, CommitmentLeg,
                      Drawdown, Move, Entry)
    ]  # fmt: skip


def a_move(framework, kind, pence, **more):
    return Move.objects.create(
        kind=kind,
        amount_pence=pence,
        on=framework.now.date(),
        at=framework.now,
        made_by=framework.by,
        reason="Because",
        **more,
    )


def an_entry(move, line, pence, from_, to, **more):
    return Entry(
        move=move, kind=move.kind, line=line, pence=pence, from_bucket=from_, to_bucket=to, **more
    )


def a_reservation(framework, pence):
    return Reservation.objects.create(
        title="A forgotten path",
        head=framework.head,
        year=framework.year,
        amount_pence=pence,
        split="equal",
        expires_on=date(2030, 1, 1),
        made_by=framework.by,
    )


def a_commitment(framework, pence, **more):
    fields = {"authority": framework.authority, "head": framework.head} | more
    return Commitment.objects.create(
        title="A forgotten path",
        payee_name="Somebody",
        amount_pence=pence,
        split="equal",
        made_by=framework.by,
        **fields,
    )


def hold(framework, pence, line=None):
    move, reservation = a_move(framework, "reserve", pence), a_reservation(framework, pence)
    line = line or framework.line()
    an_entry(move, line, pence, "available", "reserved", reservation=reservation).save()
    return reservation


def promise(framework, pence, **more):
    move, commitment = a_move(framework, "commit", pence), a_commitment(framework, pence, **more)
    an_entry(move, framework.line(), pence, "available", "committed", commitment=commitment).save()
    return commitment


def test_a_plain_entry_moves_the_money_itself(framework):
    hold(framework, 700)
    assert framework.standing() == (100_000_00 - 700, 700, 0, 0)
    assert queries.differences() == []


def test_a_plain_entry_cannot_overspend(framework, refused):
    with refused("a_line_is_never_overspent"):
        hold(framework, 100_000_01)


def test_bulk_created_entries_cannot_overspend_together(framework, refused):
    with refused("a_line_is_never_overspent"):
        move, held = a_move(framework, "reserve", 120_000_00), a_reservation(framework, 120_000_00)
        line = framework.line()
        Entry.objects.bulk_create(
            an_entry(move, line, 60_000_00, "available", "reserved", reservation=held)
            for _ in range(2)
        )


def test_an_insert_that_is_passed_over_moves_nothing(framework):
    entry = Entry.objects.filter(kind="allocate").first()
    before = picture()
    again = Entry(
        pk=entry.pk, move=entry.move, kind=entry.kind, line=entry.line, pence=entry.pence,
        from_bucket=entry.from_bucket, to_bucket=entry.to_bucket,
    )  # fmt: skip
    Entry.objects.bulk_create([again], ignore_conflicts=True)
    assert picture() == before


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Line, {"appropriated_pence": 10**9}),
        (Line, {"paid_pence": 1}),
        (Line, {"origin_id": 2}),
        (Ceiling, {"appropriated_pence": 0}),
        (Ceiling, {"amount_pence": 1}),
        (Ceiling, {"year_id": 2}),
        (Entry, {"pence": 1}),
        (Move, {"amount_pence": 1}),
        (Move, {"reason": "Another"}),
        (Reservation, {"held_pence": 0}),
        (Reservation, {"state": "released"}),
        (Reservation, {"amount_pence": 10**6}),
        (ReservationLeg, {"held_pence": 0}),
        (Commitment, {"outstanding_pence": 0}),
        (Commitment, {"amount_pence": 10**6}),
        (Commitment, {"authority_id": 99}),
        (CommitmentLeg, {"paid_pence": 0}),
        (Drawdown, {"committed_pence": 0}),
        (Drawdown, {"limit_pence": 10**9}),
        (Head, {"is_unallocated": True}),
        (Head, {"purpose_id": None}),
        (Year, {"starts_on": date(2031, 4, 1)}),
        (Year, {"state": "closed", "closed_at": timezone.now()}),
    ],
)
def test_update_of_what_the_sums_rest_on_is_refused(framework, refused, model, changes):
    framework.reserve(1_000)
    framework.pay(framework.commit(1_000), 500)
    with refused():
        model.objects.update(**changes)


@pytest.mark.parametrize(
    "model", [Line, Ceiling, Entry, Move, Reservation, ReservationLeg, Commitment, CommitmentLeg,
              Drawdown, Year, Head]
)  # fmt: skip
def test_deleting_is_refused_by_the_database_itself(framework, refused, model):
    framework.reserve(1_000)
    framework.commit(1_000)
    with refused(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize(
    "row",
    [
        {"model": "budget.line", "fields": {"appropriated_pence": 500}},
        {"model": "budget.entry", "fields": {"pence": 10**12}},
    ],
)
def test_a_fixture_cannot_bring_money(framework, refused, row, tmp_path):
    other = framework.add_head("other")
    line = framework.line()
    fields = {
        "budget.line": {
            "year": framework.year.pk, "source": framework.base.pk, "head": other.pk,
            "origin": framework.year.pk,
        },
        "budget.entry": {
            "move": Move.objects.filter(kind="allocate").first().pk, "kind": "allocate",
            "line": line.pk, "from_bucket": "outside", "to_bucket": "available",
        },
    }[row["model"]]  # fmt: skip
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([{**row, "fields": fields | row["fields"]}]))
    with refused():
        call_command("loaddata", str(path), verbosity=0)


def test_money_cannot_be_written_into_a_line_by_raw_sql(framework, refused):
    with refused(), connection.cursor() as cursor:
        cursor.execute("UPDATE budget_line SET appropriated_pence = appropriated_pence + 1")


def test_money_cannot_enter_above_the_ceiling(framework, refused):
    with refused("appropriations_stay_under_the_ceiling"):
        move = a_move(framework, "appropriate", 1)
        line = framework.line(head=framework.unallocated)
        an_entry(move, line, 1, "outside", "available").save()


def test_money_cannot_enter_past_what_is_unallocated(framework, refused):
    with refused("money_enters_unallocated"):
        an_entry(
            a_move(framework, "appropriate", 1), framework.line(), 1, "outside", "available"
        ).save()


def test_a_move_without_entries_is_refused(framework, refused):
    with refused("a_move_has_entries"):
        a_move(framework, "reserve", 1)


def test_half_a_move_between_lines_is_refused(framework, refused):
    with refused("legs_add_up"):
        move = a_move(framework, "vire", 100, approved_by=framework.approver)
        an_entry(move, framework.line(), 100, "outside", "available").save()


def test_entries_cannot_be_added_to_a_move_later(framework, refused):
    held = framework.reserve(1_000)
    with refused():
        move = Move.objects.get(kind="reserve")
        an_entry(move, framework.line(), 1, "available", "reserved", reservation=held).save()


def test_virement_between_sources_is_refused(framework, refused):
    with refused("legs_add_up"):
        move = a_move(framework, "vire", 100, approved_by=framework.approver)
        an_entry(move, framework.line(), 100, "available", "outside").save()
        line = framework.line(source=framework.health)
        an_entry(move, line, 100, "outside", "available").save()


def test_carrying_one_commitment_into_another_is_refused(framework, next_year, refused):
    ours, theirs = framework.commit(1_000), framework.commit(10)
    with refused("legs_add_up"):
        move = a_move(framework, "carry_commitment", 500, approved_by=framework.approver)
        an_entry(move, framework.line(), 500, "committed", "outside", commitment=ours).save()
        line = Line.objects.create(
            year=next_year, source=framework.base, head=framework.head, origin=framework.year
        )
        an_entry(move, line, 500, "outside", "committed", commitment=theirs).save()


def test_a_virement_by_one_person_is_refused(framework, refused):
    for approver in (None, framework.by):
        with refused("two_people_move_money_out_of_a_line"):
            a_move(framework, "vire", 100, approved_by=approver)


def test_a_promise_larger_than_it_says_is_refused(framework, refused):
    with refused("a_promise_is_made_once"):
        move, commitment = a_move(framework, "commit", 200), a_commitment(framework, 100)
        an_entry(
            move, framework.line(), 200, "available", "committed", commitment=commitment
        ).save()


def test_a_second_promise_on_one_commitment_is_refused(framework, refused):
    commitment = framework.commit(100)
    with refused("a_promise_is_made_once"):
        move = a_move(framework, "commit", 100)
        an_entry(
            move, framework.line(), 100, "available", "committed", commitment=commitment
        ).save()


def test_a_closed_year_refuses_plain_entries_and_new_lines(framework, next_year, refused):
    line = framework.line()
    for each in framework.year.lines.all():
        if each.available_pence:
            framework.two("lapse", line=each, pence=each.available_pence)
    Year.objects.filter(pk=framework.year.pk).update(state="closed", closed_at=timezone.now())
    with refused("a_closed_year_takes_no_posting"):
        move = a_move(framework, "vire", 1, approved_by=framework.approver)
        an_entry(move, line, 1, "outside", "available").save()
    with refused("a_closed_year_takes_no_posting"):
        Line.objects.create(
            year=framework.year, source=framework.base, head=framework.head, origin=next_year
        )


def test_a_year_with_money_in_it_cannot_be_closed_by_update(framework, refused):
    with refused("a_year_closes_when_settled"):
        Year.objects.update(state="closed", closed_at=timezone.now())


@pytest.mark.parametrize(
    "more",
    [
        {"publish": False},
        {"effective_from": date(2021, 12, 21)},
        {"until": date(2021, 12, 19)},
        {"delegate_to": "Corporate Director"},
    ],
)
def test_a_plain_promise_needs_a_decision_in_force(framework, refused, more):
    decision = make_decision("22/00001", purpose=framework.purpose, up_to_pence=1_000, **more)
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500, authority=decision.authorities.get())


def test_a_plain_promise_needs_a_decision_for_its_purpose(framework, refused):
    purpose = Purpose.objects.create(key="other", name="Other")
    decision = make_decision("22/00001", purpose=purpose, up_to_pence=1_000)
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500, authority=decision.authorities.get())


def test_a_plain_promise_waits_for_a_call_in(framework, refused):
    CallIn.objects.create(
        decision=framework.decision,
        called_in_on=framework.now.date(),
        called_in_by="Scrutiny",
        reason="To look again",
    )
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500)


def test_plain_promises_cannot_exhaust_a_decision(framework, refused):
    decision = make_decision("22/00001", purpose=framework.purpose, up_to_pence=1_000)
    authority = decision.authorities.get()
    promise(framework, 1_000, authority=authority)
    with refused("no_more_is_promised_than_decided"):
        promise(framework, 1, authority=authority)


def test_a_superseded_decision_promises_nothing_more(framework, refused):
    later = make_decision("22/00001")
    Decision.objects.filter(pk=framework.decision.pk).update(
        state="superseded", superseded_by=later
    )
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500)


def test_a_move_dated_in_the_future_is_refused(framework, refused):
    framework.now = timezone.now() + timedelta(days=3)
    with refused("a_move_is_written_down_today"):
        hold(framework, 1)


def test_paying_more_than_was_promised_is_refused(framework, refused):
    commitment = framework.commit(100)
    framework.commit(1_000)
    with refused("a_leg_is_not_negative"):
        move = a_move(framework, "pay", 51)
        an_entry(move, framework.line(), 51, "committed", "paid", commitment=commitment).save()


def test_money_cannot_come_back_out_of_nothing(framework, refused):
    commitment = framework.commit(100)
    framework.pay(commitment, 100)
    with refused("a_return_goes_where_it_came_from"):
        move = a_move(framework, "return", 50)
        an_entry(move, framework.line(), 50, "outside", "available", commitment=commitment).save()
    with refused("a_return_goes_where_it_came_from"):
        move = a_move(framework, "return", 60)
        framework.pay(framework.commit(100), 100)
        an_entry(move, framework.line(), 60, "paid", "available", commitment=commitment).save()


def test_a_reservation_resolves_once_by_any_path(framework, refused):
    reservation = framework.reserve(1_000)
    framework.release(reservation=reservation)
    with refused():
        move = a_move(framework, "release", 500)
        an_entry(
            move, framework.line(), 500, "reserved", "available", reservation=reservation
        ).save()


def test_a_reversal_that_is_none_is_refused(framework, refused):
    framework.reserve(1_000)
    original = Move.objects.get(kind="reserve")
    entry = original.entries.order_by("pk").first()
    more = {"reverses": original, "approved_by": framework.approver}
    with refused("a_reversal_mirrors_its_original"):
        move = a_move(framework, "reverse", 1_000, **more)
        an_entry(
            move, entry.line, 400, "reserved", "available",
            reservation=entry.reservation, reverses=entry,
        ).save()  # fmt: skip
    with refused("legs_add_up"):
        move = a_move(framework, "reverse", 1_000, **more)
        an_entry(
            move, entry.line, entry.pence, "reserved", "available",
            reservation=entry.reservation, reverses=entry,
        ).save()  # fmt: skip


def test_what_the_triggers_cannot_see_the_proof_finds(framework):
    framework.reserve(1_000)
    assert queries.differences() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE budget_line SET reserved_pence = reserved_pence + 7 WHERE id = %s",
            [framework.line().pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    (found,) = queries.differences()
    assert "Volunteering, Base budget" in found.what
    assert str(found).endswith("reserved is £5.07 and its entries come to £5, £0.07 too much.")


def test_authorities_are_kept_with_what_is_promised(framework, refused):
    framework.commit(100)
    with refused():
        Authority.objects.filter(pk=framework.authority.pk).update(up_to_pence=10**12)
    with refused(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_authority")
