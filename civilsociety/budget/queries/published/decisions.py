"""What followed from a decision: the money set aside, allocated and promised on it."""

from django.db.models import Count, Q, Sum
from django.urls import reverse

from civilsociety.budget.models import Commitment, Drawdown, Move
from civilsociety.budget.states import PUBLIC_KINDS, Kind
from civilsociety.decisions.slots import Panel
from civilsociety.ui.words import plural, pounds

SHOWN = 10
# What is told of the decision's own moves; promises are told by commitment.
TOLD = (Kind.APPROPRIATE, Kind.ALLOCATE)


def followed(decision):
    """The panel of a decision's page: nothing while no money rests on it."""
    first = decision.first
    sums = _sums(first)
    promises = _promises(first)
    if not (sums or any(each.promised_pence for each in promises)):
        return []
    commitments = Commitment.objects.filter(authority__decision=first)
    shown = list(commitments.select_related("head", "payee", "authority__decision")[: SHOWN + 1])
    context = {
        "sums": sums,
        "promises": promises,
        "commitments": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "commitments_url": f"{reverse('budget:commitments')}?q={first.reference}",
    }
    return [
        Panel(
            title="Money on this decision",
            template="budget/parts/on_decision.html",
            context=context,
            lines=tuple(_lines(sums, promises)),
        )
    ]


def _sums(decision):
    """[{words, pence, moves, url}] of what was set aside and allocated on it."""
    standing = Move.objects.filter(
        decision__reference=decision.reference, kind__in=TOLD, reversed_by=None
    )
    found = standing.values("kind").annotate(pence=Sum("amount_pence"), number=Count("pk"))
    by_kind = {row["kind"]: row for row in found.order_by()}
    return [
        {
            "words": PUBLIC_KINDS[kind],
            "pence": by_kind[kind]["pence"],
            "moves": plural(by_kind[kind]["number"], "move"),
            "url": f"{reverse('budget:moves')}?kind={kind}&decision={decision.reference}",
        }
        for kind in TOLD
        if kind in by_kind
    ]


def _promises(decision):
    """Each amount it allows, told with what is promised of it; of later decisions together."""
    authorities = list(decision.authorities.select_related("purpose").prefetch_related("drawn"))
    ours = [each.pk for each in authorities]
    drawn = Drawdown.objects.filter(Q(authority__in=ours) | Q(authority__under__in=ours))
    promised = dict(drawn.values_list("authority_id", "committed_pence"))
    for each in authorities:
        below = each.drawn.all() if each.is_delegation else [each]
        each.promised_pence = sum(promised.get(part.pk, 0) for part in below)
        each.told = _told(each)
    return authorities


def _told(authority):
    whole = f"{pounds(authority.promised_pence)} of {pounds(authority.up_to_pence)} is promised"
    if authority.is_delegation:
        return f"{whole}, under decisions taken since"
    return f"{whole}, {pounds(authority.up_to_pence - authority.promised_pence)} is left"


def _lines(sums, promises):
    for each in sums:
        yield f"{each['words']}: {pounds(each['pence'])}, in {each['moves']}."
    for each in promises:
        yield f"{each.purpose}: {each.told}."
