"""What the tests of elections share."""

import pytest

from tests.engagement.elections.held import called


@pytest.fixture
def held(olivia):
    """An election whose call is out, prepared by Olivia."""
    return called(olivia)
