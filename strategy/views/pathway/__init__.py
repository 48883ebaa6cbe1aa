"""Pages of a version's pathway: for everybody, and for its officers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import public, requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from civilsociety.ui.downloads import stored
from strategy.actions import pathway as actions
from strategy.forms.pathway import VERBS, StepForm, StepPaperForm, WalkForm
from strategy.models import Step, StepPaper, Strategy, Version
from strategy.queries.pathway.steps import pathway_of, readings_of
from strategy.rules.pathway import next_states
from strategy.states import VersionState

OFFICERS = "officers/base.html"


@public
def pathway(request, slug):
    """How a strategy came about, step by step, and what is ahead."""
    strategy = get_object_or_404(Strategy, slug=slug)
    steps = pathway_of(strategy, request.user)
    if not steps:
        raise Http404
    return render(request, "strategy/pathway/pathway.html", {"strategy": strategy, "steps": steps})


@public
def step_paper(request, slug, pk):
    """The file of a paper; of an unpublished version it does not exist for strangers."""
    visible = Version.objects.visible_to(request.user)
    paper = get_object_or_404(
        StepPaper.objects.select_related("file"),
        pk=pk,
        file__isnull=False,
        step__version__strategy__slug=slug,
        step__version__in=visible,
    )
    return stored(paper.file)


@requires(Permission.MANAGE_STRATEGY)
def walk(request, slug, number, state):
    """The next step of a version."""
    version = _version(slug, number)
    if state not in VERBS or state not in next_states(version):
        raise Http404
    form = WalkForm(
        *sent(request),
        state=VersionState(state),
        subject=version,
        by=request.user,
        now=clock.now(),
        initial={"on": clock.today()},
    )
    return _act(request, form, version)


@requires(Permission.MANAGE_STRATEGY)
def edit_step(request, pk):
    """What is said of a step."""
    step = _step(pk)
    told = {name: getattr(step, name) for name in ("on", "until", "body", "outcome")}
    form = StepForm(*sent(request), subject=step, by=request.user, now=clock.now(), initial=told)
    return _act(request, form, step.version)


@requires(Permission.MANAGE_STRATEGY)
def add_paper(request, pk):
    """A paper for a step."""
    step = _step(pk)
    form = StepPaperForm(*sent(request), subject=step, by=request.user, now=clock.now())
    return _act(request, form, step.version)


@requires(Permission.MANAGE_STRATEGY)
def remove_paper(request, pk):
    """Takes a paper away, after asking."""
    papers = StepPaper.objects.select_related("file", "step__version__strategy")
    paper = get_object_or_404(papers, pk=pk)
    version = paper.step.version
    if request.method == "POST":
        actions.remove_paper(paper=paper, by=request.user)
        messages.success(request, f"“{paper.title}” is taken away.")
        return redirect(_manage(version))
    return render(
        request, "strategy/pathway/remove_paper.html", {"paper": paper, "version": version}
    )


@requires(Permission.MANAGE_STRATEGY)
def readers(request, slug, number):
    """Who read a version before it was published."""
    version = _version(slug, number)
    page = readings_of(version, request.GET.get("page"))
    return render(request, "strategy/pathway/readers.html", {"version": version, "page": page})


def steps_ahead(version):
    """The next steps an officer can take with a version: words and address of each page."""
    found = []
    for state in next_states(version):
        if state in VERBS:
            address = reverse("strategy:walk", args=[*_parts(version), state])
            found.append({"label": VERBS[state][0], "url": address})
    return found


def _act(request, form, version):
    trail = [("Strategy", reverse("strategy:desk")), (version.name, _manage(version))]
    return act_page(request, form, to=_manage(version), trail=trail, base=OFFICERS)


def _manage(version):
    return reverse("strategy:manage", args=_parts(version))


def _parts(version):
    return [version.strategy.slug, version.number]


def _version(slug, number):
    versions = Version.objects.select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)


def _step(pk):
    return get_object_or_404(Step.objects.select_related("version__strategy"), pk=pk)
