"""Two at the same moment, and a worker killed in the middle."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from strategy.actions.measures import feeds, progress
from strategy.models import ProgressFile, ProgressReport, Reading, Strategy
from tests.budget.test_at_once import at_once
from tests.strategy.measures import made
from tests.strategy.measures.test_progress import start

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_who_read_the_same_day_make_one_reading(measure, olivia, make_person):
    otto = make_person("Otto", "consultation_officer")
    found = at_once(
        lambda: made.a_reading(measure, olivia, value=36),
        lambda: made.a_reading(measure, otto, value=37),
    )
    (refused,) = [each for each in found if isinstance(each, str)]
    assert "has a reading already" in refused
    assert Reading.objects.count() == 1


def test_a_source_read_twice_at_once_is_written_once(objective, olivia, source):
    measure = made.a_measure(
        objective, olivia, unit="number", feed="test-source", frequency="quarterly",
        first_due_on=date(2021, 12, 31), baseline=Decimal(0),
    )  # fmt: skip
    at_once(
        *[
            lambda: feeds.read_feed(measure=measure, now=made.NOW, today=date(2022, 7, 1))
            for _ in range(4)
        ]
    )
    assert Reading.objects.count() == 3


def test_two_who_correct_one_reading_make_one_correction(measure, olivia):
    reading = made.a_reading(measure, olivia)

    def correct(value):
        return lambda: feeds.correct_reading(
            reading=reading, value=Decimal(value), why="Counted anew.", by=olivia, now=made.NOW
        )

    found = at_once(correct(34), correct(35))
    assert sum(isinstance(each, str) for each in found) == 1
    assert Reading.objects.count() == 2


def test_two_who_start_one_report_make_one(strategy, olivia, monkeypatch):
    monkeypatch.setattr(progress.jobs, "hand_over", lambda *_: None)
    found = at_once(*[lambda: start(strategy, olivia)] * 2)
    assert sum(isinstance(each, str) for each in found) == 1
    assert ProgressReport.objects.count() == 1


def test_report_of_a_killed_worker_is_made_by_the_next(
    worker, wait_until, strategy, measure, olivia
):
    """Killed (-9) when every file is made and none is kept: the next keeps them, once."""
    report = start(strategy, olivia)
    worker.start()
    with transaction.atomic():
        # Whoever keeps a report has to wait for its strategy.
        Strategy.objects.select_for_update().get(pk=strategy.pk)
        wait_until(lambda: ProgressReport.objects.get().step.endswith("Word document"))
        worker.kill()
    assert not ProgressFile.objects.exists()
    worker.start()
    wait_until(lambda: ProgressReport.objects.get().state == "done", timeout=60)
    assert ProgressReport.objects.get(pk=report.pk).attempts == 2
    assert ProgressFile.objects.count() == 2
