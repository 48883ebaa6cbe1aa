"""Ways around the actions: the database refuses each of them, or does it whole and counts it."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
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
from tests.budget.by_hand import a_commitment, a_move, a_reservation, an_entry, hold
from tests.budget.conftest import picture

pytestmark = pytest.mark.django_db


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
