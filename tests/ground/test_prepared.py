"""Statements the database knows by name."""

import pytest
from django.db import connection

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
