"""Texts that stand in no table, as PostgreSQL searches them."""

from django.db import connection

from civilsociety.ui.searching import CONFIG

MADE = """
SELECT (setweight(to_tsvector(%(config)s, title), 'A')
    || setweight(to_tsvector(%(config)s, body), 'B'))::text
FROM unnest(%(titles)s::text[], %(bodies)s::text[]) WITH ORDINALITY AS texts(title, body, place)
ORDER BY place
"""
# Parsing takes the longest of all that is done with a text: every process does it once.
_KNOWN, MANY = {}, 2000


def vectors(texts):
    """The words of each of these `ui.searching.Text`s, as a `tsvector` is written."""
    keys = [(each.title, each.text) for each in texts]
    found = {key: _KNOWN.get(key) for key in keys}
    missing = [key for key, words in found.items() if words is None]
    if missing:
        found |= zip(missing, _made(missing), strict=True)
        if len(_KNOWN) >= MANY:
            _KNOWN.clear()
        _KNOWN.update(found)
    return [found[key] for key in keys]


def _made(keys):
    titles, bodies = zip(*keys, strict=True)
    given = {"config": CONFIG, "titles": list(titles), "bodies": list(bodies)}
    with connection.cursor() as cursor:
        cursor.execute(MADE, given)
        return [words for (words,) in cursor.fetchall()]
