"""What the tests of the standing conversation share."""

import pytest

from tests.engagement.makers import NOW, TODAY, a_world


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def world(mina):
    """The Steering Group, with Mina on it."""
    return a_world(member=mina)
