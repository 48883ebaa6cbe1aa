"""When nothing was found: why, and a word that is spelled nearly the same."""

import re
from difflib import get_close_matches

from django.db import connection

from civilsociety.ui.searching import CONFIG, Searchable

TITLES_READ = 200
LIKE = 0.75


def has_words(asked):
    """Whether anything is left to search once words like “the” and “and” are taken out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s, %s))", [CONFIG, asked.words])
        return cursor.fetchone()[0] > 0


def suggestion(sources, asked):
    """The words with each unknown one replaced by the nearest of a title; empty for none.

    Only titles that this reader may see are read, the latest of each kind.
    """
    known = _vocabulary(sources)
    told = re.sub(r"[^\W\d_]{4,}", lambda found: _nearest(found[0], known), asked.words)
    return told if told.casefold() != asked.words.casefold() else ""


def _nearest(word, known):
    if word.casefold() in known:
        return word
    near = get_close_matches(word.casefold(), known, n=1, cutoff=LIKE)
    return known[near[0]] if near else word


def _vocabulary(sources):
    """Words of titles: as they are compared, as they are written."""
    known = {}
    for source in sources:
        for title in _titles(source):
            for word in re.findall(r"[^\W\d_]{4,}", title):
                known.setdefault(word.casefold(), word.casefold())
    return known


def _titles(source):
    if not isinstance(source, Searchable):
        return [text.title for text in source.texts]
    rows = source.rows().select_related(*source.related).order_by("-pk")
    return [source.title(row) for row in rows[:TITLES_READ]]
