"""A launched consultation with answers, in the few lines a test needs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from consultations.models import (
    Consultation,
    QuestionnaireVersion,
    Quote,
    Report,
    Response,
    TextAnswer,
)
from consultations.questionnaire.content import read_questionnaire

UK = ZoneInfo("Europe/London")
QUESTIONS = {
    "sections": [
        {
            "key": "about",
            "title": "About you",
            "questions": [
                {"key": "as", "kind": "responding_as", "text": "How are you responding?"},
            ],
        },
        {
            "key": "terms",
            "title": "The words we use",
            "strategy_section": "terminology",
            "questions": [
                {"key": "right", "kind": "agreement", "text": "The words are right"},
                {
                    "key": "needs",
                    "kind": "several_choices",
                    "text": "What do you need?",
                    "options": [{"key": "a", "label": "Advice"}, {"key": "b", "label": "Money"}],
                },
                {"key": "why", "kind": "long_text", "text": "Why?"},
            ],
        },
    ]
}


@pytest.fixture
def after_closing():
    """A day when the consultation has long been closed."""
    return datetime(2021, 12, 9, 12, tzinfo=UK)


@pytest.fixture
def consultation(db, olivia):
    """A consultation that was open from 6 September to 3 October 2021."""
    return a_consultation("terms-2021", olivia)


def a_consultation(slug, by, **fields):
    """One that was open from 6 September to 3 October 2021, with its questionnaire frozen."""
    made = Consultation.objects.create(
        slug=slug,
        title="The words we use",
        caveat="Open to everybody; not a representative survey.",
        opens_at=datetime(2021, 9, 6, 9, tzinfo=UK),
        closes_at=datetime(2021, 10, 3, 23, 59, tzinfo=UK),
        launched_at=datetime(2021, 9, 1, 9, tzinfo=UK),
        state="launched",
        created_by=by,
        **fields,
    )
    read, problems = read_questionnaire(QUESTIONS)
    assert not problems
    QuestionnaireVersion.objects.create(
        consultation=made, number=1, content=read.to_dict(), sha256=read.sha256, created_by=by
    )
    return made


@pytest.fixture
def respond():
    """`respond(consultation, 14, respondent="resident", right="agree", why="Because")`."""

    def one(consultation, place, respondent, why, consent, choices):
        stem = f"{consultation.pk}{respondent[:3]}{place}{Response.objects.count()}"
        response = Response.objects.create(
            consultation=consultation,
            version=consultation.versions.last(),
            reference=stem[:12],
            change_key_hash=stem,
            choices={"as": respondent, **choices},
            respondent_type=respondent,
            consent=consent,
        )
        if why:
            TextAnswer.objects.create(response=response, question_key="why", text=why, words=1)
        return response

    def respond(
        consultation, number, *, respondent="resident", why="", consent="anonymous", **choices
    ):
        return [
            one(consultation, place, respondent, why, consent, choices) for place in range(number)
        ]

    return respond


@pytest.fixture
def quote_of():
    """`quote_of(response)` marks the first word of what somebody wrote."""

    def quote_of(response):
        answer = response.texts.get()
        return Quote.objects.create(answer=answer, start=0, end=4, text=answer.text[:4])

    return quote_of


@pytest.fixture
def report(consultation):
    """The report, with its texts written."""
    return Report.objects.create(
        consultation=consultation, summary="What you said.", next_steps="What follows."
    )
