"""The agenda and the minutes of a meeting as documents: page, PDF, Word."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents import Column, DataTable, Document, Facts, Heading, Panel, Prose
from civilsociety.ui.words import uk_date, uk_time
from engagement.queries.meetings.reading import attendance_of, name_for, shown_items
from engagement.states import MeetingState, MinutesState


def agenda_document(meeting, reader):
    """The agenda as this reader may have it."""
    blocks = [Prose(meeting.about)] if meeting.about and reader.inside else []
    blocks.append(Heading("Agenda"))
    blocks += [block for shown in shown_items(meeting, reader) for block in _item(shown)]
    return _document(meeting, "Agenda", blocks, reader, meeting.changed_at)


def minutes_document(meeting, reader):
    """The minutes as this reader may have them."""
    shown = shown_items(meeting, reader)
    blocks = [_attendance(meeting, reader), *_interests(shown, reader)]
    for each in shown:
        blocks += _item_minutes(each)
    blocks += _tasks(shown, reader)
    title = "Minutes" if meeting.minutes_state == MinutesState.PUBLISHED else "Draft minutes"
    if meeting.minutes_state == MinutesState.AGREED:
        title = "Minutes (agreed, not published)"
    return _document(meeting, title, blocks, reader, meeting.changed_at)


def _document(meeting, title, blocks, reader, at):
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    summary = [
        ("Group", meeting.group.name),
        ("Date", uk_date(starts)),
        ("Time", f"{uk_time(starts)} to {uk_time(ends)}"),
        ("Place", meeting.place or ("Online" if meeting.remote_link else "")),
    ]
    if meeting.state == MeetingState.CANCELLED:
        summary.append(("Cancelled", meeting.cancelled_reason))
    address = reverse("engagement:meeting", args=[meeting.group.slug, meeting.pk])
    return Document(
        title=f"{title}: {meeting.title}",
        subtitle=meeting.group.name,
        issued_on=timezone.localdate(at),
        publisher=settings.COUNCIL_NAME,
        html_address=f"{settings.PUBLIC_URL}{address}",
        summary=tuple(summary),
        blocks=tuple(blocks),
        contents=False,
    )


def _title(shown):
    return f"{shown.number}. {shown.item.title}"


def _item(shown):
    if shown.hidden:
        reason = shown.item.private_reason
        return [Heading(f"{shown.number}. Private item", 3), Prose(f"Kept out: {reason}")]
    blocks = [Heading(_title(shown), 3)]
    rows = [("What is asked", shown.item.get_kind_display()), ("Led by", shown.item.lead)]
    if shown.item.minutes_planned:
        rows.append(("Time planned", f"{shown.item.minutes_planned} minutes"))
    blocks.append(Facts(tuple(row for row in rows if row[1])))
    if shown.item.about:
        blocks.append(Prose(shown.item.about))
    if shown.withheld:
        blocks.append(Prose(shown.withheld))
    if shown.papers:
        names = tuple((f"Paper {n}", paper.title) for n, paper in enumerate(shown.papers, 1))
        blocks.append(Facts(names))
    return blocks


def _item_minutes(shown):
    if shown.hidden:
        return _item(shown)
    return [
        Heading(_title(shown), 2),
        Prose(shown.minutes or "Nothing is written of this item yet."),
    ]


def _attendance(meeting, reader):
    rows = tuple(
        (name, f"{kind} ({instead} came instead)" if instead else kind)
        for name, kind, instead in attendance_of(meeting, inside=reader.inside)
    )
    return DataTable("Who came", (Column("Member or guest"), Column("Attendance")), rows)


def _interests(shown, reader):
    lines = [
        f"- {_title(each)}: {name_for(declared.term, inside=reader.inside)}, {declared.text}. "
        + ("Took no part in the item." if declared.is_conflict else "Took part.")
        for each in shown
        for declared in each.declarations
    ]
    text = "\n".join(lines) or "Nobody declared an interest in an item of this meeting."
    return [Panel("note", "Interests declared", (Prose(text),))]


def _tasks(shown, reader):
    rows = tuple(
        (task.text, _owner(task, reader), task.due_on, task.get_state_display())
        for each in shown
        if not each.hidden
        for task in each.tasks
    )
    if not rows:
        return []
    columns = (Column("Action"), Column("Who"), Column("By", "date"), Column("Where it stands"))
    return [Heading("Actions"), DataTable("Actions agreed at this meeting", columns, rows)]


def _owner(task, reader):
    """Who does it: a member by seat where they are not named in public."""
    return name_for(task.term, inside=reader.inside) if task.term_id else task.owner
