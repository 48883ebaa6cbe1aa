"""What officers do while they hear: read, code, quote, look closely, take out, erase.

`answer_changed` is for whoever changes an answer that may have been read.
"""

from consultations.actions.hear.changes import answer_changed
from consultations.actions.hear.erasing import erase_response
from consultations.actions.hear.looking import show_exact_counts, take_out_responses, write_opened
from consultations.actions.hear.quoting import drop_quote, quote
from consultations.actions.hear.reading import code, mark_read, mark_unread
from consultations.actions.hear.themes import add_theme, delete_theme, merge_themes, rename_theme

__all__ = [
    "add_theme",
    "answer_changed",
    "code",
    "delete_theme",
    "drop_quote",
    "erase_response",
    "mark_read",
    "mark_unread",
    "merge_themes",
    "quote",
    "rename_theme",
    "show_exact_counts",
    "take_out_responses",
    "write_opened",
]
