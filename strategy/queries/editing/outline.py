"""What an officer sees of each section in the outline of a draft."""

from collections import Counter

from strategy.queries.redline.choosing import previous_of
from strategy.queries.redline.comparing import ADDED, compare_versions
from strategy.slots import waiting_at_sections

NEW, CHANGED = "new", "changed"


def waiting_by_section(version, user):
    """How much waits at each section (open comments), by anchor."""
    return Counter(key for key, _ in waiting_at_sections.fill(version, user))


def waiting_at(section, user):
    """What waits at one section, as knots."""
    found = waiting_at_sections.fill(section.version, user)
    return [knot for key, knot in found if key == section.key]


def changes_by_section(version):
    """For each anchor that readers would find other than published: new or changed.

    None where nothing was published before, so that nobody asks for reasons.
    """
    before = previous_of(version)
    if before is None:
        return None
    return {
        one.key: NEW if one.fate == ADDED else CHANGED
        for one in compare_versions(before, version).sections
        if one.new and one.asks_why
    }


def explained(version):
    """The anchors for which a reason of the change is recorded."""
    return set(version.changes.values_list("section_key", flat=True))
