"""Two versions of one strategy, and reasons for what changed."""

import pytest

from strategy.actions.redline import explain
from strategy.slots import Origin
from tests.strategy.redline.texts import AFTER, BEFORE


@pytest.fixture
def before(bring):
    """The consultation draft."""
    return bring(BEFORE, kind="consultation_draft")


@pytest.fixture
def after(before, bring):
    """The final text that followed it."""
    return bring(AFTER, kind="final")


@pytest.fixture
def redraft(before, bring):
    """The text that follows it, while nobody outside may read it."""
    return bring(AFTER)


@pytest.fixture
def say_why(olivia, now):
    """`say_why(after, "volunteering")` records a reason for the change of a section."""

    def say(version, key="volunteering", **more):
        given = {
            "what": "Volunteering has money of its own.",
            "why": "Recruiting and keeping volunteers costs money.",
            "origins": [Origin("committee", "", "The Cabinet Committee on 9 November 2021")],
        }
        return explain(version=version, section_key=key, by=olivia, now=now, **{**given, **more})

    return say
