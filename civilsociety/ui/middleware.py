"""Closes the service for work."""

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
