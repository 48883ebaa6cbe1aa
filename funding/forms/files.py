"""A file somebody uploads: judged by what it holds, not by its name."""

from django import forms
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.utils.text import get_valid_filename

from funding.formats.uploads import LARGEST, NOT_A_KIND, TOO_LARGE, kind_of, scanned


class UploadField(forms.FileField):
    """Gives a dictionary for `actions.files.keep_file`: file_name, content_type, content, scan.

    PDF, Word (docx), Excel (xlsx), OpenDocument (ods) and pictures, up to 10 MB.
    """

    default_error_messages = {"too_large": TOO_LARGE, "not_a_kind": NOT_A_KIND}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file or isinstance(file, dict):
            return file
        if file.size > LARGEST:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        content = file.read()
        return {
            "file_name": named(file.name),
            "content_type": kind_of(content, file.name),
            "content": content,
            "scan": scanned(content),
        }


def named(name):
    """A name that any system can store; made up where nothing of it is left."""
    try:
        return get_valid_filename(name.replace("\x00", ""))[-200:]
    except SuspiciousFileOperation:
        return "file"
