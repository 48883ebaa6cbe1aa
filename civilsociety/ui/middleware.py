"""Turns away what no page can answer, and everybody while the service is closed for work."""

from django.conf import settings

from civilsociety.ui import views

OPEN_ALWAYS = "/health/"


def maintenance(get_response):
    """While settings.MAINTENANCE is on, every address but /health/ answers 503."""

    def middleware(request):
        if settings.MAINTENANCE and request.path != OPEN_ALWAYS:
            return views.maintenance(request)
        return get_response(request)

    return middleware


def readable_address(get_response):
    """Refuses an address with a null character in it: the database cannot look for one."""

    def middleware(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return views.bad_request(request)
        return get_response(request)

    return middleware
