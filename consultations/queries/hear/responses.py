"""Responses one by one: finding them, and what one of them says."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from consultations.models import DuplicateFlag, FindingQuote, Response
from consultations.queries.hear.export import in_words
from consultations.questionnaire.kinds import TEXTS, Kind

# Told elsewhere on the page, from the response itself.
ABOUT_THE_SENDER = {Kind.INFORMATION, Kind.POSTCODE, Kind.ORGANISATION}


def found_responses(consultation, *, words="", filters=None, state=""):
    """Responses by reference or organisation, each with `is_flagged`: maybe sent twice."""
    me = OuterRef("pk")
    flags = DuplicateFlag.objects.filter(
        Q(first=me) | Q(second=me), verdict=DuplicateFlag.Verdict.OPEN
    )
    found = Response.objects.filter(consultation=consultation, **(filters or {}))
    words = words.replace("\x00", "").strip()
    if words:
        found = found.filter(Q(reference__icontains=words) | Q(organisation_name__icontains=words))
    if state == "flagged":
        found = found.filter(Exists(flags))
    elif state:
        found = found.filter(state=state)
    return found.annotate(is_flagged=Exists(flags)).order_by("-submitted_at", "-pk")


@dataclass
class SaidPage:
    """One page of the questionnaire as somebody answered it: (question, answer, words) rows."""

    title: str
    rows: list = field(default_factory=list)


def as_sent(response):
    """What a response says, page by page, in the words of the questionnaire it answered.

    A row is (question, answer, text): the answer counted, the `TextAnswer` written.
    """
    texts = {text.question_key: text for text in response.texts.all()}
    pages = []
    for section in response.version.questionnaire.sections:
        page = SaidPage(section.title)
        for question in () if section.equality else section.questions:
            if question.kind not in ABOUT_THE_SENDER:
                page.rows.append(_row(question, response, texts))
        if page.rows:
            pages.append(page)
    return pages


def _row(question, response, texts):
    if question.kind in TEXTS:
        return question, "", texts.get(question.key)
    answer = in_words(question, response.choices.get(question.key))
    return question, answer, texts.get(f"{question.key}__other")


def flags_of(response):
    """The pairs this response is in that may be one response sent twice."""
    pairs = DuplicateFlag.objects.filter(Q(first=response) | Q(second=response))
    return pairs.select_related("first", "second")


def quoted_under(response):
    """The headings under which the response's words are quoted, in the order of the report."""
    shown = FindingQuote.objects.filter(quote__answer__response=response)
    headings = shown.order_by("finding__position").values_list("finding__heading", flat=True)
    return list(dict.fromkeys(headings))
