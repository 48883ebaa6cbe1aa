"""An award that runs, for tests that open its pages."""

import pytest

from tests.funding.running.making import run

MARCH = (2022, 3, 2, 12, 0)


@pytest.fixture
def award(world, hold_clock):
    """Tess's award of £5,000; the pages' clock stands at noon of 2 March 2022."""
    hold_clock(*MARCH)
    return run(world)
