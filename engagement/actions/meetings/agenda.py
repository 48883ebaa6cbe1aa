"""What is on an agenda, in which order, with which papers."""

from django.db import transaction
from django.db.models import F, Max

from civilsociety.audit.actions import record
from civilsociety.refusal import Overtaken, Refused
from civilsociety.rows import locked
from civilsociety.ui.kept_file import kept
from engagement.models import AgendaItem, Declaration, MeetingPaper, PaperFile
from engagement.queries.meetings.reading import name_for
from engagement.queries.meetings.tasks import open_business
from engagement.rules.meetings import check_agenda_may_change, check_can_declare

DESCRIBED = (
    "title", "kind", "lead", "minutes_planned", "about", "is_private", "private_reason",
    "section_key",
)  # fmt: skip


class Clash(Overtaken):
    """Somebody else has changed the item since; `theirs` is the row as it is now."""

    def __init__(self, theirs):
        super().__init__(
            "Somebody else changed this meanwhile. Their words stand beside yours: take over what "
            "is right and save again.",
            theirs,
        )


@transaction.atomic
def add_item(*, meeting, by, now, task=None, review=None, **told):
    """Puts an item at the end of the agenda. Raises Refused."""
    meeting = locked(meeting)
    check_agenda_may_change(meeting)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, task=task, review=review, **told
    )
    _changed(meeting, by, now, f"Put “{item}” on the agenda.")
    return item


@transaction.atomic
def change_item(*, item, revision, by, now, **told):
    """Changes an item; Clash when somebody else did so since `revision`. Raises Refused."""
    meeting = locked(item.meeting)
    item = locked(item)
    check_agenda_may_change(meeting)
    if item.revision != revision:
        raise Clash(item)
    for name in DESCRIBED:
        setattr(item, name, told[name])
    item.revision = F("revision") + 1
    item.save()
    item.refresh_from_db()
    _changed(meeting, by, now, f"Changed the item “{item}”.")
    return item


@transaction.atomic
def move_item(*, item, up, by, now):
    """Moves an item one place; at the end of the list nothing changes. Raises Refused."""
    meeting = locked(item.meeting)
    check_agenda_may_change(meeting)
    items = list(meeting.items.all())
    at = next(n for n, each in enumerate(items) if each.pk == item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(items):
        return
    items[at], items[to] = items[to], items[at]
    for position, each in enumerate(items, 1):
        AgendaItem.objects.filter(pk=each.pk).update(position=position)
    _changed(meeting, by, now, f"Moved “{item}” on the agenda.")


@transaction.atomic
def remove_item(*, item, by, now):
    """Takes an item off the agenda with its papers. Raises Refused."""
    meeting = locked(item.meeting)
    check_agenda_may_change(meeting)
    # Asked anew: somebody may have written while this page was open.
    if AgendaItem.objects.filter(pk=item.pk).exclude(minutes="").exists():
        raise Refused("Something is minuted under this item. Keep it, and say there what became.")
    files = [paper.file for paper in item.papers.all() if paper.file]
    title = item.title
    item.delete()
    for file in files:
        file.delete()
    _changed(meeting, by, now, f"Took “{title}” off the agenda.")


@transaction.atomic
def bring_open_business(*, meeting, by, now):
    """Puts open actions and reviews that wait on the agenda; how many came. Raises Refused."""
    meeting = locked(meeting)
    check_agenda_may_change(meeting)
    tasks, reviews = open_business(meeting)
    for task in tasks:
        # An agenda is read by everybody: a member stands there as they agreed to be named.
        owner = name_for(task.term, inside=False) if task.term else task.owner
        about = f"Action for {owner}: {task.text}"
        title = f"Action: {task.text}"[:200]
        add_item(meeting=meeting, title=title, about=about, kind="note", task=task, by=by, now=now)
    for review in reviews:
        title = f"Draft to review: {review.title}"[:200]
        add_item(meeting=meeting, title=title, kind="discuss", review=review, by=by, now=now)
    return len(tasks) + len(reviews)


@transaction.atomic
def add_paper(*, item, title, by, now, link="", upload=None, for_members=False):
    """Puts a paper to an item: a link or an upload. Raises Refused."""
    if bool(link) == bool(upload):
        raise Refused("Give either a link or a file, not both.")
    meeting = locked(item.meeting)
    check_agenda_may_change(meeting)
    file = PaperFile.objects.create(given_at=now, **kept(upload)) if upload else None
    paper = MeetingPaper.objects.create(
        item=item, title=title, link=link, file=file, for_members=for_members, added_at=now
    )
    _changed(meeting, by, now, f"Added the paper “{title}” to “{item}”.")
    return paper


@transaction.atomic
def remove_paper(*, paper, by, now):
    """Takes a paper away. Raises Refused."""
    meeting = locked(paper.item.meeting)
    check_agenda_may_change(meeting)
    title, file = paper.title, paper.file
    paper.delete()
    if file:
        file.delete()
    _changed(meeting, by, now, f"Took the paper “{title}” away.")


@transaction.atomic
def declare(*, item, term, text, is_conflict, by, now):
    """A member's interest in an item; with a conflict its papers are withheld from them at once.

    Declared again, it is reworded. Raises Refused.
    """
    meeting = locked(item.meeting)
    check_can_declare(meeting)
    declaration, _ = Declaration.objects.update_or_create(
        item=item,
        term=term,
        defaults={"text": text, "is_conflict": is_conflict, "declared_at": now},
    )
    record(
        verb="engagement.interest_declared",
        target=meeting,
        by=by,
        sentence=f"An interest in “{item}” was declared.",
        details={"term": term.pk, "conflict": is_conflict},
    )
    return declaration


def _changed(meeting, by, now, sentence):
    meeting.changed_at = now
    meeting.save(update_fields=["changed_at"])
    record(verb="engagement.agenda_changed", target=meeting, by=by, sentence=sentence)
