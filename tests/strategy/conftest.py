"""Strategies in the states the tests speak of."""

from datetime import UTC, datetime

import pytest

from civilsociety.audit.actions import SYSTEM
from strategy.actions import import_text
from strategy.formats import read_strategy

SHORT = """---
title: A strategy for civil society
summary: How the council and the social sector work together.
period: 2021 to 2024
---

# People

What people do for each other.

## Volunteering {#volunteering}

We will support **volunteers**.

# Place

Where it happens.
"""


@pytest.fixture
def now():
    return datetime(2021, 9, 6, 8, tzinfo=UTC)


@pytest.fixture
def bring(db, now):
    """`bring(SHORT, kind="final")` imports a text and gives the version."""

    def bring_(text=SHORT, *, kind="", slug="civil-society", by=SYSTEM):
        read = read_strategy(text.encode(), kind=kind)
        return import_text(slug=slug, text=read, by=by, now=now).version

    return bring_


@pytest.fixture
def draft(bring):
    """A version nobody outside has seen."""
    return bring()


@pytest.fixture
def consulted(bring):
    """A version published to be consulted on."""
    return bring(kind="consultation_draft")


@pytest.fixture
def final(bring):
    """A version published as the final text."""
    return bring(kind="final")
