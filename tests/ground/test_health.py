"""/health/ says what is wrong, and to whom it may concern."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from redis import ConnectionError as RedisGone

from civilsociety import health


def test_health_when_all_is_well(stranger, db):
    answer = stranger.get("/health/")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})


def test_health_without_database(stranger, db, monkeypatch):
    def gone(*_, **__):
        raise OperationalError("secret host does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        patch.setattr(health, "_migrated", set())
        answer = stranger.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "does not answer"
    assert "secret" not in answer.content.decode()


def test_health_without_redis(stranger, db, monkeypatch):
    def gone(*_, **__):
        raise RedisGone("secret host does not answer")

    monkeypatch.setattr(cache, "get", gone)
    answer = stranger.get("/health/")
    assert (answer.status_code, answer.json()["redis"]) == (503, "does not answer")


@pytest.mark.django_db
def test_health_when_tables_are_older_than_the_code(stranger, monkeypatch):
    monkeypatch.setattr(health, "_migrated", set())
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'audit'")
    answer = stranger.get("/health/")
    assert answer.status_code == 503
    assert "migrate" in answer.json()["tables"]
