"""When a reason for a change may be recorded, reworded or taken back."""

from civilsociety.refusal import Refused, allows
from strategy.models import ChangeOrigin

LONGEST_WORDS = 300  # characters of an origin, as the database column
LONGEST_TEXT = 2_000
MOST_ORIGINS = 50


def check_can_explain(*, section_key, known_keys, what, why, origins):
    """Raises Refused unless the section is known and the reason is complete.

    `known_keys` are the anchors of this version and of those before it: a section that was
    taken out asks why as well. An empty `section_key` is the whole text.
    """
    if section_key and section_key not in known_keys:
        raise Refused(
            "This version has no such section, and none before it had. Choose one from the list."
        )
    if not what.strip():
        raise Refused("Say in a sentence what was changed.")
    if not why.strip():
        raise Refused("Say why it was changed.")
    if max(len(what), len(why)) > LONGEST_TEXT:
        raise Refused(f"Shorten what was changed and why to {LONGEST_TEXT:,} characters each.")
    _check_origins(origins)


def _check_origins(origins):
    if not origins:
        raise Refused("Say whose word it goes back to: choose one, or write it.")
    if len(origins) > MOST_ORIGINS:
        raise Refused(f"Choose {MOST_ORIGINS} origins or fewer.")
    for origin in origins:
        if origin.kind not in ChangeOrigin.Kind.values or not origin.words.strip():
            raise Refused("Say in words whose word it goes back to.")
        if len(origin.words) > LONGEST_WORDS:
            raise Refused(f"Shorten where it comes from to {LONGEST_WORDS} characters.")


def can_explain(**kwargs):
    """Whether this reason may be recorded."""
    return allows(check_can_explain, **kwargs)


def check_can_withdraw(*, why):
    """Raises Refused unless it is said why a reason is taken back."""
    if not why.strip():
        raise Refused("Say why this reason is taken back.")


def can_withdraw(*, why):
    """Whether a reason may be taken back with these words."""
    return allows(check_can_withdraw, why=why)
