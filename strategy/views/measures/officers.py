"""Officers’ pages of objectives and measures, and of those who answer for a measure."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return
from strategy.actions.measures.feeds import take_over
from strategy.forms.measures import measures as forms
from strategy.forms.measures.readings import CorrectionForm, ReadingForm
from strategy.queries.measures.board import board_of, row_of
from strategy.queries.measures.charts import chart_of
from strategy.queries.measures.late import due_things
from strategy.queries.measures.source import source_of
from strategy.queries.measures.threads import section_titles
from strategy.queries.measures.undertakings import undertakings_of
from strategy.rules.measures import measures as rules
from strategy.rules.measures.readings import check_is_current, check_takes_readings
from strategy.views.measures.finding import (
    act,
    measure_or_404,
    officers,
    readable_measure_or_404,
    strategy_or_404,
    trail_of,
)

EVENTS_SHOWN = 20


@officers
def hub(request, slug):
    """Everything that is measured and tracked: what is late first, then all of it."""
    strategy = strategy_or_404(slug)
    today = clock.today()
    context = {
        "strategy": strategy,
        "groups": board_of(strategy, today=today, public=False),
        "undertakings": undertakings_of(strategy, today=today, public=False),
        "due": due_things(today, strategy=strategy),
        "reports": strategy.progress_reports.defer("figures"),
        "trail": trail_of(strategy)[:1],
    }
    return render(request, "strategy/measures/hub.html", context)


def _hub(slug):
    return reverse("strategy:manage_measures", args=[slug])


@officers
def add_objective(request, slug):
    """A new objective."""
    strategy = strategy_or_404(slug)
    to, trail = _hub(slug), trail_of(strategy)
    return act(request, forms.ObjectiveForm, None, to=to, trail=trail, strategy=strategy)


@officers
def change_objective(request, slug, pk):
    """Changes an objective."""
    strategy = strategy_or_404(slug)
    objective = get_object_or_404(strategy.objectives, pk=pk)
    to, trail = _hub(slug), trail_of(strategy)
    return act(request, forms.ObjectiveForm, objective, to=to, trail=trail, strategy=strategy)


@officers
def retire_objective(request, slug, pk):
    """Ends an objective that has no running measures."""
    strategy = strategy_or_404(slug)
    objective = get_object_or_404(strategy.objectives, pk=pk)
    refusal = why_not(rules.check_can_retire_objective, objective)
    return act(
        request,
        forms.RetireObjectiveForm,
        objective,
        to=_hub(slug),
        trail=trail_of(strategy),
        refusal=refusal,
    )


@officers
def add_measure(request, slug):
    """A new measure."""
    strategy = strategy_or_404(slug)
    refusal = "" if strategy.objectives.filter(retired_on=None).exists() else NO_OBJECTIVE
    return act(
        request,
        forms.MeasureForm,
        None,
        to=lambda measure: reverse("strategy:manage_measure", args=[slug, measure.slug]),
        trail=trail_of(strategy),
        refusal=refusal,
        strategy=strategy,
    )


NO_OBJECTIVE = "A measure stands under an objective. Add an objective first."


@officers
def manage_measure(request, slug, measure):
    """One measure as its officers see it: true figures, what is due, what can be done."""
    found = measure_or_404(slug, measure)
    row = row_of(found, today=clock.today(), public=False)
    context = {
        "strategy": found.objective.strategy,
        "trail": trail_of(found.objective.strategy),
        "measure": found,
        "row": row,
        "chart": chart_of(row, "chart"),
        "newest_first": row.every[::-1],
        "replaced": {each.reading.corrects_id for each in row.every},
        "source": source_of(found, row),
        "section": section_titles(found.objective.strategy).get(found.section_key, ""),
        "history": Event.objects.filter(target=name_of(found))[:EVENTS_SHOWN],
        "cannot_read": why_not(check_takes_readings, found),
        "cannot_publish": why_not(rules.check_can_publish_measure, found),
        "cannot_retire": why_not(rules.check_can_retire_measure, found),
        "cannot_throw_away": why_not(rules.check_can_throw_away, found),
    }
    return render(request, "strategy/measures/manage_measure.html", context)


def _page(found):
    return reverse("strategy:manage_measure", args=[found.objective.strategy.slug, found.slug])


def _trail(found):
    return [*trail_of(found.objective.strategy), (found.name, _page(found))]


@officers
def change_measure(request, slug, measure):
    """Changes what a measure says of itself."""
    found = measure_or_404(slug, measure)
    refusal = why_not(rules.check_can_change_measure, found, unit=found.unit)
    strategy = found.objective.strategy
    return act(
        request,
        forms.MeasureForm,
        found,
        to=_page(found),
        trail=_trail(found),
        refusal=refusal,
        strategy=strategy,
    )


@officers
def publish_measure(request, slug, measure):
    """Shows a measure to everybody."""
    found = measure_or_404(slug, measure)
    refusal = why_not(rules.check_can_publish_measure, found)
    form, to = forms.PublishMeasureForm, _page(found)
    return act(request, form, found, to=to, trail=_trail(found), refusal=refusal)


@officers
def retire_measure(request, slug, measure):
    """Ends a measure."""
    found = measure_or_404(slug, measure)
    refusal = why_not(rules.check_can_retire_measure, found)
    form, to = forms.RetireMeasureForm, _page(found)
    return act(request, form, found, to=to, trail=_trail(found), refusal=refusal)


@officers
def throw_away(request, slug, measure):
    """Takes away a measure that nobody outside has seen."""
    found = measure_or_404(slug, measure)
    refusal = why_not(rules.check_can_throw_away, found)
    form, trail = forms.ThrowAwayForm, _trail(found)
    return act(request, form, found, to=_hub(slug), trail=trail, refusal=refusal)


def _after_reading(user, found):
    """Officers go on to their page of the measure, others to the public one or their account."""
    if user.may(Permission.MANAGE_STRATEGY):
        return _page(found)
    return found.get_absolute_url() if found.published_at else reverse("accounts:home")


def _reader_trail(user, found):
    return _trail(found) if user.may(Permission.MANAGE_STRATEGY) else ()


@signed_in
def enter_reading(request, slug, measure):
    """Reads a measure: for strategy officers and whoever answers for it."""
    found = readable_measure_or_404(request, slug, measure)
    refusal = why_not(check_takes_readings, found)
    to, trail = _after_reading(request.user, found), _reader_trail(request.user, found)
    return act(request, ReadingForm, found, to=to, trail=trail, refusal=refusal)


@signed_in
def correct_reading(request, slug, measure, pk):
    """Corrects a reading: for strategy officers and whoever answers for the measure."""
    found = readable_measure_or_404(request, slug, measure)
    reading = get_object_or_404(found.readings.select_related("corrected_by"), pk=pk)
    reading.measure = found
    refusal = why_not(check_is_current, reading) or why_not(check_takes_readings, found)
    to, trail = _after_reading(request.user, found), _reader_trail(request.user, found)
    return act(request, CorrectionForm, reading, to=to, trail=trail, refusal=refusal)


@officers
@require_POST
def take_source(request, slug, measure, pk):
    """Corrects a reading to what its source says now."""
    found = measure_or_404(slug, measure)
    reading = get_object_or_404(found.readings, pk=pk)
    reading.measure = found
    return act_and_return(
        request,
        take_over,
        reading=reading,
        now=clock.now(),
        words="The reading is corrected. The page shows both, and why.",
        to=_page(found),
    )
