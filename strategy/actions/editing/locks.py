"""Saying who is writing in a section, so that others see it."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.editing.drafts import TAKEN_OUT
from strategy.models import Section, SectionLock
from strategy.rules import check_can_change
from strategy.rules.editing import check_nobody_else_writes, is_held_by_another


@transaction.atomic
def take_lock(*, section, by, now, over=False):
    """Writes down that this person is writing here, or is still at it; gives the lock.

    With `over` it is taken from whoever has it: they are told at their next sign of life and
    keep what they typed. Raises Held while somebody else writes, Refused when nobody may.
    """
    try:
        found = Section.objects.select_for_update(of=("self",)).select_related("version")
        section = found.get(pk=section.pk)
    except Section.DoesNotExist as error:
        raise Refused(TAKEN_OUT) from error
    check_can_change(section.version)
    lock = SectionLock.objects.filter(section=section).select_related("holder").first()
    live = SectionLock.objects.live(now).filter(section=section).exists()
    if lock and live and is_held_by_another(lock, by):
        if not over:
            check_nobody_else_writes(lock, by=by, now=now)
        _tell_of_taking_over(section, lock, by)
    return _held(section, lock, live, by, now)


def _held(section, lock, live, by, now):
    lock = lock or SectionLock(section=section)
    if not live or is_held_by_another(lock, by):
        lock.holder, lock.taken_at = by, now
    lock.seen_at = now
    lock.save()
    return lock


def _tell_of_taking_over(section, lock, by):
    record(
        verb="strategy.section_taken_over",
        target=section.version,
        by=by,
        sentence=f"Took over writing in {section}.",
        # By number: the name of somebody who closes their account must not stay behind.
        details={"section": section.key, "from": lock.holder_id},
    )


def release_lock(*, section, by):
    """Says that this person is done here; another's lock stays."""
    SectionLock.objects.filter(section=section.pk, holder=by).delete()


def clear_silent_locks(*, now):
    """Takes away the locks that are nobody's any more; gives how many."""
    return SectionLock.objects.silent(now).delete()[0]
