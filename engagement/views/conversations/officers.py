"""Officers' pages of conversations: the log, noting one, and its way to the public."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.audit.actions import name_of
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.conversations.filters import OfficersFilter
from engagement.forms.conversations.standing import (
    CheckForm,
    DiscardForm,
    PublishForm,
    TakeBackForm,
)
from engagement.forms.conversations.writing import PARTICULARS, ChangeForm, NoteForm
from engagement.models import Conversation
from engagement.queries.conversations import listing
from engagement.queries.conversations.sections import named
from engagement.rules.conversations import (
    check_can_change_conversation,
    check_can_check_conversation,
    check_can_publish_conversation,
)
from engagement.states import ConversationState
from engagement.views.groups.access import BASE, officers

ON_A_PAGE = 25
LOG = ("Conversations", "/officers/conversations/")


@officers
def log(request):
    """Every conversation, searched and filtered, with what waits for a second look."""
    everything = Conversation.objects.all()
    form = OfficersFilter(request.GET or None, conversations=everything)
    asked = form.asked()
    found = listing.searched(everything, asked).select_related("noted_by")
    context = {
        "form": form,
        "filtered": bool(asked),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "unchecked": everything.filter(state=ConversationState.NOTED).count(),
    }
    return render(request, "engagement/conversations/officers/log.html", context)


@officers
def manage(request, pk):
    """One conversation as it was noted, and what may be done with it."""
    found = _found(pk)
    points = list(found.points.all())
    sections = named({point.section_key for point in points if point.section_key})
    context = {
        "conversation": found,
        "trail": [LOG],
        "points": [(point, sections.get(point.section_key)) for point in points],
        "organisations": found.organisations.in_order(),
        "check_refusal": why_not(
            check_can_check_conversation, found, by=request.user, alone="asked on its page"
        ),
        "publish_refusal": why_not(check_can_publish_conversation, found),
        "history": name_of(found),
    }
    return render(request, "engagement/conversations/officers/manage.html", context)


@officers
def note(request):
    """Notes a conversation with its points."""
    form = NoteForm(*sent(request), by=request.user, now=clock.now())
    if request.method == "POST" and "more" in request.POST:
        form = form.with_more()
    elif request.method == "POST" and form.done():
        return _said(request, form)
    return _writing_page(request, form, trail=[LOG])


@officers
def change(request, pk):
    """Changes a conversation; whoever comes second sees both texts."""
    found = _found(pk)
    refusal = why_not(check_can_change_conversation, found)
    form = ChangeForm(*sent(request), subject=found, by=request.user, now=clock.now())
    theirs = []
    if request.method == "POST" and not refusal:
        if "more" in request.POST:
            form = form.with_more()
        elif form.done():
            return _said(request, form)
        else:
            theirs = _saved_meanwhile(form, found)
    return _writing_page(request, form, trail=_trail(found), refusal=refusal, theirs=theirs)


def _said(request, form):
    messages.success(request, form.said(form.result))
    return redirect("engagement:manage_conversation", form.result.pk)


def _writing_page(request, form, **more):
    context = {"form": form, "title": form.heading(), **more}
    return render(request, "engagement/conversations/officers/write.html", context)


def _saved_meanwhile(form, conversation):
    """(label, text) of what somebody else saved; the form now follows on that."""
    conversation.refresh_from_db()
    if form.cleaned_data.get("revision") in (None, conversation.revision):
        return []
    form.data = form.data.copy()
    form.data["revision"] = str(conversation.revision)
    mine = form.cleaned_data
    theirs = [
        (form.fields[name].label, getattr(conversation, name))
        for name in PARTICULARS
        if name in mine and getattr(conversation, name) != mine[name]
    ]
    return [*theirs, *((f"Point {p.position}", p.text) for p in conversation.points.all())]


@officers
def check(request, pk):
    """A second officer says that the record is right and names nobody."""
    found = _found(pk)
    refusal = why_not(check_can_check_conversation, found, by=request.user, alone="asked here")
    return _act(request, found, CheckForm, refusal)


@officers
def publish(request, pk):
    """Shows the record to everybody."""
    found = _found(pk)
    return _act(request, found, PublishForm, why_not(check_can_publish_conversation, found))


@officers
def take_back(request, pk):
    """Takes the record off the public pages, with the reason."""
    found = _found(pk)
    noted = found.state == ConversationState.NOTED
    refusal = "This conversation is not checked yet: change it as it stands." if noted else ""
    return _act(request, found, TakeBackForm, refusal)


@officers
def discard(request, pk):
    """Throws the record away."""
    found = _found(pk)
    refusal = why_not(check_can_change_conversation, found)
    return _act(
        request, found, DiscardForm, refusal, to=reverse("engagement:officers_conversations")
    )


def _act(request, conversation, form_class, refusal, to=None):
    form = form_class(*sent(request), subject=conversation, by=request.user, now=clock.now())
    to = to or reverse("engagement:manage_conversation", args=[conversation.pk])
    trail = _trail(conversation)
    return act_page(request, form, to=to, trail=trail, refusal=refusal, **BASE)


def _trail(conversation):
    here = reverse("engagement:manage_conversation", args=[conversation.pk])
    return [LOG, (str(conversation), here)]


def _found(pk):
    related = ("noted_by", "checked_by", "group")
    return get_object_or_404(Conversation.objects.select_related(*related), pk=pk)
