"""The admin of regrants through a partner and commissioned pilots."""

from funding.admin.partners import onward, pilots
from funding.admin.partners.acts import acts_for_award

__all__ = ["acts_for_application", "acts_for_award", "onward", "pilots"]


def acts_for_application(user, application):
    """What can be done with a bid here."""
    return []
