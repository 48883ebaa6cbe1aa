"""Fixtures of crowdfunding."""

import pytest

from tests.funding.crowd.makers import Crowd


@pytest.fixture
def crowd(world):
    """A crowdfunding programme with a round and its rules."""
    return Crowd(world)
