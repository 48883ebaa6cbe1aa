"""Officers’ pages of actions promised elsewhere."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from strategy.forms.measures import undertakings as forms
from strategy.models import Undertaking
from strategy.queries.measures.threads import section_titles
from strategy.queries.measures.undertakings import late_undertaking, measures_of
from strategy.rules.measures.undertakings import check_can_publish_undertaking
from strategy.views.measures.finding import act, officers, strategy_or_404, trail_of

EVENTS_SHOWN = 20


def _undertaking(slug, undertaking):
    found = Undertaking.objects.select_related("strategy")
    return get_object_or_404(found, strategy__slug=slug, slug=undertaking)


def _page(found):
    return reverse("strategy:manage_undertaking", args=[found.strategy.slug, found.slug])


def _trail(found):
    return [*trail_of(found.strategy), (found.title, _page(found))]


@officers
def add_undertaking(request, slug):
    """Begins to track an action."""
    strategy = strategy_or_404(slug)
    form, trail = forms.UndertakingForm, trail_of(strategy)
    return act(request, form, None, to=_page, trail=trail, strategy=strategy)


@officers
def manage_undertaking(request, slug, undertaking):
    """One action as its officers see it."""
    found = _undertaking(slug, undertaking)
    context = {
        "strategy": found.strategy,
        "trail": trail_of(found.strategy),
        "undertaking": found,
        "late": late_undertaking(found, clock.today()),
        "updates": found.updates.select_related("by").order_by("-on", "-pk"),
        "measures": measures_of(found, public=False),
        "section": section_titles(found.strategy).get(found.section_key, ""),
        "history": Event.objects.filter(target=name_of(found))[:EVENTS_SHOWN],
        "cannot_publish": why_not(check_can_publish_undertaking, found),
    }
    return render(request, "strategy/measures/manage_undertaking.html", context)


@officers
def change_undertaking(request, slug, undertaking):
    """Changes what is written of an action."""
    found = _undertaking(slug, undertaking)
    form, to = forms.UndertakingForm, _page(found)
    return act(request, form, found, to=to, trail=_trail(found), strategy=found.strategy)


@officers
def publish_undertaking(request, slug, undertaking):
    """Shows an action to everybody."""
    found = _undertaking(slug, undertaking)
    refusal = why_not(check_can_publish_undertaking, found)
    form, to = forms.PublishUndertakingForm, _page(found)
    return act(request, form, found, to=to, trail=_trail(found), refusal=refusal)


@officers
def tell_undertaking(request, slug, undertaking):
    """Tells what was done, and where the action stands since."""
    found = _undertaking(slug, undertaking)
    return act(request, forms.UpdateForm, found, to=_page(found), trail=_trail(found))
