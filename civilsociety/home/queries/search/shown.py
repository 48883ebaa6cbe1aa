"""The hits of one page as they are drawn: title, address, and a piece of the text."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from civilsociety.ui.searching import CONFIG, Searchable

# Two characters that no text holds; they become <mark> after everything else is escaped.
BEGINS, ENDS = "\ue000", "\ue001"
MARKS = f"StartSel={BEGINS}, StopSel={ENDS}"
PIECES = f'{MARKS}, MaxWords=30, MinWords=14, MaxFragments=2, FragmentDelimiter=" … "'
# A text that stands in no table is short: all of it is shown.
WHOLE = f"{MARKS}, HighlightAll=true"
MARKED = """
SELECT ts_headline(%(config)s, body, websearch_to_tsquery(%(config)s, %(words)s), how)
FROM unnest(%(bodies)s::text[], %(hows)s::text[]) WITH ORDINALITY AS texts(body, how, place)
ORDER BY place
"""
# Markdown as a reader of a list does not want to see it; a link is its words.
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
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
    """The hits of a page in its order; a query for each table on it, and one for all pieces."""
    wanted = defaultdict(list)
    for each in page:
        wanted[each.source].append(each.row)
    drawn = {}
    for number, rows in wanted.items():
        source = sources[number]
        of = _rows if isinstance(source, Searchable) else _texts
        drawn |= {(number, row): found for row, *found in of(source, rows)}
    # What was taken back since it was found is left out.
    there = [drawn[key] for each in page if (key := (each.source, each.row)) in drawn]
    pieces = _pieces([text for _, text, _ in there], [how for _, _, how in there], asked)
    return [replace(hit, piece=piece) for (hit, *_), piece in zip(there, pieces, strict=True)]


def _rows(source, pks):
    """Each row's number, its hit without the piece, and what that is cut from, and how."""
    for row in source.rows().filter(pk__in=pks).select_related(*source.related):
        hit = Hit(
            source.kind, source.one, source.title(row), source.address(row), source.note(row), ""
        )
        text = " \n".join(getattr(row, name) or "" for name in source.text)
        yield row.pk, hit, LINK.sub(r"\1", text), PIECES


def _texts(source, places):
    for place in places:
        text = source.texts[place]
        hit = Hit(source.kind, source.one, text.title, text.address, text.note, "")
        yield place, hit, text.text, WHOLE


def _pieces(bodies, hows, asked):
    given = {"config": CONFIG, "words": asked.words, "bodies": bodies, "hows": hows}
    with connection.cursor() as cursor:
        cursor.execute(MARKED, given)
        return [marked(piece) for (piece,) in cursor.fetchall()]


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
