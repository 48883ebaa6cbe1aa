"""Pages of meetings for everybody and for members; each reader sees what is theirs."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from civilsociety.accounts.access import public, signed_in
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from civilsociety.ui.downloads import stored
from civilsociety.ui.limits import ip, limited
from engagement.forms.meetings.planning import DeclareForm
from engagement.models import Group
from engagement.queries.meetings import calendar, document, reading

ON_A_PAGE = 20
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS = {"pdf": (to_pdf, "application/pdf"), "docx": (to_docx, DOCX)}


@public
def meetings(request, slug):
    """The meetings of a group, the latest first."""
    group, inside = _group(request, slug)
    rows = reading.meetings_of(group, inside=inside)
    context = {
        "group": group,
        "inside": inside,
        "next": reading.next_meeting(group, clock.now(), inside=inside),
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "engagement/meetings/meetings.html", context)


@public
def meeting(request, slug, pk):
    """One meeting: when, where, its agenda and papers, and later its minutes."""
    found, reader = reading.meeting_for(request, slug, pk, clock.today())
    context = {
        "meeting": found,
        "group": found.group,
        "reader": reader,
        "items": reading.shown_items(found, reader),
        "attendance": reading.attendance_of(found, inside=reader.inside)
        if reading.shows_minutes(found, reader)
        else [],
        "shows_minutes": reading.shows_minutes(found, reader),
    }
    return render(request, "engagement/meetings/meeting.html", context)


@public
@limited("meeting-document", "30/m", by=ip, methods=("GET",))
def meeting_document(request, slug, pk, what, ending):
    """The agenda or the minutes as PDF or Word."""
    if what not in ("agenda", "minutes") or ending not in MAKERS:
        raise Http404
    found, reader = reading.meeting_for(request, slug, pk, clock.today())
    if what == "agenda" and not (reader.officer or found.agenda_published_at):
        raise Http404
    if what == "minutes" and not reading.shows_minutes(found, reader):
        raise Http404
    made = getattr(document, f"{what}_document")(found, reader)
    render_file, content_type = MAKERS[ending]
    response = HttpResponse(render_file(made), content_type=content_type)
    day = timezone.localdate(found.starts_at)
    name = f"{what}-{found.group.slug}-{day:%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending == "docx", name)
    response["Cache-Control"] = "private, no-store"
    return response


@public
def meeting_paper(request, slug, pk, paper):
    """The file of a paper, for whoever may have it."""
    return stored(reading.paper_for(request, slug, pk, paper, clock.today()))


@public
def meetings_calendar(request, slug):
    """The group's public meetings as a calendar to follow."""
    group = get_object_or_404(Group, slug=slug, is_public=True)
    return _calendar(calendar.of_group(group), f"{slug}.ics")


@public
def meeting_event(request, slug, pk):
    """One meeting as a calendar entry; members get the link to join with it."""
    found, reader = reading.meeting_for(request, slug, pk, clock.today())
    return _calendar(calendar.of_meeting(found, reader), f"{slug}-{found.pk}.ics")


def _calendar(content, name):
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


@signed_in
def declare_interest(request, slug, pk, item):
    """A member declares an interest in an item of the agenda."""
    found, reader = reading.meeting_for(request, slug, pk, clock.today())
    if reader.term is None:
        raise Http404
    subject = get_object_or_404(found.items, pk=item)
    mine = subject.declarations.filter(term=reader.term).first()
    told = {"text": mine.text, "is_conflict": "yes" if mine.is_conflict else "no"} if mine else {}
    form = DeclareForm(
        *sent(request),
        subject=subject,
        term=reader.term,
        by=request.user,
        now=clock.now(),
        initial=told,
    )
    trail = [
        ("Groups", reverse("engagement:groups")),
        (found.group.name, found.group.get_absolute_url()),
        (found.title, found.get_absolute_url()),
    ]
    return act_page(request, form, to=found.get_absolute_url(), trail=trail)


def _group(request, slug):
    """The group and whether this reader is inside; 404 for whoever may not know of it."""
    group = get_object_or_404(Group, slug=slug)
    inside = reading.reader_of(request.user, group, clock.today()).inside
    if not (group.is_public or inside):
        raise Http404
    return group, inside
