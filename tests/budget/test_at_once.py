"""Two writers at once, and writers killed in the middle: whole or not at all."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections

from civilsociety.budget import actions, queries
from civilsociety.budget.models import Commitment, Entry, Move, Reservation
from civilsociety.refusal import Refused
from tests.budget.conftest import make_decision

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Runs the acts in threads of their own, begun together; what each gave or was told."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(10)
            found[number] = act()
        except Refused as refused:
            found[number] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def single(framework, pence):
    """A head of one source with so much."""
    head = framework.add_head("single", split="single", single_source=framework.base)
    framework.allocate(pence, head=head)
    return head


def test_two_promises_of_the_last_pounds_give_one(framework):
    head = single(framework, 1_000)
    found = at_once(*[lambda: framework.reserve(600, head=head)] * 2)
    assert sorted(type(each).__name__ for each in found) == ["Reservation", "str"]
    assert "available" in next(each for each in found if isinstance(each, str))
    assert framework.standing(head=head) == (400, 600, 0, 0)


def test_many_writers_spend_exactly_what_there_is(framework):
    head = single(framework, 1_000)
    found = at_once(*[lambda: framework.commit(100, head=head)] * 16)
    assert sum(isinstance(each, Commitment) for each in found) == 10
    assert framework.standing(head=head) == (0, 0, 1_000, 0)
    assert queries.differences() == []


def test_one_key_at_once_makes_one_move(framework):
    key = uuid4()
    found = at_once(*[lambda: framework.reserve(1_000, key=key)] * 4)
    assert len({each.pk for each in found}) == 1
    assert Move.objects.filter(kind="reserve").count() == 1


def test_the_last_pounds_with_one_key_are_not_refused_to_the_second(framework):
    head, key = single(framework, 1_000), uuid4()
    found = at_once(*[lambda: framework.reserve(1_000, head=head, key=key)] * 4)
    assert {type(each) for each in found} == {Reservation}


def test_two_promises_cannot_exhaust_one_decision(framework):
    small = make_decision("22/00001", purpose=framework.purpose, up_to_pence=1_000)
    authority = small.authorities.get()
    found = at_once(*[lambda: framework.commit(600, authority=authority)] * 4)
    assert sum(isinstance(each, Commitment) for each in found) == 1
    assert queries.promised_under(authority) == 600


def test_two_approvals_move_once(framework, make_person):
    third = make_person("Cora", "budget_holder")
    terms = {"line": framework.line().pk, "pence": 100}
    proposal = actions.propose(act="lapse", terms=terms, **framework.who())
    at_once(
        *[
            lambda by=by: actions.approve(proposal=proposal, by=by, now=framework.now)
            for by in (framework.approver, third)
        ]
    )
    assert Move.objects.filter(kind="lapse").count() == 1


def test_virements_in_both_directions_do_not_wait_for_each_other(framework):
    other = framework.add_head("other")
    framework.allocate(100_000_00, head=other)
    here, there = framework.line(), framework.line(head=other)
    acts = [
        lambda ends=ends: framework.two("vire", from_line=ends[0], to_line=ends[1], pence=100)
        for ends in [(here, there), (there, here)] * 4
    ]
    assert all(isinstance(each, Move) for each in at_once(*acts))
    assert framework.standing() == (100_000_00, 0, 0, 0)


def test_closing_and_posting_at_once_leave_a_closed_year_settled(framework, monkeypatch):
    monkeypatch.setattr("civilsociety.budget.actions.years.hand_over", lambda *_: None)
    commitment = framework.commit(1_000)
    for item in queries.open_items(framework.year):
        if item.kind == "balance":
            framework.two("lapse", line=item.item, pence=item.pence)

    def close():
        return actions.close_year(
            year=framework.year, by=framework.approver, reason="It ends", now=framework.now
        )

    found = at_once(lambda: framework.pay(commitment, 1_000), close)
    framework.year.refresh_from_db()
    assert isinstance(found[0], Move)
    if not framework.year.is_open:
        assert queries.open_items(framework.year) == []
    assert queries.differences() == []


def test_a_writer_with_an_old_picture_cannot_post_into_a_year_closed_since(framework):
    """REPEATABLE READ: what it reads of the year is from before it was closed."""
    head = single(framework, 1_000)
    framework.two("lapse", line=framework.line(head=head), pence=1_000)
    for item in queries.open_items(framework.year):
        framework.two("lapse", line=item.item, pence=item.pence)
    line = framework.line(head=head)
    other = psycopg2.connect(database_url())
    with other.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT state FROM budget_year")
        framework.year.state, framework.year.closed_at = "closed", framework.now
        framework.year.save()
        move = a_move(cursor, framework)
        with pytest.raises(psycopg2.errors.SerializationFailure):
            cursor.execute(
                "INSERT INTO budget_entry (move_id, kind, line_id, pence, from_bucket, to_bucket)"
                " VALUES (%s, 'vire', %s, 1, 'outside', 'available')",
                [move, line.pk],
            )
    other.close()


def a_move(cursor, framework):
    cursor.execute(
        'INSERT INTO budget_move (key, kind, amount_pence, "on", at, made_by_id,'
        " approved_by_id, reason, reference)"
        " VALUES (gen_random_uuid(), 'vire', 1, now(), now(), %s, %s, 'x', '') RETURNING id",
        [framework.by.pk, framework.approver.pk],
    )
    return cursor.fetchone()[0]


def database_url():
    base, _, query = settings.DATABASE_URL.partition("?")
    name = connection.settings_dict["NAME"]
    return f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


# -- Killed ------------------------------------------------------------------------------

HOLDS = """
import os, sys, time
import django
django.setup()
from datetime import date
from django.db import connection, transaction
from django.utils import timezone
from uuid import uuid4
from civilsociety.accounts.models import User
from civilsociety.budget import actions
from civilsociety.budget.models import Head, Year
with transaction.atomic():
    actions.reserve(
        year=Year.objects.get(), head=Head.objects.get(key="volunteering"), title="A grant",
        pence=1_000, expires_on=date(2022, 3, 1), reason="Because", by=User.objects.first(),
        key=uuid4(), now=timezone.datetime(2021, 12, 20, tzinfo=timezone.get_current_timezone()),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        print(cursor.fetchone()[0], flush=True)
    time.sleep(60)
"""


@pytest.fixture
def in_the_middle(framework, worker_environment):
    """A process that has reserved £10 and not committed it yet; and its backend's number."""
    environment = worker_environment | {"DJANGO_SETTINGS_MODULE": "civilsociety.settings"}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", HOLDS],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, int(process.stdout.readline())
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stdout.close()


def nothing_happened(framework):
    assert framework.standing() == (100_000_00, 0, 0, 0)
    assert not Reservation.objects.exists()
    assert not Entry.objects.filter(kind="reserve").exists()
    assert queries.differences() == []


def test_a_server_killed_in_the_middle_leaves_nothing(framework, in_the_middle):
    process, _ = in_the_middle
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    framework.release(reservation=framework.reserve(1_000))  # the line's lock is gone too
    assert framework.standing() == (100_000_00, 0, 0, 0)
    assert Entry.objects.filter(kind="reserve").count() == 2
    assert queries.differences() == []


def test_a_database_backend_ended_in_the_middle_leaves_nothing(framework, in_the_middle):
    _, backend = in_the_middle
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        for _ in range(200):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [backend])
            if cursor.fetchone() == (0,):
                break
            time.sleep(0.02)
    nothing_happened(framework)


def test_expiry_and_promise_at_once_resolve_once(framework):
    reservation = framework.reserve(1_000, expires_on=date(2021, 12, 31))
    after = framework.now.replace(year=2022, month=1, day=1)
    at_once(
        lambda: actions.expire_reservations(now=after),
        lambda: framework.commit(1_000, reservation=reservation),
    )
    reservation.refresh_from_db()
    assert reservation.held_pence == 0
    assert queries.differences() == []
