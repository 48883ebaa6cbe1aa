"""Receipts: drawn before the vote is cast, so that a lost answer loses nothing."""

import secrets

from django.core import signing

from civilsociety.refusal import Refused

# No letter that looks or sounds like another: read out over the telephone and typed back.
LETTERS = "ACDEFHJKLMNPRTUWXY34679"
GROUPS, LENGTH = 4, 4
_SALT = "engagement.receipt"


def draw_receipt():
    """Sixteen letters in four groups: nobody guesses one, two are never the same."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def sealed(voter, receipt):
    """The receipt as the check page carries it: only this voter can cast a vote under it."""
    return signing.dumps([voter.pk, receipt], salt=_SALT)


def unsealed(voter, text):
    """The receipt from the check page; raises Refused for anything that was not drawn there."""
    try:
        owner, receipt = signing.loads(text[:500], salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        owner, receipt = None, ""
    if owner != voter.pk:
        raise Refused("Check your ballot once more, then cast your vote.")
    return receipt
