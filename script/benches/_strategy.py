"""What the strategy's bench runs in processes of their own.

    python -m script.benches._strategy fill PAGES | pages | texts NUMBER | search ROUNDS

Each runs on the database that DATABASE_URL names, and prints one line of JSON.
"""

import json
import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from civilsociety.audit.actions import SYSTEM  # noqa: E402
from civilsociety.home.queries.search import search  # noqa: E402
from strategy.actions import import_text  # noqa: E402
from strategy.formats import read_strategy  # noqa: E402
from strategy.models import Strategy, Version  # noqa: E402
from strategy.states import VersionState  # noqa: E402

# A page of a strategy holds some 330 words in three sections.
SECTIONS_A_PAGE = 3
PAGES = {
    "the strategy’s page": "/strategy/bench/",
    "two versions compared": "/strategy/bench/compare/1/2/?show=all",
    "what changed, and why": "/strategy/bench/changes/",
}
# Every text has words of its own and the common one, each tenth the usual, each 2,000th the rare.
SECTIONS = """
    INSERT INTO strategy_section
        (version_id, parent_id, key, position, level, number, title, body, revision)
    SELECT %(version)s, NULL, 'part-' || n, n, 1, n::text, 'Part ' || n,
        'The neighbourhood helps group' || n || ' with its meeting place. '
        || CASE WHEN n %% 10 = 0 THEN 'Volunteers run it together. ' ELSE '' END
        || CASE WHEN n %% 2000 = 0 THEN 'Lifeboats are kept ready. ' ELSE '' END
        || repeat('Cooking and learning together, twice a week all the year round. ', 8), 1
    FROM generate_series(1, %(number)s) AS n
"""
ASKED = {"rare": "lifeboats", "usual": "volunteers", "common": "neighbourhood"}
# The question asked of this one table alone, in one statement: the latest 200 that hold the word,
# the best 20 of them, and a piece of each; by the index, as the search does.
ONE_TABLE = """
    SET LOCAL enable_seqscan = off;
    SELECT id, title, ts_headline('english', body, asked), rank FROM (
        SELECT id, title, body, asked, ts_rank({words}, asked, 1) AS rank FROM (
            SELECT * FROM strategy_section, websearch_to_tsquery('english', %(word)s) AS asked
            WHERE version_id = %(version)s AND {words} @@ asked ORDER BY id + 0 DESC LIMIT 200
        ) AS latest ORDER BY rank DESC LIMIT 20
    ) AS best
"""


WORDS = """
    SELECT pg_get_expr(indexprs, indrelid) FROM pg_index
    WHERE indexrelid = 'section_by_words'::regclass
"""
HOLDING = """
    SELECT count(*) FROM strategy_section
    WHERE {words} @@ websearch_to_tsquery('english', %(word)s)
"""


def fill(pages):
    """Two versions of so many pages, a word in ten of the second changed."""
    call_command("migrate", verbosity=0, interactive=False)
    for kind, word in (("consultation_draft", "meeting"), ("final", "gathering")):
        body = " ".join(["The neighbourhood has a", word, "place for ten groups."] * 13)
        sections = (
            f"# Part {n} {{#part-{n}}}\n\n{body}\n\n- first of {n}\n- second"
            for n in range(pages * SECTIONS_A_PAGE)
        )
        text = "---\ntitle: Bench\n---\n\n" + "\n\n".join(sections) + "\n"
        import_text(slug="bench", text=read_strategy(text.encode(), kind=kind), by=SYSTEM)
    return {"sections": pages * SECTIONS_A_PAGE}


def pages():
    """{page: (median seconds, queries)}, each opened once before it counts."""
    client, found = Client(), {}
    for name, address in PAGES.items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        queries = len(captured)
        seconds = statistics.median(_timed(client.get, address) for _ in range(5))
        found[name] = (seconds, queries)
    return found


def texts(number):
    """One published version of so many sections."""
    call_command("migrate", verbosity=0, interactive=False)
    strategy = Strategy.objects.create(slug="bench", title="Bench")
    version = Version.objects.create(strategy=strategy, number=1, title="Bench")
    with connection.cursor() as cursor:
        cursor.execute(SECTIONS, {"version": version.pk, "number": number})
        cursor.execute(
            "UPDATE strategy_version SET state = %s, published_at = now()", [VersionState.FINAL]
        )
        cursor.execute("VACUUM ANALYZE")
    return {"sections": number}


def against_bare(rounds):
    """{word: (seconds of ours, of its SQL, of one table's SQL; how many hold it)}, by round.

    Its SQL: the statements that the search sends (every kind, what this reader may read, the
    pieces), sent by themselves.
    """
    version, reader, found = Version.objects.get().pk, AnonymousUser(), {}
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        words = f"({cursor.fetchone()[0]})"
        for name, word in ASKED.items():
            given = {"word": word, "version": version}
            search(reader, word)
            with CaptureQueriesContext(connection) as captured:
                assert len(search(reader, word).hits) == 20
            statements = [each["sql"] for each in captured]
            one_table = [cursor.mogrify(ONE_TABLE.format(words=words), given).decode()]
            assert len(_sent(cursor, one_table)) == 20
            rows = [
                (
                    _timed(search, reader, word),
                    _timed(_sent, cursor, statements),
                    _timed(_sent, cursor, one_table),
                )
                for _ in range(rounds)
            ]
            cursor.execute(HOLDING.format(words=words), given)
            found[name] = (*zip(*rows, strict=True), cursor.fetchone()[0])
    return found


def _sent(cursor, statements):
    for statement in statements:
        cursor.cursor.execute(statement)
        rows = cursor.cursor.fetchall()
    return rows


def _timed(act, *arguments):
    began = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - began


if __name__ == "__main__":
    command, *numbers = sys.argv[1:]
    act = {"fill": fill, "pages": pages, "texts": texts, "search": against_bare}[command]
    print(json.dumps(act(*map(int, numbers))))
