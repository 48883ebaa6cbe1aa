"""Who sees the ledger in the admin, who moves money, and who answers for it."""

from civilsociety.accounts.permissions import Permission

READERS = frozenset({Permission.READ_BUDGET})
MOVERS = frozenset({Permission.MANAGE_FUNDING})
HOLDERS = frozenset({Permission.HOLD_BUDGET})
PROPOSERS = MOVERS | HOLDERS


def holds(user, permissions):
    """Whether one of this person's roles allows one of these."""
    return any(user.may(permission) for permission in permissions)
