"""Who may write in a section now, and what must be left alone."""

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_datetime, uk_time


class Held(Refused):
    """Somebody else is writing in the section; `lock` says who."""

    def __init__(self, sentence, lock):
        super().__init__(sentence)
        self.lock = lock


def since(lock, now):
    """When a lock was taken, in words; with the date when that was not today."""
    same_day = timezone.localdate(lock.taken_at) == timezone.localdate(now)
    return uk_time(lock.taken_at) if same_day else uk_datetime(lock.taken_at)


def is_held_by_another(lock, by):
    """Whether a lock is somebody else's. `by` is a user or audit's SYSTEM."""
    return lock is not None and lock.holder_id != getattr(by, "pk", None)


def check_nobody_else_writes(lock, *, by, now):
    """Raises Held while somebody else holds the lock; `lock` is None where nobody does."""
    if is_held_by_another(lock, by):
        raise Held(
            f"{lock.holder} has been writing in this section since {since(lock, now)}. "
            "Wait until they are done, or take over.",
            lock,
        )


def can_write_beside(lock, *, by, now):
    """Whether nobody else holds the lock."""
    return allows(check_nobody_else_writes, lock, by=by, now=now)


def check_nobody_writes_in(sections, locks, *, by, now, act):
    """Raises Held where somebody else writes in one of `sections`.

    `locks` are by anchor; `act` says what cannot be done, like “taken out”.
    """
    for section in sections:
        lock = locks.get(section.key)
        if is_held_by_another(lock, by):
            raise Held(
                f"{lock.holder} has been writing in {section.number} {section.title} since "
                f"{since(lock, now)}, so it cannot be {act} now. Ask them to finish first.",
                lock,
            )
