"""The framework, a year and a programme, each in a picture and in tables that open."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.budget.models import Head, Year
from civilsociety.budget.queries.published import moves as published
from civilsociety.budget.queries.published import tables
from civilsociety.budget.queries.published.authorities import authorities_for, held_for
from civilsociety.budget.queries.published.books import books
from civilsociety.budget.queries.published.commitments import commitments
from civilsociety.budget.queries.published.picture import bars_by_year, picture
from civilsociety.budget.queries.published.summary import crossings, lead, stats
from civilsociety.budget.slots import promised_in
from civilsociety.budget.states import OUTSIDE_LABELS, YearState
from civilsociety.budget.views.public.lists import trail
from civilsociety.budget.views.public.moment import as_it_was
from civilsociety.ui import navigation

LATEST = 5
COMMITMENTS_SHOWN = 25


@public
@as_it_was
def budget(request, moment):
    """The whole framework: where its money comes from, what it is for, where it stands."""
    found = books(as_at=moment.day)
    context = {
        **_common(moment),
        **lead(found),
        "stats": stats(found),
        "picture": picture(found, title="Where the money goes", query=moment.query),
        "tables": _tables(found, moment),
        "latest": _latest(moment),
        "decisions_url": navigation.address("decisions:register"),
    }
    return render(request, "budget/framework.html", context)


@public
@as_it_was
def year(request, slug, moment):
    """One financial year."""
    year = _year(slug)
    found = books(year=year, as_at=moment.day)
    context = {
        **_common(moment),
        "year": year,
        "state": OUTSIDE_LABELS[YearState][YearState(year.state)],
        "ceiling": found.ceiling,
        "stats": stats(found),
        "picture": picture(found, title=f"Where the money of {year} goes", query=moment.query),
        "tables": [
            tables.by_programme(found, moment.query),
            tables.by_source(found),
            tables.by_objective(found),
        ],
        "crossings": crossings(found),
        "latest": _latest(moment, year=year),
        "trail": trail(),
    }
    return render(request, "budget/year.html", context)


@public
@as_it_was
def programme(request, key, moment):
    """One programme: its decisions, its money to the penny, and who was promised it."""
    head = get_object_or_404(Head.objects.select_related("purpose"), key=key)
    found = books(head=head, as_at=moment.day)
    promised = list(commitments(head=head)[: COMMITMENTS_SHOWN + 1])
    context = {
        **_common(moment),
        "head": head,
        "promises": promised_in.fill(head),
        "stats": stats(found),
        "bars": bars_by_year(found, moment.query),
        "tables": [tables.by_year_and_source(found)],
        "authorities": authorities_for(head),
        "held": held_for(head),
        "commitments": promised[:COMMITMENTS_SHOWN],
        "more_commitments": len(promised) > COMMITMENTS_SHOWN,
        "commitments_url": f"{reverse('budget:commitments')}?programme={head.key}",
        "trail": trail(),
    }
    return render(request, "budget/programme.html", context)


def _common(moment):
    return {
        "moment": moment,
        "form": moment.form,
        "moves_url": reverse("budget:moves") + moment.query,
        "commitments_url": reverse("budget:commitments"),
    }


def _tables(found, moment):
    """The tables of the whole framework; none while no money is on the books."""
    if not found.cells:
        return []
    return [
        tables.by_year(found, moment.query),
        tables.by_programme(found, moment.query),
        tables.by_objective(found),
    ]


def _latest(moment, **chosen):
    return [published.told(move) for move in published.moves(as_at=moment.day, **chosen)[:LATEST]]


def _year(slug):
    year = Year.objects.filter(starts_on__year=int(slug[:4])).first()
    if year is None or year.slug != slug:
        raise Http404
    return year
