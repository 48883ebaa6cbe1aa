"""Who comes, with which key, and whether they may still write."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from civilsociety.refusal import Refused
from civilsociety.ui import clock, views
from civilsociety.ui.limits import ip, seconds_to_wait
from consultations.queries.keys import new_token, read_token
from consultations.queries.respond import Visit, unfinished_of, visit
from consultations.rules.respond import check_can_write
from consultations.states import Phase
from consultations.views.respond.closed import typed_words

COOKIE = "response"
# How long after the last moment to send the key still opens the receipt.
KEPT_AFTER = timedelta(days=60)
ALREADY_SENT = "You have already sent this response. Nothing was sent a second time."


@dataclass
class Arrival:
    """One request of somebody who answers: where they stand, and when it is."""

    request: Any
    visit: Visit
    now: datetime
    submission_key: uuid.UUID
    token: str
    shown_at: datetime | None

    @property
    def consultation(self):
        return self.visit.consultation

    @property
    def questionnaire(self):
        return self.visit.questionnaire

    @property
    def user(self):
        """The person who has signed in; nobody is looked up where no session cookie came."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return None
        return self.request.user if self.request.user.is_authenticated else None

    @property
    def begun_at(self):
        """When this person began, as far as we can prove it: draft, response, or page shown."""
        if self.visit.draft:
            return self.visit.draft.started_at
        return self.visit.response.submitted_at if self.visit.response else self.shown_at

    @property
    def in_grace(self):
        return self.consultation.phase(self.now) == Phase.GRACE

    def address(self, name, *args):
        """The address of one of the pages of this response."""
        return address(self.consultation.slug, name, *args)


def address(slug, name="", *args):
    """The address of a page of answering: "", "check", "section"…"""
    return reverse(f"consultations:respond{'_' if name else ''}{name}", args=[slug, *args])


def key_in(request, slug):
    """The key this browser holds for that consultation."""
    return request.get_signed_cookie(COOKIE, default=None, salt=f"respond:{slug}")


def keep_key(response, consultation, key, now):
    """Gives the browser the key: for this consultation's pages only, out of reach of scripts."""
    lasts = max(consultation.grace_ends_at, now) + KEPT_AFTER - now
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=f"respond:{consultation.slug}",
        max_age=int(lasts.total_seconds()),
        path=address(consultation.slug),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def drop_key(response, slug):
    """Takes the key from the browser."""
    response.delete_cookie(COOKIE, path=address(slug), samesite="Lax")
    return response


def arriving(view):
    """Finds out where somebody stands and hands the view an `Arrival`; one query.

    Pages with somebody's answers are never kept by a cache between us and them.
    """

    @wraps(view)
    def arrived(request, slug, **kwargs):
        arrival = arrive(request, slug)
        response = view(arrival, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return arrived


def arrive(request, slug):
    """The arrival of this request; 404 where nobody may know of the consultation."""
    now = clock.now()
    found = visit(slug, key_in(request, slug))
    if found is None or not found.consultation.was_announced:
        raise Http404
    given = _token(request, found.consultation.pk)
    holder = found.draft or found.response
    if holder:
        key, shown_at = holder.submission_key, None
    elif given:
        key, shown_at = given
    else:
        key, shown_at = uuid.uuid4(), None
    arrival = Arrival(request, found, now, key, "", shown_at)
    if (
        holder is None
        and arrival.user
        and (mine := unfinished_of(arrival.user, found.consultation))
    ):
        found = visit(slug, mine)
        arrival.visit, arrival.submission_key = found, found.draft.submission_key
    return arrival


def _token(request, consultation_pk):
    if request.method != "POST":
        return None
    return read_token(request.POST.get("token", ""), consultation_pk)


def token_for(arrival):
    """The token a page carries for somebody who has not begun."""
    return new_token(arrival.consultation.pk, arrival.now)


def writing(view):
    """Only while they may still write: else the page that says so, with what was typed."""

    @wraps(view)
    def checked(arrival, **kwargs):
        try:
            check_can_write(arrival.consultation, now=arrival.now, begun_at=arrival.begun_at)
        except Refused as refusal:
            return closed(arrival, str(refusal))
        return view(arrival, **kwargs)

    return checked


def closed(arrival, sentence):
    """The page for somebody who comes too early or too late; nothing typed is thrown away."""
    context = {
        "consultation": arrival.consultation,
        "sentence": sentence,
        "phase": arrival.consultation.phase(arrival.now),
        "draft": arrival.visit.writing,
        "response": arrival.visit.response,
        "typed": typed_words(arrival.questionnaire, arrival.request),
        "trail": trail(arrival.consultation),
    }
    status = 409 if arrival.request.method == "POST" else 200
    return render(arrival.request, "consultations/respond/closed.html", context, status=status)


def trail(consultation):
    """The way back to the consultation's own page."""
    return [
        ("Consultations", "/consultations/"),
        (consultation.title, f"/consultations/{consultation.slug}/"),
    ]


def sent_already(arrival):
    """Back to what was sent, saying that it was."""
    messages.info(arrival.request, ALREADY_SENT)
    return redirect(arrival.address("done"))


def limited(arrival, name="respond"):
    """The page for too many in a minute from one address; None while within the limit.

    A community hall shares one address, so the limit is wide.
    """
    wait = seconds_to_wait(name, f"{settings.RESPONSES_PER_MINUTE}/m", ip(arrival.request))
    return views.too_many_requests(arrival.request, seconds=wait) if wait else None
