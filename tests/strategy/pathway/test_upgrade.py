"""Versions that were published before the pathway was recorded."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from strategy.models import Step, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def upgrade():
    """Writes the steps of earlier versions, as the migration does."""
    written = import_module("strategy.migrations.0003_steps_of_earlier_versions")
    return lambda: written.write(apps, None)


def test_they_have_the_steps_that_their_days_tell_of(bring, upgrade, stranger):
    bring(kind="consultation_draft")
    strategy = Version.objects.get().strategy
    _adopted(strategy)
    Step.objects.all().delete()
    assert stranger.get("/strategy/civil-society/pathway/").status_code == 404

    upgrade()
    upgrade()

    rows = Step.objects.order_by("pk").values_list("version__number", "state", "on")
    assert sorted(rows) == [
        (1, "consultation_draft", Version.objects.get(number=1).published_at.date()),
        (2, "adopted", date(2021, 12, 9)),
        (2, "final", date(2021, 12, 3)),
    ]
    page = stranger.get("/strategy/civil-society/pathway/").content.decode()
    assert "21/00055" in page


def _adopted(strategy):
    Version.objects.create(
        strategy=strategy, number=2, title="A", state="adopted", adopted_on=date(2021, 12, 9),
        decision_reference="21/00055", published_at="2021-12-03T09:00Z",
    )  # fmt: skip
