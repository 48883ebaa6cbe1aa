"""Two officers in the same form: neither silently overwrites the other.

A form carries the fingerprint of what its writer saw. When what is stored has changed since,
saving is refused once, the stored texts are shown beside the writer's own, and the next save
is taken as meant.
"""

import hashlib
import json

from django import forms

OVERTAKEN = (
    "Somebody else saved this since you opened it. Their text is shown below, yours is in the "
    "form. Put together what is needed and save again."
)


def fingerprint(values):
    """A short mark of these values: equal marks mean equal values."""
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class SeenMixin:
    """Put before a form's other bases; `stored()` gives the values now stored, by field name."""

    def add_seen(self):
        """Adds the hidden field; call it at the end of `__init__`."""
        self.stored_now = self.stored()
        self.mark = fingerprint(self.stored_now)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self.mark
        )

    def clean_seen(self):
        """Notes that the writer was overtaken, and marks what is stored as seen from now on."""
        seen = self.cleaned_data.get("seen", "")
        self.overtaken = bool(seen) and seen != self.mark
        if self.overtaken:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.mark
        return seen

    def clean(self):
        cleaned = super().clean()
        if getattr(self, "overtaken", False):
            self.add_error(None, OVERTAKEN)
        return cleaned

    def theirs(self):
        """What is stored and differs from what was typed: (label, stored words)."""
        if not getattr(self, "overtaken", False):
            return []
        return [
            (self.fields[name].label or name, value)
            for name, value in self.stored_now.items()
            if name in self.fields and self.differs(name, value)
        ]

    def differs(self, name, value):
        """Whether what was typed in a field is not what is stored."""
        if name not in self.cleaned_data:
            return True
        return fingerprint(self.cleaned_data[name]) != fingerprint(value)
