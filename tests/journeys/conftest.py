"""Journeys begin from the demonstration, in a real browser."""

import pytest
from django.core.management import call_command, get_commands


@pytest.fixture
def demonstration(db):
    """The sample data, as a newcomer finds it on the first start."""
    if "demo" in get_commands():
        call_command("demo", verbosity=0)
