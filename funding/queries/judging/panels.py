"""What a panel has before it: bids in rank order and the line down to which money reaches.

Somebody with an interest in one of the bids sees neither ranks nor sums: a gap or a difference
would tell them what happened to the bid that is hidden.
"""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from civilsociety.budget.queries.trials import heads_to_try
from civilsociety.budget.rules.trials import Award, try_out
from civilsociety.budget.states import ReservationState
from funding.models import Application, Conflict, Panel, PanelItem, PanelMember, Recommendation
from funding.queries.judging.cards import standings
from funding.states import ApplicationState, PanelState

GIVES = (Recommendation.FUND, Recommendation.PART_FUND)
HIDDEN = (
    "You declared an interest in a bid of this round. It is not shown, and so that nothing can be "
    "worked out from gaps, ranks, sums and the line of what can be afforded are not shown to you."
)


@dataclass
class Row:
    """One bid on the paper; `total_pence` is everything down to it, its own money included.

    `tried` is what each source would give; `is_above` whether it stands above the line. All three
    are empty for somebody from whom a bid is hidden.
    """

    item: PanelItem
    rank: int | None = None
    total_pence: int | None = None
    tried: object = None
    is_above: bool | None = None

    @property
    def bid(self):
        """The application."""
        return self.item.application


@dataclass
class Sheet:
    """A panel's paper as one person may see it."""

    panel: Panel
    rows: list = field(default_factory=list)
    hides: bool = False
    outcome: object = None
    cut_off: int | None = None

    @property
    def why_hidden(self):
        """The sentence in place of ranks and sums."""
        return HIDDEN if self.hides else ""

    @property
    def places(self):
        """Each source of the head: what is available, what is asked above the line, the rest."""
        head = self.panel.call.programme.head_id
        return [each for each in self.outcome.places if each.head.pk == head]

    @property
    def asked_pence(self):
        """Everything proposed above the line."""
        return self.outcome.asked_pence


def panels_for(user, permission):
    """The panels a person may open: every one for officers, else those they sit on."""
    found = Panel.objects.select_related("call__programme", "chair")
    if any(user.may(each) for each in permission):
        return found
    return found.filter(members__person=user)


def items_of(panel):
    """The bids on a paper in rank order, with what every page of it shows."""
    related = ("application__organisation", "application__call__programme", "reservation")
    found = PanelItem.objects.filter(panel=panel).select_related(*related)
    return found.prefetch_related("reasons").order_by("rank", "pk")


def hides_something(panel, user):
    """Whether this person has an interest in any bid of the panel's round."""
    mine = Conflict.objects.filter(person=user, withdrawn_at=None)
    return mine.filter(application__call=panel.call_id).exists()


def sheet_of(panel, user=None):
    """The paper as `user` may see it; whole without one, for the files and the reservations."""
    items = list(items_of(panel))
    if user is not None and hides_something(panel, user):
        shown = set(Application.objects.shown_to(user).filter(call=panel.call).values_list("pk"))
        seen = [each for each in items if (each.application_id,) in shown]
        seen.sort(key=lambda each: (each.application.organisation.name.casefold(), each.pk))
        return Sheet(panel, [Row(each) for each in seen], hides=True)
    outcome = affordability(panel, items)
    cut_off = outcome.most_that_fit if panel.cut_off is None else panel.cut_off
    return Sheet(panel, list(_rows(items, outcome, cut_off)), outcome=outcome, cut_off=cut_off)


def affordability(panel, items):
    """The proposed money in rank order against what the head has in the year of the round.

    What this panel holds already counts as free, so that an issued paper shows its own line.
    """
    call = panel.call
    head = call.programme.head
    awards = [
        Award(each.rank, each.application.organisation.name, each.proposed_pence, head, call.year)
        for each in items
        if each.recommendation in GIVES and each.proposed_pence
    ]
    held = [
        each.reservation
        for each in items
        if each.reservation and each.reservation.state == ReservationState.HELD
    ]
    arguments = {"years": [call.year], "heads": heads_to_try(), "counted_free": held}
    outcome = try_out(awards, **arguments, cut_off=panel.cut_off)
    if panel.cut_off is None:
        return try_out(awards, **arguments, cut_off=outcome.most_that_fit)
    return outcome


def _rows(items, outcome, cut_off):
    tried = {each.award.rank: each for each in outcome.tried}
    total = 0
    for item in items:
        found = tried.get(item.rank)
        total += item.proposed_pence if found else 0
        yield Row(item, item.rank, total, found, bool(found) and item.rank <= cut_off)


def ready_for(call):
    """(ready, not ready): the Standings of a round's bids that are scored, best first."""
    waiting = call.applications.filter(state=ApplicationState.ASSESSING)
    found = standings(waiting)
    ready = sorted((each for each in found if each.is_ready), key=lambda each: each.order_key)
    return ready, [each for each in found if not each.is_ready]


def members_of(panel):
    """The members of a panel, the chair among them."""
    return PanelMember.objects.filter(panel=panel).select_related("person").order_by("pk")


def recused_from(items):
    """{application id: [people with an interest that stands]} for the bids on a paper."""
    found = {}
    declared = Conflict.objects.filter(
        application__in=[each.application_id for each in items], withdrawn_at=None
    )
    for each in declared.select_related("person").order_by("pk"):
        found.setdefault(each.application_id, []).append(each.person)
    return found


def panels_of(call):
    """The panels of one round with how many bids each has."""
    items = Prefetch("items", PanelItem.objects.only("pk", "panel_id"))
    return call.panels.select_related("chair").prefetch_related(items)


def is_open(panel):
    """Whether its paper may still change."""
    return panel.state in {PanelState.PREPARING, PanelState.ISSUED}
