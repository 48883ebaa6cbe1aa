"""Pages about strategies: for everybody, and for the officers who look after them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from civilsociety.accounts.access import public, requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.words import uk_date
from strategy import actions
from strategy.actions.pathway import note_reading
from strategy.actions.word import receive
from strategy.forms.versions import AdoptForm, ImportForm, NewStrategyForm, PublishForm
from strategy.models import Strategy, Version
from strategy.queries import (
    current_version,
    history_of,
    later_draft,
    lost_anchors,
    published_strategies,
    shown_sections,
    strategies_for_officers,
)
from strategy.queries.editing.locks import locks_in
from strategy.queries.pathway.steps import steps_of
from strategy.queries.word.renditions import published_renditions, written_renditions
from strategy.rules import can_change, can_move, check_can_change, check_can_move
from strategy.states import VersionState
from strategy.views.editing.page import outline_context
from strategy.views.pathway import steps_ahead

# How often the reader's name stands behind the text of a draft; what is too much is cut off.
MARKS = 60


@public
def strategies(request):
    """Every published strategy."""
    return render(request, "strategy/strategies.html", {"strategies": published_strategies()})


@public
def strategy(request, slug):
    """The strategy in force, as one page to read."""
    found = get_object_or_404(Strategy, slug=slug)
    version = current_version(found, request.user)
    if version is None:
        raise Http404
    return _read(request, version, newer=later_draft(version))


@public
def versions(request, slug):
    """Every version of a strategy that this reader may see, newest first."""
    found = get_object_or_404(Strategy, slug=slug)
    visible = list(found.versions.visible_to(request.user).select_related("strategy"))
    if not visible:
        raise Http404
    context = {"strategy": found, "versions": visible}
    return render(request, "strategy/versions.html", context)


@public
def version(request, slug, number):
    """One version, as one page to read. A draft does not exist for strangers."""
    visible = Version.objects.visible_to(request.user).select_related("strategy")
    found = get_object_or_404(visible, strategy__slug=slug, number=number)
    return _read(request, found, current=current_version(found.strategy, request.user))


def _read(request, version, **context):
    if not version.is_published:
        note_reading(version=version, user=request.user, form="page", now=clock.now())
        context["mark"] = f"Draft for {request.user}, {uk_date(clock.today())}   " * MARKS
    context |= {
        "strategy": version.strategy,
        "version": version,
        "renditions": published_renditions(version),
        "sections": shown_sections(version, request.user),
    }
    return render(request, "strategy/read.html", context)


@requires(Permission.MANAGE_STRATEGY)
def desk(request):
    """The strategies an officer looks after."""
    return render(request, "strategy/desk.html", {"strategies": strategies_for_officers()})


@requires(Permission.MANAGE_STRATEGY)
def start(request):
    """The first text of a new strategy."""
    form = NewStrategyForm(*_sent(request))
    if form.is_valid():
        onward = _import(request, form, slug=form.cleaned_data["slug"])
        if onward:
            return onward
    return render(request, "strategy/import.html", {"form": form})


@requires(Permission.MANAGE_STRATEGY)
def bring(request, slug):
    """A new version of a strategy, from a file."""
    found = get_object_or_404(Strategy, slug=slug)
    form = ImportForm(*_sent(request))
    if form.is_valid():
        onward = _import(request, form, slug=slug)
        if onward:
            return onward
    return render(request, "strategy/import.html", {"form": form, "strategy": found})


def _import(request, form, *, slug):
    """On to what the file became; nothing when a rule stood in the way, which the form says.

    A Word file is read by the worker first, and an officer looks at what came over.
    """
    given = form.cleaned_data["file"]
    if isinstance(given, dict):
        received = receive(slug=slug, upload=given, by=request.user, now=clock.now())
        return redirect("strategy:word_import", received.pk)
    try:
        done = actions.import_text(slug=slug, text=given, by=request.user)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None
    messages.success(request, done.sentence)
    return redirect("strategy:manage", slug, done.version.number)


@requires(Permission.MANAGE_STRATEGY)
def manage(request, slug, number):
    """One version as its officers see it: where it stands and what can be done."""
    found = _version(slug, number)
    sections = list(found.sections.all())
    has_sections = bool(sections)
    context = {
        "version": found,
        "sections": sections,
        "can_publish": can_move(found, VersionState.FINAL, has_sections=has_sections),
        "can_adopt": can_move(found, VersionState.ADOPTED, has_sections=has_sections),
        "can_discard": can_change(found),
        "lost": lost_anchors(found) if can_change(found) else [],
        "steps_taken": steps_of(found),
        "steps_ahead": steps_ahead(found),
        "history": history_of(found.strategy, [found]),
        "renditions": written_renditions(found),
        **outline_context(found, sections, request, clock.now()),
    }
    return render(request, "strategy/manage.html", context)


@requires(Permission.MANAGE_STRATEGY)
def publish(request, slug, number):
    """Opens a draft to everybody."""
    found = _version(slug, number)
    form = PublishForm(_sent(request)[0], initial={"label": found.label, "note": found.note})
    refusal = why_not(check_can_move, found, VersionState.FINAL, has_sections=True)
    if form.is_valid():
        try:
            actions.publish(version=found, by=request.user, now=clock.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found.name} is published. Anybody can read it now.")
            return redirect("strategy:manage", slug, number)
    context = {
        "form": form,
        "version": found,
        "refusal": refusal,
        "lost": lost_anchors(found),
        "writing": locks_in(found, clock.now()).values(),
    }
    return render(request, "strategy/publish.html", context)


@requires(Permission.MANAGE_STRATEGY)
def adopt(request, slug, number):
    """Records the decision that adopted a final text."""
    found = _version(slug, number)
    form = AdoptForm(_sent(request)[0])
    refusal = why_not(check_can_move, found, VersionState.ADOPTED, has_sections=True)
    if form.is_valid():
        try:
            actions.adopt(version=found, by=request.user, today=clock.today(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found.name} is recorded as adopted.")
            return redirect("strategy:manage", slug, number)
    context = {"form": form, "version": found, "refusal": refusal}
    return render(request, "strategy/adopt.html", context)


@requires(Permission.MANAGE_STRATEGY)
def discard(request, slug, number):
    """Throws a draft away, after asking."""
    found = _version(slug, number)
    refusal = why_not(check_can_change, found)
    if request.method == "POST":
        try:
            actions.discard_draft(version=found, by=request.user)
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, "The draft is thrown away.")
            return redirect("strategy:desk")
    return render(request, "strategy/discard.html", {"version": found, "refusal": refusal})


def _sent(request):
    """What a form was sent with; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _version(slug, number):
    versions = Version.objects.select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)
