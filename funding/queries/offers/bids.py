"""Bids on their way to an award: what was decided of them, and which stand before them."""

from funding.models import Application, PanelItem
from funding.models.choices import Recommendation
from funding.states import ApplicationState, CallState

TO_FUND = (Recommendation.FUND, Recommendation.PART_FUND)
UNDECIDED = (
    ApplicationState.SUBMITTED,
    ApplicationState.ASSESSING,
    ApplicationState.AT_PANEL,
)


def decided_item(application):
    """The panel's latest decision on a bid, or None."""
    items = PanelItem.objects.filter(application=application).exclude(decision="")
    return items.select_related("panel", "reservation").order_by("-pk").first()


def rank_of(application):
    """A bid's rank on its latest panel paper; bids without one come last."""
    items = PanelItem.objects.filter(application=application).order_by("-pk")
    return items.values_list("rank", flat=True).first() or 10_000


def ahead_on_reserve(application):
    """Bids of the same call on the reserve list that rank above this one, the best first."""
    mine = rank_of(application)
    others = (
        Application.objects.filter(call=application.call_id, state=ApplicationState.RESERVE)
        .exclude(pk=application.pk)
        .select_related("organisation", "call__programme")
    )
    ranked = sorted((rank_of(other), other.pk, other) for other in others)
    return [other for rank, _, other in ranked if rank < mine]


def most_to_award(application):
    """The most that may be awarded for a bid (pence): what the panel decided, or what was asked."""
    item = decided_item(application)
    if application.state == ApplicationState.AT_PANEL and item and item.decided_pence is not None:
        return item.decided_pence
    return application.requested_pence


def to_award():
    """Bids a panel decided to fund that have no award yet."""
    return Application.objects.filter(
        state=ApplicationState.AT_PANEL,
        panel_items__decision__in=TO_FUND,
    ).distinct()


def every_bid_is_decided(call, now):
    """Whether a call takes no more bids and none of those it took waits for a decision."""
    if call.state != CallState.PUBLISHED or now < call.closes_at:
        return False
    bids = call.applications.received()
    return bids.exists() and not bids.filter(state__in=UNDECIDED).exists()
