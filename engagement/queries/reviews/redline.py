"""What became of the text a comment spoke of, and what changed since a reader was here."""

from dataclasses import dataclass

from strategy.models import Section, SectionRevision
from strategy.queries.redline.comparing import ComparedSection
from strategy.queries.redline.shown import ShownChange, shown_section


@dataclass(frozen=True)
class Redline:
    """A section as it was when a comment was written, and as it is now."""

    shown: ShownChange
    is_changed: bool


def led_to(comment):
    """The redline of the section a comment stands at, from then to today; None without both."""
    if not comment.section_key:
        return None
    version = comment.review.version_id
    kept = SectionRevision.objects.filter(version=version, key=comment.section_key)
    old = kept.filter(revision=comment.text_revision).first()
    new = Section.objects.filter(version=version, key=comment.place.key or comment.section_key)
    new = new.first()
    if old is None:
        return None
    changed = new is None or (old.title, old.body) != (new.title, new.body)
    return Redline(shown_section(ComparedSection(old, new), whole=False), changed)


def since_visit(version, reading):
    """The sections changed since the visit before, each compared with how it stood then."""
    keys = [section.key for section in reading.changed_sections]
    before = SectionRevision.objects.filter(version=version, key__in=keys, at__lte=reading.since)
    # The last one before the visit, whatever number it had.
    then = {each.key: each for each in before.order_by("at", "pk")}
    today = {each.key: each for each in Section.objects.filter(version=version, key__in=keys)}
    return [
        Redline(shown_section(ComparedSection(then.get(key), today[key]), whole=False), True)
        for key in keys
        if key in today
    ]
