"""What must not be published: addresses, telephone numbers, other things that lead to a person.

Found by their form. A name has no form, so a person still reads what is published.
"""

import re

from civilsociety.refusal import Refused

FORMS = (
    (re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}", re.I), "an email address"),
    (
        re.compile(r"(?<![\d£.,/-])(?:\+44\s?\(?0?\)?|\(?0)[\d\s()-]{8,13}\d(?![\d/])"),
        "a telephone number",
    ),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.I), "a postcode"),
    (
        re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I),
        "a National Insurance number",
    ),
    (re.compile(r"\b\d{2}-\d{2}-\d{2}\b"), "a sort code"),
    (re.compile(r"\b(?:date of birth|born on|d\.?o\.?b\.?)\b", re.I), "a date of birth"),
    (
        re.compile(
            r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w'’-]+\s+){1,3}"
            r"(?:Road|Street|Lane|Avenue|Close|Drive|Gardens|Terrace|Way|Crescent|Court|Place)\b"
        ),
        "a street address",
    ),
)


def found_in(text):
    """(what it is, the words) of everything in a text that leads to a person."""
    return [(what, found[0].strip()) for form, what in FORMS for found in form.finditer(text or "")]


def check_no_personal_data(text, *, where):
    """Raises Refused with the words found; `where` is “the summary”, “the case note”."""
    if found := found_in(text):
        what, words = found[0]
        raise Refused(
            f"Take “{words}” out of {where}: it looks like {what}, and {where} may be published. "
            "Say what you need without it."
        )


def has_personal_data(text):
    """Whether something in a text leads to a person."""
    return bool(found_in(text))
