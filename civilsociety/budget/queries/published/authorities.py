"""On whose decision a programme's money stands."""

from civilsociety.budget.models import Drawdown, Reservation
from civilsociety.budget.states import ReservationState
from civilsociety.decisions.models import Authority
from civilsociety.decisions.states import PUBLIC


def authorities_for(head):
    """What published decisions allow for a programme, with what was promised under each."""
    if head.purpose_id is None:
        return []
    found = Authority.objects.filter(purpose=head.purpose, decision__state__in=PUBLIC)
    found = list(found.select_related("decision").order_by("decision__taken_on", "pk"))
    drawn = Drawdown.objects.filter(authority__in=found)
    promised = dict(drawn.values_list("authority_id", "committed_pence"))
    for each in found:
        each.promised_pence = promised.get(each.pk, 0)
        each.left_pence = each.up_to_pence - each.promised_pence
    return found


def held_for(head):
    """What is held for decisions that are being prepared: amounts and dates, for nobody named."""
    held = Reservation.objects.filter(head=head, state=ReservationState.HELD)
    return held.order_by("expires_on", "pk")
