"""Querysets whose SQL is written once.

For the few that are asked all day: writing the SQL of a long queryset takes Django longer than
answering takes PostgreSQL. What changes from one time to the next stands in it as `Later`.
"""

from copy import copy

from django.db import connection
from django.db.models import BooleanField, Func
from psycopg2.extensions import AsIs

from civilsociety.prepared import Prepared

# Two characters that Unicode keeps out of texts, around the name of what comes later.
BEGINS, ENDS = "\ufdd0", "\ufdd1"


class Later(str):
    """Stands in a queryset where a value will: its name."""


class IsAny(Func):
    """Whether something is in an array, which is looked up once and not for each row."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def text_of(queryset):
    """The SQL of a queryset for `Prepared`, `%(name)s` for each `Later`.

    Raises `EmptyResultSet` where no row can be.
    """
    return _text(*queryset.query.sql_with_params())


def _text(sql, params):
    marked = [AsIs(BEGINS + each + ENDS) if isinstance(each, Later) else each for each in params]
    text = connection.ops.compose_sql(sql, marked).replace("%", "%%")
    return text.replace(BEGINS, "%(").replace(ENDS, ")s")


class Written:
    """A queryset of objects, written and planned once and asked with other values each time."""

    def __init__(self, name, queryset):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.statement = Prepared(name, _text(*self.compiler.as_sql()))

    def objects(self, values):
        """The queryset with its answer to these values, as if it had been asked itself."""
        rows = self.statement.rows(values)
        # What Django makes objects of is this compiler's knowledge of the columns, and the rows.
        answered = copy(self.compiler)
        answered.execute_sql = lambda **_: [rows]
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda **_: answered
        return queryset
