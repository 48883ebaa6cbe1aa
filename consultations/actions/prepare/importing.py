"""Making a draft what a file says it should be."""

from dataclasses import dataclass

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.actions.prepare.papers import add_link, remove_paper
from consultations.actions.prepare.writing import create, edit, locked, save_questionnaire
from consultations.models import Consultation
from consultations.states import ConsultationState


@dataclass(frozen=True)
class Import:
    """What an import did."""

    consultation: Consultation
    created: bool
    # Names of files among the papers that have to be uploaded here.
    missing_files: tuple = ()


@transaction.atomic
def import_consultation(*, plan, by):
    """Creates the draft a file describes, or brings the draft of that address into line.

    Raises Refused for one that was launched: people have read it. The wording of its
    questions can be corrected on its Questionnaire page.
    """
    existing = Consultation.objects.filter(slug=plan.slug).first()
    if existing is None:
        fields = dict(plan.fields)
        consultation = create(title=fields.pop("title"), slug=fields.pop("slug"), by=by, **fields)
    else:
        consultation = _update(locked(existing), plan, by)
    _papers(consultation, plan, by)
    consultation = save_questionnaire(
        consultation=consultation,
        questionnaire=plan.questionnaire,
        revision=consultation.questionnaire_revision,
        by=by,
        sentence="Took the questionnaire from a file.",
    )
    record(
        verb="consultation.imported",
        target=consultation,
        by=by,
        sentence="Imported from a file." if existing is None else "Brought into line with a file.",
    )
    return Import(consultation, existing is None, tuple(_missing(consultation, plan)))


def _update(consultation, plan, by):
    if consultation.state != ConsultationState.DRAFT:
        raise Refused(
            f"“{consultation.title}” was launched, so a file cannot replace it. To correct the "
            "wording of questions, import the file on its Questionnaire page; for a new round, "
            "give the file a slug of its own."
        )
    if plan.fields.get("follows") == consultation:
        raise Refused("A consultation cannot follow itself. Remove “follows” from the file.")
    return edit(consultation=consultation, by=by, **plan.fields)


def _papers(consultation, plan, by):
    """Links become those of the file; files kept here stay while the file names them."""
    wanted = {(p.kind, p.title, p.link, p.file_name) for p in plan.papers}
    kept = set()
    for paper in consultation.papers.defer("content"):
        key = (paper.kind, paper.title, paper.link, paper.file_name)
        if key in wanted and key not in kept:
            kept.add(key)
        else:
            remove_paper(paper=paper, by=by)
    for paper in plan.papers:
        key = (paper.kind, paper.title, paper.link, paper.file_name)
        if paper.link and key not in kept:
            add_link(
                consultation=consultation,
                kind=paper.kind,
                title=paper.title,
                link=paper.link,
                by=by,
            )


def _missing(consultation, plan):
    here = set(consultation.papers.values_list("title", "file_name"))
    return [
        paper.file_name
        for paper in plan.papers
        if paper.file_name and (paper.title, paper.file_name) not in here
    ]
