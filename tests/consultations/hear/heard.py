"""A consultation that was answered, as quickly made as it can be."""

import secrets
from datetime import UTC, datetime

from consultations.models import Consultation, QuestionnaireVersion, Response, TextAnswer
from consultations.questionnaire.answers import count_words
from consultations.questionnaire.content import read_questionnaire

OPENS = datetime(2020, 2, 3, 9, tzinfo=UTC)
QUESTIONNAIRE = {
    "sections": [
        {
            "key": "you",
            "title": "About you",
            "questions": [
                {"key": "as", "kind": "responding_as", "text": "How are you responding?"},
                {"key": "where", "kind": "district", "text": "Where do you work?"},
                {"key": "staff", "kind": "number", "text": "How many people work for you?"},
            ],
        },
        {
            "key": "support",
            "title": "Support",
            "questions": [
                {"key": "aim", "kind": "agreement", "text": "Do you agree with the aim?"},
                {
                    "key": "needs",
                    "kind": "several_choices",
                    "text": "What would help you most?",
                    "options": [
                        {"key": "money", "label": "Small grants"},
                        {"key": "advice", "label": "Advice"},
                    ],
                    "other": "Something else",
                    "none": "None of these",
                },
                {"key": "why", "kind": "long_text", "text": "Tell us why"},
            ],
        },
        {
            "key": "equality",
            "title": "Equality",
            "equality": True,
            "questions": [{"key": "age", "kind": "number", "text": "How old are you?"}],
        },
    ]
}


def a_round(slug="css", plain=QUESTIONNAIRE, opens=OPENS, **fields):
    """A launched consultation with its frozen questionnaire."""
    consultation = Consultation.objects.create(
        slug=slug,
        title=f"Civil society strategy, {slug}",
        state="launched",
        opens_at=opens,
        closes_at=opens.replace(month=opens.month + 2),
        launched_at=opens,
        questionnaire_draft=plain,
        **fields,
    )
    freeze(consultation, plain, opens)
    return consultation


def freeze(consultation, plain, moment):
    """The next version of a consultation's questionnaire, as seen from that moment."""
    questionnaire, problems = read_questionnaire(plain)
    assert problems == []
    return QuestionnaireVersion.objects.create(
        consultation=consultation,
        number=consultation.versions.count() + 1,
        content=questionnaire.to_dict(),
        sha256=questionnaire.sha256,
        created_at=moment,
    )


def a_response(consultation, choices=None, *, version=None, texts=None, **fields):
    """A response that was sent, with what was picked and what was written."""
    choices = choices or {}
    fields = {
        "reference": secrets.token_hex(5).upper(),
        "change_key_hash": secrets.token_hex(32),
        "consent": "named",
        "respondent_type": choices.get("as", ""),
        "district": choices.get("where", ""),
        "submitted_at": consultation.opens_at,
    } | fields
    response = Response.objects.create(
        consultation=consultation,
        version=version or consultation.versions.last(),
        choices=choices,
        **fields,
    )
    for key, text in (texts or {}).items():
        TextAnswer.objects.create(
            response=response, question_key=key, text=text, words=count_words(text)
        )
    return response
