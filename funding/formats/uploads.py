"""What an uploaded file is, by its content, and the hook for a virus scanner."""

import io
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from funding.models.choices import ScanOutcome

LARGEST = 10 * 1024 * 1024  # bytes
TOO_LARGE = "The file is larger than 10 MB. Make it smaller, or split it in two."
NOT_A_KIND = (
    "Choose a PDF, a Word file (docx), a spreadsheet (xlsx or ods) or a picture (JPEG or PNG)."
)
HARMFUL = "The virus scanner does not let this file pass. Save it anew, or ask us how to send it."
MACROS = "This file holds macros. Save it without them and choose it again."

OFFICE = "application/vnd.openxmlformats-officedocument"
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
ZIPPED = (
    ("word/document.xml", f"{OFFICE}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet"),
)
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(content):
    """The content type of bytes we take; raises ValidationError for anything else."""
    for signature, content_type in SIGNATURES:
        if content.startswith(signature):
            return content_type
    if content.startswith(b"PK"):
        return _zipped(content)
    raise ValidationError(NOT_A_KIND, code="not_a_kind")


def _zipped(content):
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
        kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise ValidationError(NOT_A_KIND, code="not_a_kind") from error
    if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        raise ValidationError(MACROS, code="macros")
    if kind == SPREADSHEET and "content.xml" in names:
        return SPREADSHEET.decode()
    for entry, content_type in ZIPPED:
        if entry in names:
            return content_type
    raise ValidationError(NOT_A_KIND, code="not_a_kind")


def scanned(content):
    """What the scanner says; raises ValidationError for what it does not let pass.

    `UPLOAD_SCANNER` names a function that is given the bytes and returns whether they are clean.
    """
    if not settings.UPLOAD_SCANNER:
        return ScanOutcome.NOT_SCANNED
    if not import_string(settings.UPLOAD_SCANNER)(content):
        raise ValidationError(HARMFUL, code="harmful")
    return ScanOutcome.CLEAN
