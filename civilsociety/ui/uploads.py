"""Documents people hand in: kept only when the content is what the name says."""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename

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


def read_document(file):
    """File name, content type and bytes of an uploaded document, as our models store them.

    Raises ValidationError when it is too large or not what its name says.
    """
    if file.size > LARGEST:
        raise ValidationError("The file is larger than 15 MB. Make it smaller, or give a link.")
    content = file.read()
    return {
        "file_name": get_valid_filename(file.name)[-200:],
        "content_type": content_type_of(file.name, content),
        "content": content,
    }
