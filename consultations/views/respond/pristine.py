"""The page of a section as everybody first sees it: drawn once, kept in this process.

Nothing of it depends on who asks but the CSRF token and the page's own token; those two
are put in anew each time. Somebody who has begun, has signed in or is owed a message gets
a page of their own.
"""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token

from consultations.states import Phase
from consultations.views.respond.door import token_for

# Drawn pages kept at a time; the oldest goes first. One is some 20 kB.
MOST = 200
_drawn = {}


def page(arrival, section, draw):
    """The kept page, drawn by `draw` the first time; None for somebody it does not fit."""
    if not _fits(arrival):
        return None
    request, consultation = arrival.request, arrival.consultation
    name = (
        arrival.visit.version_pk, arrival.visit.fingerprint, section.key, request.path,
        consultation.title, consultation.closes_at,
    )  # fmt: skip
    parts = _drawn.get(name)
    if parts is None:
        parts = _drawn[name] = _parts(arrival, section, draw)
        while len(_drawn) > MOST:
            _drawn.pop(next(iter(_drawn)))
    return HttpResponse(_filled(parts, get_token(request), token_for(arrival)))


def _fits(arrival):
    request = arrival.request
    return (
        request.method == "GET"
        and not request.GET
        and not settings.DEBUG
        and arrival.visit.draft is None
        and arrival.visit.response is None
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and arrival.consultation.phase(arrival.now) == Phase.OPEN
    )


def _parts(arrival, section, draw):
    """The drawn page cut where a token stands: (bytes, which token) in turn, then the end."""
    token = token_for(arrival)
    html = draw(arrival, section, token=token).content.decode()
    csrf = _csrf_in(html)
    parts = []
    for piece in html.replace(token, "\x00page\x00").replace(csrf, "\x00csrf\x00").split("\x00"):
        parts.append(piece if piece in {"page", "csrf"} else piece.encode())
    return tuple(parts)


def _csrf_in(html):
    """The token as this page carries it; the middleware masks it differently each time."""
    mark = 'name="csrfmiddlewaretoken" value="'
    start = html.index(mark) + len(mark)
    return html[start : html.index('"', start)]


def _filled(parts, csrf, token):
    tokens = {"page": token.encode(), "csrf": csrf.encode()}
    return b"".join(tokens[part] if isinstance(part, str) else part for part in parts)
