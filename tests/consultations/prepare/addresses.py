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


def _group(cast):
    return {**_draft(cast), "group": "about"}


def _check(cast):
    return {**_draft(cast), "check": "eqia"}


def _request(cast):
    consultation = launched()
    asked = prepare.ask_for_format(
        consultation=consultation, format="word", details="", name="Ann", reply_to="x", now=OPENS
    )
    return {"slug": consultation.slug, "pk": asked.pk}


def _draft_paper(cast):
    consultation = a_draft()
    return {"slug": consultation.slug, "pk": a_file(consultation).pk}


def _draft_with(**more):
    return lambda cast: {**_draft(cast), **more}


ROWS = {
    "consultations:index": Row(PUBLIC),
    "consultations:unsubscribe": Row(PUBLIC, _registration),
    "consultations:consultation": Row(PUBLIC, _launched),
    "consultations:paper": Row(PUBLIC, _paper, page=False),
    "consultations:ask_format": Row(PUBLIC, _launched),
    "consultations:format_asked": Row(PUBLIC, _launched),
    "consultations:tell_me": Row(PUBLIC, _launched),
    "consultations:tell_me_done": Row(PUBLIC, _launched),
    "consultations:prepare_list": Row(OFFICERS),
    "consultations:prepare_new": Row(OFFICERS),
    "consultations:prepare_import": Row(OFFICERS),
    "consultations:prepare_overview": Row(OFFICERS, _draft),
    "consultations:prepare_preview": Row(OFFICERS, _draft),
    "consultations:prepare_texts": Row(OFFICERS, _draft),
    "consultations:prepare_edit": Row(OFFICERS, _group),
    "consultations:prepare_papers": Row(OFFICERS, _draft),
    "consultations:prepare_remove_paper": Row(OFFICERS, _draft_paper, method="post", opens=False),
    "consultations:prepare_format_requests": Row(OFFICERS, _launched),
    "consultations:prepare_format_request": Row(OFFICERS, _request),
    "consultations:prepare_override": Row(OFFICERS, _check),
    "consultations:prepare_withdraw_override": Row(OFFICERS, _check, method="post"),
    "consultations:prepare_launch": Row(OFFICERS, _draft),
    "consultations:prepare_extend": Row(OFFICERS, _launched),
    "consultations:prepare_cancel": Row(OFFICERS, _draft),
    "consultations:prepare_publish_wording": Row(OFFICERS, _launched),
    "consultations:prepare_export": Row(OFFICERS, _draft, page=False),
    "consultations:prepare_questionnaire": Row(OFFICERS, _draft),
    "consultations:prepare_arrange": Row(OFFICERS, _draft, method="post", opens=False),
    "consultations:prepare_questionnaire_preview": Row(OFFICERS, _draft),
    "consultations:prepare_bring_questionnaire": Row(OFFICERS, _draft),
    "consultations:prepare_delete": Row(OFFICERS, _draft_with(what="question", key="why")),
    "consultations:prepare_condition": Row(OFFICERS, _draft_with(what="question", key="why")),
    "consultations:prepare_new_section": Row(OFFICERS, _draft),
    "consultations:prepare_section": Row(OFFICERS, _draft_with(key="volunteering")),
    "consultations:prepare_new_question": Row(OFFICERS, _draft_with(section_key="volunteering")),
    "consultations:prepare_write_question": Row(
        OFFICERS, _draft_with(section_key="volunteering", kind="one_choice")
    ),
    "consultations:prepare_question": Row(OFFICERS, _draft_with(key="barriers")),
}
