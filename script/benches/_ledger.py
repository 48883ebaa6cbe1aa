"""The writers of the ledger's bench: many processes that reserve money at once.

    python -m script.benches._ledger prepare POUNDS | bare | run KIND WRITERS LINES SECONDS
        | check | fill ENTRIES | pages

Each runs on the database that DATABASE_URL names, and prints one line of JSON.
"""

import json
import multiprocessing
import os
import random
import statistics
import sys
import time
from datetime import date
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from civilsociety.accounts.models import RoleAssignment, User  # noqa: E402
from civilsociety.budget import actions, queries  # noqa: E402
from civilsociety.budget.models import Entry, Head, Line, Move, Reservation, Source, Year  # noqa: E402
from civilsociety.decisions.models import Decision, Purpose  # noqa: E402
from civilsociety.refusal import Refused  # noqa: E402

LINES = 20
AT_A_TIME = 1_000
POUNDS = 100
UNTIL = date(2100, 1, 1)


def prepare(pounds):
    """A year, a source, and twenty heads of one line each, with so many pounds on each."""
    call_command("migrate", verbosity=0, interactive=False)
    by = User.objects.create_user("bench@example.org", name="Bench")
    RoleAssignment.objects.create(user=by, role="funding_officer")
    source = Source.objects.create(key="base", name="Base", position=1)
    purpose = Purpose.objects.create(key="bench", name="Bench")
    now = timezone.now()
    decision = Decision.objects.create(
        reference="21/00055",
        title="Bench",
        maker_kind="cabinet",
        taken_on=date(2021, 12, 9),
        effective_from=date(2021, 12, 9),
        published_on=date(2021, 12, 9),
    )
    decision.authorities.create(purpose=purpose, up_to_pence=10**11)
    decision.state, decision.published_at = "published", now
    decision.save()
    year = actions.open_year(
        starts_on=date(2021, 4, 1), ceilings={source: 10**11}, by=by, reason="Bench", now=now
    )
    who = {"by": by, "reason": "Bench", "now": now, "decision": decision, "year": year}
    actions.appropriate(source=source, pence=10**11, key=uuid4(), **who)
    for number in range(LINES):
        head = actions.add_head(
            key=f"head-{number:02}",
            name=f"Head {number}",
            purpose=purpose,
            by=by,
            now=now,
            split="single",
            single_source=source,
        )
        actions.allocate(head=head, pence=pounds * 100, key=uuid4(), **who)


