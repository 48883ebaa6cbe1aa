"""The admin of the gate, assessment and panels."""


def acts_for_application(user, application):
    """What can be done with a bid here."""
    return []


def acts_for_award(user, award):
    """What can be done with an award here."""
    return []
