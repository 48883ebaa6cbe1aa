"""Who may open the pages around the answering."""

import uuid

from civilsociety.accounts.permissions import Permission
from consultations.actions import prepare
from consultations.models import Paper, Registration
from tests.access import PUBLIC, Row
from tests.consultations.makers import OPENS, a_draft, an_officer, launched

OFFICERS = {Permission.MANAGE_CONSULTATIONS}


def _launched(cast):
    return {"slug": launched().slug}


def _draft(cast):
    return {"slug": a_draft().slug}


def a_file(consultation):
    return prepare.add_file(
        consultation=consultation,
        kind=Paper.Kind.BACKGROUND,
        title="Notes",
        file_name="notes.pdf",
        content_type="application/pdf",
        content=b"%PDF-1.7 notes",
        by=an_officer(),
    )


def _paper(cast):
    consultation = launched()
    return {"slug": consultation.slug, "pk": a_file(consultation).pk}


def _registration(cast):
    registration = prepare.register_interest(
        consultation=launched(), email=f"{uuid.uuid4().hex}@example.org", now=OPENS
    )
    assert isinstance(registration, Registration)
    return {"token": registration.token}


ROWS = {
    "consultations:index": Row(PUBLIC),
    "consultations:unsubscribe": Row(PUBLIC, _registration),
    "consultations:consultation": Row(PUBLIC, _launched),
    "consultations:paper": Row(PUBLIC, _paper, page=False),
    "consultations:ask_format": Row(PUBLIC, _launched),
    "consultations:format_asked": Row(PUBLIC, _launched),
    "consultations:tell_me": Row(PUBLIC, _launched),
    "consultations:tell_me_done": Row(PUBLIC, _launched),
}
