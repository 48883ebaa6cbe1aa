"""Builds the demonstration's report at one size, and says how long each part took."""

import io
import json
import os
import resource
import sys
import time
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django  # noqa: E402

django.setup()

import pikepdf  # noqa: E402
from django.db import connection  # noqa: E402
from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from civilsociety.documents.fonts import font_css, font_faces  # noqa: E402
from civilsociety.documents.pdf import (  # noqa: E402
    ClosedFetcher,
    print_css,
    to_pdf,
    to_print_html,
)
from civilsociety.home.demonstration import is_loaded, load  # noqa: E402
from consultations.models import Report, Response  # noqa: E402
from consultations.queries.report_document import document_of  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
DAY = date(2021, 12, 9)


def multiply(size):
    """Copies the sample responses, with their words, until there are `size`."""
    report = Report.objects.get()
    rounds = [report.consultation_id, *report.also_covers.values_list("pk", flat=True)]
    have = Response.objects.filter(consultation__in=rounds).count()
    with connection.cursor() as cursor:
        cursor.execute("alter table consultations_response add column if not exists copied bigint")
        cursor.execute(
            """
            insert into consultations_response
                (copied, consultation_id, version_id, reference, submission_key, change_key_hash,
                 state, channel, submitted_at, revision, choices, respondent_type, district,
                 postcode, organisation_name, consent, is_sample)
            select id, consultation_id, version_id, 'X' || row_number() over (),
                gen_random_uuid(), md5(id::text) || md5(i::text), state, channel, submitted_at, 1,
                choices, respondent_type, district, postcode, '', consent, true
            from consultations_response, generate_series(1, %s) i
            where consultation_id = any(%s) limit %s
            """,
            [size // have + 1, rounds, size - have],
        )
        cursor.execute(
            """
            insert into consultations_textanswer (response_id, question_key, text, words)
            select r.id, t.question_key, t.text, t.words from consultations_response r
            join consultations_textanswer t on t.response_id = r.copied
            """
        )
        cursor.execute("analyze")


def alone(html):
    """WeasyPrint on the same HTML with the same styles and fonts, and nothing of ours."""
    faces = font_faces()
    fonts, fetcher = FontConfiguration(), ClosedFetcher(faces.values())
    style = CSS(string=font_css(faces) + print_css(), url_fetcher=fetcher, font_config=fonts)
    return HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def ours():
    """The report as it is built: counted, composed, printed."""
    return to_pdf(document_of(Report.objects.get(), day=DAY, number=1))


def timed(act, *arguments):
    """Seconds of one call."""
    begun = time.perf_counter()
    made = act(*arguments)
    return time.perf_counter() - begun, made


def main(size):
    """Prints the seconds of every round, and the peak of memory in MB."""
    if not is_loaded():
        load()
    if size > 78:
        multiply(size)
    html = to_print_html(document_of(Report.objects.get(), day=DAY, number=1))
    found = {"alone": [], "ours": [], "pages": made_pages(alone(html))}
    for _ in range(ROUNDS):
        found["alone"].append(timed(alone, html)[0])
        found["ours"].append(timed(ours)[0])
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def made_pages(pdf):
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    main(int(sys.argv[1]))
