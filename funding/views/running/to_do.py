"""Everything a person's organisations have to do about their grants."""

from django.core.paginator import Paginator
from django.shortcuts import render

from civilsociety.accounts.access import signed_in
from civilsociety.ui import clock
from funding.queries.running.to_do import things_to_do
from funding.views.offers.shared import AWARDS

ON_A_PAGE = 50


@signed_in
def to_do(request):
    """What is asked of them, with the days, over all their grants."""
    page = Paginator(things_to_do(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"trail": [AWARDS], "page": page, "things": page.object_list, "today": clock.today()}
    return render(request, "funding/running/to_do.html", context)
