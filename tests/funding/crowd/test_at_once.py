"""Two officers at once, and a worker killed in the middle: whole or not at all."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connections

from civilsociety.budget import queries
from civilsociety.budget.models import Commitment, Move, Reservation
from civilsociety.refusal import Refused
from funding.actions import crowd as crowd_acts
from funding.actions.crowd import void_ended
from funding.models import Project
from funding.states import ProjectState

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime(2022, 1, 16, 0, 50, tzinfo=ZoneInfo("Europe/London"))


def at_once(*acts):
    """Runs the acts in threads of their own, begun together; what each gave or was told."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(10)
            found[number] = act()
        except Refused as refused:
            found[number] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def fresh(project):
    return Project.objects.get(pk=project.pk)


def test_two_officers_cannot_pledge_the_last_of_a_round(crowd):
    projects = [crowd.project(f"P{number}") for number in range(4)]
    found = at_once(*[lambda p=p: crowd.reserve(fresh(p), 4_000_00) for p in projects])
    assert sum(isinstance(each, Project) for each in found) == 2
    assert crowd.standing()[1] == 8_000_00


def test_two_officers_hold_one_pledge_once(crowd):
    project = crowd.project()
    found = at_once(*[lambda: crowd.reserve(fresh(project), 1_000_00)] * 3)
    assert sum(isinstance(each, Project) for each in found) == 1
    assert Reservation.objects.count() == 1


def test_same_project_in_two_rounds_is_supported_once(crowd):
    first = crowd.project("First")
    second = crowd.project("Second", call=crowd.make_round(2))
    third = crowd.project("Third", call=crowd.make_round(3))
    for later in (second, third):
        crowd_acts.say_same(project=later, other=first, by=crowd.officer)
    found = at_once(*[lambda p=p: crowd.reserve(fresh(p), 1_000_00) for p in (second, third)])
    assert sum(isinstance(each, Project) for each in found) == 1


def test_partner_who_joins_while_we_pledge_never_passes_the_common_limit(crowd):
    project = crowd.project()
    at_once(
        lambda: crowd.reserve(fresh(project), 4_000_00),
        lambda: crowd.partner(fresh(project), 3_000_00),
    )
    project = fresh(project)
    # Either our pledge came first and is shown to be reduced, or it was refused.
    assert project.ours_pence in (0, 4_000_00)
    assert project.public_pence == 3_000_00


def test_grant_and_void_at_once_give_one_of_them(crowd):
    project = crowd.ready()
    at_once(lambda: crowd.commit(fresh(project)), lambda: crowd.void(fresh(project)))
    project = fresh(project)
    granted = project.state == ProjectState.COMMITTED
    assert Commitment.objects.count() == granted
    assert crowd.standing()[1] == 0
    assert queries.differences() == []


def test_two_officers_make_one_grant(crowd):
    project = crowd.ready()
    at_once(*[lambda: crowd.commit(fresh(project))] * 3)
    assert Commitment.objects.count() == 1
    assert queries.differences() == []


def ended(crowd, number):
    projects = [crowd.reserved(100_00, title=f"P{each}") for each in range(number)]
    Project.objects.update(campaign_ends_on=date(2022, 1, 15), seen_on=date(2022, 1, 16))
    return projects


def test_two_workers_void_each_pledge_once(crowd):
    ended(crowd, 3)
    at_once(*[lambda: void_ended(now=LATER)] * 2)
    assert Move.objects.filter(kind="release").count() == 3
    assert crowd.standing() == (200_000_00, 0, 0, 0)


KILLED = """
import os, signal
import django
django.setup()
from funding.actions.crowd import settling
from datetime import datetime
from zoneinfo import ZoneInfo
write, seen = settling.record, []
def stop(**told):
    seen.append(told)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(**told)
settling.record = stop
settling.void_ended(now=datetime(2022, 1, 16, 0, 50, tzinfo=ZoneInfo("Europe/London")))
"""


def test_worker_killed_between_two_pledges_loses_nothing(crowd, worker_environment):
    ended(crowd, 3)
    died = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED],
        env=worker_environment | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
        cwd=settings.BASE_DIR,
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert Project.objects.filter(state=ProjectState.VOID).count() == 1
    void_ended(now=LATER)
    assert Project.objects.filter(state=ProjectState.VOID).count() == 3
    assert crowd.standing() == (200_000_00, 0, 0, 0)
    assert queries.differences() == []
