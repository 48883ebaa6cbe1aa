"""The hits of one page as they are drawn: title, address, and a piece of the text."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline
from django.db import connection
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from civilsociety.ui.searching import CONFIG, Searchable

# Two characters that no text holds; they become <mark> after everything else is escaped.
BEGINS, ENDS = "\ue000", "\ue001"
PIECES = {
    "config": CONFIG,
    "start_sel": BEGINS,
    "stop_sel": ENDS,
    "max_words": 30,
    "min_words": 14,
    "max_fragments": 2,
    "fragment_delimiter": " … ",
}
# A text that stands in no table is short: all of it is shown.
WHOLE = f"StartSel={BEGINS}, StopSel={ENDS}, HighlightAll=true"
MARKED_TEXTS = """
SELECT ts_headline(%(config)s, body, websearch_to_tsquery(%(config)s, %(words)s), %(all)s)
FROM unnest(%(bodies)s::text[]) WITH ORDINALITY AS texts(body, place) ORDER BY place
"""
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
    """The hits of a page in its order; one query for each table that has a hit on it."""
    wanted = defaultdict(list)
    for each in page:
        wanted[each.source].append(each.row)
    drawn = {}
    for number, rows in wanted.items():
        source = sources[number]
        of = _rows if isinstance(source, Searchable) else _texts
        drawn |= {(number, row): hit for row, hit in of(source, rows, asked)}
    # What was taken back since it was found is left out.
    return [drawn[key] for each in page if (key := (each.source, each.row)) in drawn]


def _rows(source, pks, asked):
    found = source.rows.filter(pk__in=pks).select_related(*source.related)
    for row in found.annotate(found_piece=_headline(_together(source.text), asked)):
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


def _texts(source, places, asked):
    with connection.cursor() as cursor:
        bodies = [source.texts[place].text for place in places]
        given = {"config": CONFIG, "words": asked.words, "all": WHOLE, "bodies": bodies}
        cursor.execute(MARKED_TEXTS, given)
        pieces = [piece for (piece,) in cursor.fetchall()]
    for place, piece in zip(places, pieces, strict=True):
        text = source.texts[place]
        hit = Hit(source.kind, source.one, text.title, text.address, text.note, marked(piece))
        yield place, hit


def _headline(text, asked):
    return SearchHeadline(text, asked.query, **PIECES)


def _together(fields):
    """The fields as one plain text, links reduced to their words."""
    texts = [Coalesce(F(name), Value(""), output_field=TextField()) for name in fields]
    parts = [part for text in texts for part in (text, Value(" \n"))]
    return Func(
        Concat(*parts, output_field=TextField()),
        Value(LINK),
        Value(r"\1"),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


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
