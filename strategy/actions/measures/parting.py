"""When somebody closes their account: measures they answered for are nobody's until it is said."""

from strategy.models import Measure


def let_go_of_measures(user):
    """Takes the person off the measures they may read; what they read stays as it was read."""
    Measure.objects.filter(owner_user=user).update(owner_user=None)
