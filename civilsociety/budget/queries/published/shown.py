"""Where the money shows outside its own pages: in the map of the site and on the front page."""

from django.urls import reverse

from civilsociety.budget.models import Commitment, Head, Year
from civilsociety.budget.queries.ceilings import ceilings_by
from civilsociety.budget.queries.figures import figures
from civilsociety.ui.slots import Card
from civilsociety.ui.words import pounds

MOST_IN_SITEMAP = 5_000


def public_addresses():
    """Every public page about the money that is worth finding; entries and moves are reached."""
    commitments = Commitment.objects.order_by("-pk").values_list("pk", flat=True)
    return [
        reverse("budget:framework"),
        reverse("budget:moves"),
        reverse("budget:commitments"),
        *(year.get_absolute_url() for year in Year.objects.all()),
        *(head.get_absolute_url() for head in Head.objects.filter(is_unallocated=False)),
        *(reverse("budget:commitment", args=[pk]) for pk in commitments[:MOST_IN_SITEMAP]),
    ]


def front_cards():
    """The front page's card: how much there is, and how much of it is paid or promised."""
    whole = sum(ceilings_by((), {}).values())
    if not whole:
        return []
    now = figures()
    return [
        Card(
            title=f"Where the {pounds(whole)} goes",
            url=reverse("budget:framework"),
            summary="Follow each pound from its source to the decision, the organisation it was "
            "promised to, and what was paid.",
            status=f"{pounds(now.paid)} paid, {pounds(now.committed)} more committed",
        )
    ]
