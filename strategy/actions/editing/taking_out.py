"""Taking a section out of a draft, and putting it back."""

from django.db import transaction
from django.db.models import ProtectedError

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
from strategy.models import Section
from strategy.queries.editing.history import taken_out_with
from strategy.queries.editing.locks import locks_in
from strategy.rules.editing import Node, check_nobody_writes_in, without
from strategy.rules.editing.outline import inside, put_in


@transaction.atomic
def take_out(*, section, by, now, seen=None):
    """Takes a section out with everything inside it; the texts are kept. Gives those taken.

    `seen` are the anchors the person was shown: when the section holds more or less by now,
    they are told. Raises Refused while somebody writes in one of them, or where something
    else holds on to one.
    """
    section = open_section(section)
    version = section.version
    sections, nodes = outline_of(version)
    keys = inside(nodes, section.key)
    if seen is not None and set(seen) != set(keys):
        raise Refused("Other sections stand in it by now. Look at what would go and say it again.")
    gone = [sections.pop(key) for key in keys]
    locks = locks_in(version, now)
    check_nobody_writes_in(gone, locks, by=by, now=now, act="taken out")
    for each in gone:
        each.revision += 1
        keep(each, how=How.TAKEN_OUT, by=by, now=now)
    _delete(gone)
    arrange(sections, without(nodes, section.key))
    touched(version)
    record(
        verb="strategy.section_taken_out",
        target=version,
        by=by,
        sentence=f"Took out {', '.join(str(each) for each in gone)}.",
        details={"sections": keys},
    )
    return gone


def _delete(sections):
    try:
        Section.objects.filter(pk__in=[section.pk for section in sections]).delete()
    except ProtectedError as error:
        raise Refused(
            "Something else holds on to one of these sections. Unlink it there first."
        ) from error


@transaction.atomic
def put_back(*, version, key, by, now):
    """Puts a section that was taken out back where it stood, with what went with it.

    Gives the sections. Raises Refused when it stands in the text already.
    """
    open_draft(version)
    rows = taken_out_with(version, key)
    if not rows:
        raise Refused("This section stands in the text already, or was never taken out of it.")
    sections, nodes = outline_of(version)
    last = last_revisions(version)
    back = {row.key: _section_again(version, row, last[row.key] + 1) for row in rows}
    block = [Node(row.key, row.level) for row in rows]
    arrange(sections | back, put_in(nodes, block, rows[0].number, rows[0].parent_key))
    for section in back.values():
        keep(section, how=How.RESTORED, by=by, now=now)
    touched(version)
    record(
        verb="strategy.section_put_back",
        target=version,
        by=by,
        sentence=f"Put back {', '.join(str(section) for section in back.values())}.",
        details={"sections": list(back)},
    )
    return list(back.values())


def _section_again(version, row, revision):
    return Section(version=version, key=row.key, title=row.title, body=row.body, revision=revision)
