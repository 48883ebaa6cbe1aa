"""Answers as words: for the check page, the receipt, and whoever reads a response."""

from datetime import date

from civilsociety.ui.words import uk_date
from consultations.models import TextAnswer
from consultations.questionnaire.answers import check_all, other_field, raw_of
from consultations.questionnaire.kinds import CHOICES, Kind


def in_words(question, value, raw):
    """The answer to one question as lines of text; empty when there is none."""
    if value is None:
        return []
    if question.kind in CHOICES:
        keys = value if isinstance(value, list) else [value]
        return [_label(question, key, raw) for key in keys]
    if question.kind == Kind.DATE:
        return [uk_date(date.fromisoformat(value))]
    if question.kind == Kind.NUMBER:
        return [f"{value:,}"]
    if question.kind == Kind.ORGANISATION:
        return _organisation(value)
    return [str(value)]


def _label(question, key, raw):
    words = question.label_of(key)
    if question.other and key == question.OTHER_KEY:
        said = (raw.get(other_field(question)) or [""])[0].strip()
        return f"{words}: {said}" if said else words
    return words


def _organisation(value):
    numbers = [
        f"{label} {value[name]}"
        for name, label in (("charity_number", "Charity"), ("company_number", "Company"))
        if value.get(name)
    ]
    return [value["name"], *numbers]


def answers_of(response):
    """(section, [(question, lines)]) of a stored response, equality answers left out.

    Only what was answered; by the questionnaire it was answered on.
    """
    questionnaire = response.version.questionnaire
    texts = TextAnswer.objects.filter(response=response).values_list("question_key", "text")
    organisation = {"name": response.organisation_name} if response.organisation_name else {}
    raw = raw_of(questionnaire, response.choices, list(texts), organisation, response.postcode)
    values = check_all(questionnaire, raw)[0].values
    found = []
    for section in questionnaire.sections:
        lines = [
            (question, in_words(question, values[question.key], raw))
            for question in section.questions
            if question.key in values
        ]
        if lines and not section.equality:
            found.append((section, lines))
    return found
