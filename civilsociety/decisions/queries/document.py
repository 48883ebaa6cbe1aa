"""A record of decision as a document, for the PDF."""

from django.conf import settings
from django.urls import reverse

from civilsociety.documents.content import (
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    ItemList,
    Panel,
    Prose,
)
from civilsociety.ui.words import uk_date

TEXTS = (
    ("decision", "What was decided"),
    ("reasons", "Reasons"),
    ("alternatives", "Alternatives considered and rejected"),
    ("conflicts", "Conflicts of interest declared"),
    ("dispensations", "Dispensations granted"),
)
SAMPLE = "Written for the demonstration: the words of this record are invented."


def document_of(record):
    """The version of a record, complete."""
    decision = record.decision
    return Document(
        title=decision.title,
        subtitle="Record of decision" if decision.version == 1 else _version_line(decision),
        lead=SAMPLE if decision.is_sample else "",
        reference=decision.reference,
        publisher=settings.COUNCIL_NAME,
        issued_on=decision.published_on,
        html_address=settings.PUBLIC_URL + _address(record),
        summary=tuple(_facts(record)),
        blocks=tuple(_blocks(record)),
        contents=False,
    )


def _address(record):
    decision = record.decision
    if record.is_latest:
        return decision.get_absolute_url()
    return reverse("decisions:version", args=[decision.reference, decision.version])


def _version_line(decision):
    return f"Record of decision, version {decision.version}"


def _facts(record):
    decision = record.decision
    yield "Decided by", decision.maker
    yield "Date of decision", uk_date(decision.taken_on)
    yield "Takes effect", uk_date(record.effect.starts) or record.effect.call_in.public_state
    yield "Key decision", "Yes" if decision.is_key else "No"
    yield "Divisions affected", decision.places
    yield "State", decision.public_state


def _blocks(record):
    decision = record.decision
    if decision.superseded_by_id:
        text = f"A later decision took its place: {decision.superseded_by}."
        yield Panel("caveat", "Superseded", (Prose(text),))
    if decision.correction_note:
        yield Panel("note", "What this version corrects", (Prose(decision.correction_note),))
    for field, title in TEXTS:
        if text := getattr(decision, field):
            yield Heading(title)
            yield Prose(text)
    yield Heading("Why it is a key decision" if decision.is_key else "Why it is not a key decision")
    yield Prose(decision.key_reason)
    yield from _money(record)
    yield from _panels(record.began)
    yield from _comments(record)
    yield from _papers(record)
    yield Heading("How it came about")
    yield Facts(tuple((knot.word, _knot(knot)) for knot in record.knots))
    yield from _panels(record.followed)


def _knot(knot):
    return f"{knot.text}. {knot.note}" if knot.note else knot.text


def _money(record):
    if not record.amounts:
        return
    rows = tuple(
        (
            str(amount.authority.purpose),
            amount.authority.up_to_pence,
            amount.authority.until,
            amount.authority.delegate_to or "Decided here",
        )
        for amount in record.amounts
    )
    columns = (
        Column("For"),
        Column("Up to", "money"),
        Column("Until", "date"),
        Column("Who decides it"),
    )
    yield Heading("Money")
    yield DataTable("What this decision allows", columns, rows)


def _comments(record):
    if record.comments:
        yield Heading("What committees said")
    for comment in record.comments:
        yield Heading(f"{comment.committee}, {uk_date(comment.on)}", level=3)
        yield Prose(comment.said)
        if comment.answer:
            yield Panel("note", "Answer", (Prose(comment.answer),))


def _papers(record):
    if record.papers:
        yield Heading("Papers")
        yield ItemList(tuple(_paper(paper) for paper in record.papers))


def _paper(paper):
    if paper.exempt_reason:
        return f"{paper.title}: not published. {paper.exempt_reason}"
    if paper.withdrawn_on:
        return f"{paper.title}: withdrawn {uk_date(paper.withdrawn_on)}. {paper.withdrawn_reason}"
    return f"{paper.title}: {paper.link}" if paper.link else paper.title


def _panels(panels):
    for panel in panels:
        if panel.lines:
            yield Heading(panel.title)
            yield ItemList(panel.lines)
