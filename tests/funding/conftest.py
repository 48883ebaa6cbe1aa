"""A world of funding to test in."""

import pytest

from tests.budget.conftest import framework
from tests.funding.makers import NOW, World

__all__ = ["NOW", "framework"]


@pytest.fixture
def world(framework, tess):
    """A programme with an open call, a small charity of Tess; Frank acts, Bea approves."""
    return World(framework, tess)


@pytest.fixture
def in_december(hold_clock):
    """The pages' clock stands at noon of 20 December 2021, as the world's does."""
    return hold_clock(2021, 12, 20, 12, 0)
