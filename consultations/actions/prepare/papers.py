"""The documents people need for an informed answer."""

from django.db import transaction

from civilsociety.audit.actions import record
from consultations.actions.prepare.writing import locked
from consultations.models import Paper
from consultations.rules.prepare import check_can_edit


@transaction.atomic
def add_link(*, consultation, kind, title, link, by):
    """Adds a document that stands elsewhere."""
    return _add(consultation, by, kind=kind, title=title, link=link)


@transaction.atomic
def add_file(*, consultation, kind, title, file_name, content_type, content, by):
    """Adds a document kept here. Its content has been checked by the form."""
    return _add(
        consultation,
        by,
        kind=kind,
        title=title,
        file_name=file_name,
        content_type=content_type,
        content=content,
    )


def _add(consultation, by, **fields):
    consultation = locked(consultation)
    check_can_edit(consultation)
    paper = Paper.objects.create(consultation=consultation, **fields)
    record(
        verb="consultation.paper_added",
        target=consultation,
        by=by,
        sentence=f"Added the paper “{paper.title}”.",
    )
    return paper


@transaction.atomic
def remove_paper(*, paper, by):
    """Takes a document away; what it was stays in the audit record."""
    consultation = locked(paper.consultation)
    check_can_edit(consultation)
    title = paper.title
    paper.delete()
    record(
        verb="consultation.paper_removed",
        target=consultation,
        by=by,
        sentence=f"Removed the paper “{title}”.",
    )
