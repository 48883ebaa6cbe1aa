"""The hits of one page as they are drawn: title, address, and a piece of the text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import connection
from django.db.models import BigIntegerField, Func, TextField, Value
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from civilsociety.ui.searching import CONFIG, Searchable
from civilsociety.written import IsAny, Later, Written

# Two characters that no text holds; they become <mark> after everything else is escaped.
BEGINS, ENDS = "\ue000", "\ue001"
MARKS = {"start_sel": BEGINS, "stop_sel": ENDS}
PIECES = {"max_words": 30, "min_words": 14, "max_fragments": 2, "fragment_delimiter": " … "}
# A text that stands in no table is short: all of it is shown.
WHOLE = """
SELECT ts_headline(%(config)s, body, websearch_to_tsquery(%(config)s, %(words)s), %(how)s)
FROM unnest(%(bodies)s::text[]) WITH ORDINALITY AS texts(body, place) ORDER BY place
"""
ALL_OF_IT = f"StartSel={BEGINS}, StopSel={ENDS}, HighlightAll=true"
# Markdown as a reader of a list does not want to see it; a link is its words.
LINK = r"!?\[([^\]]*)\]\([^)]*\)"
SIGNS = re.compile(r"[*_`#|\\]+|(?:^|(?<=\s))[->]+(?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, where it is read, and a piece of it with the words marked."""

    kind: str
    one: str
    title: str
    url: str
    note: str
    piece: SafeString


def shown(sources, page, asked):
    """The hits of a page in its order; a query for each table on it, and one for all texts."""
    wanted = defaultdict(list)
    for each in page:
        wanted[each.source].append(each.row)
    drawn = {}
    for number, rows in wanted.items():
        source = sources[number]
        of = _rows if isinstance(source, Searchable) else _texts
        drawn |= {(number, row): hit for row, hit in of(source, rows, asked)}
    # What was taken back since it was found is left out.
    return [hit for each in page if (hit := drawn.get((each.source, each.row)))]


def _rows(source, pks, asked):
    """Each row's number, and its hit."""
    of = _written if source.by is not None else _written.__wrapped__
    for row in of(source).objects({"pks": pks, "words": asked.words}):
        yield (
            row.pk,
            Hit(
                source.kind,
                source.one,
                source.title(row),
                source.address(row),
                source.note(row),
                marked(row.found_piece),
            ),
        )


@lru_cache(1000)
def _written(source):
    """The rows of a table by their numbers, each with a piece of its text."""
    pks = Value(Later("pks"), output_field=ArrayField(BigIntegerField()))
    words = SearchQuery(Later("words"), config=CONFIG, search_type="websearch")
    text = Func(Value(" \n"), *source.text, function="CONCAT_WS", output_field=TextField())
    plain = Func(text, Value(LINK), Value(r"\1"), Value("g"), function="REGEXP_REPLACE")
    piece = SearchHeadline(plain, words, config=CONFIG, **MARKS, **PIECES)
    rows = source.rows().filter(IsAny("pk", pks)).annotate(found_piece=piece).order_by()
    return Written("found", rows.select_related(*source.related))


def _texts(source, places, asked):
    texts = [source.texts[place] for place in places]
    given = {"config": CONFIG, "words": asked.words, "how": ALL_OF_IT}
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, given | {"bodies": [each.text for each in texts]})
        pieces = [marked(piece) for (piece,) in cursor.fetchall()]
    for place, text, piece in zip(places, texts, pieces, strict=True):
        hit = Hit(source.kind, source.one, text.title, str(text.address), text.note, piece)
        yield place, hit


def marked(piece):
    """A piece of text as safe HTML, with what was found in <mark>."""
    html = escape(_plain(piece or "")).replace(BEGINS, "<mark>").replace(ENDS, "</mark>")
    return mark_safe(html)  # noqa: S308 (escaped just here)


def _plain(piece):
    """Without the signs of Markdown, and with “…” where it begins or ends within a sentence."""
    plain = " ".join(SIGNS.sub(" ", piece).split())
    first = plain.lstrip(BEGINS)[:1]
    begun = f"… {plain}" if first.islower() else plain
    return f"{begun} …" if plain and begun.rstrip(ENDS)[-1] not in ".?!…:" else begun
