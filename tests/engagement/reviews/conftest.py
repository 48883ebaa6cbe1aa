"""A second member, and a review of a draft that Mina and Milo were asked about."""

import pytest

from tests.engagement.makers import a_term
from tests.engagement.reviews.reviewed import a_review


@pytest.fixture
def milo(make_person, world):
    """Milo, the member for volunteering."""
    milo = make_person("Milo")
    a_term(world.seats[2], milo)
    return milo


@pytest.fixture
def review(world, olivia, milo):
    return a_review(world, olivia)
