"""Can we afford this? Officers try a ranked list of awards against the money there is."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget.actions import trials as actions
from civilsociety.budget.forms.trials import ReserveForm, TrialDesk, typed_of
from civilsociety.budget.models import Trial
from civilsociety.budget.queries import trials as queries
from civilsociety.budget.rules.trials import (
    can_change_trial,
    check_can_change_trial,
    check_can_reserve_trial,
    outcome_of,
)
from civilsociety.budget.views.trial_tables import compared, table_of, years_of
from civilsociety.documents.tables import to_csv
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.words import plural

readers = requires(Permission.READ_BUDGET)
officers = requires(Permission.MANAGE_FUNDING)
MORE_ROWS = 3
MOST_TO_COMPARE = 200  # the last changed


@readers
def index(request):
    """A new trial to type or paste, and those that were saved."""
    kept = Paginator(queries.trials(), 25).get_page(request.GET.get("page"))
    return _desk(request, None, {"trials": kept})


@readers
def trial(request, pk):
    """A saved trial, to look at and to change."""
    return _desk(request, get_object_or_404(Trial.objects.select_related("made_by"), pk=pk))


def _desk(request, kept, context=()):
    desk = _typed(request, kept)
    desk.finish()
    act, _, what = request.POST.get("act", "").partition("-")
    if act == "remove" and what.isdigit():
        desk.remove(int(what))
        desk.finish()
    elif act == "line":
        desk.move_line(what)
        desk.finish()
    elif act == "rows":
        desk.finish(blank=MORE_ROWS)
    elif act == "save" and (saved := _save(request, kept, desk)):
        return redirect("budget:trial", saved.pk)
    return _page(request, kept, desk, dict(context))


def _typed(request, kept):
    if request.method == "POST":
        typed = request.POST.dict() | {"counted_free": request.POST.getlist("counted_free")}
    elif kept:
        typed = typed_of(kept, list(queries.awards_of(kept)))
    else:
        typed = {}
    years = [each.year for each in queries.awards_of(kept)] if kept else []
    return TrialDesk(typed=typed, files=request.FILES, today=clock.today(), also_years=years)


def _save(request, kept, desk):
    """The trial as it was saved; nothing where the page has something to say first."""
    if not desk.is_whole:
        return None
    try:
        saved = actions.save_trial(
            trial=None if request.POST.get("as_copy") else kept,
            title=desk.form.cleaned_data["title"],
            awards=desk.awards,
            cut_off=desk.cut_off,
            counted_free=desk.counted_free,
            seen=desk.form.cleaned_data["seen"],
            by=request.user,
            now=clock.now(),
        )
    except Refused as refusal:
        desk.form.add_error("title", str(refusal))
        return None
    messages.success(request, f"“{saved}” is saved. It holds no money.")
    return saved


def _page(request, kept, desk, context):
    context |= {
        "trail": _trail(bool(kept)),
        "trial": kept,
        "desk": desk,
        "form": desk.form,
        "formset": desk.formset,
        "outcome": desk.outcome,
        "years": years_of(desk.outcome, desk.years),
        "may_change": kept is None or can_change_trial(kept, by=request.user),
        "may_reserve": request.user.may(Permission.MANAGE_FUNDING),
        "not_yet": kept and _not_yet(kept, _as_saved(request, kept, desk)),
        "kept_awards": queries.awards_of(kept) if kept and kept.reserved_at else (),
        "others": queries.trials().exclude(pk=kept.pk)[:MOST_TO_COMPARE] if kept else (),
    }
    return render(request, "budget/officers/what_if.html", context)


def _as_saved(request, kept, desk):
    """The outcome of the trial as it was saved, whatever has been typed since."""
    return outcome_of(kept) if request.method == "POST" else desk.outcome


def _not_yet(kept, outcome):
    try:
        check_can_reserve_trial(kept, outcome)
    except Refused as refusal:
        return str(refusal)
    return ""


def _trail(below):
    trail = [("Your desk", reverse("home:officers"))]
    return trail + ([("Can we afford this?", reverse("budget:trials"))] if below else [])


@readers
def as_csv(request, pk):
    """The awards of a trial and whether they fit, as a file."""
    kept = get_object_or_404(Trial, pk=pk)
    return HttpResponse(
        to_csv(table_of(kept, outcome_of(kept))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="trial-{pk}.csv"'},
    )


@readers
@require_POST
def copy(request, pk):
    """A trial of one's own from another."""
    made = actions.copy_trial(
        trial=get_object_or_404(Trial, pk=pk), by=request.user, now=clock.now()
    )
    messages.success(request, f"This is “{made}”. Give it a name of its own.")
    return redirect("budget:trial", made.pk)


@readers
def delete(request, pk):
    """Asks, then takes a trial away."""
    kept = get_object_or_404(Trial, pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.delete_trial(trial=kept, by=request.user)
            messages.success(request, f"“{kept}” is deleted.")
            return redirect("budget:trials")
        except Refused as error:
            refusal = str(error)
    refusal = refusal or _not_changed(kept, request.user)
    context = {"trial": kept, "trail": _trail(True), "refusal": refusal}
    return render(request, "budget/officers/trial_delete.html", context)


def _not_changed(kept, user):
    try:
        check_can_change_trial(kept, by=user)
    except Refused as refusal:
        return str(refusal)
    return ""


@readers
def compare(request):
    """Two trials side by side."""
    pair = [_chosen(request.GET.get(name)) for name in ("a", "b")]
    context = {"trail": _trail(True), "trials": queries.trials()[:MOST_TO_COMPARE], "pair": pair}
    if all(pair) and pair[0].pk != pair[1].pk:
        context |= compared(*[(each, outcome_of(each)) for each in pair])
    return render(request, "budget/officers/trials_compare.html", context)


def _chosen(pk):
    return queries.trials().filter(pk=pk).first() if pk and pk.isdigit() and len(pk) < 10 else None


@officers
def reserve(request, pk):
    """Holds the money of every award above the line, until a day."""
    kept = get_object_or_404(Trial.objects.annotate(last=Max("awards__position")), pk=pk)
    outcome = outcome_of(kept)
    form = ReserveForm(request.POST or None, today=clock.today(), initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.reserve_trial(
                trial=kept, by=request.user, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, f"The money is held by {plural(len(made), 'reservation')}.")
            return redirect("budget:trial", kept.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "trial": kept,
        "trail": [*_trail(True), (kept.title, reverse("budget:trial", args=[kept.pk]))],
        "form": form,
        "outcome": outcome,
        "not_yet": _not_yet(kept, outcome),
    }
    return render(request, "budget/officers/trial_reserve.html", context)
