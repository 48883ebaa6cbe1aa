"""Consultations to answer: a long one with everything in it, and a short one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, QuestionnaireVersion
from consultations.questionnaire.content import read_questionnaire
from consultations.states import ConsultationState
from tests.consultations.respond.questionnaires import LONG, SHORT

OPENS = datetime(2021, 9, 6, 8, tzinfo=UTC)
CLOSES = datetime(2021, 10, 3, 22, 59, tzinfo=UTC)
MIDDLE = (2021, 9, 20, 17, 4)


@pytest.fixture
def make_consultation(db):
    """`make_consultation(LONG, slug="other")` makes a launched consultation with that content."""

    def make(content, slug="strategy-2021", **fields):
        questionnaire, problems = read_questionnaire(content)
        assert problems == []
        consultation = Consultation.objects.create(
            **{
                "slug": slug,
                "title": "Civil Society Strategy 2021 to 2024",
                "opens_at": OPENS,
                "closes_at": CLOSES,
                "launched_at": OPENS - timedelta(days=1),
                "state": ConsultationState.LAUNCHED,
                "minutes_needed": 15,
                "contact_email": "strategy@example.org",
                **fields,
            }
        )
        QuestionnaireVersion.objects.create(
            consultation=consultation,
            number=1,
            content=questionnaire.to_dict(),
            sha256=questionnaire.sha256,
        )
        return consultation

    return make


@pytest.fixture
def long_one(make_consultation):
    """Three parts: about you, the strategy, equality."""
    return make_consultation(LONG)


@pytest.fixture
def short_one(make_consultation):
    """One page."""
    return make_consultation(SHORT, slug="short")


@pytest.fixture
def open_now(hold_clock):
    """The clock stands in the middle of the consultation: 5:04pm on 20 September 2021."""
    return hold_clock(*MIDDLE)


@pytest.fixture
def page():
    """`page(consultation, "check")` is an address of answering."""

    def address(consultation, name="", *args):
        name = f"consultations:respond{'_' if name else ''}{name}"
        return reverse(name, args=[consultation.slug, *args])

    return address


@pytest.fixture
def visitor():
    """A browser nobody has signed in on."""
    return Client()
