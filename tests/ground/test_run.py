"""The ground of the tests themselves."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from civilsociety.ui import clock


def test_run_has_a_database_and_keys_of_its_own(db):
    assert connection.settings_dict["NAME"] == settings.REDIS_PREFIX
    cache.set("a", 1)
    assert cache._cache.get_client().keys(f"{settings.REDIS_PREFIX}:*")


def test_officer_holds_the_role(olivia):
    assert olivia.may("manage_consultations")


def test_clock_held_still(hold_clock):
    moment = hold_clock(2021, 10, 3, 17, 0)
    assert clock.now() == moment
