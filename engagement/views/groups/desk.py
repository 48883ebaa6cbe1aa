"""The officers' hub of all groups, and starting one."""

from django.core.paginator import Paginator
from django.shortcuts import render

from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.groups.groups import GroupFilter, StartGroupForm
from engagement.queries.groups.listing import ending_soon, listed, vacant_seats
from engagement.views.groups.access import BASE, DESK, officers, page_of

ON_A_PAGE = 20
MOST_DUE = 12


@officers
def desk(request):
    """Every group, and what is due: terms that end, seats that are vacant."""
    form, today = GroupFilter(request.GET or None), clock.today()
    words = form.asked()
    found = listed(today, clock.now(), q=words, public=False)
    ending, vacant = ending_soon(today), vacant_seats(today)
    context = {
        "form": form,
        "words": words,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "ending": ending[:MOST_DUE],
        "ending_more": max(0, ending.count() - MOST_DUE),
        "vacant": vacant[:MOST_DUE],
        "vacant_more": max(0, vacant.count() - MOST_DUE),
    }
    return render(request, "engagement/groups/officers/desk.html", context)


@officers
def start(request):
    """Starts a group."""
    form = StartGroupForm(*sent(request), by=request.user, now=clock.now())
    return act_page(request, form, to=page_of, trail=[DESK], **BASE)
