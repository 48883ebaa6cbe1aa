"""Making a consultation, and writing its texts and its questionnaire."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.models import Consultation
from consultations.questionnaire.content import read_questionnaire
from consultations.rules.prepare import (
    check_can_edit,
    check_can_take_slug,
    check_can_write_questionnaire,
)


class Overtaken(Exception):
    """Somebody else saved the questionnaire in between; `consultation` is as it stands now."""

    def __init__(self, consultation):
        super().__init__("Somebody else changed the questionnaire since you opened this page.")
        self.consultation = consultation


@transaction.atomic
def create(*, title, slug, by, **fields):
    """Begins a consultation; nobody outside sees it before it is launched."""
    check_can_take_slug(slug)
    consultation = Consultation.objects.create(
        title=title,
        slug=slug,
        created_by=None if isinstance(by, str) else by,
        questionnaire_draft={"sections": []},
        **fields,
    )
    record(
        verb="consultation.created",
        target=consultation,
        by=by,
        sentence=f"Began to prepare the consultation “{title}”.",
    )
    return consultation


@transaction.atomic
def edit(*, consultation, by, **fields):
    """Changes the given fields and leaves the rest to whoever wrote them.

    Raises Refused when one of them may not be changed any more.
    """
    consultation = locked(consultation)
    changed = {
        name: value for name, value in fields.items() if getattr(consultation, name) != value
    }
    if not changed:
        return consultation
    check_can_edit(consultation, changed)
    if "slug" in changed:
        check_can_take_slug(changed["slug"], but=consultation)
    for name, value in changed.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=list(changed))
    names = [str(consultation._meta.get_field(name).verbose_name) for name in changed]
    record(
        verb="consultation.edited",
        target=consultation,
        by=by,
        sentence=f"Changed {', '.join(names)}.",
        details={"fields": sorted(changed)},
    )
    return consultation


@transaction.atomic
def save_questionnaire(*, consultation, questionnaire, revision, by, sentence):
    """Saves the questionnaire in preparation on top of `revision`; gives the consultation.

    `sentence` tells the audit record what was done. Raises Overtaken when somebody saved
    after `revision` was read, Refused when the questionnaire would not hold together.
    """
    consultation = locked(consultation)
    check_can_write_questionnaire(consultation)
    if consultation.questionnaire_revision != revision:
        raise Overtaken(consultation)
    plain = questionnaire.to_dict()
    _, problems = read_questionnaire(plain)
    if problems:
        raise Refused(problems[0][1])
    if plain == consultation.questionnaire_draft:
        return consultation
    consultation.questionnaire_draft = plain
    consultation.questionnaire_revision = revision + 1
    consultation.save(update_fields=["questionnaire_draft", "questionnaire_revision"])
    record(
        verb="consultation.questionnaire_changed",
        target=consultation,
        by=by,
        sentence=sentence,
        details={"revision": consultation.questionnaire_revision},
    )
    return consultation


def locked(consultation):
    """The consultation as it stands now, held until the end of the transaction."""
    return Consultation.objects.select_for_update().get(pk=consultation.pk)
