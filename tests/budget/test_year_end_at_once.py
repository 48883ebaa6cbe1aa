"""The end of a year when two act at the same moment, and when a worker is killed."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from civilsociety.budget import actions
from civilsociety.budget.models import Statement, StatementFile, Year
from civilsociety.budget.tasks.statements import build_statement
from civilsociety.refusal import Refused
from tests.budget.settling import LATER, approved, close, settled
from tests.ground.tasks import in_three_steps

TASKS = "tests.ground.tasks"
START = date(2021, 4, 1)


@pytest.mark.django_db(transaction=True)
def test_closing_and_posting_at_the_same_moment_never_both_win(framework, next_year):
    """Whoever is first: a closed year has nothing open, and no entry comes after closing."""
    approved(framework, settled(framework, "lapse", "balance"))
    outcomes = []

    def run(act):
        try:
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    def take_back_a_lapse():
        lapse = framework.line().entries.filter(kind="lapse").get().move
        framework.two("reverse", move=lapse)

    threads = [
        threading.Thread(target=run, args=(act,))
        for act in (lambda: close(framework), take_back_a_lapse)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["done", "refused"]
    year = Year.objects.get(pk=framework.year.pk)
    unsettled = [line for line in year.lines.all() if line.appropriated_pence != line.paid_pence]
    assert year.is_open == bool(unsettled)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_make_one_statement(framework, next_year):
    approved(framework, settled(framework, "lapse", "balance"))
    outcomes = []

    def run():
        try:
            outcomes.append(close(framework))
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (refused,) = [each for each in outcomes if isinstance(each, str)]
    assert "closed" in refused and Statement.objects.count() == 1


def test_statement_of_a_killed_worker_is_made_by_the_next(worker, wait_until, make_person):
    """Killed (-9) when every file is made and none is kept: the next keeps them, once."""
    bea, year = make_person("Bea", "budget_holder"), Year.objects.create(starts_on=START)
    statement = actions.close_year(year=year, by=bea, reason="Nothing", now=LATER)
    worker.start()
    with transaction.atomic():
        # Whoever keeps a statement has to wait for its year.
        Year.objects.select_for_update().get(pk=year.pk)
        wait_until(lambda: Statement.objects.get().step.endswith("spreadsheet"))
        worker.kill()
    assert not StatementFile.objects.exists()
    worker.start()
    wait_until(lambda: Statement.objects.get().state == "done", timeout=60)
    assert Statement.objects.get(pk=statement.pk).attempts == 2
    assert StatementFile.objects.count() == 4


def test_statement_handed_out_six_times_is_made_once(worker, wait_until, make_person, tmp_path):
    """As after a long wait in the queue: the copies leave it to whoever is at it."""
    bea, year = make_person("Bea", "budget_holder"), Year.objects.create(starts_on=START)
    statement = actions.close_year(year=year, by=bea, reason="Nothing", now=LATER)
    worker.start(TASKS)
    with transaction.atomic():
        # Whoever keeps a statement has to wait for its year.
        Year.objects.select_for_update().get(pk=year.pk)
        wait_until(lambda: Statement.objects.get().step.endswith("spreadsheet"))
        for _ in range(6):
            build_statement.delay(statement.pk)
        (tmp_path / "go").touch()
        in_three_steps.delay(str(tmp_path))
        wait_until((tmp_path / "ended-0").exists)
    wait_until(lambda: Statement.objects.get().ended)
    made = Statement.objects.get()
    assert (made.state, made.attempts) == ("done", 1)
    assert StatementFile.objects.count() == 4
