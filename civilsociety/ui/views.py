"""Pages for when something is in the way: each says what happened and what to do.

Most are drawn without the database, the session or the person, and all of them can be, so that
they never become the next thing to fail.
"""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.template.loader import render_to_string

from civilsociety.ui.context import bare

logger = logging.getLogger(__name__)

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_GONE = (OperationalError, InterfaceError)
RETRY_SECONDS = 60
BARE = (
    '<!DOCTYPE html><html lang="en-GB"><title>Something went wrong</title>'
    "<h1>Something went wrong</h1><p>Go back and try again in a few minutes."
)


def page(name, status, *, request=None, **context):
    """One of the pages in templates/errors/, whatever else is broken.

    With `request` the page knows who is signed in; where that cannot be found out, it goes without.
    """
    template = f"errors/{name}.html"
    html = drawn(template, context, request) if request else ""
    html = html or drawn(template, bare_or_nothing() | context) or BARE
    return HttpResponse(html, status=status)


def drawn(template, context, request=None):
    """The page, or nothing where it cannot be drawn."""
    try:
        return render_to_string(template, context, request=request)
    except Exception:
        logger.exception("%s cannot be drawn", template)
        return ""


def bare_or_nothing():
    """The frame without a person; empty where even that is broken."""
    try:
        return bare()
    except Exception:
        logger.exception("The frame cannot be put together")
        return {}


def bad_request(request, exception=None):
    """400: the browser sent something we cannot read; 413 when it sent too much."""
    if isinstance(exception, TOO_MUCH):
        return too_large(request, exception)
    return page("400", 400)


def too_large(request, exception=None):
    """413: what was sent is larger than a page of ours ever needs."""
    return page("413", 413, too_many_fields=isinstance(exception, TooManyFieldsSent))


def permission_denied(request, exception=None):
    """403: this person may not do that; says the rule's sentence where there is one."""
    return page("403", 403, request=request, reason=str(exception or ""))


def csrf_failure(request, reason=""):
    """403: the form is too old, or the browser refuses cookies; says how to go on."""
    return page("csrf", 403, no_cookie=reason == REASON_NO_CSRF_COOKIE)


def page_not_found(request, exception=None):
    """404: nothing stands at this address, or nothing this person may know of."""
    return page("404", 404, request=request)


def too_many_requests(request, exception=None, *, seconds=RETRY_SECONDS):
    """429: the same thing too often; says when to try again."""
    response = page("429", 429, minutes=-(-seconds // 60))
    response["Retry-After"] = str(seconds)
    return response


def server_error(request):
    """500: our mistake. 503 when the database is away, with what was typed kept on the page."""
    if isinstance(sys.exc_info()[1], DATABASE_GONE):
        return database_gone(request)
    return page("500", 500)


def database_gone(request):
    """503: nothing can be stored just now; a form that was sent can be sent again from here."""
    kept = typed_in(request)
    response = page("503", 503, kept=kept, action=request.get_full_path(), posted=is_post(request))
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def maintenance(request):
    """503: the service is closed for work."""
    response = page("maintenance", 503)
    response["Retry-After"] = str(10 * RETRY_SECONDS)
    return response


def is_post(request):
    """Whether the person was sending something."""
    return request.method == "POST"


def typed_in(request):
    """The names and values of the form that was being sent, files left out."""
    if not is_post(request):
        return []
    try:
        return [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:
        logger.exception("The form of a failed request cannot be read again")
        return []
