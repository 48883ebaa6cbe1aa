"""Where is this pound: what was promised to whom, and what became of it."""

from django.shortcuts import get_object_or_404, render

from civilsociety.accounts.access import public
from civilsociety.budget.queries.published import commitments as published
from civilsociety.budget.queries.published.threads import thread_of
from civilsociety.budget.views.public.lists import file_of, narrowed, page_of, trail

ASKED = ("q", "programme", "year")
COLUMNS = (
    ("Number", "text"),
    ("Promised on", "date"),
    ("To", "text"),
    ("Charity number", "text"),
    ("Company number", "text"),
    ("For", "text"),
    ("Programme", "text"),
    ("Decision", "text"),
    ("First promised", "money"),
    ("Paid", "money"),
    ("Came back", "money"),
    ("Still to be paid", "money"),
    ("Sample", "text"),
)


@public
def commitments(request):
    """Every promise of money, the newest first."""
    form, asked = narrowed(request, *ASKED)
    context = {
        "page": page_of(request, _asked(asked)),
        "form": form,
        "narrowed": any(asked.values()),
        "trail": trail(),
    }
    return render(request, "budget/commitments.html", context)


@public
def commitments_file(request, kind):
    """The same list, to take away."""
    _, asked = narrowed(request, *ASKED)
    rows = (_row(each) for each in _asked(asked).iterator(chunk_size=500))
    return file_of(
        kind, "commitments", caption="Commitments of the framework", columns=COLUMNS, rows=rows
    )


@public
def commitment(request, pk):
    """One promise: from the source of its money to what was paid and what came back."""
    found = get_object_or_404(published.commitments(), pk=pk)
    legs = list(published.legs_of(found))
    moves, left_out = published.moves_of(found)
    context = {
        "commitment": found,
        "legs": legs,
        "sums": published.sums_of(legs),
        "thread": thread_of(found, legs, moves, left_out),
        "trail": trail(
            (found.head.name, found.head.get_absolute_url()),
        ),
    }
    return render(request, "budget/commitment.html", context)


def _asked(asked):
    return published.commitments(
        words=asked.get("q", ""), head=asked.get("programme"), year=asked.get("year")
    )


def _row(each):
    payee = None if each.payee_is_a_person else each.payee
    return (
        each.number,
        each.made_at,
        each.public_payee,
        payee.charity_number if payee else "",
        payee.company_number if payee else "",
        each.public_title,
        each.head.name,
        each.authority.decision.reference,
        each.amount_pence,
        each.paid_pence,
        each.returned_pence,
        each.outstanding_pence,
        "Yes" if each.is_sample else "",
    )
