"""Adding a document: a link, or a file whose content is what its name says."""

from django import forms

from civilsociety.ui import widgets
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.uploads import ENDINGS, read_document
from consultations.models import Paper


class PaperForm(GovukForm):
    """Adds a paper."""

    submit_label = "Add this paper"
    nouns = {"kind": "what kind of paper it is", "title": "the title"}

    kind = forms.ChoiceField(label="What is it?", choices=Paper.Kind.choices, widget=widgets.Radios)
    title = forms.CharField(
        label="Title", max_length=200, help_text="As people will read it in the list."
    )
    file = forms.FileField(
        label="File", required=False, help_text=f"{ENDINGS}, up to 15 MB.", max_length=200
    )
    link = forms.URLField(
        label="Or a link",
        required=False,
        max_length=500,
        help_text="If it stands on another site, like https://www.example.org/draft",
        assume_scheme="https",
    )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return read_document(file) if file else None

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("file", "Choose a file or give a link: one of the two")
        return cleaned
