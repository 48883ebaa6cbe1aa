"""Dates of rounds for people's own calendars."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import public
from civilsociety.ui import clock
from funding.queries.programmes.dates import calendar_of
from funding.views.programmes.shared import programme_or_404

CALENDAR = "text/calendar; charset=utf-8"


@public
@require_safe
@cache_control(public=True, max_age=300)
def every(request):
    """The dates of every round."""
    return _answer(calendar_of(now=clock.now()), "funding.ics")


@public
@require_safe
@cache_control(public=True, max_age=300)
def of_programme(request, slug):
    """The dates of one programme's rounds."""
    found = programme_or_404(request, slug)
    return _answer(calendar_of(found, now=clock.now()), f"{found.slug}.ics")


def _answer(content, name):
    response = HttpResponse(content, content_type=CALENDAR)
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response
