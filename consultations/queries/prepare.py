"""Lists of consultations, for the public and for officers."""

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Extract

from consultations.models import Consultation
from consultations.states import ConsultationState, FormatRequestState, Phase

ANSWERED, CANCELLED = "answered", "cancelled"
# What a visitor may look for, in the order the list shows it.
PUBLIC_GROUPS = (
    (Phase.OPEN.value, "Open"),
    (Phase.FORTHCOMING.value, "Opening soon"),
    (Phase.CLOSED.value, "Closed, not yet answered"),
    (ANSWERED, "Answered"),
)
_RANKS = {name: rank for rank, (name, _) in enumerate(PUBLIC_GROUPS)}


def public_list(*, now, words="", group=""):
    """Announced consultations: open first (soonest to close), then forthcoming, closed, answered.

    `words` must all stand in title or summary; `group` is one of PUBLIC_GROUPS.
    """
    found = Consultation.objects.announced().annotate(rank=_rank(now))
    found = found.exclude(state=ConsultationState.CANCELLED)
    for word in words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    if group in _RANKS:
        found = found.filter(rank=_RANKS[group])
    return found.order_by("rank", _soonest_first(), "-closes_at", "id")


def _rank(now):
    return Case(
        When(state=ConsultationState.REPORTED, then=Value(_RANKS[ANSWERED])),
        When(opens_at__gt=now, then=Value(_RANKS[Phase.FORTHCOMING])),
        When(closes_at__gt=now, then=Value(_RANKS[Phase.OPEN])),
        default=Value(_RANKS[Phase.CLOSED]),
        output_field=IntegerField(),
    )


def _soonest_first():
    """What is still to come is sorted by when it comes; the past, latest first, by the caller."""
    return Case(
        When(rank=_RANKS[Phase.OPEN], then=Extract("closes_at", "epoch")),
        When(rank=_RANKS[Phase.FORTHCOMING], then=Extract("opens_at", "epoch")),
        default=Value(0),
    )


def group_of(consultation, now):
    """Which of the public list's groups it stands in; "cancelled" stands in none."""
    if consultation.state == ConsultationState.CANCELLED:
        return CANCELLED
    if consultation.state == ConsultationState.REPORTED:
        return ANSWERED
    phase = consultation.phase(now)
    return Phase.CLOSED.value if phase == Phase.GRACE else phase and phase.value


def officers_list(*, words="", state=""):
    """Every consultation, drafts first, with how many requests wait and who responded."""
    waiting = [FormatRequestState.RECEIVED, FormatRequestState.PREPARING]
    found = Consultation.objects.annotate(
        requests_waiting=Count(
            "format_requests", filter=Q(format_requests__state__in=waiting), distinct=True
        )
    )
    for word in words.split()[:10]:
        found = found.filter(Q(title__icontains=word) | Q(slug__icontains=word))
    if state in ConsultationState.values:
        found = found.filter(state=state)
    order = Case(
        When(state=ConsultationState.LAUNCHED, then=Value(0)),
        When(state=ConsultationState.DRAFT, then=Value(1)),
        default=Value(2),
    )
    return found.order_by(order, F("opens_at").desc(nulls_first=True), "-id")


def requests_waiting(consultation):
    """How many people wait for another format."""
    return consultation.format_requests.filter(
        state__in=[FormatRequestState.RECEIVED, FormatRequestState.PREPARING]
    ).count()


def papers_without_content(consultation):
    """The papers for a list: whole files are not read for it."""
    return consultation.papers.defer("content").annotate(
        stored=Case(When(content=None, then=Value(False)), default=Value(True))
    )


def outline(questionnaire):
    """Sections and questions with their numbers and conditions in words, for the builder's list."""
    number, found = 0, []
    for section in questionnaire.sections:
        questions = []
        for question in section.questions:
            number += question.is_answered
            questions.append(
                {
                    "question": question,
                    "number": number if question.is_answered else "",
                    "tests": condition_in_words(questionnaire, question.show_if),
                }
            )
        found.append(
            {
                "section": section,
                "questions": questions,
                "tests": condition_in_words(questionnaire, section.show_if),
            }
        )
    return found


def condition_in_words(questionnaire, condition):
    """Each test of a condition as a sentence; nothing without a condition."""
    sentences = []
    for test in condition.tests if condition else ():
        asked = questionnaire.by_key.get(test.question)
        text = asked.text if asked else test.question
        labels = [f"“{asked.label_of(key)}”" for key in test.any_of] if asked else []
        answer = " or ".join(labels)
        sentences.append(f"“{text}” is answered" + (f" with {answer}" if answer else ""))
    return sentences


def strategy_anchors(consultation):
    """The sections of the strategy version asked about, as choices: anchor, number and title."""
    version = consultation.strategy_version
    if version is None:
        return []
    return [(each.key, f"{each.number} {each.title}") for each in version.sections.all()]
