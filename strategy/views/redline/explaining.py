"""Officers say why a text was changed, reword it, and take it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page
from strategy.forms.redline.explaining import ExplainForm, RewordForm, WithdrawForm
from strategy.models import Change, Version
from strategy.queries.redline.shown import shown_section
from strategy.queries.redline.waiting import questions_of
from strategy.slots import origins

SEARCH = "searching"
WHOLE = "the text as a whole"


@requires(Permission.MANAGE_STRATEGY)
def explain(request, slug, number):
    """The changes of a version with and without a reason; with `?section=` the form of one."""
    version = _version(slug, number)
    questions = questions_of(version, request.user)
    if questions and "section" in request.GET:
        return _explain_one(request, version, questions, request.GET["section"])
    context = {"version": version, "questions": questions, "trail": _trail(version)}
    return render(request, "strategy/redline/explain.html", context)


def _explain_one(request, version, questions, key):
    section = _section(questions, key)
    form = _form(request, ExplainForm, version, section_key=key)
    if _is_sent(request) and form.done():
        messages.success(request, form.said(form.result))
        return redirect(_back(version))
    return _asked(request, version, form, section, "Say why")


@requires(Permission.MANAGE_STRATEGY)
def reword(request, slug, number, pk):
    """Says a recorded reason better."""
    version = _version(slug, number)
    change = _change(version, pk)
    form = _form(request, RewordForm, version, change=change)
    if _is_sent(request) and form.done():
        messages.success(request, form.said(form.result))
        return redirect(_back(version))
    questions = questions_of(version, request.user)
    section = _found(questions, change.section_key) if questions else None
    return _asked(request, version, form, section, "Reword a reason")


@requires(Permission.MANAGE_STRATEGY)
def withdraw(request, slug, number, pk):
    """Takes a reason back."""
    version = _version(slug, number)
    change = _change(version, pk)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None,
        subject=change,
        by=request.user,
        now=clock.now(),
    )
    form.cancel_url = _back(version)
    return act_page(
        request,
        form,
        to=_back(version),
        trail=_trail(version, listed=True),
        base="officers/base.html",
        before="strategy/redline/reason_to_withdraw.html",
        change=change,
    )


def _form(request, kind, version, **more):
    """The form: empty, as it was sent, or as it was typed so far while something is searched."""
    choices = origins.fill(version, request.user)
    given = {"subject": version, "by": request.user, "now": clock.now(), "choices": choices, **more}
    if request.method != "POST":
        form = kind(**given)
    elif SEARCH in request.POST:
        form = kind(initial=_typed(request.POST), **given)
    else:
        form = kind(request.POST, **given)
    form.cancel_url = _back(version)
    return form


def _typed(posted):
    """What was typed and chosen so far."""
    lists = {name: posted.getlist(name) for name in posted if name.startswith("from_")}
    return {name: posted.get(name) for name in posted} | lists


def _is_sent(request):
    return request.method == "POST" and SEARCH not in request.POST


def _asked(request, version, form, section, title):
    context = {
        "version": version,
        "form": form,
        "title": title,
        "about": f"{section.section.number} {section.section.title}" if section else WHOLE,
        "shown": shown_section(section, whole=False) if section else None,
        "theirs": getattr(form, "theirs", None),
        "search": SEARCH,
        "trail": _trail(version, listed=True),
    }
    return render(request, "strategy/redline/explain_one.html", context)


def _section(questions, key):
    """The compared section with this anchor; None for the whole text; 404 for another."""
    if not key:
        return None
    section = _found(questions, key)
    if section is None:
        raise Http404
    return section


def _found(questions, key):
    return next((one for one in questions.comparison.sections if key in one.keys), None)


def _back(version):
    return reverse("strategy:explain", args=[version.strategy.slug, version.number])


def _trail(version, *, listed=False):
    slug, number = version.strategy.slug, version.number
    trail = [
        ("Strategy", reverse("strategy:desk")),
        (version.name, reverse("strategy:manage", args=[slug, number])),
    ]
    return [*trail, ("Reasons for the changes", _back(version))] if listed else trail


def _version(slug, number):
    versions = Version.objects.select_related("strategy")
    return get_object_or_404(versions, strategy__slug=slug, number=number)


def _change(version, pk):
    changes = Change.objects.select_related("version__strategy", "by").prefetch_related("origins")
    return get_object_or_404(changes, pk=pk, version=version)
