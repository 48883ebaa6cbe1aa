"""Which anchor a section may have, and whether it may get another."""

import re

from django.utils.text import slugify

from civilsociety.refusal import Refused, allows
from strategy.formats.headings import LONGEST_ANCHOR, RESERVED_ANCHORS

_ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def check_anchor(anchor, *, used):
    """Raises Refused unless this can be a section's anchor; `used` are those already taken."""
    if not _ANCHOR.fullmatch(anchor) or len(anchor) > LONGEST_ANCHOR:
        raise Refused(
            "An anchor has small letters, digits and hyphens and starts with a letter, "
            "like fair-funding."
        )
    if anchor in RESERVED_ANCHORS:
        raise Refused(f"The page uses the anchor “{anchor}” itself. Choose another.")
    if anchor in used:
        raise Refused(
            f"The anchor “{anchor}” was given to a section of this version already. Choose another."
        )


def anchor_for(title, *, used, parent=""):
    """An anchor made from a title that nothing in `used` has; always one."""
    words = slugify(title).replace("_", "-")
    words = re.sub(r"-+", "-", re.sub(r"^[^a-z]+", "", words)).strip("-") or "section"
    tries = [words, f"{parent}-{words}" if parent else words]
    tries += [f"{words[: LONGEST_ANCHOR - 5]}-{number}" for number in range(2, len(used) + 4)]
    shortened = (each[:LONGEST_ANCHOR].strip("-") for each in tries)
    return next(each for each in shortened if allows(check_anchor, each, used=used))


def check_can_change_anchor(pointers):
    """Raises Refused while anything points at the section; `pointers` name it, in words."""
    if pointers:
        raise Refused(
            f"The anchor stays: {_listed(pointers)} would no longer find this section. "
            "You can change its title at any time."
        )


def can_change_anchor(pointers):
    """Whether nothing points at the section."""
    return not pointers


def _listed(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
