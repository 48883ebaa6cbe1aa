"""What an uploaded file is, by its content, and the hook for a virus scanner.

The name is judged too: it must end as its content does, so that nobody opens one thing and
gets another.
"""

import io
import re
import struct
import zipfile
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.module_loading import import_string
from PIL import Image

LARGEST = 10 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes, of a zipped document, all its parts together
MOST_PARTS = 5_000
MOST_PIXELS = 60_000_000

TOO_LARGE = "The file is larger than 10 MB. Make it smaller, or split it in two."
NOT_A_KIND = (
    "Choose a PDF, a Word file (docx), a spreadsheet (xlsx or ods) or a picture (JPEG or PNG)."
)
HARMFUL = "The virus scanner does not let this file pass. Save it anew, or ask us how to send it."
MACROS = "This file holds macros. Save it without them and choose it again."
LOCKED = "This file is locked with a password. Save it without one and choose it again."
BROKEN = "This file is damaged or was not uploaded whole. Save it anew and choose it again."
SWOLLEN = "This file unpacks to far more than it should. Save it anew and choose it again."
HUGE_PICTURE = "This picture is too large to show. Make it smaller and choose it again."
ACTIVE = (
    "This PDF runs commands or carries other files when it is opened. "
    "Print it to a new PDF and choose that."
)
OTHER_NAME = "The name of this file ends in “.{ending}”, but it is {kind}. Save it as what it is."

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX, XLSX = f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
# An office file with a password, and every old office file, is a compound file.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
# Content type → endings it may have, and what a person calls it.
NAMED = {
    PDF: (("pdf",), "a PDF"),
    JPEG: (("jpg", "jpeg"), "a JPEG picture"),
    PNG: (("png",), "a PNG picture"),
    DOCX: (("docx",), "a Word file"),
    XLSX: (("xlsx",), "an Excel file"),
    ODS: (("ods",), "an OpenDocument spreadsheet"),
}
# Names of a PDF that start something or carry something: written plainly or with “#4A” for J.
# Short ones (/JS) are left out: they come about by chance in compressed pictures. What is packed
# into an object stream is not seen here; every file is served as a download that runs nothing.
ACTIVE_NAMES = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
# pillow raises these for a picture it cannot read, and for one that is a bomb.
UNREADABLE = (OSError, ValueError, SyntaxError, struct.error, zlib.error, EOFError, MemoryError)


class ScanOutcome(TextChoices):
    """What the virus scanner said of a file."""

    NOT_SCANNED = "not_scanned", "No scanner is set up"
    CLEAN = "clean", "Scanned, nothing found"


def kind_of(content, name=""):
    """The content type of bytes we take; raises ValidationError for anything else.

    With a `name`, its ending must be one of that type.
    """
    content_type = _by_content(content)
    endings, called = NAMED[content_type]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and ending not in endings:
        _refuse(OTHER_NAME.format(ending=ending[:10], kind=called), "other_name")
    return content_type


def _by_content(content):
    for signature, content_type in SIGNATURES:
        if content.startswith(signature):
            CHECKS[content_type](content)
            return content_type
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(COMPOUND):
        _refuse(LOCKED if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0" in content else NOT_A_KIND, "not_a_kind")
    _refuse(NOT_A_KIND, "not_a_kind")
    return None


def _check_pdf(content):
    if b"%%EOF" not in content[-2048:]:
        _refuse(BROKEN, "broken")
    written = re.sub(rb"#([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), content)
    if any(re.search(re.escape(name) + rb"(?![A-Za-z])", written) for name in ACTIVE_NAMES):
        _refuse(ACTIVE, "active")


def _check_picture(content):
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                _refuse(HUGE_PICTURE, "huge_picture")
            picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(HUGE_PICTURE, code="huge_picture") from error
    except UNREADABLE as error:
        raise ValidationError(BROKEN, code="broken") from error
    _refuse_page_inside(content)


def _refuse_page_inside(content):
    """A picture that a browser could take for a page, or that is an archive as well."""
    start = content[:1024].lower()
    if b"<html" in start or b"<script" in start or b"<!doctype" in start or _is_archive(content):
        _refuse(BROKEN, "two_kinds")


def _is_archive(content):
    return zipfile.is_zipfile(io.BytesIO(content))


def _check_whole_pdf(content):
    _check_pdf(content)
    if _is_archive(content):
        _refuse(BROKEN, "two_kinds")


CHECKS = {PDF: _check_whole_pdf, JPEG: _check_picture, PNG: _check_picture}


def _zipped(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _checked_parts(archive)
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, *UNREADABLE, NotImplementedError, RuntimeError) as bad:
        raise ValidationError(BROKEN, code="broken") from bad
    if kind == ODS.encode() and "content.xml" in names:
        return ODS
    for entry, content_type in ZIPPED:
        if entry in names and "[Content_Types].xml" in names:
            return content_type
    return _refuse(NOT_A_KIND, "not_a_kind")


def _checked_parts(archive):
    """The names of an archive's parts; refuses bombs, locks and macros. Reads every part."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        _refuse(SWOLLEN, "swollen")
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts) or "EncryptedPackage" in names:
        _refuse(LOCKED, "locked")
    lower = [name.lower() for name in names]
    if any("vbaproject" in n or n.startswith(("basic/", "scripts/")) for n in lower):
        _refuse(MACROS, "macros")
    if len(set(lower)) != len(lower) or any(n.startswith("/") or ".." in n for n in names):
        _refuse(BROKEN, "broken")
    _unpack(archive, parts)
    return names


def _unpack(archive, parts):
    """Unpacks everything a little at a time: sizes in the directory may lie, sums must agree."""
    left = LARGEST_UNPACKED
    for part in parts:
        with archive.open(part) as opened:
            while piece := opened.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    _refuse(SWOLLEN, "swollen")


def _refuse(sentence, code):
    raise ValidationError(sentence, code=code)


def scanned(content):
    """What the scanner says; raises ValidationError for what it does not let pass.

    `UPLOAD_SCANNER` names a function that is given the bytes and returns whether they are clean.
    """
    if not settings.UPLOAD_SCANNER:
        return ScanOutcome.NOT_SCANNED
    if not import_string(settings.UPLOAD_SCANNER)(content):
        raise ValidationError(HARMFUL, code="harmful")
    return ScanOutcome.CLEAN
