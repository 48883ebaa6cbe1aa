"""A file somebody uploads: judged by what it holds, not by its name."""

from django import forms
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.utils.text import get_valid_filename

from civilsociety.ui.contents import LARGEST, NOT_A_KIND, TOO_LARGE, kind_of, scanned


class UploadField(forms.FileField):
    """Gives a dictionary for `keep_file`: file_name, content_type, content, scan.

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
            "content_type": self._kind(content, file.name),
            "content": content,
            "scan": scanned(content),
        }

    def _kind(self, content, name):
        """What the content is; a form may say in words of its own which kinds it takes."""
        try:
            return kind_of(content, name)
        except ValidationError as error:
            if error.code == "not_a_kind" and error.message == NOT_A_KIND:
                error.message = self.error_messages["not_a_kind"]
            raise


def named(name):
    """A name that any system can store; made up where nothing of it is left."""
    try:
        return get_valid_filename(name.replace("\x00", ""))[-200:]
    except SuspiciousFileOperation:
        return "file"
