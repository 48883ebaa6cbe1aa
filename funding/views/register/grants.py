"""The register: its list, one award, the map. For everybody."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.ui import clock
from funding.forms.register.narrow import asked_in
from funding.queries.awards import standing_of
from funding.queries.register import history, outcomes, picture
from funding.queries.register.places import published_evaluations
from funding.queries.register.search import Pages
from funding.rules.register import READING, is_clean

OUTCOMES_ON_A_PAGE = 10


def trail(*more):
    """The way to a page of the register."""
    return [("Funding", reverse("funding:index")), *more]


def below_the_register():
    """The way to what stands below the register."""
    return trail(("Awards", reverse("funding:grants")))


@public
def grants(request):
    """Every award there is, searched, narrowed and sorted."""
    form, asked = asked_in(request.GET)
    pages = Pages(asked)
    page = pages.get_page(request.GET.get("page"))
    rows = list(page)
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "rows": [row for row in rows if is_clean(row)],
        "total": pages.total,
        "more": pages.more,
        "last": rows[-1].award_id if pages.more and rows and not page.has_next() else None,
        "trail": trail(),
    }
    return render(request, "funding/register/grants.html", context)


@public
def grant(request, reference):
    """One award: what it is for, every version of it, and its thread from promise to result."""
    row = history.latest(reference)
    if row is None or not is_clean(row):
        raise Http404
    context = {
        "row": row,
        "standing": standing_of(row.award),
        "versions": [v for v in history.versions_of(row.award) if is_clean(v.row)],
        "thread": history.thread_of(row),
        "stories": history.stories_of(row.award, READING),
        "onward": history.onward_of(row.award),
        "trail": below_the_register(),
    }
    return render(request, "funding/register/grant.html", context)


@public
def districts(request):
    """Where the money goes: a map of tiles and its table."""
    form, asked = asked_in(request.GET)
    for name in set(form.fields) - {"programme", "year"}:
        del form.fields[name]
    context = {
        "form": form,
        "asked": asked,
        "picture": picture.drawn(programme=asked.programme, year=asked.year),
        "trail": below_the_register(),
    }
    return render(request, "funding/register/districts.html", context)


@public
def outcomes_of_rounds(request):
    """What became of every bid, round by round, in counts that give nobody away."""
    page = Paginator(outcomes.decided_calls(), OUTCOMES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "outcomes": outcomes.outcomes(list(page)),
        "waiting": outcomes.undecided_calls(clock.now()),
        "evaluations": published_evaluations(),
        "trail": trail(),
    }
    return render(request, "funding/register/outcomes.html", context)
