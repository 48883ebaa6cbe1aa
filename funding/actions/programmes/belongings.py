"""What belongs to a programme: criteria, questions of the checker, indicators, documents."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from funding.models import (
    Criterion,
    EligibilityQuestion,
    Indicator,
    PledgeRules,
    ProgrammeDocument,
)
from funding.rules import programmes as rules

LISTED_TWICE = "“{name}” stands there already. Give it another name."


@transaction.atomic
def add_criterion(*, programme, name, description, weight, by):
    """Adds what bids are scored on, last in the list."""
    programme = locked(programme)
    rules.check_can_change_criteria(programme)
    _check_new(programme.criteria, name)
    fields = {"name": name, "description": description, "weight": weight}
    return _add(Criterion, programme, by, f"Criterion “{name}” was added.", **fields)


@transaction.atomic
def change_criterion(*, criterion, name, description, weight, by):
    """Says a criterion otherwise or counts it otherwise. Refused while a round is undecided."""
    criterion = locked(criterion)
    rules.check_can_change_criteria(locked(criterion.programme))
    _check_new(criterion.programme.criteria.exclude(pk=criterion.pk), name)
    fields = {"name": name, "description": description, "weight": weight}
    return _change(criterion, by, f"Criterion “{name}” was changed.", **fields)


@transaction.atomic
def remove_criterion(*, criterion, by):
    """Takes away a criterion that nothing rests on yet."""
    locked(criterion.programme)
    rules.check_can_remove_criterion(criterion)
    return _remove(criterion, by, f"Criterion “{criterion}” was removed.")


@transaction.atomic
def add_eligibility_question(*, programme, by, **fields):
    """Adds a question to the eligibility checker, last in the list."""
    sentence = f"“{fields['text']}” was added to the eligibility checker."
    return _add(EligibilityQuestion, locked(programme), by, sentence, **fields)


@transaction.atomic
def change_eligibility_question(*, question, by, **fields):
    """Changes a question of the checker. Nobody's answer to it is kept, so it may change."""
    sentence = f"“{fields['text']}” was changed in the eligibility checker."
    return _change(locked(question), by, sentence, **fields)


@transaction.atomic
def remove_eligibility_question(*, question, by):
    """Takes a question out of the eligibility checker."""
    locked(question.programme)
    return _remove(question, by, f"“{question}” was taken out of the eligibility checker.")


@transaction.atomic
def add_indicator(*, programme, name, by, **fields):
    """Adds something that grant holders count, last in the list."""
    programme = locked(programme)
    _check_new(programme.indicators, name)
    return _add(Indicator, programme, by, f"Indicator “{name}” was added.", name=name, **fields)


@transaction.atomic
def change_indicator(*, indicator, name, by, **fields):
    """Says more clearly what is counted; the record keeps that it changed."""
    indicator = locked(indicator)
    _check_new(indicator.programme.indicators.exclude(pk=indicator.pk), name)
    return _change(indicator, by, f"Indicator “{name}” was changed.", name=name, **fields)


@transaction.atomic
def remove_indicator(*, indicator, by):
    """Takes away an indicator that nobody reports on."""
    locked(indicator.programme)
    rules.check_can_remove_indicator(indicator)
    return _remove(indicator, by, f"Indicator “{indicator}” was removed.")


@transaction.atomic
def add_document(*, programme, title, upload, by, now):
    """Puts a document beside the prospectus. `upload` is what `forms.files.UploadField` read."""
    document = ProgrammeDocument.objects.create(
        programme=programme,
        title=title,
        file_name=upload["file_name"],
        content_type=upload["content_type"],
        content=upload["content"],
        added_at=now,
    )
    _record(programme, by, f"The document “{title}” was added.")
    return document


@transaction.atomic
def remove_document(*, document, by):
    """Takes a document away from the prospectus."""
    return _remove(document, by, f"The document “{document}” was removed.")


@transaction.atomic
def set_pledge_rules(*, programme, by, **rules_of):
    """Sets how much a crowdfunding programme pledges (pence, per cent of the target)."""
    programme = locked(programme)
    made, _ = PledgeRules.objects.update_or_create(programme=programme, defaults=rules_of)
    details = {name: value for name, value in rules_of.items() if name != "excluded_kinds"}
    _record(programme, by, f"The rules of pledging of {programme} were set.", **details)
    return made


def _check_new(rows, name):
    if rows.filter(name__iexact=name).exists():
        raise Refused(LISTED_TWICE.format(name=name))


def _add(model, programme, by, sentence, **fields):
    last = model.objects.filter(programme=programme).order_by("position").last()
    position = last.position + 1 if last else 1
    row = model.objects.create(programme=programme, position=position, **fields)
    _record(programme, by, sentence)
    return row


def _change(row, by, sentence, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    _record(row.programme, by, sentence)
    return row


def _remove(row, by, sentence):
    programme = row.programme
    row.delete()
    _record(programme, by, sentence)
    return programme


def _record(programme, by, sentence, **details):
    verb = "funding.programme_changed"
    record(verb=verb, target=programme, by=by, sentence=sentence, details=details)
