"""On pages of others: what writing an application put there."""


def tasks_for(user):
    """What waits for this person (Tasks)."""
    return []


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    return []


def public_addresses():
    """Addresses of public pages, for search engines."""
    return []


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    return []
