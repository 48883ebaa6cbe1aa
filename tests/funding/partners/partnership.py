"""A partner's world: an award that is given on, files of onward grants, a pilot."""

import csv
import io
from datetime import date, datetime

from openpyxl import Workbook

from funding.actions.partners import apply_import, ask_import, check_file
from funding.actions.register import publish_award
from funding.models import Award, Programme
from funding.models.choices import ProgrammeKind, RegrantType
from tests.budget.conftest import NOW

HEADS = [
    "Reference", "Organisation", "Charity number", "Company number", "Title", "Summary", "Amount",
    "Award date", "Start date", "End date", "District",
]  # fmt: skip
LATER = datetime(2022, 2, 1, 12, 0, tzinfo=NOW.tzinfo)


def a_row(number=1, **more):
    """One grant as a partner writes it, by head."""
    row = {
        "Reference": f"KCF-{number:03}",
        "Organisation": f"Lunch club {number}",
        "Charity number": "1234567",
        "Company number": "",
        "Title": "A new plan",
        "Summary": "Advice on a plan for three years.",
        "Amount": "£1,200.50",
        "Award date": "14 January 2022",
        "Start date": "1 February 2022",
        "End date": "31/07/2022",
        "District": "Swale",
    }
    return row | {name.replace("_", " "): value for name, value in more.items()}


def as_csv(*rows, heads=HEADS, delimiter=",", encoding="utf-8"):
    """The rows as a CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(heads)
    writer.writerows([row.get(head, "") for head in heads] for row in rows)
    return buffer.getvalue().encode(encoding)


def as_xlsx(*rows, heads=HEADS, sheet="Grants"):
    """The rows as a workbook."""
    book = Workbook()
    book.active.title = sheet
    book.active.append(heads)
    for row in rows:
        book.active.append([row.get(head) for head in heads])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def regrant_award(world, *, pence=10_000_00, published=True, **more):
    """An accepted award that Tess's organisation gives on."""
    programme = Programme.objects.filter(slug="regrant").first() or world.make_programme(
        "regrant", "REG", kind=ProgrammeKind.REGRANT, regrant_type=RegrantType.INTERMEDIARY
    )
    award = world.award(programme=programme, pence=pence, **more)
    if published:
        publish_award(award=award, now=NOW)
    return award


def read(award, content, *, by, name="grants.csv", now=LATER):
    """Gives a file and lets the worker read it here and now."""
    job = ask_import(award=award, file_name=name, content=content, by=by, now=now)
    check_file(job=job, now=now)
    job.refresh_from_db()
    return job


def bring_in(award, content, *, by, now=LATER):
    """Reads a file and confirms it."""
    job = read(award, content, by=by, now=now)
    assert job.problems == []
    return apply_import(job=job, by=by, now=now)


def problems(award, content, *, by, now=LATER):
    """What is wrong with a file: {cell: message}."""
    return {each["cell"]: each["message"] for each in read(award, content, by=by, now=now).problems}


def in_numbers(job):
    """(added, changed, unchanged, gone) of a file that was read."""
    return job.added, job.changed, job.unchanged, len(job.gone)


def pilot_award(world, **more):
    """An accepted award of a pilot that Tess's organisation delivers, from 1 January 2022."""
    programme = Programme.objects.filter(slug="pilot").first() or world.make_programme(
        "pilot", "VIP", kind=ProgrammeKind.PILOT
    )
    fields = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 31)} | more
    award = world.award(programme=programme, **fields)
    publish_award(award=award, now=NOW)
    return Award.objects.select_related("programme", "organisation").get(pk=award.pk)


def upload(name="desk.pdf"):
    """A file as a form gives it to an action."""
    content = b"%PDF-1.7 a desk %%EOF"
    return {
        "file_name": name,
        "content_type": "application/pdf",
        "content": content,
        "scan": "not_scanned",
    }
