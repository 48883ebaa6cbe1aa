"""What a test run keeps in Redis: cache, limits, queues."""

from django.conf import settings
from django.core.cache import cache


def delete_keys():
    """Those of this run and no others: `cache.clear()` would empty what other runs put beside."""
    keys = cache._cache.get_client()
    if found := list(keys.scan_iter(f"*{settings.REDIS_PREFIX}:*", count=1000)):
        keys.delete(*found)
