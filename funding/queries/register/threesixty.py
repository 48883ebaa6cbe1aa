"""The register as 360Giving 1.4. PostgreSQL writes each grant; here they are only strung together.

https://standard.threesixtygiving.org/en/1.4/
"""

import json
from datetime import UTC

from django.conf import settings
from django.db import connection
from django.urls import reverse

from civilsociety.organisations.models import District, Kind
from funding.models import PublishedAward
from funding.queries.register.districts import location
from funding.queries.register.export import AT_ONCE, BEYOND, chunks
from funding.states import OUTSIDE_LABELS, AwardState

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# Code list locationScope: a subnational region, a local authority.
GRANT = """
json_strip_nulls(json_build_object(
    'id', identifier,
    'title', title,
    'description', summary,
    'currency', 'GBP',
    'amountAppliedFor', round(applied_pence / 100.0, 2),
    'amountAwarded', round(amount_pence / 100.0, 2),
    'awardDate', awarded_on,
    'url', %(grants)s || reference || '/',
    'plannedDates', json_build_array(
        json_build_object('startDate', starts_on, 'endDate', ends_on)),
    'recipientOrganization', json_build_array(json_build_object(
        'id', recipient_org_id, 'name', recipient_name,
        'charityNumber', nullif(charity_number, ''),
        'companyNumber', nullif(company_number, ''),
        'organisationType', %(kinds)s::jsonb ->> recipient_kind)),
    'beneficiaryLocation', (SELECT json_agg(%(places)s::jsonb -> place)
        FROM unnest(districts) AS place),
    'locationScope', CASE WHEN districts && '{kent_wide,outside_kent}'::varchar[]
        THEN 'GLS040' ELSE 'GLS050' END,
    'fundingOrganization', json_build_array(json_build_object(
        'id', %(funder)s, 'name', %(council)s, 'department', nullif(department, ''))),
    'grantProgramme', json_build_array(json_build_object(
        'code', programme_code, 'title', programme_name,
        'url', %(programmes)s || programme_slug || '/')),
    'fromOpenCall', CASE WHEN from_open_call THEN 'Yes' ELSE 'No' END,
    'regrantType', nullif(regrant_type, ''),
    'classifications', json_build_array(
        json_build_object('vocabulary', 'State of the award',
            'title', %(states)s::jsonb ->> state),
        json_build_object('vocabulary', 'Objective of the strategy',
            'title', nullif(objective, '')),
        json_build_object('vocabulary', 'Sample data',
            'title', CASE WHEN is_sample THEN 'Invented for a trial' ELSE 'No' END)),
    'relatedDocument', CASE WHEN decision_reference <> '' THEN json_build_array(
        json_build_object('id', decision_reference,
            'title', 'Record of decision ' || decision_reference,
            'url', %(decisions)s || replace(decision_reference, '/', '-') || '/')) END,
    'dateModified', to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'dataSource', %(source)s
))"""
CHUNK = f"""
WITH chunk AS MATERIALIZED (
    SELECT * FROM funding_publishedaward WHERE is_latest AND award_id < %(last)s
    ORDER BY award_id DESC LIMIT %(number)s
)
SELECT min(award_id), count(*),
    string_agg({GRANT}::text, E',\\n' ORDER BY award_id DESC)
        FILTER (WHERE read_by_rules = %(rules)s),
    array_agg(id) FILTER (WHERE read_by_rules <> %(rules)s)
FROM chunk
"""  # noqa: S608 (our own words)
ONE_BY_ONE = f"""
SELECT string_agg({GRANT}::text, E',\\n' ORDER BY award_id DESC)
FROM funding_publishedaward WHERE id = ANY(%(ids)s)
"""  # noqa: S608 (our own words)


def known():
    """What every grant needs besides its row."""
    site = settings.PUBLIC_URL
    grants = reverse("funding:grants")
    return {
        "grants": site + grants,
        "programmes": site + reverse("funding:index"),
        "decisions": site + reverse("decisions:register"),
        "source": site + reverse("funding:grants_json"),
        "funder": settings.FUNDER_ORG_ID,
        "council": settings.COUNCIL_NAME,
        "kinds": json.dumps(dict(Kind.choices)),
        "states": json.dumps({k.value: v for k, v in OUTSIDE_LABELS[AwardState].items()}),
        "places": json.dumps({place.value: location(place) for place in District}),
    }


def package(reading, *, today):
    """The whole package, piece by piece; `today` is the day it is issued.

    Its text is valid JSON when it has ended. A grant in which something leads to a person is
    left out.
    """
    yield json.dumps(head(today), ensure_ascii=False, indent=1)[:-2] + ',\n "grants": ['
    between = "\n"
    for text in grants(reading):
        yield between + text
        between = ",\n"
    yield "\n]}\n"


def grants(reading):
    """The grants as JSON, many to a piece, with commas between those of one piece."""
    last, terms = BEYOND, known() | {"rules": reading.rules}
    with connection.cursor() as cursor:
        for number in chunks():
            cursor.execute(CHUNK, terms | {"last": last, "number": number})
            last, seen, clean, unread = cursor.fetchone()
            if clean:
                yield clean
            if unread and (more := _read_one_by_one(cursor, unread, terms, reading)):
                yield more
            if seen < number:
                return


def _read_one_by_one(cursor, ids, terms, reading):
    rows = PublishedAward.objects.filter(pk__in=ids)
    clean = [row.pk for row in rows.iterator(chunk_size=AT_ONCE) if reading.is_clean(row)]
    if not clean:
        return ""
    cursor.execute(ONE_BY_ONE, terms | {"ids": clean})
    return cursor.fetchone()[0]


def grant_of(row):
    """One row as 360Giving has it."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_BY_ONE, known() | {"ids": [row.pk]})
        return json.loads(cursor.fetchone()[0])


def head(today):
    """What the package says of itself."""
    site, council = settings.PUBLIC_URL, settings.COUNCIL_NAME
    published = PublishedAward.objects.order_by("-pk").values_list("published_at", flat=True)
    modified = published.first()
    said = {
        "version": "1.4",
        "title": f"Grants of {council} to civil society",
        "description": "Every award to a voluntary or community organisation or social "
        "enterprise, as it stands now. No personal data.",
        "identifier": f"{settings.THREESIXTY_PREFIX}-grants",
        "issued": f"{today:%Y-%m-%d}",
        "publisher": {
            "name": council,
            "identifier": settings.FUNDER_ORG_ID,
            "website": f"{site}/",
        },
        "license": LICENCE,
        "accessURL": site + reverse("funding:grants"),
        "downloadURL": site + reverse("funding:grants_json"),
    }
    if modified:
        said["modified"] = f"{modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return said
