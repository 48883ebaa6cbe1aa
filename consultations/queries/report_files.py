"""The formats a report is issued in, in the order they are made."""

from django.template.loader import render_to_string

from civilsociety.documents import outline, to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.tables import document_csv, document_xlsx
from civilsociety.documents.word import to_docx


def to_page(document):
    """The report's body as it stands on its page: contents first, then the parts."""
    context = {
        "figures": document.summary,
        "entries": _contents(document),
        "body": to_html(document),
    }
    return render_to_string("consultations/answer/body.html", context).encode()


def _contents(document):
    """Parts and findings; what stands inside an annex is found on its own page."""
    in_annex = False
    for entry in outline(document):
        in_annex = entry.key.startswith("annex-") if entry.level == 2 else in_annex
        if entry.level == 2 or (entry.level == 3 and not in_annex):
            yield entry


# Format → what an officer sees while it is made, and how it is made.
FORMATS = {
    "html": ("web page", to_page),
    "pdf": ("PDF", to_pdf),
    "docx": ("Word document", to_docx),
    "csv": ("CSV file", document_csv),
    "xlsx": ("spreadsheet", document_xlsx),
}
