"""The admin of awards, offers and letters."""

from funding.admin.offers import awards, conditions, letters, notices
from funding.admin.offers.acts import acts_for_application, acts_for_award

__all__ = [
    "acts_for_application",
    "acts_for_award",
    "awards",
    "conditions",
    "letters",
    "notices",
]
