"""What the register's bench runs in processes of their own, so that memory can be told.

    python -m script.benches._export fill AWARDS | pages | take KIND | json ROUNDS

Each runs on the database that DATABASE_URL names, and prints one line of JSON.
"""

import io
import json
import os
import resource
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from civilsociety.accounts.models import User  # noqa: E402
from civilsociety.budget.models import Head  # noqa: E402
from civilsociety.decisions.models import Purpose  # noqa: E402
from civilsociety.organisations.models import Organisation  # noqa: E402
from funding.models import Programme, PublishedAward  # noqa: E402
from funding.models.choices import ProgrammeKind  # noqa: E402
from funding.queries.register import threesixty  # noqa: E402
from funding.rules.register import RULES  # noqa: E402

# Thirty awards a day; districts, kinds, sizes and words in turn.
AWARDS = """
    INSERT INTO funding_award (programme_id, organisation_id, title, summary, amount_pence,
        awarded_on, starts_on, ends_on, districts, department, regrant_type, state, decided_by_id,
        decided_at, accepted_at, accepted_name, declined_why, is_sample)
    SELECT %(programme)s, %(organisation)s, 'Project ' || n || ' for the neighbourhood',
        repeat('Cooking, learning and meeting together, twice a week all year round. ', 4),
        100000 + (n * 7919) %% 9000000, DATE '2031-01-01' - n / 30, '2031-01-01', '2031-12-31',
        ARRAY[(ARRAY['swale', 'thanet', 'dover', 'ashford', 'medway'])[1 + n %% 5]],
        'Strategy', '', 'accepted', %(by)s, %(now)s, %(now)s, '', '', false
    FROM generate_series(1, %(number)s) AS n
"""
ROWS = """
    INSERT INTO funding_publishedaward (award_id, version, is_latest, identifier, reference, title,
        summary, recipient_name, recipient_org_id, charity_number, company_number, recipient_kind,
        income_band, districts, amount_pence, first_pence, applied_pence, awarded_on, starts_on,
        ends_on, department, programme_slug, programme_name, programme_code, call_name,
        from_open_call, objective, decision_reference, regrant_type, state, what_changed,
        published_at, is_sample, read_by_rules)
    SELECT id, 1, true, '360G-bench-' || id, 'BEN-G' || id, title,
        summary, 'Group ' || (id * 7919) %% 100000, 'GB-CHC-1234567', '1234567', '',
        (ARRAY['registered_charity', 'cic', 'community_group', 'cio'])[1 + id %% 4],
        'under_10k', districts, amount_pence, amount_pence, amount_pence, awarded_on, starts_on,
        ends_on, department, 'bench', 'Bench', 'BEN', 'Round 1',
        true, 'A sustainable, diverse, independent sector', '21/00055', '', state, '',
        %(now)s, false, %(rules)s
    FROM funding_award
"""
PAGES = {
    "register’s page": "",
    "register’s page, a word": "?q=neighbourhood",
    "register’s page, a reference": "?q=BEN-G17",
    "register’s page, a district and year": "?district=swale&year=2030",
    "register’s page, a kind by amount": "?kind=cic&sort=-amount",
    "register’s page, by organisation": "?sort=organisation",
    "register’s page, its last numbered page": "?page=999",
    "register’s page, half way down the list": "?after={middle}",
    "register’s map": "districts/",
}


def fill(number):
    """A programme with so many published awards."""
    call_command("migrate", verbosity=0, interactive=False)
    by = User.objects.create_user("bench@example.org", name="Bench")
    purpose = Purpose.objects.create(key="bench", name="Bench")
    head = Head.objects.create(key="bench", name="Bench", purpose=purpose)
    organisation = Organisation.objects.create(name="Bench", kind="cic")
    programme = Programme.objects.create(
        slug="bench", code="BEN", name="Bench", kind=ProgrammeKind.GRANT_ROUND, head=head,
        objective="A sector", summary="Bench", department="Strategy", state="published",
    )  # fmt: skip
    with connection.cursor() as cursor:
        terms = {"programme": programme.pk, "organisation": organisation.pk, "by": by.pk}
        cursor.execute(AWARDS, terms | {"number": number, "now": timezone.now()})
        cursor.execute(ROWS, {"now": timezone.now(), "rules": RULES})
        cursor.execute("VACUUM ANALYZE")
    return {"awards": PublishedAward.objects.count()}


def pages():
    """{page: (median seconds, queries)}, each opened once before it counts."""
    client = Client()
    rows = PublishedAward.objects.order_by("award")
    middle = rows[rows.count() // 2].award_id
    found = {}
    for name, query in PAGES.items():
        address = f"/funding/grants/{query.format(middle=middle)}"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found[name] = (statistics.median(_timed(client, address) for _ in range(9)), len(captured))
    return found


def _timed(client, address):
    began = time.perf_counter()
    client.get(address)
    return time.perf_counter() - began


def take(kind):
    """One file taken away: seconds, milliseconds to the first byte, bytes, peak of memory."""
    client = Client()
    client.get("/funding/grants/?q=nothing")
    began = time.perf_counter()
    pieces = iter(client.get(f"/funding/grants.{kind}").streaming_content)
    size = len(next(pieces))
    first = time.perf_counter() - began
    size += sum(map(len, pieces))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.perf_counter() - began, "first": 1000 * first, "bytes": size, "peak": peak,
    }  # fmt: skip


class Sink(io.RawIOBase):
    """Counts what is written to it."""

    size = 0

    def write(self, data):
        self.size += len(data)
        return len(data)


def rounds(number):
    """grants.json against bare COPY of the same JSON, and of the plain rows, in turn."""
    client, found = Client(), []
    client.get("/funding/grants/?q=nothing")
    for _ in range(number):
        began = time.perf_counter()
        size = sum(map(len, client.get("/funding/grants.json").streaming_content))
        ours = time.perf_counter() - began
        same, copied = _copied(threesixty.GRANT)
        plain, _ = _copied("row_to_json(p)")
        assert abs(size - copied) < size / 10
        found.append({"ours": ours, "same": same, "plain": plain})
    return found


def _copied(columns):
    sink = Sink()
    began = time.perf_counter()
    with connection.cursor() as cursor:
        query = f"SELECT {columns} FROM funding_publishedaward p WHERE is_latest"
        cursor.copy_expert(
            f"COPY ({cursor.mogrify(query, threesixty.known()).decode()}) TO STDOUT", sink
        )
    return time.perf_counter() - began, sink.size


if __name__ == "__main__":
    act, *asked = sys.argv[1:]
    made = {"fill": fill, "pages": pages, "take": take, "json": rounds}[act](
        *(int(each) if each.isdigit() else each for each in asked)
    )
    print(json.dumps(made))
