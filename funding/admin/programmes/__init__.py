"""The admin of programmes, their calls, their prospectus and alerts."""

from funding.admin.programmes import calls, programmes, reasons

__all__ = ["acts_for_application", "acts_for_award", "calls", "programmes", "reasons"]


def acts_for_application(user, application):
    """What can be done with a bid here."""
    return []


def acts_for_award(user, award):
    """What can be done with an award here."""
    return []
