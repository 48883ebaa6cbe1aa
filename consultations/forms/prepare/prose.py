"""Texts that officers write for readers: long, in Markdown, without a count under the box."""

from django import forms
from django.core.validators import MaxLengthValidator

MARKDOWN = "Empty lines make paragraphs; a line that starts with “-” makes a list."


class ProseField(forms.CharField):
    """A text over several lines. Its limit is a wall far away, so no count is shown."""

    def __init__(self, *, longest, rows=5, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)
        self.validators.append(MaxLengthValidator(longest))

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")
