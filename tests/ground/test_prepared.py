"""Statements the database knows by name."""

import pytest
from django.db import connection, transaction

from civilsociety import prepared
from civilsociety.prepared import Prepared

SUM = Prepared("test_sum", "select %(one)s::int + %(other)s::int + %(one)s::int")


@pytest.mark.django_db
def test_prepared_statement_takes_its_values_by_name():
    assert SUM.run({"other": 10, "one": 1, "more": "unused"}) == (12,)
    assert SUM.run({"other": 20, "one": 2}) == (24,)


@pytest.mark.django_db
def test_prepared_statement_without_a_row_gives_none():
    assert Prepared("test_none", "select 1 where %(yes)s::bool").run({"yes": False}) is None


@pytest.mark.django_db(transaction=True)
def test_all_rows_are_given_with_and_without_values():
    counted = Prepared("test_rows", "select * from generate_series(1, %(last)s::int)")
    assert counted.rows({"last": 3}) == [(1,), (2,), (3,)]
    assert counted.rows({"last": 0}) == []
    assert Prepared("test_no_values", "values (1), (2)").rows({}) == [(1,), (2,)]


@pytest.mark.django_db(transaction=True)
def test_percent_sign_is_the_same_whichever_way_it_is_sent():
    statement = Prepared("test_percent", "select '5 %%', 7 %% %(one)s::int")
    with transaction.atomic():
        inside = statement.run({"one": 4})
    assert statement.run({"one": 4}) == inside == ("5 %", 3)


@pytest.mark.django_db(transaction=True)
def test_settings_hold_for_the_statement_and_no_longer():
    shown = "select current_setting('work_mem')"
    assert Prepared("test_settings", shown, ("work_mem = '77MB'",)).run({}) == ("77MB",)
    assert Prepared("test_no_settings", shown).run({}) != ("77MB",)


@pytest.mark.django_db(transaction=True)
def test_statement_the_connection_has_lost_is_prepared_again():
    assert SUM.run({"other": 10, "one": 1}) == (12,)
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    assert SUM.run({"other": 10, "one": 1}) == (12,)


@pytest.mark.django_db(transaction=True)
def test_statement_that_another_client_prepared_on_this_connection_is_used():
    """As behind a pooler, which lends connections about."""
    assert SUM.run({"other": 10, "one": 1}) == (12,)
    prepared._known.pop(connection.connection)
    assert SUM.run({"other": 10, "one": 1}) == (12,)


@pytest.mark.django_db(transaction=True)
def test_new_connection_prepares_for_itself():
    assert SUM.run({"other": 10, "one": 1}) == (12,)
    connection.close()
    assert SUM.run({"other": 10, "one": 1}) == (12,)
    assert SUM.name in prepared._known[connection.connection]
