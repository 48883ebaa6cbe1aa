"""The framework at a glance: what an officer sees first in the admin."""

from datetime import timedelta

from civilsociety.budget.admin.acts import acts_for_anybody
from civilsociety.budget.admin.cells import address_of
from civilsociety.budget.admin.filters import SOON_DAYS
from civilsociety.budget.admin.rights import READERS, holds
from civilsociety.budget.models import Check, Proposal, Reservation
from civilsociety.budget.queries import by_year
from civilsociety.budget.queries.published.books import entries_address
from civilsociety.budget.states import ProposalState, ReservationState
from civilsociety.ui import clock, navigation
from civilsociety.ui.slots import Panel
from civilsociety.ui.words import pounds

WIDTH = 1000  # of a year's bar, in the drawing's own units
MOST = 5  # of a list on the page
# What a year's bar is made of, from left to right.
PARTS = (
    ("paid", "Paid"),
    ("committed", "Committed, not yet paid"),
    ("reserved", "Reserved"),
    ("available", "Available to programmes"),
    ("unallocated", "Not yet allocated"),
    ("carried_out", "Carried to the next year"),
    ("lapsed", "Lapsed"),
    ("to_come", "Not yet appropriated"),
)
# Shown only where there is something of it.
SELDOM = ("carried_out", "lapsed", "to_come")

# What officers do with the money outside the admin.
PAGES = (
    ("Can we afford this? Try a list of awards", "budget:trials"),
    ("Years: settle what is open, close, statements", "budget:years"),
    ("The budget as everybody reads it", "budget:framework"),
)


def panels_for(user):
    """The panel, for those who may look at the accounts."""
    if not holds(user, READERS):
        return []
    waiting = _waiting()
    context = {
        "legend": PARTS,
        "years": [_year(row) for row in reversed(by_year())],
        "acts": acts_for_anybody(user),
        "pages": [(words, url) for words, name in PAGES if (url := navigation.address(name))],
        "waiting": waiting[:MOST],
        "more_waiting": len(waiting) > MOST,
        "expiring": _expiring(),
        "days": SOON_DAYS,
        "check": Check.objects.defer("step").first(),
    }
    return [Panel("admin/budget/glance.html", context)]


def _waiting():
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).select_related("proposed_by")
    return list(waiting.order_by("pk")[: MOST + 1])


def _expiring():
    until = clock.today() + timedelta(days=SOON_DAYS)
    held = Reservation.objects.filter(state=ReservationState.HELD, expires_on__lte=until)
    return held.order_by("expires_on", "pk")[:MOST]


def _year(row):
    pence = _parts(row.figures)
    return {
        "item": row.item,
        "url": address_of(row.item),
        "parts": _laid_out(pence),
        "figures": [
            {"words": "Ceiling", "pence": row.figures.ceiling or 0},
            {
                "words": "Allocated",
                "pence": row.figures.allocated,
                "url": _behind(row, "allocated"),
            },
            *(
                {"key": key, "words": words, "pence": pence[key], "url": _behind(row, key)}
                for key, words in PARTS
                if pence[key] or key not in SELDOM
            ),
            *_carried_in(row),
        ],
        "words": f"{row.item}: " + ", ".join(f"{w} {pounds(pence[k])}" for k, w in PARTS),
    }


def _carried_in(row):
    if not row.figures.carried_in:
        return []
    words, pence = "Of it carried in", row.figures.carried_in
    return [{"words": words, "pence": pence, "url": _behind(row, "carried_in")}]


def _behind(row, figure):
    """The entries a figure is made of, as everybody may read them."""
    return "" if figure == "to_come" else entries_address(figure, year=row.item)


def _parts(figures):
    pence = {name: getattr(figures, name) for name, _ in PARTS[:-1]}
    to_come = (figures.ceiling or 0) - figures.appropriated
    return {**pence, "to_come": max(to_come, 0)}


def _laid_out(pence):
    """Each part's place in the bar; what is nothing is not drawn."""
    whole, x, parts = sum(pence.values()), 0, []
    for key, _ in PARTS:
        width = WIDTH * pence[key] / whole if whole else 0
        if width:
            parts.append({"key": key, "x": f"{x:.2f}", "width": f"{width:.2f}"})
        x += width
    return parts
