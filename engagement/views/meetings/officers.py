"""Officers' pages of meetings: plan, agenda, papers, who came, minutes, actions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return, act_page, sent
from engagement.actions.meetings import agenda, minuting, planning
from engagement.forms.meetings.minuting import (
    AgreeForm,
    AttendanceForm,
    EndTaskForm,
    MinutesForm,
    TaskForm,
)
from engagement.forms.meetings.planning import CancelForm, ItemForm, MeetingForm, MeetingPaperForm
from engagement.models import AgendaItem, Group, Meeting, MeetingPaper, MeetingTask
from engagement.queries.groups.membership import members_on
from engagement.queries.meetings.reading import Reader, shown_items
from engagement.queries.meetings.tasks import tasks_of
from engagement.rules import meetings as rules
from engagement.states import TaskState

RUN = Permission.MANAGE_ENGAGEMENT
OFFICERS = "officers/base.html"
ON_A_PAGE = 50


@requires(RUN)
def manage_meeting(request, pk):
    """One meeting as those who run it see it: what is done, what comes next."""
    found = _meeting(pk)
    items = shown_items(found, Reader(officer=True))
    unwritten = [each.item.title for each in items if not each.item.minutes.strip()]
    context = {
        "meeting": found,
        "group": found.group,
        "items": items,
        "attendance": found.attendance.select_related("term__seat"),
        "tasks": found.tasks.select_related("term"),
        "may": {
            "send": why_not(rules.check_can_send_agenda, found, items=len(items)),
            "hold": why_not(rules.check_can_hold, found, now=clock.now()),
            "change": why_not(rules.check_is_planned, found),
            "agenda": why_not(rules.check_agenda_may_change, found),
            "write": why_not(rules.check_can_write, found),
            "agree": why_not(rules.check_can_agree, found, unwritten=unwritten),
            "publish": why_not(rules.check_can_publish_minutes, found),
        },
    }
    return render(request, "engagement/meetings/manage.html", context)


@requires(RUN)
def plan_meeting(request, slug):
    """A new meeting of a group."""
    group = get_object_or_404(Group, slug=slug)
    form = MeetingForm(*sent(request), subject=group, by=request.user, now=clock.now())
    return _act(request, form, group, to=lambda made: _address(made))


@requires(RUN)
def change_meeting(request, pk):
    """When, where and what a meeting is."""
    found = _meeting(pk)
    told = {name: getattr(found, name) for name in planning.DESCRIBED}
    form = MeetingForm(
        *sent(request),
        subject=found.group,
        meeting=found,
        by=request.user,
        now=clock.now(),
        initial=told,
    )
    return _act_on(request, form, found, refusal=why_not(rules.check_is_planned, found))


@requires(RUN)
def cancel_meeting(request, pk):
    """Calling a meeting off."""
    found = _meeting(pk)
    form = CancelForm(*sent(request), subject=found, by=request.user, now=clock.now())
    return _act_on(request, form, found, refusal=why_not(rules.check_is_planned, found))


@requires(RUN)
def send_agenda(request, pk):
    """Sends the agenda, after asking."""
    found = _meeting(pk)
    items = found.items.count()
    if request.method == "POST":
        words = "The agenda is sent. Each member gets one message within minutes."
        return act_and_return(
            request,
            planning.send_agenda,
            words=words,
            to=_address(found),
            meeting=found,
            now=clock.now(),
        )
    context = {
        "meeting": found,
        "group": found.group,
        "trail": _trail(found),
        "members": members_on(found.group, clock.today()),
        "refusal": why_not(rules.check_can_send_agenda, found, items=items),
    }
    return render(request, "engagement/meetings/send.html", context)


@requires(RUN)
def add_item(request, pk):
    """A new item of the agenda."""
    found = _meeting(pk)
    form = ItemForm(
        *sent(request),
        subject=found,
        by=request.user,
        now=clock.now(),
        initial={"kind": "discuss"},
    )
    refusal = why_not(rules.check_agenda_may_change, found)
    return _act_on(request, form, found, refusal=refusal)


@requires(RUN)
def change_item(request, pk):
    """What an item is about."""
    item = _item(pk)
    told = {name: getattr(item, name) for name in agenda.DESCRIBED}
    told |= {"is_private": "yes" if item.is_private else "no", "revision": item.revision}
    form = ItemForm(
        *sent(request),
        subject=item.meeting,
        item=item,
        by=request.user,
        now=clock.now(),
        initial=told,
    )
    refusal = why_not(rules.check_agenda_may_change, item.meeting)
    after = "engagement/meetings/item_clash.html"
    return _act_on(request, form, item.meeting, refusal=refusal, before=after)


@requires(RUN)
def move_item(request, pk):
    """One place up or down."""
    item = _item(pk)
    if request.method == "POST":
        try:
            up = request.POST.get("to") == "up"
            agenda.move_item(item=item, up=up, by=request.user, now=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(f"{_address(item.meeting)}#agenda")


@requires(RUN)
def remove_item(request, pk):
    """Takes an item off, after asking."""
    item = _item(pk)
    if request.method == "POST":
        return act_and_return(
            request,
            agenda.remove_item,
            words=f"“{item}” is off the agenda.",
            to=_address(item.meeting),
            item=item,
            now=clock.now(),
        )
    context = {"item": item, "meeting": item.meeting, "trail": _trail(item.meeting)}
    return render(request, "engagement/meetings/remove_item.html", context)


@requires(RUN)
def bring_open_business(request, pk):
    """Puts on the agenda what is open and not there yet."""
    found = _meeting(pk)
    if request.method == "POST":
        try:
            came = agenda.bring_open_business(meeting=found, by=request.user, now=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _came(came))
    return redirect(f"{_address(found)}#agenda")


def _came(count):
    if not count:
        return "Nothing else is open: every open action and review is on the agenda."
    return f"{count} open {'matter is' if count == 1 else 'matters are'} on the agenda now."


@requires(RUN)
def add_paper(request, pk):
    """A paper for an item."""
    item = _item(pk)
    form = MeetingPaperForm(*sent(request), subject=item, by=request.user, now=clock.now())
    refusal = why_not(rules.check_agenda_may_change, item.meeting)
    return _act_on(request, form, item.meeting, refusal=refusal)


@requires(RUN)
def remove_paper(request, pk):
    """Takes a paper away, after asking."""
    papers = MeetingPaper.objects.select_related("file", "item__meeting__group")
    paper = get_object_or_404(papers, pk=pk)
    meeting = paper.item.meeting
    if request.method == "POST":
        return act_and_return(
            request,
            agenda.remove_paper,
            words=f"“{paper}” is taken away.",
            to=_address(meeting),
            paper=paper,
            now=clock.now(),
        )
    context = {"paper": paper, "meeting": meeting, "trail": _trail(meeting)}
    return render(request, "engagement/meetings/remove_paper.html", context)


@requires(RUN)
def attendance(request, pk):
    """Who came: the first time this records that the meeting was held."""
    found = _meeting(pk)
    first = rules.is_planned(found)
    members = members_on(found.group, timezone.localdate(found.starts_at))
    form = AttendanceForm(
        *sent(request),
        subject=found,
        members=list(members),
        first=first,
        by=request.user,
        now=clock.now(),
        initial=_came_before(found),
    )
    if first:
        refusal = why_not(rules.check_can_hold, found, now=clock.now())
    else:
        refusal = why_not(rules.check_can_write, found)
    return _act_on(request, form, found, refusal=refusal)


def _came_before(meeting):
    rows = list(meeting.attendance.all())
    told = {f"kind_{row.term_id}": row.kind for row in rows if row.term_id}
    told |= {f"instead_{row.term_id}": row.substitute for row in rows if row.term_id}
    return told | {"guests": "\n".join(row.name for row in rows if not row.term_id)}


@requires(RUN)
def write_minutes(request, pk):
    """What was said and agreed under one item."""
    item = _item(pk)
    form = MinutesForm(
        *sent(request),
        subject=item,
        by=request.user,
        now=clock.now(),
        initial={"text": item.minutes, "revision": item.revision},
    )
    refusal = why_not(rules.check_can_write, item.meeting)
    before = "engagement/meetings/minutes_clash.html"
    return _act_on(request, form, item.meeting, refusal=refusal, before=before)


@requires(RUN)
def agree_minutes(request, pk):
    """The group agreed the minutes."""
    found = _meeting(pk)
    form = AgreeForm(*sent(request), subject=found, by=request.user, now=clock.now())
    unwritten = [item.title for item in found.items.all() if not item.minutes.strip()]
    refusal = why_not(rules.check_can_agree, found, unwritten=unwritten)
    return _act_on(request, form, found, refusal=refusal)


@requires(RUN)
def publish_minutes(request, pk):
    """Shows the minutes to everybody, after asking."""
    found = _meeting(pk)
    if request.method == "POST":
        return act_and_return(
            request,
            minuting.publish_minutes,
            words="The minutes are published. Everybody can read them now.",
            to=_address(found),
            meeting=found,
            now=clock.now(),
        )
    context = {
        "meeting": found,
        "trail": _trail(found),
        "items": shown_items(found, Reader(officer=False), publishing=True),
        "refusal": why_not(rules.check_can_publish_minutes, found),
    }
    return render(request, "engagement/meetings/publish.html", context)


@requires(RUN)
def add_task(request, pk):
    """An action agreed under an item."""
    item = _item(pk)
    found = item.meeting
    form = TaskForm(
        *sent(request),
        subject=found.group,
        members=list(members_on(found.group, timezone.localdate(found.starts_at))),
        meeting=found,
        item=item,
        by=request.user,
        now=clock.now(),
    )
    return _act_on(request, form, found)


@requires(RUN)
def tasks(request, slug):
    """Every action of a group, with what came of it."""
    group = get_object_or_404(Group, slug=slug)
    state = request.GET.get("state", "")
    state = state if state in TaskState.values else ""
    page = Paginator(tasks_of(group, state=state), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "page": page,
        "state": state,
        "states": TaskState.choices,
        "today": clock.today(),
    }
    return render(request, "engagement/meetings/tasks.html", context)


@requires(RUN)
def end_task(request, pk):
    """How an action ended."""
    task = _task(pk)
    form = EndTaskForm(*sent(request), subject=task, by=request.user, now=clock.now())
    to = reverse("engagement:tasks", args=[task.group.slug])
    trail = [("Groups", reverse("engagement:desk")), (f"Actions of {task.group}", to)]
    refusal = why_not(rules.check_can_end, task, outcome="", dropped=False)
    return act_page(request, form, to=to, trail=trail, base=OFFICERS, refusal=refusal)


@requires(RUN)
def reopen_task(request, pk):
    """Takes back that an action has ended."""
    task = _task(pk)
    if request.method == "POST":
        minuting.reopen_task(task=task, by=request.user)
        messages.success(request, "The action is open again.")
    return redirect("engagement:tasks", task.group.slug)


def _act(request, form, group, *, to):
    trail = [
        ("Groups", reverse("engagement:desk")),
        (group.name, reverse("engagement:manage_group", args=[group.slug])),
    ]
    return act_page(request, form, to=to, trail=trail, base=OFFICERS)


def _act_on(request, form, meeting, refusal="", **more):
    """The page of an act on a meeting; a refused one says why instead of a form."""
    if refusal and request.method != "POST":
        more["refusal"] = refusal
    return act_page(
        request, form, to=_address(meeting), trail=_trail(meeting), base=OFFICERS, **more
    )


def _trail(meeting):
    group = meeting.group
    return [
        ("Groups", reverse("engagement:desk")),
        (group.name, reverse("engagement:manage_group", args=[group.slug])),
        (meeting.title, _address(meeting)),
    ]


def _address(meeting):
    return reverse("engagement:manage_meeting", args=[meeting.pk])


def _meeting(pk):
    return get_object_or_404(Meeting.objects.select_related("group"), pk=pk)


def _item(pk):
    return get_object_or_404(AgendaItem.objects.select_related("meeting__group"), pk=pk)


def _task(pk):
    return get_object_or_404(MeetingTask.objects.select_related("group"), pk=pk)
