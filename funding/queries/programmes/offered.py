"""Money that rounds have on offer and nobody holds or has promised yet."""

from django.db.models import Sum

from civilsociety.budget.models import Reservation
from funding.models import Call, PanelItem
from funding.queries.programmes.odds import money_left
from funding.states import CallState


def offered_elsewhere(call):
    """What other undecided rounds still offer of the same head and year (pence).

    Money that a panel holds for a bid is left out: the ledger no longer counts it as available.
    """
    others = Call.objects.filter(
        state=CallState.PUBLISHED, year=call.year_id, programme__head=call.programme.head_id
    ).exclude(pk=call.pk)
    return sum(max(money_left(each) - held_for(each), 0) for each in others)


def held_for(call):
    """What panels hold at this moment for bids of a round (pence)."""
    items = PanelItem.objects.filter(application__call=call, reservation__isnull=False)
    held = Reservation.objects.filter(pk__in=items.values("reservation"))
    return held.aggregate(sum=Sum("held_pence"))["sum"] or 0
