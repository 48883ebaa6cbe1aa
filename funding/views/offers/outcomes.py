"""The outcome of a bid, with reasons, scores in words and feedback."""

from django.shortcuts import render

from civilsociety.accounts.access import signed_in
from civilsociety.ui import clock
from funding.queries.offers.holding import letter_about, review_until
from funding.queries.offers.letters import kind_of
from funding.queries.offers.scores import scores_of
from funding.views.offers.shared import bid_or_404


@signed_in
def outcome(request, pk):
    """What was decided of an application, why, and what its people can do now."""
    application = bid_or_404(request, pk)
    kind = kind_of(application)
    context = {
        "application": application,
        "call": application.call,
        "programme": application.call.programme,
        "kind": kind,
        "trail": [(application.number, application.get_absolute_url())],
    }
    if kind is not None:
        until = review_until(application)
        context |= {
            "award": getattr(application, "award", None),
            "reasons": list(application.reasons.all()),
            "scores": scores_of(application),
            "letter": letter_about(application),
            "review_until": until,
            "may_ask": until is not None and clock.today() <= until,
        }
    return render(request, "funding/offers/outcome.html", context)
