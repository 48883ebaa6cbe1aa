"""What looks like personal data in an answer: a hint for the person who reads, not a verdict.

Names are not found; only a reader can find them.
"""

import re
from dataclasses import dataclass

# Generous on purpose: a false hint costs a look, a missed one may cost a person.
PATTERNS = {
    "an email address": re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"),
    "a telephone number": re.compile(r"(?<![\w£])(?:\+44|0)(?:[\s().-]?\d){9,10}(?!\w)"),
    "a postcode": re.compile(
        r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]?)[ ]{0,2}[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
    ),
    "a National Insurance number": re.compile(
        r"\b[A-Z]{2}[ ]?(?:\d{2}[ ]?){3}[A-D]\b", re.IGNORECASE
    ),
    "a long number": re.compile(r"(?<![\w£,.])\d(?:[ -]?\d){7,}(?!\w)"),
}


@dataclass(frozen=True)
class Hint:
    """Characters `start` to `end` look like `what` ("an email address")."""

    what: str
    start: int
    end: int


def personal_hints(text):
    """Everything in the text that looks like personal data, in reading order.

    Characters already taken by one hint are not hinted at again.
    """
    found, taken = [], set()
    for what, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            span = range(*match.span())
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(Hint(what, *match.span()))
    return sorted(found, key=lambda hint: hint.start)
