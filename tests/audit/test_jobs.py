"""Long jobs whose worker may be killed at any moment."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, models
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job

NOON = datetime(2021, 9, 6, 12, tzinfo=UTC)


class Errand(Job):
    """A job of the tests' own."""

    result = models.CharField(max_length=20, blank=True)

    class Meta:
        app_label = "tests"
        managed = False


@pytest.fixture
def errand(db):
    """A job that was asked for; `errand.read()` is what a second worker would see."""
    with connection.schema_editor() as editor:
        editor.create_model(Errand)
    return Errand.objects.create()


def read(job):
    return Errand.objects.get(pk=job.pk)


def test_job_runs_to_its_end(errand):
    job = jobs.start(read(errand))
    jobs.progress(job, done=1, total=4, step="Drawing")
    assert (read(errand).percent, read(errand).step) == (25, "Drawing")
    jobs.finish(job, result="done")
    ended = read(errand)
    assert (ended.state, ended.percent, ended.result) == ("done", 100, "done")


def test_job_that_ended_is_not_started_again(errand):
    jobs.finish(jobs.start(errand))
    assert jobs.start(read(errand)) is None


def test_job_of_a_killed_worker_is_taken_over(errand):
    jobs.progress(jobs.start(read(errand)), done=3, total=4)
    second = jobs.start(read(errand))
    assert (second.attempts, second.done) == (2, 0)


@pytest.mark.parametrize(
    ("handed", "quiet", "taken"),
    [
        ({}, 0, False),
        ({}, 29, False),
        ({}, 31, True),
        ({"retries": 1}, 0, True),
        ({"delivery_info": {"redelivered": True}}, 0, True),
    ],
)
def test_second_copy_leaves_the_job_to_whoever_is_at_it(errand, monkeypatch, handed, quiet, taken):
    """What waits in a long queue is handed out again every minute."""
    jobs.start(read(errand), now=timezone.now() - timedelta(seconds=quiet))
    request = {"retries": 0, "delivery_info": {"redelivered": False}} | handed
    monkeypatch.setattr(jobs, "current_task", SimpleNamespace(request=SimpleNamespace(**request)))

    assert bool(jobs.start(read(errand))) == taken
    assert read(errand).attempts == 1 + taken


def test_a_copy_that_comes_first_does_the_job(errand, monkeypatch):
    request = SimpleNamespace(retries=0, delivery_info=None)
    monkeypatch.setattr(jobs, "current_task", SimpleNamespace(request=request))
    jobs.finish(jobs.start(read(errand)))

    assert jobs.start(read(errand)) is None
    assert (read(errand).state, read(errand).attempts) == ("done", 1)


def test_worker_thought_dead_cannot_end_the_job(errand):
    first = jobs.start(read(errand))
    second = jobs.start(read(errand))
    for word in (
        lambda: jobs.progress(first, done=1),
        lambda: jobs.finish(first, result="stale"),
    ):
        with pytest.raises(jobs.Superseded):
            word()
    jobs.fail(first, error="stale")
    jobs.finish(second, result="good")
    assert (read(errand).state, read(errand).result) == ("done", "good")


def test_job_that_kills_its_workers_is_given_up(errand):
    for _ in range(jobs.MAX_ATTEMPTS):
        assert jobs.start(read(errand))
    assert jobs.start(read(errand)) is None
    assert "stopped 5 times" in read(errand).error


def test_failed_job_can_be_started_again_and_old_workers_stay_out(errand):
    first = jobs.start(read(errand))
    jobs.fail(read(errand), error="The disk is full. Make room.")
    assert jobs.start_again(read(errand))
    assert not jobs.start_again(read(errand))
    second = jobs.start(read(errand))
    assert second.attempts == 1
    with pytest.raises(jobs.Superseded):
        jobs.finish(first)


@pytest.mark.parametrize(("minutes", "silent"), [(15, False), (16, True)])
def test_running_job_without_sign_of_life_is_silent(errand, minutes, silent):
    job = jobs.start(errand, now=NOON)
    assert job.is_silent(NOON + timedelta(minutes=minutes)) is silent


def test_percent_never_passes_a_hundred():
    assert Errand(done=9, total=4).percent == 100
    assert Errand(done=9, total=0).percent == 0


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "It waits for its turn"),
        ("running", "Drawing"),
        ("done", "Done"),
        ("failed", "Make room"),
    ],
)
def test_component_says_how_far_it_is_without_javascript(state, words):
    job = Errand(state=state, step="Drawing" if state == "running" else "", error="Make room.")
    request = RequestFactory().get("/report/")
    page = render_to_string(
        "components/job.html", {"job": job, "words": "Writing the report"}, request
    )
    assert words in page
    assert ('href="/report/"' in page) == (state in {"waiting", "running"})
