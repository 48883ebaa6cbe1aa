"""The formats a report on progress is kept in, in the order they are made."""

from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx

# Format → what an officer sees while it is made, and how it is made.
FORMATS = {"pdf": ("PDF", to_pdf), "docx": ("Word document", to_docx)}
