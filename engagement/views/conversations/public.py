"""The log of conversations for everybody: the list, one conversation, a file."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from civilsociety.accounts.access import public
from civilsociety.accounts.downloads import csv_download
from engagement.forms.conversations.filters import LogFilter
from engagement.queries.conversations import listing
from engagement.queries.conversations.sections import named

ON_A_PAGE = 20


@public
def log(request):
    """What we heard between consultations: searched, filtered, and counted by district."""
    everything = listing.published()
    form = LogFilter(request.GET or None, conversations=everything)
    asked = form.asked()
    found = listing.searched(everything, asked)
    context = {
        "form": form,
        "filtered": bool(asked),
        "section": named([asked["section"]]).get(asked["section"]) if "section" in asked else None,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "districts": listing.by_district(everything),
        "threshold": settings.SUPPRESSION_THRESHOLD,
    }
    return render(request, "engagement/conversations/log.html", context)


@public
def log_csv(request):
    """The log as a file, filtered like the page."""
    everything = listing.published()
    asked = LogFilter(request.GET or None, conversations=everything).asked()
    found = listing.searched(everything, asked).prefetch_related("points")
    rows = (listing.as_row(each, address=settings.PUBLIC_URL) for each in found)
    return csv_download("conversations.csv", listing.COLUMNS, rows)


@public
def conversation(request, pk):
    """One published conversation, with each point at an address of its own."""
    found = get_object_or_404(listing.published().select_related("group"), pk=pk)
    points = list(found.points.all())
    sections = named({point.section_key for point in points if point.section_key})
    context = {
        "conversation": found,
        "points": [(point, sections.get(point.section_key)) for point in points],
        "people": listing.people_in(found),
    }
    return render(request, "engagement/conversations/conversation.html", context)
