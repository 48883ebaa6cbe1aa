"""Two officers at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from strategy.actions import import_text, publish
from strategy.formats import read_strategy
from strategy.models import Version
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db(transaction=True)


def both(*acts):
    """Runs the acts at once, each on its own connection; a refusal comes back as its sentence."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=10)
            return act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_same_file_imported_twice_at_once_is_one_version():
    text = read_strategy(SHORT.encode(), kind="final")

    def bring():
        return import_text(slug="civil-society", text=text, by=SYSTEM).outcome

    assert sorted(both(bring, bring)) == ["created", "unchanged"]
    assert Version.objects.count() == 1


def test_draft_published_twice_at_once_is_published_once():
    text = read_strategy(SHORT.encode())
    pk = import_text(slug="civil-society", text=text, by=SYSTEM).version.pk

    def publish_as(state):
        version = Version.objects.get(pk=pk)
        return lambda: publish(version=version, state=state, by=SYSTEM, now=timezone.now())

    outcomes = both(publish_as("final"), publish_as("consultation_draft"))
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
