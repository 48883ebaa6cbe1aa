"""Turns away what no page can answer, and everybody while the service is closed for work;
tells browsers what pages of ours may load.
"""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
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


class ContentSecurityPolicy(CSPMiddleware):
    """django-csp's header, put together once where it is the same for everybody.

    A page with a policy of its own (`csp.decorators`) or a nonce goes the whole way.
    """

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request, response):
        own = getattr(request, "_csp_nonce", None) or any(
            n.startswith("_csp") for n in vars(response)
        )
        if own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response
