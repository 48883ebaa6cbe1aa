"""What the pages of a running award share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from funding.views.offers.shared import AWARDS, award_or_404


def trail_of(award):
    """The way back to the award, with links."""
    return [AWARDS, (award.title, award.get_absolute_url())]


def own(request, award, related, pk):
    """(award, one of its rows): the award is this person's, and the row the award's."""
    award = award_or_404(request, award)
    row = get_object_or_404(getattr(award, related), pk=pk)
    row.award = award
    return award, row


def post_only(request):
    """An address that is only sent to; looking at it finds nothing."""
    if request.method != "POST":
        raise Http404
