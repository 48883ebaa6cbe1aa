"""Whether this server can do its work: database, its tables as this version wants them, Redis."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from redis import RedisError

from civilsociety.accounts.access import public

# Once the tables are as this process wants them they stay so; looking again costs 100 ms.
_migrated = set()


@public
@never_cache
def health(request):
    """200 when all is well, 503 when not; says which part, and nothing a stranger could use."""
    found = {"database": _database(), "tables": _tables(), "redis": _redis()}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return "does not answer"
    return "ok"


def _tables():
    name = connection.settings_dict["NAME"]
    if name in _migrated:
        return "ok"
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "older than this version: run manage.py migrate"
    except DatabaseError:
        return "not known"
    _migrated.add(name)
    return "ok"


def _redis():
    try:
        cache.get("health")
    except (RedisError, OSError):
        return "does not answer"
    return "ok"
