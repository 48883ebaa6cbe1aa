"""What everybody reads of an election."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.downloads import download
from engagement.models import Group
from engagement.queries.elections.ballots import (
    ballot_by_receipt,
    ballots_csv,
    named_choices,
    recount_line,
)
from engagement.queries.elections.contests import contests_of
from engagement.queries.elections.listing import elections_for
from engagement.queries.elections.page import public_page
from engagement.queries.elections.result import result_of
from engagement.queries.elections.stages import tag_of, words_of
from engagement.queries.elections.timetable import election_calendar
from engagement.rules.elections import counting, recount
from engagement.views.elections.access import (
    declared_or_404,
    election_or_404,
    public_trail,
)

PAGE = 20
PLAIN = "text/plain; charset=utf-8"


def _is_officer(user):
    return user.is_authenticated and user.may(Permission.MANAGE_ENGAGEMENT)


@public
def elections(request, slug):
    """The elections of a group, newest first."""
    groups = (
        Group.objects.all() if _is_officer(request.user) else Group.objects.filter(is_public=True)
    )
    group = get_object_or_404(groups, slug=slug)
    found = elections_for(request.user).filter(group=group)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    for each in page:
        each.words, each.tag = words_of(each, now), tag_of(each, now)
    context = {"group": group, "page": page}
    return render(request, "engagement/elections/elections.html", context)


@public
@never_cache
def election(request, slug, pk):
    """One election: when, which seats, who stands, how it is counted, how it ended."""
    found = election_or_404(request, slug, pk)
    context = public_page(found, request.user, clock.now()) | {"trail": public_trail(found)}
    return render(request, "engagement/elections/election.html", context)


@public
def calendar_file(request, slug, pk):
    """The dates of an election as a calendar."""
    found = election_or_404(request, slug, pk)
    response = HttpResponse(election_calendar(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="election-{found.pk}.ics"'
    return response


@public
def ballots(request, slug, pk):
    """Every ballot of a declared election, by receipt."""
    found = declared_or_404(request, slug, pk)
    return download(ballots_csv(found), name="ballots.csv", content_type="text/csv; charset=utf-8")


@public
def repeat_count(request, slug, pk):
    """How to repeat the count, and where to look for one's own ballot."""
    found = declared_or_404(request, slug, pk)
    words = request.GET.get("receipt", "").replace("\0", "")[:80]
    ballot = ballot_by_receipt(found, words)
    context = {
        "election": found,
        "trail": public_trail(found, itself=True),
        "results": result_of(found),
        "contests": contests_of(found),
        "line": recount_line(found),
        "rule": counting.TIE_RULE,
        "receipt": words,
        "ballot": ballot,
        "choices": named_choices(found, ballot) if ballot else [],
    }
    return render(request, "engagement/elections/repeat_count.html", context)


@public
def recount_program(request, slug, pk):
    """The program that repeats the count, to keep and to run anywhere."""
    declared_or_404(request, slug, pk)
    return download(Path(recount.__file__).read_bytes(), name="recount.py", content_type=PLAIN)
