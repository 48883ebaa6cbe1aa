"""Everything that answers to the words, in order: one query over the tables, one over texts."""

from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, FloatField, IntegerField, Value
from django.db.models.expressions import RawSQL

from civilsociety.ui.searching import CONFIG, Searchable

# Long texts hold more words; they must not come first for that alone.
BY_LENGTH = 1
ASKED = f"websearch_to_tsquery('{CONFIG}', %s)"
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
        _part(number, source, asked)
        for number, source in enumerate(sources)
        if isinstance(source, Searchable)
    ]
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return [Candidate(*row) for row in together]


def _part(number, source, asked):
    """The latest rows of a table that hold the words, with their rank; ranked only these.

    By `pk + 0`, so that the index of the words is asked and never the whole table from its end:
    that would parse every text on the way.
    """
    words, given = _compiled(source.rows.model, source.words)
    holds = RawSQL(f"{words} @@ {ASKED}", (*given, asked.words), BooleanField())  # noqa: S611
    rank = RawSQL(  # noqa: S611
        f"ts_rank({words}, {ASKED}, {BY_LENGTH})", (*given, asked.words), FloatField()
    )
    return (
        source.rows.filter(holds)
        .order_by((F("pk") + 0).desc())
        .values_list(Value(number, output_field=IntegerField()), F(source.unit), F("pk"), rank)[
            : source.ranked
        ]
    )


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
