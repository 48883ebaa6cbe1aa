"""Who is writing in which section now."""

from strategy.models import SectionLock


def lock_of(section, now):
    """The lock on a section that still holds, if there is one."""
    held = SectionLock.objects.live(now).filter(section=section)
    return held.select_related("holder").first()


def locks_in(version, now):
    """The locks of a version that still hold, by the section's anchor."""
    held = SectionLock.objects.live(now).filter(section__version=version)
    return {lock.section.key: lock for lock in held.select_related("holder", "section")}
