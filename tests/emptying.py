"""The database as it was made, after a test that committed.

Django empties every table and writes content types and permissions anew, which takes longer than
most tests. Here what is empty is left alone, and what migrations wrote is put back.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

# What no test changes.
LEFT_ALONE = {"django_migrations", "django_content_type", "auth_permission"}


def remember_what_was_written():
    """Keeps a copy of each table that migrations wrote to; from now on tests empty the quick way.

    To be called once, before the first test. A database whose user may not set triggers aside is
    emptied as Django does it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("CREATE SCHEMA written")
        for table in _filled(cursor, _tables(cursor)):
            cursor.execute(f'CREATE TABLE written."{table}" AS TABLE public."{table}"')
    TransactionTestCase._fixture_teardown = _empty


def _empty(test):
    with transaction.atomic(), connection.cursor() as cursor:
        tables, written = _tables(cursor), _tables(cursor, "written")
        # As emptying them all would, this waits for whoever is still writing.
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _filled(cursor, tables):
            cursor.execute(f'DELETE FROM "{table}"')
        for table in written:
            cursor.execute(f'INSERT INTO "{table}" TABLE written."{table}"')


def _tables(cursor, schema="public"):
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    return sorted({name for (name,) in cursor.fetchall()} - LEFT_ALONE)


def _filled(cursor, tables):
    cursor.execute(
        " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
    )
    return [name for (name,) in cursor.fetchall()]
