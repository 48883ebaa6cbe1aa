"""The form with which a paper is put beside something: a link, or a file."""

from django import forms

from civilsociety.ui.acts import ActForm
from civilsociety.ui.upload_field import UploadField


class PaperForm(ActForm):
    """A title, and either a link or a file; what takes the paper says how it is kept."""

    submit_label = "Add the paper"
    refused_at = "link"

    title = forms.CharField(label="Title", max_length=200)
    link = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")
    file = UploadField(
        label="Or a file", required=False, help_text="PDF, Word, Excel or a picture, 10 MB at most."
    )

    def heading(self):
        return f"Add a paper to “{self.subject}”"

    def clean(self):
        found = super().clean()
        if not self.errors and bool(found.get("link")) == bool(found.get("file")):
            self.add_error("link", "Give either a link or a file.")
        return found

    def paper(self):
        """What was given, as the actions that keep papers take it."""
        given = self.cleaned_data
        return {"title": given["title"], "link": given["link"], "upload": given["file"]}

    def said(self, result):
        return f"“{result.title}” is added."
