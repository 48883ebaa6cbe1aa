"""How often somebody may do something: `@limited("sign-up", "10/m", by=ip)`.

Counts live in Redis, so that all workers count together. When it is away nobody is refused:
a limit is a courtesy to everyone else, not a lock.
"""

import logging
import time
from functools import cache, wraps

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from civilsociety.ui import views

logger = logging.getLogger(__name__)

PERIODS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}

# One journey to Redis: counts, and lets the first of a window say when the count may go.
COUNT = """
local used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return used
"""
# Seconds until Redis counts as away: nobody waits longer for a courtesy.
PATIENCE = 2


def ip(request, *args, **kwargs):
    """The address that asks, as our own outermost proxy saw it."""
    count = settings.PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(hops) >= count and hops[-count]:
        return hops[-count]
    return request.META.get("REMOTE_ADDR", "")


def person(request, *args, **kwargs):
    """The person who has signed in, or else the address that asks."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return ip(request)


def limited(name, rate, *, by=ip, methods=("POST",)):
    """Lets the view be used `rate` times (“10/m”: ten a minute; s, m, h, d) for each `by`.

    `by(request, *args, **kwargs)` says who is counted. More than that gets the page that says
    when to try again, with Retry-After. Only `methods` count.
    """

    def decorator(view):
        @wraps(view)
        def counted(request, *args, **kwargs):
            if request.method in methods:
                wait = seconds_to_wait(name, rate, by(request, *args, **kwargs))
                if wait:
                    return views.too_many_requests(request, seconds=wait)
            return view(request, *args, **kwargs)

        return counted

    return decorator


def seconds_to_wait(name, rate, key):
    """Counts one use by `key`; 0 while within the rate, else the seconds until it is free again."""
    most, period = _read(rate)
    now = int(time.time())
    window = now // period
    address = f"{settings.REDIS_PREFIX}:limit:{name}:{window}:{key}"
    try:
        used = counter()(keys=[address], args=[period + 1])
    except RedisError:
        logger.exception("The limit “%s” cannot be counted", name)
        return 0
    return (window + 1) * period - now if used > most else 0


@cache
def counter():
    """The script on this process's own client: making one anew costs more than counting."""
    client = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 1),
    )
    return client.register_script(COUNT)


def _read(rate):
    most, _, unit = rate.partition("/")
    return int(most), PERIODS[unit]
