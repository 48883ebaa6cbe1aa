"""The export: Beancount accepts it whole, and not with a pound changed."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from civilsociety.budget import actions
from civilsociety.budget.formats.beancount import as_beancount

pytestmark = pytest.mark.django_db
BEAN_CHECK = Path(sys.executable).with_name("bean-check")


@pytest.fixture
def bean_check(tmp_path):
    """What `bean-check` says of a text; "" when it accepts it."""

    def check(text):
        path = tmp_path / "ledger.beancount"
        path.write_text(text)
        done = subprocess.run([BEAN_CHECK, path], capture_output=True, text=True, check=False)
        assert bool(done.returncode) == bool(done.stderr.strip())
        return done.stderr

    return check


@pytest.fixture
def years_of_moves(framework, next_year):
    """Every kind of move, over two years."""
    other = framework.add_head("other")
    framework.allocate(50_001, head=other)
    first = framework.commit(1_001, title='A "quoted" grant', reservation=framework.reserve(3_001))
    framework.pay(first, 501)
    framework.give_back(first, 51)
    second = framework.commit(1_003)
    framework.pay(second, 1_003)
    framework.two("carry_commitment", commitment=first, year=framework.year)
    framework.two("carry_balance", line=framework.line(), pence=1_234)
    terms = {"from_line": framework.line(), "to_line": framework.line(head=other), "pence": 500}
    framework.two("reverse", move=framework.two("vire", **terms))
    framework.two("vire", **terms)
    framework.now = datetime(2022, 4, 20, 12, 0, tzinfo=UTC)
    for line in framework.year.lines.filter(available_pence__gt=0):
        framework.two("lapse", line=line, pence=line.available_pence)
    actions.close_year(
        year=framework.year, by=framework.approver, reason="It ends", now=framework.now
    )
    framework.give_back(second, 99)
    return framework


def test_beancount_accepts_the_ledger(years_of_moves, bean_check):
    text = "".join(as_beancount())
    assert bean_check(text) == ""
    assert text.count(" balance ") > 2 * years_of_moves.year.lines.count()


def test_beancount_refuses_a_pound_changed_in_the_file(years_of_moves, bean_check):
    text = "".join(as_beancount())
    changed = re.sub(r":Paid  2.51 GBP", ":Paid  3.51 GBP", text, count=1)
    assert changed != text
    assert "does not balance" in bean_check(changed)


def test_beancount_refuses_a_pound_changed_in_an_entry_or_a_counter(years_of_moves, bean_check):
    for statement in (
        "UPDATE budget_entry SET pence = pence + 100 WHERE id = "
        "(SELECT min(id) FROM budget_entry WHERE kind = 'pay')",
        "UPDATE budget_line SET appropriated_pence = appropriated_pence + 100 WHERE id = "
        "(SELECT min(line_id) FROM budget_entry WHERE kind = 'pay')",
    ):
        tamper(statement)
        assert "Balance failed" in bean_check("".join(as_beancount()))
        tamper(statement.replace("+ 100", "- 100"))
    assert bean_check("".join(as_beancount())) == ""


def tamper(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_beancount_accepts_an_empty_ledger(db, bean_check):
    assert bean_check("".join(as_beancount())) == ""


def test_export_beancount_writes_the_file(framework, tmp_path, capsys):
    path = tmp_path / "out.beancount"
    call_command("export_beancount", str(path))
    assert path.read_text() == "".join(as_beancount())
    call_command("export_beancount")
    assert "Assets:Y2021-22:Base:Volunteering:Available" in capsys.readouterr().out


def test_the_ledger_can_be_taken_away_by_who_reads_it(framework, client_of, adam):
    response = client_of(adam).get("/officers/budget/ledger.beancount")
    assert "Equity:Appropriated:Base" in b"".join(response.streaming_content).decode()