def bare():
    """The same tables and indexes, nothing that guards them: the floor."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("budget_", "audit_")):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


# -- One write of each kind --------------------------------------------------------------


class Writer:
    """What a writer needs at hand."""

    def __init__(self, lines):
        self.by = User.objects.get(email="bench@example.org")
        self.year = Year.objects.get()
        self.source = Source.objects.get()
        self.heads = list(Head.objects.filter(key__startswith="head-").order_by("key")[:lines])
        found = {line.head_id: line for line in Line.objects.all()}
        self.lines = [found[head.pk] for head in self.heads]
        self.chance = random.Random(os.getpid())  # noqa: S311
        self.client = Client()
        self.client.force_login(self.by)

    def ours(self):
        """Through the action."""
        actions.reserve(
            year=self.year,
            head=self.chance.choice(self.heads),
            title="Bench",
            pence=POUNDS,
            expires_on=UNTIL,
            reason="Bench",
            by=self.by,
            key=uuid4(),
            now=timezone.now(),
        )

    def admin(self):
        """Through the admin's page: the form, checked, and the redirect after it."""
        answer = self.client.post(
            "/admin/budget/move/new/reserve/",
            {
                "year": self.year.pk,
                "head": self.chance.choice(self.heads).pk,
                "pence": "1",
                "title_": "Bench",
                "expires_on_day": "1",
                "expires_on_month": "1",
                "expires_on_year": "2100",
                "reason": "Bench",
                "key": str(uuid4()),
            },
        )
        if answer.status_code != 302:
            raise Refused("The form was shown again.")

    @transaction.atomic
    def plain(self):
        """As a path would that forgot the actions: models, no lock, no check."""
        line = self.chance.choice(self.lines)
        reservation = Reservation.objects.create(
            title="Bench", head_id=line.head_id, year=self.year, amount_pence=POUNDS,
            split="single", expires_on=UNTIL, made_by=self.by,
        )  # fmt: skip
        move = Move.objects.create(
            kind="reserve", amount_pence=POUNDS, on=UNTIL, made_by=self.by, reason="Bench"
        )
        Entry.objects.create(
            move=move, kind="reserve", line=line, pence=POUNDS, from_bucket="available",
            to_bucket="reserved", reservation=reservation,
        )  # fmt: skip

    @transaction.atomic
    def raw(self):
        """The same in SQL."""
        line = self.chance.choice(self.lines)
        with connection.cursor() as cursor:
            self._insert(cursor, line.pk, line.head_id)

    @transaction.atomic
    def bare(self):
        """The floor: lock the line, look, write the same rows, and the counters by hand."""
        line = self.chance.choice(self.lines)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT available_pence FROM budget_line WHERE id = %s FOR UPDATE", [line.pk]
            )
            (available,) = cursor.fetchone()
            if available < POUNDS:
                raise Refused("Nothing left.")
            cursor.execute(
                "UPDATE budget_line SET reserved_pence = reserved_pence + %s WHERE id = %s",
                [POUNDS, line.pk],
            )
            reservation, move = self._insert(cursor, line.pk, line.head_id, POUNDS)
            cursor.execute(
                "INSERT INTO budget_reservationleg (reservation_id, line_id, held_pence)"
                " VALUES (%s, %s, %s)",
                [reservation, line.pk, POUNDS],
            )
            cursor.execute(
                "INSERT INTO audit_event (at, verb, target, target_label, actor, actor_label,"
                " sentence, details) VALUES (now(), 'budget.reserve', %s, %s, %s, %s, %s, %s)",
                [f"budget.move:{move}", str(move), f"user:{self.by.pk}", "Bench",
                 "£1 was reserved for Bench.", '{"pence": 100, "reason": "Bench"}'],
            )  # fmt: skip

    def _insert(self, cursor, line, head, held=0):
        cursor.execute(
            "INSERT INTO budget_reservation (title, head_id, year_id, payee_name, paper,"
            " amount_pence, split, expires_on, made_by_id, made_at, state, held_pence)"
            " VALUES ('Bench', %s, %s, '', '', %s, 'single', %s, %s, now(), 'held', %s)"
            " RETURNING id",
            [head, self.year.pk, POUNDS, UNTIL, self.by.pk, held],
        )
        (reservation,) = cursor.fetchone()
        cursor.execute(
            'INSERT INTO budget_move (key, kind, amount_pence, "on", at, made_by_id, reason,'
            " reference) VALUES (%s, 'reserve', %s, %s, now(), %s, 'Bench', '') RETURNING id",
            [str(uuid4()), POUNDS, UNTIL, self.by.pk],
        )
        (move,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO budget_entry (move_id, kind, line_id, pence, from_bucket, to_bucket,"
            " reservation_id) VALUES (%s, 'reserve', %s, %s, 'available', 'reserved', %s)",
            [move, line, POUNDS, reservation],
        )
        return reservation, move


def run(kind, writers, lines, seconds):
    """So many processes write for so long; prints how many each wrote, and what was refused."""
    gate, results = multiprocessing.Barrier(writers), multiprocessing.SimpleQueue()
    connection.close()
    crew = [
        multiprocessing.Process(target=write, args=(kind, number, lines, seconds, gate, results))
        for number in range(writers)
    ]
    for each in crew:
        each.start()
    found = [results.get() for _ in crew]
    for each in crew:
        each.join()
    told = {
        "written": sum(each["written"] for each in found),
        "all": sum(each["written"] + each["warm"] for each in found),
        "refused": sum(each["refused"] for each in found),
        "took": max(each["took"] for each in found),
    }
    print(json.dumps(told))


def write(kind, number, lines, seconds, gate, results):
    """One writer. In `mixed`, every second one goes around the actions."""
    writer = Writer(lines)
    if kind == "mixed":
        kind = ("ours", "plain", "ours", "raw")[number % 4]
    act, told = getattr(writer, kind), {"warm": 0, "written": 0, "refused": 0}
    told["warm"] = attempt(act)
    gate.wait()
    start = time.perf_counter()
    while time.perf_counter() < start + seconds:
        told["written" if attempt(act) else "refused"] += 1
    results.put(told | {"took": time.perf_counter() - start})


def attempt(act):
    """Whether it was written."""
    try:
        act()
    except (Refused, DatabaseError):
        return False
    return True


def check():
    """What is on the lines, and what the proof says."""
    lines = Line.objects.filter(head__key__startswith="head-")
    entries = Entry.objects.filter(kind="reserve")
    told = {
        "overspent": sum(min(line.available_pence, 0) for line in lines),
        "reserved": sum(line.reserved_pence for line in lines),
        "entries": entries.count(),
        "moves": Move.objects.filter(kind="reserve").count(),
        "differences": [str(each) for each in queries.differences()],
    }
    print(json.dumps(told))


# -- A long ledger -----------------------------------------------------------------------


def fill(entries):
    """So many entries, half of reservations and half of commitments, through the triggers.

    In parts: within one transaction each change of a counter is a version more to pass over.
    """
    for start in range(0, entries, AT_A_TIME):
        fill_part(start, min(AT_A_TIME, entries - start))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@transaction.atomic
def fill_part(start, entries):
    """Some of them."""
    by, year = User.objects.get(email="bench@example.org"), Year.objects.get()
    with connection.cursor() as cursor:
        for table, kind, more, values in (
            ("reservation", "reserve", "paper, expires_on, state, held_pence",
             "'', '2100-01-01', 'held', 0"),
            ("commitment", "commit",
             "payee_is_a_person, reference, authority_id, outstanding_pence, paid_pence,"
             " returned_pence, is_sample",
             "false, '', (SELECT id FROM decisions_authority), 0, 0, 0, true"),
        ):  # fmt: skip
            year_too = ("year_id, ", "%(year)s, ") if table == "reservation" else ("", "")
            cursor.execute(
                f"""
                WITH numbers AS (SELECT n, l.id AS line, l.head_id AS head
                    FROM generate_series(%(start)s + 1, %(start)s + %(count)s) n JOIN LATERAL (
                        SELECT id, head_id FROM budget_line WHERE head_id IN
                            (SELECT id FROM budget_head WHERE NOT is_unallocated)
                        ORDER BY id OFFSET n %% {LINES} LIMIT 1) l ON true),
                promised AS (
                    INSERT INTO budget_{table} (title, head_id, {year_too[0]}payee_name,
                        amount_pence, split, made_by_id, made_at, {more})
                    SELECT 'Bench ' || n, head, {year_too[1]}'Payee ' || n, 100, 'single',
                        %(by)s, now() - n * interval '1 minute', {values}
                    FROM numbers RETURNING id, head_id),
                moved AS (
                    INSERT INTO budget_move (key, kind, amount_pence, "on", at, made_by_id, reason,
                        reference)
                    SELECT gen_random_uuid(), '{kind}', 100, '2021-12-20',
                        '2021-12-20'::timestamptz + n * interval '1 minute', %(by)s, 'Bench',
                        'BENCH-' || n
                    FROM numbers RETURNING id),
                paired AS (
                    SELECT m.id AS move, p.id AS promise, p.head_id FROM
                        (SELECT id, row_number() OVER (ORDER BY id) r FROM moved) m JOIN
                        (SELECT id, head_id, row_number() OVER (ORDER BY id) r FROM promised) p
                        USING (r))
                INSERT INTO budget_entry (move_id, kind, line_id, pence, from_bucket, to_bucket,
                    {table}_id)
                SELECT move, '{kind}', l.id, 100, 'available',
                    '{"reserved" if kind == "reserve" else "committed"}', promise
                FROM paired JOIN budget_line l ON l.head_id = paired.head_id
                """,  # noqa: S608
                {"start": start // 2, "count": entries // 2, "year": year.pk, "by": by.pk},
            )


ADMIN = "/admin/budget/"
PAGES = [
    f"{ADMIN}line/", f"{ADMIN}move/", f"{ADMIN}entry/", f"{ADMIN}reservation/",
    f"{ADMIN}commitment/", "/budget/", "/budget/2021-22/", "/budget/entries/?figure=committed",
    "/budget/moves/", "/budget/commitments/",
]  # fmt: skip


def pages():
    """How long each page takes (seconds, the median of five), and how many queries it asks."""
    client, told = Client(), {}
    client.force_login(User.objects.get(email="bench@example.org"))
    for address in PAGES:
        answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}.")
        took = []
        for _ in range(5):
            start = time.perf_counter()
            client.get(address)
            took.append(time.perf_counter() - start)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        told[address] = [statistics.median(took), len(captured)]
    print(json.dumps(told))


COMMANDS = {"prepare": prepare, "bare": bare, "check": check, "fill": fill, "pages": pages}

if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    name, *arguments = sys.argv[1:]
    if name == "run":
        kind, *numbers = arguments
        run(kind, *map(int, numbers))
    else:
        COMMANDS[name](*map(int, arguments))
