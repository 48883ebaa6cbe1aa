"""Everything that answers to the words, in order: tables and texts in one statement."""

from functools import cache, lru_cache
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, FloatField, IntegerField, Value
from django.db.models.expressions import RawSQL

from civilsociety.home.queries.search.vectors import vectors
from civilsociety.prepared import Prepared
from civilsociety.ui.searching import CONFIG, Searchable
from civilsociety.written import Later, text_of

# Long texts hold more words; they must not come first for that alone.
BY_LENGTH = 1
TYPED = "%(words)s"
SETTINGS = (
    # A word that most texts hold: the planner takes parsing a text for cheap and would read the
    # whole table, parsing each, where the index of the words answers a hundred times as fast.
    "enable_seqscan = off",
    # One plan for all words.
    "plan_cache_mode = force_generic_plan",
)
ASKED = f"websearch_to_tsquery('{CONFIG}', %s)"
TEXTS = f"""
SELECT source, place, place, ts_rank(words, {ASKED % TYPED}, {BY_LENGTH})
FROM unnest(%(sources)s::int[], %(places)s::int[], %(vectors)s::text[]::tsvector[])
    AS texts(source, place, words)
WHERE words @@ {ASKED % TYPED}
"""  # noqa: S608


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
    found = [Candidate(*row) for row in _rows(sources, asked)]
    found.sort(key=lambda each: (-each.rank, each.source, -each.row))
    once = {(sources[each.source].kind, each.unit): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (-each.rank, each.source, -each.row))


def _rows(sources, asked):
    """All that hold the words: by a statement the database knows, and one of what is new."""
    known, new, texts = [], [], []
    for number, source in enumerate(sources):
        if not isinstance(source, Searchable):
            texts += [(number, place, text) for place, text in enumerate(source.texts)]
        elif source.by is None:
            new.append(_written.__wrapped__(number, source))
        else:
            known.append(_written(number, source))
    given = {
        "words": asked.words,
        "sources": [number for number, _, _ in texts],
        "places": [place for _, place, _ in texts],
        "vectors": vectors([text for _, _, text in texts]),
    }
    found = _together((*filter(None, known), TEXTS)).rows(given)
    if any(new):
        with connection.cursor() as cursor:
            cursor.execute(_together.__wrapped__(filter(None, new)).sql, given)
            found += cursor.fetchall()
    return found


@lru_cache
def _together(statements):
    return Prepared("search", " UNION ALL ".join(f"({sql})" for sql in statements), SETTINGS)


@lru_cache(1000)
def _written(number, source):
    """SQL for the latest rows of a table that hold the words, with their rank; ranked only these.

    By `pk + 0`, so that the index of the words is asked and never the whole table from its end:
    that would parse every text on the way. Empty when no row can be open to this reader.
    """
    rows = source.rows()
    words, given = _compiled(rows.model, source.words)
    given = (*given, Later("words"))
    holds = RawSQL(f"{words} @@ {ASKED}", given, BooleanField())  # noqa: S611
    rank = RawSQL(f"ts_rank({words}, {ASKED}, {BY_LENGTH})", given, FloatField())  # noqa: S611
    latest = (
        rows.filter(holds)
        .order_by((F("pk") + 0).desc())
        .values_list(Value(number, output_field=IntegerField()), F(source.unit), F("pk"), rank)[
            : source.ranked
        ]
    )
    try:
        return text_of(latest)
    except EmptyResultSet:
        return ""


@cache
def _compiled(model, words):
    """What is matched in a table, as SQL and its parameters; always the same, so written once."""
    query = model._base_manager.all().query
    compiler = query.get_compiler(connection=connection)
    sql, given = compiler.compile(words.resolve_expression(query))
    return f"({sql})", tuple(given)
