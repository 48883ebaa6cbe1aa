"""Whether a bid, or the award it became, is hidden from somebody who declared an interest."""

from funding.models import Application, Award


def hides_bid(user, pk):
    """Whether this person has an interest that stands in the bid of this number."""
    return Application.objects.hidden_from(user).filter(pk=pk).exists()


def hides_award(user, pk):
    """Whether the award came of a bid in which this person has an interest."""
    mine = Application.objects.hidden_from(user)
    return Award.objects.filter(pk=pk, application__in=mine).exists()
