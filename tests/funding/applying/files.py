"""Files that people give us, whole and broken."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
XLSX = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<w/>"}


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """The bytes of an archive with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return made.getvalue()


def picture(kind="PNG", size=(4, 4)):
    """The bytes of a picture."""
    made = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(made, kind)
    return made.getvalue()


def uploaded(name="rules.pdf", content=PDF):
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content)


def read(name="rules.pdf", content=PDF):
    """A file as `forms.files.UploadField` reads it."""
    return {
        "file_name": name,
        "content_type": "application/pdf",
        "content": content,
        "scan": "not_scanned",
    }
