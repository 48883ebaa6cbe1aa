"""Two officers over one draft."""

from datetime import UTC, datetime

import pytest

from strategy.actions import editing, publish
from strategy.states import VersionState


@pytest.fixture
def noon():
    """The moment at which somebody writes; 1pm on the clocks of the United Kingdom."""
    return datetime(2021, 9, 6, 12, tzinfo=UTC)


@pytest.fixture
def oscar(make_person):
    """Oscar, the other officer who looks after the strategy."""
    return make_person("Oscar", "consultation_officer")


@pytest.fixture
def at(draft):
    """`at("people")` is a section of the draft as it is now."""

    def at_(key):
        return draft.sections.get(key=key)

    return at_


@pytest.fixture
def write(at, olivia, noon):
    """`write("people", body="…")` saves a section as Olivia, on top of what is there."""

    def write_(key, *, by=None, now=None, **words):
        section = at(key)
        words = {"title": section.title, "body": section.body, "revision": section.revision} | words
        return editing.save_section(section=section, by=by or olivia, now=now or noon, **words)

    return write_


@pytest.fixture
def published(draft, olivia, noon):
    """Publishes the draft."""
    return publish(version=draft, state=VersionState.CONSULTATION_DRAFT, by=olivia, now=noon)


def outline(version):
    """The outline of a version on one line, like `1 people, 1.1 volunteering`."""
    return ", ".join(f"{s.number} {s.key}" for s in version.sections.all())


@pytest.fixture
def officer(draft, client_of, olivia):
    return client_of(olivia)


@pytest.fixture
def other(draft, client_of, oscar):
    return client_of(oscar)
