"""The year-end workbench: what is open, each to be paid, carried or lapsed; then closing."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget import actions, rules
from civilsociety.budget.actions import year_end
from civilsociety.budget.forms.years import AnswerForm, CloseForm, ReopenForm, SettleForm
from civilsociety.budget.models import Year
from civilsociety.budget.queries import by_source, by_year, open_items
from civilsociety.budget.queries import years as queries
from civilsociety.budget.queries.statement_document import is_over
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.words import plural

readers = requires(Permission.READ_BUDGET)
movers = requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
holders = requires(Permission.HOLD_BUDGET)
DONE = {
    "release": "Released: {count}. The money is available again.",
    "carry": "Proposed to carry forward: {count}. A second person approves.",
    "lapse": "Proposed to lapse: {count}. A second person approves.",
    "approve": "Approved and carried out: {count}.",
    "decline": "Declined: {count}.",
    "withdraw": "Withdrawn: {count}.",
}
RELEASES = "Releasing is for funding officers. Propose to carry the item or to let it lapse."
APPROVES = "Approving and declining is for the budget holder. You may withdraw your own proposals."


def year_named(slug):
    """The year of an address like 2021-22, or 404."""
    year = Year.objects.filter(starts_on__year=int(slug[:4])).first()
    if year is None or year.slug != slug:
        raise Http404
    return year


def trail_to(year=None):
    """The way to the years, and to one of them."""
    trail = [("Your desk", reverse("home:officers"))]
    if year:
        trail.append(("Years", reverse("budget:years")))
    return trail


@readers
def index(request):
    """Every year: its figures, whether it is open, its statements."""
    kept = queries.statements_by_year()
    rows = [(row.item, row.figures, kept.get(row.item.pk, ())) for row in by_year()]
    context = {
        "rows": rows,
        "trail": trail_to(),
        "may_use_admin": request.user.may(Permission.USE_ADMIN),
    }
    return render(request, "budget/officers/years.html", context)


@readers
def workbench(request, year):
    """What is still open in a year, what may be done with it, and what is missing to close."""
    year = year_named(year)
    kind = request.GET.get("tick", "")
    ticked = [f"{each.kind}-{each.item.pk}" for each in open_items(year) if each.kind == kind]
    return _page(request, year, ticked=ticked)


def _page(request, year, *, settle_form=None, answer_form=None, ticked=()):
    items = open_items(year)
    proposed = queries.proposed_for(items)
    refusal = _not_yet(year)
    context = {
        "trail": trail_to(year),
        "year": year,
        "is_over": is_over(year, clock.now()),
        "sources": _sources(year),
        "parts": list(queries.parts_of(items, proposed)),
        "proposals": [each for each in items if each.kind == "proposal"],
        "open": len(items),
        "ticked": set(ticked),
        "statements": year.statements.order_by("pk"),
        "not_yet": refusal,
        "may_move": any(map(request.user.may, (Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET))),
        "may_fund": request.user.may(Permission.MANAGE_FUNDING),
        "may_hold": request.user.may(Permission.HOLD_BUDGET),
        "settle_form": settle_form or SettleForm(initial={"key": uuid.uuid4()}),
        "answer_form": answer_form or AnswerForm(),
    }
    return render(request, "budget/officers/year.html", context)


def _sources(year):
    return [(source, queries.came_in(figures), figures) for source, figures in by_source(year)]


def _not_yet(year):
    try:
        rules.check_can_close_year(year=year, reason="–")
    except Refused as refusal:
        return str(refusal)
    return ""


def _ticked(request, items):
    asked = set(request.POST.getlist("item"))
    return [each for each in items if f"{each.kind}-{each.item.pk}" in asked]


@movers
@require_POST
def settle(request, year):
    """Releases, or proposes to carry or lapse, everything that is ticked."""
    year = year_named(year)
    form = SettleForm(request.POST)
    if form.is_valid():
        act = form.cleaned_data["act"]
        try:
            if act == "release" and not request.user.may(Permission.MANAGE_FUNDING):
                raise Refused(RELEASES)
            made = year_end.settle(
                year=year,
                items=_ticked(request, open_items(year)),
                by=request.user,
                now=clock.now(),
                **form.cleaned_data,
            )
            return _done(request, year, act, made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, year, settle_form=form, ticked=request.POST.getlist("item"))


@movers
@require_POST
def answer(request, year):
    """Approves, declines or withdraws every proposal that is ticked."""
    year = year_named(year)
    form = AnswerForm(request.POST)
    if form.is_valid():
        act = form.cleaned_data["act"]
        proposals = [each.item for each in _ticked(request, open_items(year))]
        try:
            _check_may_answer(request.user, act, proposals)
            made = year_end.answer(
                proposals=proposals, by=request.user, now=clock.now(), **form.cleaned_data
            )
            return _done(request, year, act, made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, year, answer_form=form, ticked=request.POST.getlist("item"))


def _check_may_answer(user, act, proposals):
    own = all(each.proposed_by_id == user.pk for each in proposals)
    if not user.may(Permission.HOLD_BUDGET) and not (act == "withdraw" and own):
        raise Refused(APPROVES)


def _done(request, year, act, made):
    messages.success(request, DONE[act].format(count=plural(len(made), "item")))
    return redirect("budget:year_end", year.slug)


@holders
def close(request, year):
    """Asks, then closes the year and has its statement made."""
    year = year_named(year)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            statement = actions.close_year(
                year=year, by=request.user, reason=form.cleaned_data["reason"], now=clock.now()
            )
            return redirect("budget:statement", year.slug, statement.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "trail": [*trail_to(year), (str(year), reverse("budget:year_end", args=[year.slug]))],
        "year": year,
        "form": form,
        "sources": _sources(year),
        "is_over": is_over(year, clock.now()),
        "not_yet": _not_yet(year),
    }
    return render(request, "budget/officers/year_close.html", context)


@movers
def reopen(request, year):
    """Proposes to open a closed year again; a second person approves."""
    year = year_named(year)
    form = ReopenForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(
                act="reopen_year",
                terms={"year": year.pk},
                by=request.user,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Proposed. The year opens when a second person approves.")
            return redirect("budget:year_end", year.slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "trail": [*trail_to(year), (str(year), reverse("budget:year_end", args=[year.slug]))],
        "year": year,
        "form": form,
    }
    return render(request, "budget/officers/year_reopen.html", context)
