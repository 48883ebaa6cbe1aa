"""The proof of the sums: by command, by night, from a button; and what expires by night."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from civilsociety.budget import actions, queries
from civilsociety.budget.models import Check, Commitment, Reservation
from civilsociety.budget.states import ReservationState
from tests.budget.conftest import reload

pytestmark = pytest.mark.django_db


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


TAMPERED = [
    ("UPDATE budget_line SET reserved_pence = reserved_pence + 100 WHERE id = {line}",
     "2021/22, Volunteering, Base budget: reserved is £6 and its entries come to £5, £1 too much."),
    ("UPDATE budget_line SET paid_pence = paid_pence - 1 WHERE id = {line}",
     "2021/22, Volunteering, Base budget: paid is £1.99 and its entries come to £2, "
     "£0.01 too little."),
    ("UPDATE budget_ceiling SET appropriated_pence = 0 WHERE source_id = {base}",
     "Ceiling of Base budget in 2021/22: appropriated is £0 and its entries come to £350,000, "
     "£350,000 too little."),
    ("UPDATE budget_reservation SET held_pence = 0",
     "{R} A grant: held is £0 and its entries come to £10, £10 too little."),
    ("UPDATE budget_commitment SET paid_pence = 401",
     "{C} A grant: paid is £4.01 and its entries come to £4, £0.01 too much."),
    ("UPDATE budget_drawdown SET committed_pence = 0",
     "Decision 21/00055: promised is £0 and its entries come to £10, £10 too little."),
    ("UPDATE budget_drawdown SET limit_pence = limit_pence + 100",
     "Decision 21/00055: limit is £2,100,001 and its entries come to £2,100,000, £1 too much."),
    ("DELETE FROM budget_entry WHERE kind = 'pay' AND line_id = {line}",
     "2021/22, Volunteering, Base budget: paid is £2 and its entries come to £0, £2 too much."),
]  # fmt: skip


@pytest.fixture
def busy(framework):
    framework.reserve(1_000)
    framework.pay(framework.commit(1_000), 400)
    return framework


def tamper(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(("statement", "sentence"), TAMPERED)
def test_check_says_what_differs_and_by_how_much(busy, statement, sentence, capsys):
    numbers = {"R": Reservation.objects.get().number, "C": Commitment.objects.get().number}
    tamper(statement.format(line=busy.line().pk, base=busy.base.pk))
    with pytest.raises(SystemExit) as ended:
        call_command("check_budget")
    assert ended.value.code == 1
    assert sentence.format(**numbers) in capsys.readouterr().out.splitlines()


def test_check_budget_is_content_with_a_right_ledger(busy, capsys):
    call_command("check_budget")
    assert capsys.readouterr().out == "Every sum agrees with the ledger's 12 entries.\n"


def test_a_check_from_the_button_is_written_down(busy, bea):
    check = actions.request_check(by=bea, now=busy.now)
    assert actions.request_check(by=bea, now=busy.now) == check
    actions.run_check(check=check, now=busy.now)
    check = reload(check)
    assert (check.agrees, check.entries, check.differences) == (True, 12, [])
    tamper("UPDATE budget_reservation SET held_pence = 0")
    again = actions.request_check(by=None, now=busy.now)
    actions.run_check(check=again, now=busy.now)
    again = reload(again)
    assert again.agrees is False
    assert len(again.differences) == 1
    assert actions.run_check(check=again, now=busy.now) is None


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_a_check(framework, worker, bea, wait_until):
    worker.start()
    check = actions.request_check(by=bea, now=framework.now)
    wait_until(lambda: Check.objects.get(pk=check.pk).ended)
    assert Check.objects.get(pk=check.pk).agrees


@pytest.mark.parametrize(
    ("last_day", "still", "over"),
    [
        # Half past eleven in the evening UTC is half past midnight, the next day, in summer...
        (date(2022, 6, 30), utc(2022, 6, 30, 22, 59), utc(2022, 6, 30, 23, 30)),
        # ... and the same day in winter.
        (date(2022, 1, 31), utc(2022, 1, 31, 23, 30), utc(2022, 2, 1, 0, 0)),
        # The night the clocks go forward, and the night they go back.
        (date(2022, 3, 26), utc(2022, 3, 26, 23, 59), utc(2022, 3, 27, 0, 0)),
        (date(2022, 3, 27), utc(2022, 3, 27, 22, 59), utc(2022, 3, 27, 23, 0)),
        (date(2022, 10, 30), utc(2022, 10, 30, 23, 59), utc(2022, 10, 31, 0, 0)),
    ],
)
def test_a_reservation_holds_through_its_last_day_in_kent(framework, last_day, still, over):
    reservation = framework.reserve(1_000, expires_on=last_day)
    assert actions.expire_reservations(now=still) == []
    assert len(actions.expire_reservations(now=over)) == 1
    assert actions.expire_reservations(now=over) == []
    assert reload(reservation).state == ReservationState.EXPIRED
    assert queries.differences() == []
