"""When a summary or an easy-read version may be kept and published."""

import re

from civilsociety.refusal import Refused, allows

NAMED = re.compile(r"\]\(picture:([^)\s]*)\)")
LONGEST = 100_000  # characters
MOST_PICTURES = 100


def check_can_keep(version, body, rendition=None):
    """Raises Refused where the text is empty, too long, or names a picture that is not there."""
    if not body.strip():
        raise Refused("Write the text first.")
    if len(body) > LONGEST:
        raise Refused(f"Shorten the text to {LONGEST:,} characters or fewer.")
    there = set(version.pictures.values_list("key", flat=True))
    if rendition is not None:
        there |= set(rendition.pictures.values_list("key", flat=True))
    missing = [key for key in NAMED.findall(body) if key not in there]
    if missing:
        raise Refused(
            f"There is no picture “{missing[0]}” in this version. Use one of those beside the text."
        )


def check_can_publish(rendition):
    """Raises Refused while the text it belongs to is a draft, or once it is published itself."""
    if rendition.published_at:
        raise Refused("This text is published already. Write a new one to follow it.")
    if not rendition.version.is_published:
        raise Refused(
            f"{rendition.version.name} is not published. Publish it first, then its "
            f"{rendition.get_kind_display().lower()}."
        )


def check_can_add_picture(rendition):
    """Raises Refused where there is no text being written that the picture could belong to."""
    if rendition is None or rendition.published_at:
        raise Refused("Save the text first, then add pictures to it.")
    if rendition.pictures.count() >= MOST_PICTURES:
        raise Refused(f"This text has {MOST_PICTURES} pictures. It can hold no more.")


def can_publish(rendition):
    """Whether it may be opened to everybody now."""
    return allows(check_can_publish, rendition)
