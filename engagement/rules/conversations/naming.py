"""The record of a conversation names nobody: what leads to a person is found by its form.

A name as such has no form, so a second officer still reads what is kept.
"""

import re

from civilsociety.refusal import Refused
from civilsociety.ui.personal import found_in

TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Councillor|Sir|Dame|Lady|Lord|Rev|Revd)\.?\s+"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
)


def what_leads_to_a_person(text):
    """(what it is, the words) of everything in a text that leads to a person."""
    titled = [("a person’s name", found[0]) for found in TITLED.finditer(text or "")]
    return [*found_in(text), *titled]


def check_names_nobody(text, *, where):
    """Raises Refused with the words found; `where` is “who took part”, “point 2”."""
    if found := what_leads_to_a_person(text):
        what, words = found[0]
        raise Refused(
            f"Take “{words}” out of {where}: it looks like {what}. Say what kind of people they "
            "were instead, like “14 small organisations from Swale”."
        )
