"""What a corrected version changed, part by part, for reading side by side."""

from typing import NamedTuple

from civilsociety.ui.words import uk_date

PARTS = (
    ("title", "Title"),
    ("maker", "Who decides"),
    ("taken_on", "Date of the decision"),
    ("decision", "What was decided"),
    ("reasons", "Reasons"),
    ("alternatives", "Alternatives considered and rejected"),
    ("conflicts", "Conflicts of interest"),
    ("dispensations", "Dispensations granted"),
    ("key_reason", "Why it is a key decision, or not"),
    ("places", "Divisions affected"),
)


class Change(NamedTuple):
    """One part of a record, as it was and as it is; Markdown."""

    part: str
    before: str
    after: str


def changes_of(later, versions):
    """What a version changed against the one it corrects; nothing for version 1."""
    earlier = next((each for each in versions if each.pk == later.corrects_id), None)
    if earlier is None:
        return []
    pairs = ((label, _text(earlier, name), _text(later, name)) for name, label in PARTS)
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def _text(decision, name):
    value = getattr(decision, name)
    return value if isinstance(value, str) else uk_date(value)
