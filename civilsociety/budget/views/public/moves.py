"""Every move of money, as a list, one by one, and as a feed."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from civilsociety.accounts.access import public
from civilsociety.budget.models import Move
from civilsociety.budget.queries.published import moves as published
from civilsociety.budget.states import PUBLIC_KINDS, Kind
from civilsociety.budget.views.public.lists import file_of, narrowed, page_of, trail
from civilsociety.budget.views.public.moment import as_it_was

IN_FEED = 40
ASKED = ("year", "programme", "kind", "decision")
COLUMNS = (
    ("Number", "text"),
    ("Day it counts for", "date"),
    ("Written down on", "date"),
    ("What happened", "text"),
    ("Amount", "money"),
    ("Programmes", "text"),
    ("Years", "text"),
    ("To", "text"),
    ("Commitment", "text"),
    ("Decision", "text"),
    ("Takes back", "text"),
)


@public
@as_it_was
def moves(request, moment):
    """Every move, the newest first."""
    form, asked = narrowed(request, *ASKED)
    page = page_of(request, _asked(asked, moment))
    context = {
        "page": page,
        "rows": [published.told(move) for move in page],
        "form": form,
        "narrowed": any(asked.values()),
        "moment": moment,
        "trail": trail(),
    }
    return render(request, "budget/moves.html", context)


@public
@as_it_was
def moves_file(request, kind, moment):
    """The same list, to take away."""
    _, asked = narrowed(request, *ASKED)
    found = _asked(asked, moment).iterator(chunk_size=500)
    rows = (_row(published.told(move)) for move in found)
    return file_of(kind, "moves", caption="Moves of the framework", columns=COLUMNS, rows=rows)


@public
def move(request, pk):
    """One move with its legs, its decision, and what it belongs to."""
    related = ("decision", "reverses", "reversed_by", "follows")
    found = get_object_or_404(
        Move.objects.select_related(*related).prefetch_related(published.LEGS, "followed_by"), pk=pk
    )
    context = {
        "told": published.told(found),
        "move": found,
        "hands": published.hands(found),
        "trail": trail(("Moves", reverse("budget:moves"))),
    }
    return render(request, "budget/move.html", context)


@public
@cache_control(max_age=600, public=True)
def feed(request):
    """The latest moves, for a feed reader (Atom)."""
    latest = list(published.moves()[:IN_FEED])
    context = {
        "rows": [published.told(move) for move in latest],
        "updated": latest[0].at if latest else None,
        "public_url": settings.PUBLIC_URL,
    }
    return render(request, "budget/feed.xml", context, content_type="application/atom+xml")


def _asked(asked, moment):
    return published.moves(
        kind=asked.get("kind", ""),
        decision=asked.get("decision", ""),
        head=asked.get("programme"),
        year=asked.get("year"),
        as_at=moment.day,
    )


def _row(told):
    move = told.move
    return (
        move.number,
        move.on,
        move.at,
        PUBLIC_KINDS[Kind(move.kind)],
        move.amount_pence,
        "; ".join(head.name for head in told.heads),
        "; ".join(year.label for year in told.years),
        told.commitment.public_payee if told.commitment else "",
        told.commitment.number if told.commitment else "",
        move.decision.reference if move.decision else "",
        f"L-{move.reverses_id:06d}" if move.reverses_id else "",
    )
