"""The ground of the tests on hearing."""

import pytest

from tests.consultations.hear.heard import a_response, a_round


@pytest.fixture
def make_round(db):
    """`make_round("css-2020")` makes a launched consultation with its frozen questionnaire."""
    return a_round


@pytest.fixture
def answer(db):
    """`answer(consultation, {"aim": "agree"}, texts={"why": "Because"})` sends a response."""
    return a_response
