"""Everything that answers to the words, in order: one query over the tables, one over texts."""

from functools import cache
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, FloatField, IntegerField, Value
from django.db.models.expressions import RawSQL

from civilsociety.ui.searching import CONFIG, Searchable

# Long texts hold more words; they must not come first for that alone.
BY_LENGTH = 1
# Stands in a written statement for what was typed.
HERE = object()
ASKED = f"websearch_to_tsquery('{CONFIG}', %s)"
# A word that most texts hold: the planner takes parsing a text for cheap and would read the whole
# table, parsing each, where the index of the words answers a hundred times as fast. Both go as one
# message, so that this holds for the one statement only.
BY_INDEX = "SET LOCAL enable_seqscan = off; "
RANKED_TEXTS = """
SELECT found.source, found.place, ts_rank(found.words, asked, %(by_length)s)
FROM (
    SELECT source, place,
        setweight(to_tsvector(%(config)s, title), 'A')
            || setweight(to_tsvector(%(config)s, body), 'B') AS words
    FROM unnest(%(sources)s::int[], %(places)s::int[], %(titles)s::text[], %(bodies)s::text[])
        AS texts(source, place, title, body)
) AS found, websearch_to_tsquery(%(config)s, %(words)s) AS asked
WHERE found.words @@ asked
"""


class Candidate(NamedTuple):
    """One thing that was found: in which source, which row or text of it, how well it answers.

    `unit` is what it is a part of; the parts of one thing are one hit.
    """

    source: int
    unit: int
    row: int
    rank: float


def candidates(sources, asked):
    """The candidates in all `sources`, the best first, each thing once."""
    found = [*_in_tables(sources, asked), *_in_texts(sources, asked)]
    found.sort(key=lambda each: (-each.rank, each.source, -each.row))
    once = {(sources[each.source].kind, each.unit): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (-each.rank, each.source, -each.row))


def _in_tables(sources, asked):
    parts = [
        part
        for number, source in enumerate(sources)
        if isinstance(source, Searchable) and (part := _statement(number, source))
    ]
    if not parts:
        return []
    together = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
    given = [asked.words if each is HERE else each for _, values in parts for each in values]
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX + together, given)
        return [Candidate(*row) for row in cursor.fetchall()]


# Kept where readers share them: writing the statement of a dozen tables anew takes longer than
# asking it.
_KEPT, MANY = {}, 1000


def _statement(number, source):
    """The SQL of one table and its values, HERE where the words go; None when no row is open."""
    if source.by is None:
        return _written(number, source)
    key = (number, source.kind, source.unit, source.ranked, source.by)
    try:
        return _KEPT[key]
    except KeyError:
        # Another thread may be clearing it meanwhile; what was written here is returned anyhow.
        if len(_KEPT) >= MANY:
            _KEPT.clear()
        statement = _KEPT[key] = _written(number, source)
        return statement


def _written(number, source):
    """The latest rows of a table that hold the words, with their rank; ranked only these.

    By `pk + 0`, so that the index of the words is asked and never the whole table from its end:
    that would parse every text on the way.
    """
    rows = source.rows()
    words, given = _compiled(rows.model, source.words)
    holds = RawSQL(f"{words} @@ {ASKED}", (*given, HERE), BooleanField())  # noqa: S611
    rank = RawSQL(f"ts_rank({words}, {ASKED}, {BY_LENGTH})", (*given, HERE), FloatField())  # noqa: S611
    latest = (
        rows.filter(holds)
        .order_by((F("pk") + 0).desc())
        .values_list(Value(number, output_field=IntegerField()), F(source.unit), F("pk"), rank)[
            : source.ranked
        ]
    )
    try:
        return latest.query.sql_with_params()
    except EmptyResultSet:
        return None


@cache
def _compiled(model, words):
    """What is matched in a table, as SQL and its parameters; always the same, so written once."""
    query = model._base_manager.all().query
    compiler = query.get_compiler(connection=connection)
    sql, given = compiler.compile(words.resolve_expression(query))
    return f"({sql})", tuple(given)


def _in_texts(sources, asked):
    columns = {"sources": [], "places": [], "titles": [], "bodies": []}
    for number, source in enumerate(sources):
        if not isinstance(source, Searchable):
            for place, text in enumerate(source.texts):
                row = (number, place, text.title, text.text)
                for column, value in zip(columns.values(), row, strict=True):
                    column.append(value)
    if not columns["sources"]:
        return []
    given = {"config": CONFIG, "words": asked.words, "by_length": BY_LENGTH} | columns
    with connection.cursor() as cursor:
        cursor.execute(RANKED_TEXTS, given)
        return [Candidate(source, place, place, rank) for source, place, rank in cursor.fetchall()]
