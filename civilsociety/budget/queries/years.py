"""What the year-end pages and the officers' desk show of years and their open items."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from civilsociety.budget.models import Statement

PARTS = (
    ("reservation", "Held by reservations", "Commit what was decided; release the rest."),
    ("commitment", "Promised, not yet paid", "Pay, carry into the next year, or let it lapse."),
    ("balance", "Available and not used", "Carry into the next year, or let it lapse."),
)
# Where one item alone is seen to, with its own figures before and after.
SEEN_TO_AT = {
    "reservation": "admin:budget_commit_of_reservation",
    "commitment": "admin:budget_pay_of_commitment",
    "balance": "admin:budget_carry_of_line",
}
# The row a proposal is about, by the kind of open item that stands for it.
ABOUT = {"commitment": "commitment", "line": "balance", "from_line": "balance"}


def statements_by_year():
    """Year's id → its statements, the first first."""
    found = defaultdict(list)
    for each in Statement.objects.order_by("pk"):
        found[each.year_id].append(each)
    return dict(found)


def proposed_for(items):
    """(kind, id) of an open item → the proposal that waits for it."""
    return {
        (kind, each.item.terms[name]): each.item
        for each in items
        if each.kind == "proposal"
        for name, kind in ABOUT.items()
        if name in each.item.terms
    }


@dataclass(frozen=True)
class OpenRow:
    """An open item as the workbench lists it; `name` is what its tick sends."""

    item: object
    pence: int
    name: str
    proposal: object = None
    url: str = ""


def page_for(kind, pk):
    """The address of the page for one item; nothing while there is none."""
    try:
        return reverse(SEEN_TO_AT[kind], args=[pk])
    except NoReverseMatch:
        return ""


def parts_of(items, proposed):
    """The items by kind, with their sum; each with the proposal that waits for it."""
    for kind, title, advice in PARTS:
        rows = [
            OpenRow(
                each.item,
                each.pence,
                f"{kind}-{each.item.pk}",
                proposed.get((kind, each.item.pk)),
                page_for(kind, each.item.pk),
            )
            for each in items
            if each.kind == kind
        ]
        if rows:
            pence = sum(each.pence for each in rows)
            yield {"kind": kind, "title": title, "advice": advice, "rows": rows, "pence": pence}


def came_in(figures):
    """Everything a year or a source received (pence)."""
    return figures.appropriated + figures.carried_in + figures.recovered
