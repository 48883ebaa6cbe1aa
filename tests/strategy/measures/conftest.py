"""A strategy with one objective, and what tests put under it."""

import pytest

from tests.budget.conftest import framework
from tests.strategy.measures import made

__all__ = ["framework"]


@pytest.fixture
def strategy(final):
    """A published strategy with the section “volunteering”."""
    return final.strategy


@pytest.fixture
def objective(strategy, olivia):
    return made.an_objective(strategy, olivia)


@pytest.fixture
def measure(objective, olivia):
    """A published measure that nobody has read."""
    return made.a_measure(objective, olivia)


@pytest.fixture
def source():
    """A feed that says 12; set `source.value`."""
    yield made.Source().register()
    made.forget_source()
