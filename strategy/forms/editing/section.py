"""The title and text of one section."""

from django import forms

from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm
from strategy.formats.body import plain_title, problems_of, tidy, title_problem

LONGEST = 9  # digits of a revision


class SectionForm(GovukForm):
    """What stands in a section, and the revision it was written on top of."""

    form_tag, submit_label, says_optional = False, "", False
    nouns = {"title": "the title of the section"}

    title = forms.CharField(label="Title", widget=forms.TextInput)
    body = LongTextField(label="Text", required=False, rows=22, strip=False)
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, pictures=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.pictures = pictures

    def clean_title(self):
        title = plain_title(self.cleaned_data["title"])
        if problem := title_problem(title):
            raise forms.ValidationError(problem)
        return title

    def clean_body(self):
        body = tidy(self.cleaned_data["body"])
        if problems := problems_of(body, pictures=self.pictures):
            raise forms.ValidationError([str(problem) for problem in problems])
        return body

    def clean_revision(self):
        """A number; anything else was never a revision, so both texts are shown."""
        text = self.cleaned_data["revision"]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0

    def typed(self):
        """The title and text as they were typed, right or wrong."""
        return self.data.get("title", ""), tidy(self.data.get("body", ""))
