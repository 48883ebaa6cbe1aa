"""What makes a decision a key decision: SI 2012/2089, regulation 8.

Significant spending or saving (the council says from what amount), or a significant effect on
communities in two or more electoral divisions.
"""

from dataclasses import dataclass

from django.conf import settings

from civilsociety.ui.words import pounds

DIVISIONS = 2


@dataclass(frozen=True)
class KeyTest:
    """What the test proposes, and why in a sentence. A person decides, with a reason."""

    proposed: bool
    sentence: str


def key_test(*, pence, divisions, all_divisions):
    """What the amounts and the divisions of a decision propose."""
    threshold = settings.KEY_DECISION_POUNDS * 100
    if pence > threshold:
        return KeyTest(True, f"It allows {pounds(pence)}, which is over {pounds(threshold)}.")
    if all_divisions:
        return KeyTest(True, "It concerns all divisions. It is key if its effect is significant.")
    if len(divisions) >= DIVISIONS:
        number = len(divisions)
        return KeyTest(
            True, f"It concerns {number} divisions. It is key if its effect is significant."
        )
    return KeyTest(
        False, f"It allows {pounds(threshold)} or less and concerns fewer than two divisions."
    )
