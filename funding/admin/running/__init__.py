"""The admin of payments, reports, variations and money that comes back."""

from funding.admin.running import changes, money, reports
from funding.admin.running.acts import acts_for_award

__all__ = ["acts_for_application", "acts_for_award", "changes", "money", "reports"]


def acts_for_application(user, application):
    """What can be done with a bid here: nothing, before it is an award."""
    return []
