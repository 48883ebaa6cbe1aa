"""The ground tests stand on: engines, a database and keys of this run's own, the cast."""

import os
import secrets
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from civilsociety import embedded
from civilsociety.celery import app as celery_app
from civilsociety.ui import clock
from tests.browser import *  # noqa: F403
from tests.cast import *  # noqa: F403
from tests.databases import drop_databases_of_the_dead, migrated_once, url_of
from tests.emptying import remember_what_was_written
from tests.keys import delete_keys
from tests.worker import *  # noqa: F403

# A wall-clock limit for one example measures the machine, not the code.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# Two runs at once share the engines and nothing else.
RUN = f"test_{os.getpid()}_{secrets.token_hex(3)}"


def pytest_configure(config):
    """Keys of this run's own, static files without a manifest, mail in memory."""
    settings.REDIS_PREFIX = RUN
    settings.CACHES["default"]["KEY_PREFIX"] = RUN
    settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{RUN}:"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="civilsociety-static-")
    built = Path(settings.BASE_DIR, "static", "build")
    built.mkdir(parents=True, exist_ok=True)


def pytest_make_parametrize_id(val, argname):
    """Bytes are called by their argument: a ZIP bears the minute it was made, names stay."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items):
    """A test that asks for a browser or a worker is marked so: `-m "not browser"` leaves it out."""
    for item in items:
        for mark in {"browser", "worker"} & set(item.fixturenames):
            item.add_marker(mark)


def pytest_sessionstart(session):
    try:
        embedded.start()
    except embedded.EngineError as error:
        pytest.exit(str(error), returncode=3)


def pytest_sessionfinish(session):
    """Takes away the keys of this run."""
    delete_keys()
    Path(settings.STATIC_ROOT).rmdir()


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """A database of this run's own; the ones that killed runs left behind go first."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    test["NAME"] = RUN
    if "postgres" in settings.EMBEDDED_ENGINES:
        drop_databases_of_the_dead()
        test["TEMPLATE"] = migrated_once()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, and what migrations wrote into it kept beside it."""
    with django_db_blocker.unblock():
        remember_what_was_written()


@pytest.fixture(autouse=True)
def _empty_cache():
    """Limits and sessions of one test do not reach the next."""
    yield
    delete_keys()


@pytest.fixture
def hold_clock():
    """`hold_clock(2021, 9, 6, 9, 0)` holds the clock of pages at a moment in UK time."""
    holders = []

    def hold(*moment):
        holder = clock.held_at(datetime(*moment, tzinfo=ZoneInfo("Europe/London")))
        holders.append(holder)
        return holder.__enter__()

    yield hold
    while holders:
        holders.pop().__exit__(None, None, None)


@pytest.fixture
def count_queries(db):
    """`count_queries(lambda: client.get(address))` gives the number of queries it took."""

    def count(act):
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count


@pytest.fixture
def worker_environment():
    """What a subprocess needs to see this run's database and keys."""
    return os.environ | {"REDIS_PREFIX": RUN, "DATABASE_URL": url_of(RUN)}


@pytest.fixture(scope="session")
def celery():
    """The Celery application, on this run's keys."""
    return celery_app
