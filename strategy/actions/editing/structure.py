"""Adding, moving and dividing sections, and giving one another anchor."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.editing.drafts import (
    arrange,
    open_draft,
    open_section,
    outline_of,
    touched,
)
from strategy.actions.revisions import How, keep, last_revisions
from strategy.formats.body import parts_from, plain_title, tidy, title_problem
from strategy.models import Section, SectionRevision
from strategy.queries.editing.locks import locks_in
from strategy.queries.editing.pointers import pointers_at
from strategy.rules.editing import (
    anchor_for,
    check_anchor,
    check_can_change_anchor,
    check_nobody_writes_in,
    moved,
    placed,
)
from strategy.rules.editing.outline import DOWN, FIRST_INSIDE, IN, LAST, OUT, UP

WAYS = {UP: "up", DOWN: "down", IN: "into the section above it", OUT: "out by one level"}


@transaction.atomic
def add_section(*, version, title, by, now, place=LAST, beside=None, body=""):
    """A new section before, after or inside the one whose anchor is `beside`; gives it.

    Its anchor is made from the title and stays. Raises Refused.
    """
    title = plain_title(title)
    if problem := title_problem(title):
        raise Refused(problem)
    open_draft(version)
    sections, nodes = outline_of(version)
    used = {*sections, *last_revisions(version)}
    section = Section(version=version, title=title, body=tidy(body))
    section.key = anchor_for(title, used=used, parent=beside or "")
    arrange(sections | {section.key: section}, placed(nodes, [section.key], place, beside))
    keep(section, how=How.WRITTEN, by=by, now=now)
    _told(version, by, "strategy.section_added", f"Added {section}.", section)
    return section


@transaction.atomic
def move_section(*, section, way, by, now, seen=None):
    """Moves a section, with all inside it, one step up, down, in or out; gives it.

    Anchors stay, numbers are counted anew. `seen` is the number the person saw: when somebody
    else moved things meanwhile, they are told instead. Raises Refused.
    """
    section = open_section(section)
    if seen is not None and section.number != seen:
        raise Refused(
            f"Somebody moved sections meanwhile: “{section.title}” was {seen} and is now "
            f"{section.number}. Look at the outline and move it again if you still want to."
        )
    version, before = section.version, section.number
    sections, nodes = outline_of(version)
    sections[section.key] = section
    section.revision += 1
    section.save(update_fields=["revision"])
    arrange(sections, moved(nodes, section.key, way))
    keep(section, how=How.MOVED, by=by, now=now)
    sentence = f"Moved {before} {section.title} {WAYS[way]}: it is now {section.number}."
    _told(version, by, "strategy.section_moved", sentence, section)
    return section


@transaction.atomic
def split_section(*, section, line, revision, by, now):
    """Makes sections of what stands from the heading at `line` (from 1) on; gives the new ones.

    They stand first inside the section, so that the text reads on as before. Raises Refused,
    also when the section was changed after `revision`.
    """
    section = open_section(section)
    version = section.version
    check_nobody_writes_in([section], locks_in(version, now), by=by, now=now, act="divided")
    found = parts_from(section.body, line) if section.revision == revision else None
    if found is None:
        raise Refused("The text was changed meanwhile. Look at its headings and divide it again.")
    above, parts = found
    sections, nodes = outline_of(version)
    made = _parts(section, parts, {*sections, *last_revisions(version)})
    section.body, section.revision = above, section.revision + 1
    section.save(update_fields=["body", "revision"])
    outline = placed(nodes, [part.key for part in made], FIRST_INSIDE, section.key)
    arrange(sections | {part.key: part for part in made}, outline)
    for part in (section, *made):
        keep(part, how=How.WRITTEN, by=by, now=now)
    sentence = f"Divided {section}: {', '.join(str(part) for part in made)}."
    _told(version, by, "strategy.section_divided", sentence, section)
    return made


def _parts(section, parts, used):
    """The new sections, each with an anchor of its own; not stored yet."""
    made = []
    for part in parts:
        title = plain_title(part.title) or "Untitled"
        key = anchor_for(title, used=used, parent=section.key)
        used.add(key)
        made.append(Section(version=section.version, key=key, title=title, body=part.body))
    return made


@transaction.atomic
def change_anchor(*, section, anchor, by, now):
    """Gives a section another anchor, with its whole history; gives the section.

    Only where nothing points at it. Raises Refused.
    """
    section = open_section(section)
    version, before = section.version, section.key
    if anchor == before:
        return section
    check_nobody_writes_in([section], locks_in(version, now), by=by, now=now, act="renamed")
    check_can_change_anchor(pointers_at(section, by))
    used = {*version.sections.values_list("key", flat=True), *last_revisions(version)}
    check_anchor(anchor, used=used)
    history = list(version.revisions.filter(key=before).order_by("revision"))
    section.key, section.revision = anchor, section.revision + 1
    section.save(update_fields=["key", "revision"])
    SectionRevision.objects.bulk_create([_under(anchor, row) for row in history])
    keep(section, how=How.MOVED, by=by, now=now)
    sentence = f"Changed the anchor of {section} from “{before}” to “{anchor}”."
    _told(version, by, "strategy.anchor_changed", sentence, section)
    return section


def _under(anchor, row):
    """What is kept of a section, under its new anchor too."""
    row.pk, row.key, row._state.adding = None, anchor, True
    return row


def _told(version, by, verb, sentence, section):
    touched(version)
    details = {"section": section.key}
    record(verb=verb, target=version, by=by, sentence=sentence, details=details)
