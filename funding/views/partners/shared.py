"""What a partner's pages share."""

from django.urls import reverse

from funding.views.offers.shared import AWARDS


def trail_to(award, *more):
    """The way to a page below an award."""
    return [AWARDS, (award.number, reverse("funding:award", args=[award.pk])), *more]
