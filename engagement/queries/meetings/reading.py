"""What a reader may see of a meeting: strangers, members, members with a conflict, officers."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from civilsociety.accounts.permissions import Permission
from engagement.models import AgendaItem, Declaration, Meeting, MeetingPaper
from engagement.queries.groups.membership import term_of
from engagement.states import MeetingState, MinutesState


@dataclass(frozen=True)
class Reader:
    """Who looks: `term` where they sit on the group, `officer` where they run it."""

    officer: bool
    term: object = None

    @property
    def inside(self):
        """Whether they read what is kept for the members."""
        return self.officer or self.term is not None


@dataclass(frozen=True)
class ShownItem:
    """An agenda item as this reader sees it; `withheld` says why something is missing."""

    item: AgendaItem
    number: int
    hidden: bool = False
    withheld: str = ""
    papers: list = field(default_factory=list)
    minutes: str = ""
    tasks: list = field(default_factory=list)
    declaration: object = None
    declarations: list = field(default_factory=list)


WITHHELD = "You declared an interest in this item, so its papers are not shown to you."


def reader_of(user, group, day):
    """Who this user is to the group on a day."""
    if not user.is_authenticated:
        return Reader(officer=False)
    return Reader(officer=user.may(Permission.MANAGE_ENGAGEMENT), term=term_of(user, group, day))


def meeting_for(request, slug, pk, day):
    """The meeting and its reader; 404 for whoever may not know of it."""
    meetings = Meeting.objects.select_related("group")
    meeting = get_object_or_404(meetings, pk=pk, group__slug=slug)
    reader = reader_of(request.user, meeting.group, day)
    if not reader.inside and not (meeting.group.is_public and meeting.is_public):
        raise Http404
    return meeting, reader


def meetings_of(group, *, inside):
    """The meetings of a group that a reader may know of, the latest first."""
    rows = group.meetings.all()
    return rows if inside else rows.filter(is_public=True)


def shown_items(meeting, reader, *, publishing=False):
    """The agenda as this reader sees it, in a fixed number of queries.

    Before it is sent it is the officers'; minutes bring it with them, sent or not. `publishing`
    looks ahead to what minutes will bring once they are published.
    """
    sent = meeting.agenda_published_at or publishing
    if not (reader.officer or sent or shows_minutes(meeting, reader)):
        return []
    papers = Prefetch("papers", MeetingPaper.objects.select_related("file").defer("file__content"))
    declared = Prefetch("declarations", Declaration.objects.select_related("term__seat"))
    items = meeting.items.prefetch_related(papers, declared, "tasks")
    return [_shown(item, number, meeting, reader) for number, item in enumerate(items, 1)]


def _shown(item, number, meeting, reader):
    hidden = item.is_private and not reader.inside
    mine = next((each for each in item.declarations.all() if _is_mine(each, reader)), None)
    kept_back = mine is not None and mine.is_conflict and not reader.officer
    shows_papers = not hidden and not kept_back
    return ShownItem(
        item=item,
        number=number,
        hidden=hidden,
        withheld=WITHHELD if kept_back else "",
        papers=[p for p in item.papers.all() if _may_read(p, reader)] if shows_papers else [],
        minutes="" if hidden or (kept_back and item.is_private) else _said(item, meeting, reader),
        tasks=list(item.tasks.all()) if reader.inside or _published(meeting) else [],
        declaration=mine,
        declarations=[] if hidden else list(item.declarations.all()),
    )


def _is_mine(declaration, reader):
    """By person: a conflict outlives the term on which it was declared."""
    if reader.term is None:
        return False
    if declaration.term_id == reader.term.pk:
        return True
    return reader.term.user_id is not None and declaration.term.user_id == reader.term.user_id


def shows_minutes(meeting, reader):
    """Whether this reader may read minutes: drafts are for officers and members."""
    return _published(meeting) or (reader.inside and meeting.minutes_state != MinutesState.NONE)


def _may_read(paper, reader):
    return reader.inside or not paper.for_members


def _published(meeting):
    return meeting.minutes_state == MinutesState.PUBLISHED


def _said(item, meeting, reader):
    """Drafts of minutes are for officers and members; the public reads published ones."""
    return item.minutes if reader.inside or _published(meeting) else ""


def paper_for(request, slug, pk, paper_pk, day):
    """A paper's file for whoever may have it; 404 for everybody else."""
    meeting, reader = meeting_for(request, slug, pk, day)
    for shown in shown_items(meeting, reader):
        for paper in shown.papers:
            if paper.pk == paper_pk and paper.file_id:
                return MeetingPaper.objects.select_related("file").get(pk=paper_pk).file
    raise Http404


def next_meeting(group, now, *, inside):
    """The next meeting that is planned, or the one going on."""
    rows = meetings_of(group, inside=inside).filter(state=MeetingState.PLANNED, ends_at__gte=now)
    return rows.order_by("starts_at").first()


def name_for(term, *, inside):
    """A member as this reader may know them: by name, or by seat where they are not named."""
    return term.name if inside or term.consent_at else f"Member for {term.seat.name}"


def attendance_of(meeting, *, inside):
    """(name, kind in words, who came instead) of everybody expected at a meeting."""
    rows = meeting.attendance.select_related("term__seat")
    found = []
    for row in rows:
        name = name_for(row.term, inside=inside) if row.term else row.name
        found.append((name, row.get_kind_display(), row.substitute if inside else ""))
    return found
