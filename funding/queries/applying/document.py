"""An application as a document to keep: what is written so far, or what was sent."""

from django.conf import settings

from civilsociety.documents.content import Column, DataTable, Document, Facts, Heading, ItemList
from civilsociety.organisations.models import District
from civilsociety.ui.words import pounds, uk_datetime
from funding.queries.applying.answers import (
    LONGEST_UNREADABLE,
    answers_of,
    as_typed,
    in_days,
)
from funding.queries.applying.signing import signature_of
from funding.queries.applying.written import ABOUT, BUDGET, written_in

NOT_YET = "Not answered yet"


def document_of(application, today):
    """The application, complete: for its colleagues, as PDF or Word."""
    sent = application.submitted_at
    return Document(
        title=application.title or f"Application {application.number}",
        subtitle=f"{application.call.programme}, {application.call.name}",
        lead="" if sent else "A draft: it has not been sent.",
        reference=application.number,
        publisher=str(application.organisation),
        issued_on=today,
        html_address=settings.PUBLIC_URL + application.get_absolute_url(),
        summary=tuple(_summary(application)),
        blocks=tuple(_blocks(application)),
        contents=False,
    )


def _summary(application):
    yield "Applicant", str(application.organisation)
    yield "To", settings.COUNCIL_NAME
    yield "Reference", application.number
    if application.submitted_at:
        yield "Sent", uk_datetime(application.submitted_at)
    if application.requested_pence:
        yield "Asked for", pounds(application.requested_pence)
    if signature := signature_of(application):
        yield "Signed off", f"{signature.name}, {uk_datetime(signature.at)}"


def _blocks(application):
    yield Heading("About the project")
    yield Facts(tuple(_about(application)))
    for part in answers_of(application):
        yield Heading(part.section.title)
        yield Facts(tuple((each.question.text, _lines(each) or NOT_YET) for each in part.answers))
    yield from _budget(application)


def _lines(answer):
    names = [f"File: {each.file.file_name}" for each in answer.files]
    return "\n".join([*answer.lines, *names])


def _about(application):
    written = written_in(application, ABOUT)
    yield "Name of the project", _text(written["title"])
    yield "What the money is for", _text(written["summary"])
    yield "Starts", _text(written["starts_on"])
    yield "Ends", _text(written["ends_on"])
    places = [District(place).label for place in application.districts]
    yield "Where", ", ".join(places) or NOT_YET


def _text(value):
    if isinstance(value, dict):
        return as_typed(value["typed"])[:LONGEST_UNREADABLE] or NOT_YET
    return in_days(value) if value else NOT_YET


def _budget(application):
    written = written_in(application, BUDGET)
    rows, asked = written["rows"], written["requested"]
    yield Heading("What it costs")
    if isinstance(rows, dict):
        yield ItemList(tuple(": ".join(map(str, row)) for row in rows["typed"]))
    elif rows:
        total = sum(pence for _, pence in rows)
        columns = (Column("What for"), Column("Cost", "money"))
        lines = (*(tuple(row) for row in rows), ("All together", total))
        yield DataTable("Budget of the project", columns, lines)
    if isinstance(asked, dict):
        asked = as_typed(asked["typed"])[:LONGEST_UNREADABLE]
    elif asked:
        asked = pounds(asked)
    yield Facts((("Asked for", asked or NOT_YET),))
