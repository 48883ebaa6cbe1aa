"""Every response as rows: what was answered, in words, without contact details."""

from django.db.models import F
from django.utils import timezone

from civilsociety.documents import Column
from consultations.queries.counts import shape_of, versions_of
from consultations.queries.tally import counted

CHUNK = 500
ABOUT = (
    Column("Reference"),
    Column("Sent", "date"),
    Column("Channel"),
    Column("Questionnaire", "number"),
    Column("May be published"),
    Column("Organisation"),
    Column("Responding as"),
    Column("District"),
    Column("Postcode, first five characters"),
)


def asked(consultation):
    """Every question any version asked, in the newest words; equality questions stand apart."""
    questions = {}
    for version in versions_of([consultation]):
        for section in version.questionnaire.sections:
            for question in () if section.equality else section.questions:
                if shape_of(question.kind):
                    questions.setdefault(question.key, question)
    return list(questions.values())


def columns_of(questions):
    """The head of the file: who, then every question, each “other” beside its question."""
    found = list(ABOUT)
    for question in questions:
        found.append(Column(question.text))
        if question.other:
            found.append(Column(f"{question.text} – {question.other}"))
    return tuple(found)


def rows_of(consultation, questions):
    """One row for each response that counts, read in pieces so that memory stays flat."""
    # The number alone: with each version would come its whole questionnaire.
    found = counted([consultation]).annotate(number=F("version__number"))
    found = found.order_by("submitted_at", "pk")
    for response in found.prefetch_related("texts").iterator(chunk_size=CHUNK):
        yield [*_about(response), *_answers(response, questions)]


def _about(response):
    return (
        response.reference,
        timezone.localtime(response.submitted_at),
        response.get_channel_display(),
        response.number,
        response.get_consent_display(),
        response.organisation_name,
        response.respondent_type,
        response.district,
        response.postcode,
    )


def _answers(response, questions):
    texts = {text.question_key: text.text for text in response.texts.all()}
    for question in questions:
        yield texts.get(question.key) or in_words(question, response.choices.get(question.key))
        if question.other:
            yield texts.get(f"{question.key}__other", "")


def in_words(question, value):
    """A stored choice as people read it: labels, numbers, dates; empty when not answered."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(question.label_of(each) for each in value)
    return question.label_of(value) if question.all_options else value
