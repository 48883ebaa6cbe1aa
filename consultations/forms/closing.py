"""The last page: what may be published, whether to be told, where the receipt goes."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from consultations.models.response import Consent

FIELDS = ("consent", "told", "name", "email")
LONGEST = {"consent": 20, "told": 5, "name": 1000, "email": 1000}
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

CONSENT_HINTS = {
    Consent.NAMED: "We may quote you in the report and say which organisation you answered for.",
    Consent.ANONYMOUS: "We may quote you in the report and say only what kind of respondent "
    "you are.",
    Consent.NOT_AT_ALL: "Your answers are counted and read, and none of your words is printed.",
}
TOLD_LABELS = (
    ("yes", "Yes, send me one email when the outcome is published"),
    ("no", "No, I will look on this site"),
)


def read_details(posted):
    """What was typed on the last page, as it was typed; only the page's own fields."""
    return {
        name: _CONTROL.sub("", posted.get(f"d_{name}", "")[: LONGEST[name]]).strip()
        for name in FIELDS
    }


def check_details(details, *, ask_told=True):
    """The messages for what is wrong on the last page, by form field."""
    errors = {}
    if details.get("consent") not in Consent.values:
        errors["d_consent"] = "Select what we may publish of your response"
    if ask_told and details.get("told") not in {"yes", "no"}:
        errors["d_told"] = "Select whether you want to be told of the outcome"
    if len(details.get("name", "")) > 200:
        errors["d_name"] = "Shorten your name to 200 characters or fewer"
    email = details.get("email", "")
    if not email and ask_told and details.get("told") == "yes":
        errors["d_email"] = "Enter your email address, so that we can tell you of the outcome"
    if email and not _is_address(email):
        errors["d_email"] = "Enter an email address, like name@example.org"
    return errors


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class DetailsPage:
    """The last page as it is drawn."""

    def __init__(self, details, errors=None, *, ask_told=True):
        self.details = details
        self.errors = errors or {}
        self.ask_told = ask_told

    @property
    def is_bound(self):
        return bool(self.errors)

    def non_field_errors(self):
        return []

    @property
    def problems(self):
        """What the error summary lists."""
        return [{"message": message, "target": name} for name, message in self.errors.items()]

    @property
    def consents(self):
        """The three choices of what may be published; none is picked beforehand."""
        return [
            self._option("consent", place, value, label, CONSENT_HINTS[value])
            for place, (value, label) in enumerate(Consent.choices)
        ]

    @property
    def tellings(self):
        """Whether to be told; none is picked beforehand."""
        return [
            self._option("told", place, value, label, "")
            for place, (value, label) in enumerate(TOLD_LABELS)
        ]

    def _option(self, name, place, value, label, hint):
        return {
            "id": f"d_{name}" if place == 0 else f"d_{name}-{place}",
            "value": value,
            "label": label,
            "hint": hint,
            "checked": self.details.get(name) == value,
        }

    @property
    def consent_label(self):
        """The words of what was chosen."""
        return dict(Consent.choices).get(self.details.get("consent"), "")

    @property
    def told_label(self):
        return dict(TOLD_LABELS).get(self.details.get("told"), "")
