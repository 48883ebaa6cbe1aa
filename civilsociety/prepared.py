"""Statements that the database plans once for each connection.

For the few that are sent all day: planning one of several parts costs PostgreSQL about as
much as carrying it out. Everything else is better left to Django.
"""

import re
from weakref import WeakKeyDictionary
from zlib import crc32

from django.db import DatabaseError, connection
from psycopg2.errors import DuplicatePreparedStatement, InvalidSqlStatementName

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# By connection: the names it has prepared. A connection that is gone takes its names along.
_known = WeakKeyDictionary()


class Prepared:
    """One statement, `%(name)s` where values go, known to the database as `name`.

    A value needs a cast where its place does not tell its type: in a list of what is selected
    anything without one is text.
    """

    def __init__(self, name, sql):
        # The text is part of the name: after an upgrade an old plan is never met under it.
        self.name = f"p{crc32(sql.encode()):08x}_{name}"[:63]
        self.sql = sql
        self.values = list(dict.fromkeys(PLACEHOLDER.findall(sql)))
        numbered = PLACEHOLDER.sub(lambda found: f"${self.values.index(found[1]) + 1}", sql)
        self.prepare = f"prepare {self.name} as {numbered}"
        self.call = f"execute {self.name} ({', '.join(f'%({value})s' for value in self.values)})"

    def run(self, values):
        """The first row it gives, None without one. `values` may hold more than it takes.

        Inside a transaction, and behind a pooler that hands connections about, it is sent as
        any other statement is.
        """
        with connection.cursor() as cursor:
            if connection.in_atomic_block:
                cursor.execute(self.sql, values)
                return cursor.fetchone()
            self._make_known()
            try:
                cursor.execute(self.call, values)
            except DatabaseError as error:
                if not isinstance(error.__cause__, InvalidSqlStatementName):
                    raise
                _known.pop(connection.connection, None)
                cursor.execute(self.sql, values)
            return cursor.fetchone()

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
