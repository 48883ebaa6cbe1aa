"""A draft as it is now, held until the action ends."""

from civilsociety.refusal import Refused
from strategy.actions.revisions import begin_history
from strategy.actions.versions import lock_version
from strategy.models import Section, Version
from strategy.rules import check_can_change
from strategy.rules.editing import Node, standings

TAKEN_OUT = "This section was taken out of the draft meanwhile."
PLACED = ("position", "level", "number", "parent_id")


def open_draft(version):
    """Locks the version's row and makes sure that its text may change. Raises Refused.

    From the first change on it is no longer the file it came from.
    """
    lock_version(version)
    check_can_change(version)
    begin_history(version)
    return version


def touched(version):
    """Forgets which file the text came from: the same file may now be imported over it."""
    Version.objects.filter(pk=version.pk).exclude(digest="").update(digest="")


def open_section(section):
    """The same by one of its sections, which is read anew. Raises Refused."""
    version = open_draft(section.version)
    try:
        section.refresh_from_db(from_queryset=Section.objects.all())
    except Section.DoesNotExist as error:
        raise Refused(TAKEN_OUT) from error
    section.version = version
    return section


def outline_of(version):
    """The sections of a version by anchor, in order, and the outline they make."""
    found = version.sections.select_related("parent")
    sections = {section.key: section for section in found}
    return sections, [Node(section.key, section.level) for section in sections.values()]


def arrange(sections, nodes):
    """Gives each section its place by the outline; new ones are stored, the others moved.

    `sections` are by anchor. Anchors never change; positions may be double until the end of
    the transaction.
    """
    moved = []
    for standing in standings(nodes):
        section = sections[standing.key]
        parent = sections[standing.parent].pk if standing.parent else None
        wanted = (standing.position, standing.level, standing.number, parent)
        if section.pk and tuple(getattr(section, name) for name in PLACED) == wanted:
            continue
        for name, value in zip(PLACED, wanted, strict=True):
            setattr(section, name, value)
        if section.pk:
            moved.append(section)
        else:
            section.save()
    Section.objects.bulk_update(moved, ["position", "level", "number", "parent"])
