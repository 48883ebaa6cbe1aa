"""Files that a partner gives: a list of grants, or several pieces of evidence."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui.contents import scanned
from civilsociety.ui.upload_field import UploadField, named

LARGEST = 5 * 1024 * 1024  # bytes of a list of grants
MOST_FILES = 10


class ListField(forms.FileField):
    """A CSV or XLSX file: gives a dictionary of file_name and content. What it holds is read later.

    What is plainly neither text nor a workbook is refused here.
    """

    default_error_messages = {
        "too_large": "The file is larger than 5 MB. Take out what is no grant, or divide it.",
        "not_a_list": "Choose an Excel workbook (xlsx) or a CSV file.",
    }
    OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file or isinstance(file, dict):
            return file
        if file.size > LARGEST:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        content = file.read()
        if content.startswith(self.OTHERS):
            raise ValidationError(self.error_messages["not_a_list"], code="not_a_list")
        scanned(content)
        return {"file_name": named(file.name), "content": content}


class SeveralFiles(forms.FileInput):
    """Lets somebody choose more than one file."""

    allow_multiple_selected = True


class SeveralUploadsField(UploadField):
    """Up to ten files: gives a list of what `UploadField` gives."""

    widget = SeveralFiles
    default_error_messages = {"too_many": f"Choose {MOST_FILES} files or fewer."}

    def clean(self, data, initial=None):
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if len(files) > MOST_FILES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        if not files:
            empty = super().clean(None, initial)
            return [empty] if empty else []
        return [self._one(file) for file in files]

    def _one(self, file):
        try:
            return super().clean(file)
        except ValidationError as error:
            # With several files a person must know which one is meant.
            raise ValidationError(
                [f"{named(file.name)}: {message}" for message in error.messages]
            ) from error
