"""Who may open what, and the way back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from strategy.models import Measure, Strategy
from strategy.queries.measures.threads import is_visible
from strategy.rules.measures.measures import may_read

officers = requires(Permission.MANAGE_STRATEGY)
BASE = {"base": "officers/base.html"}


def strategy_or_404(slug):
    """A strategy, for its officers."""
    return get_object_or_404(Strategy, slug=slug)


def public_strategy_or_404(request, slug):
    """A strategy of which this reader may see a version."""
    strategy = strategy_or_404(slug)
    if not is_visible(strategy, request.user):
        raise Http404
    return strategy


def measure_or_404(slug, measure):
    """A measure of a strategy, published or not."""
    measures = Measure.objects.select_related("objective__strategy", "owner_user")
    return get_object_or_404(measures, objective__strategy__slug=slug, slug=measure)


def readable_measure_or_404(request, slug, measure):
    """A measure whose readings this person enters; for anybody else it is not there."""
    found = measure_or_404(slug, measure)
    if not may_read(found, request.user):
        raise Http404
    return found


def trail_of(strategy):
    """The officers’ way back to the measures of a strategy."""
    address = reverse("strategy:manage_measures", args=[strategy.slug])
    return [("Strategy", reverse("strategy:desk")), ("Measures and progress", address)]


def public_trail(strategy, *more):
    """A reader’s way back to the strategy."""
    return [
        ("Strategy", reverse("strategy:strategies")),
        (strategy.title, strategy.get_absolute_url()),
        *more,
    ]


def act(request, form, subject, *, to, trail, refusal="", **kwargs):
    """The page of an ActForm class about a subject; a refused act is not carried out.

    After a clash of two who write, the page shows what the other person wrote.
    """
    data = sent(request) if not refusal else (None, None)
    made = form(*data, subject=subject, by=request.user, now=clock.now(), **kwargs)
    after = {"after": "strategy/measures/parts/theirs.html", "refusal": refusal}
    return act_page(request, made, to=to, trail=trail, **after, **BASE)
