"""The file a strategy comes in: a Word file, or Markdown."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui.contents import DOCX, LARGEST, TOO_LARGE, kind_of, scanned
from civilsociety.ui.upload_field import named
from strategy.formats import LARGEST_FILE, UnreadableFile, read_strategy
from strategy.states import VersionState

PACKED = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
NOT_OURS = "Choose a Word file (docx) or a Markdown file (md)."
OLD_WORD = (
    "This is a file of an old Word (doc). Open it in Word, save it as a document (docx) and "
    "choose that."
)


class StrategyFileField(forms.FileField):
    """Gives a StrategyText for Markdown; for Word what was uploaded, for the worker to read."""

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file or isinstance(file, dict):
            return file
        if file.size > LARGEST:
            raise ValidationError(TOO_LARGE, code="too_large")
        content = file.read()
        if content[:8] == OLD_OFFICE or content[:2] == PACKED or content[:5] == PDF:
            return _word(content, file.name)
        try:
            return read_strategy(content[: LARGEST_FILE + 1], kind=VersionState.DRAFT)
        except UnreadableFile as error:
            raise ValidationError([str(problem) for problem in error.problems]) from error


def _word(content, name):
    """What `receive` takes; a sentence for anything that is no Word file."""
    try:
        kind = kind_of(content, name)
    except ValidationError as error:
        if error.code != "not_a_kind" or "password" in str(error.message):
            raise
        raise ValidationError(OLD_WORD if content[:8] == OLD_OFFICE else NOT_OURS) from error
    if kind != DOCX:
        raise ValidationError(NOT_OURS)
    return {
        "file_name": named(name),
        "content_type": kind,
        "content": content,
        "scan": scanned(content),
    }
