"""The formats a statement is kept in, in the order they are made."""

from civilsociety.documents import to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.tables import document_csv, document_xlsx


def to_page(document):
    """The statement's body as it stands on its page."""
    return to_html(document).encode()


# Format → what an officer sees while it is made, and how it is made.
FORMATS = {
    "html": ("web page", to_page),
    "pdf": ("PDF", to_pdf),
    "csv": ("CSV file", document_csv),
    "xlsx": ("spreadsheet", document_xlsx),
}
