"""Adding a document: a link, or a file whose content is what its name says."""

import io
import zipfile

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename

from civilsociety.ui import widgets
from civilsociety.ui.forms import GovukForm
from consultations.models import Paper

LARGEST = 15 * 1024 * 1024  # bytes
OFFICE = "application/vnd.openxmlformats-officedocument"
# Ending → content type, and the entry by which a zipped document is known (“” for none).
TYPES = {
    "pdf": ("application/pdf", ""),
    "docx": (f"{OFFICE}.wordprocessingml.document", "word/document.xml"),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": (f"{OFFICE}.presentationml.presentation", "ppt/presentation.xml"),
    "odt": ("application/vnd.oasis.opendocument.text", "content.xml"),
}
ENDINGS = "PDF, Word (docx), Excel (xlsx), PowerPoint (pptx) or OpenDocument (odt)"
NOT_WHAT_IT_SAYS = f"This is not the kind of file its name says. Choose {ENDINGS}."


def content_type_of(name, content):
    """The content type of a document we keep; raises ValidationError for anything else."""
    ending = name.rpartition(".")[2].lower()
    if ending not in TYPES:
        raise ValidationError(f"Choose a file of type {ENDINGS}.")
    content_type, entry = TYPES[ending]
    if entry:
        _check_zipped(content, entry)
    elif not content.startswith(b"%PDF-"):
        raise ValidationError(NOT_WHAT_IT_SAYS)
    return content_type


def _check_zipped(content, entry):
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ValidationError(NOT_WHAT_IT_SAYS) from error
    if entry not in names:
        raise ValidationError(NOT_WHAT_IT_SAYS)
    if any("vbaproject" in name.lower() or "Basic/" in name for name in names):
        raise ValidationError("This file holds macros. Save it without them and choose it again.")


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
        if not file:
            return None
        if file.size > LARGEST:
            raise ValidationError("The file is larger than 15 MB. Make it smaller, or give a link.")
        content = file.read()
        return {
            "file_name": get_valid_filename(file.name)[-200:],
            "content_type": content_type_of(file.name, content),
            "content": content,
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("file", "Choose a file or give a link: one of the two")
        return cleaned
