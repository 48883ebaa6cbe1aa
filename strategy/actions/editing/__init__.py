"""Writing a draft in the browser: texts, the outline, who is at it, and the next version."""

from strategy.actions.editing.clash import Clash, Words
from strategy.actions.editing.locks import clear_silent_locks, release_lock, take_lock
from strategy.actions.editing.structure import (
    add_section,
    change_anchor,
    move_section,
    split_section,
)
from strategy.actions.editing.taking_out import put_back, take_out
from strategy.actions.editing.texts import restore_text, save_section
from strategy.actions.editing.versions import describe, start_revision

__all__ = [
    "Clash",
    "Words",
    "add_section",
    "change_anchor",
    "clear_silent_locks",
    "describe",
    "move_section",
    "put_back",
    "release_lock",
    "restore_text",
    "save_section",
    "split_section",
    "start_revision",
    "take_lock",
    "take_out",
]
