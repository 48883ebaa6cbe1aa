"""Statements that the database plans once for each connection.

For the few that are sent all day: planning one of several parts costs PostgreSQL about as
much as carrying it out. Everything else is better left to Django.
"""

import re
from contextlib import contextmanager
from hashlib import blake2b
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection
from psycopg2.errors import DuplicatePreparedStatement, InvalidSqlStatementName

# A place for a value, or a percent sign.
SIGN = re.compile(r"%(?:%|\((\w+)\)s)")
# By connection: the names it has prepared. A connection that is gone takes its names along.
_known = WeakKeyDictionary()


class Prepared:
    """One statement, `%(name)s` where values go, known to the database as `name`.

    A value needs a cast where its place does not tell its type: in a list of what is selected
    anything without one is text. `settings` hold while it is planned and carried out, like
    ("enable_seqscan = off",); inside a transaction, until that ends.
    """

    def __init__(self, name, sql, settings=()):
        # The text is part of the name: after an upgrade an old plan is never met under it.
        self.name = f"p{blake2b(sql.encode(), digest_size=8).hexdigest()}_{name}"[:63]
        self.first = "".join(f"set local {each}; " for each in settings)
        self.sql = self.first + sql
        self.values = list(dict.fromkeys(filter(None, SIGN.findall(sql))))
        # Sent without values, it is not looked through for them: a percent sign is itself there.
        self.prepare = f"prepare {self.name} as {SIGN.sub(self._numbered, sql)}"
        given = ", ".join(f"%({value})s" for value in self.values)
        self.call = f"{self.first}execute {self.name}" + (f" ({given})" if given else "")

    def _numbered(self, sign):
        return f"${self.values.index(sign[1]) + 1}" if sign[1] else "%"

    def run(self, values):
        """The first row it gives, None without one. `values` may hold more than it takes."""
        with self._sent(values) as cursor:
            return cursor.fetchone()

    def rows(self, values):
        """All rows it gives. `values` may hold more than it takes."""
        with self._sent(values) as cursor:
            return cursor.fetchall()

    @contextmanager
    def _sent(self, values):
        """The cursor with what it gives.

        Inside a transaction, and behind a pooler that hands connections about, it is sent as
        any other statement is.
        """
        with connection.cursor() as cursor:
            if connection.in_atomic_block:
                cursor.execute(self.sql, values)
            else:
                self._call(cursor, values)
            yield cursor

    def _call(self, cursor, values):
        self._make_known()
        try:
            cursor.execute(self.call, values)
        except DatabaseError as error:
            if not isinstance(error.__cause__, InvalidSqlStatementName):
                raise
            _known.pop(connection.connection, None)
            cursor.execute(self.sql, values)

    def _make_known(self):
        names = _known.setdefault(connection.connection, set())
        if self.name not in names:
            try:
                # Past Django's own cursor: preparing is no query of the page's.
                with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                    cursor.execute(self.prepare)
            except DatabaseError as error:
                # Another client of a pooler prepared it on the connection that we were lent.
                if not isinstance(error.__cause__, DuplicatePreparedStatement):
                    raise
            names.add(self.name)
