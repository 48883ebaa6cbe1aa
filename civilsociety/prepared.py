"""Statements that the database plans once for each connection.

For the few that are sent all day: planning one of several parts costs PostgreSQL about as
much as carrying it out. Everything else is better left to Django.
"""

import re
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection
from psycopg2.errors import InvalidSqlStatementName

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# By connection: the names it has prepared. A connection that is gone takes its names along.
_known = WeakKeyDictionary()


class Prepared:
    """One statement, `%(name)s` where values go, known to the database as `name`.

    A value needs a cast where its place does not tell its type: in a list of what is selected
    anything without one is text.
    """

    def __init__(self, name, sql):
        self.name = name
        self.values = list(dict.fromkeys(PLACEHOLDER.findall(sql)))
        numbered = PLACEHOLDER.sub(lambda found: f"${self.values.index(found[1]) + 1}", sql)
        self.prepare = f"prepare {name} as {numbered}"
        self.call = f"execute {name} ({', '.join(f'%({value})s' for value in self.values)})"

    def run(self, values):
        """The first row it gives, None without one. `values` may hold more than it takes."""
        with connection.cursor() as cursor:
            self._make_known()
            try:
                cursor.execute(self.call, values)
            except DatabaseError as error:
                # Behind a pooler the next statement may meet a connection that never heard of it.
                lost = isinstance(error.__cause__, InvalidSqlStatementName)
                if not lost or connection.in_atomic_block:
                    raise
                _known.pop(connection.connection, None)
                self._make_known()
                cursor.execute(self.call, values)
            return cursor.fetchone()

    def _make_known(self):
        names = _known.setdefault(connection.connection, set())
        if self.name not in names:
            # Past Django's own cursor: preparing is no query of the page's.
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(self.prepare)
            names.add(self.name)
