"""Where the headings of a document are, and how to point at them."""

from dataclasses import dataclass

from django.utils.text import slugify

from .content import Annex, Document, Heading, walk
from .text import one_line


@dataclass(frozen=True)
class Entry:
    """One line of the contents: its level (2 is the highest), words and anchor."""

    level: int
    text: str
    key: str


class Anchors:
    """Gives each heading of one document a level that skips none and an anchor of its own."""

    def __init__(self, prefix=""):
        self.prefix = prefix
        self.level = 1
        self.taken = set()

    def entry(self, heading) -> Entry:
        """The heading's place; call it once for each, in reading order."""
        self.level = max(2, min(heading.level, self.level + 1, 6))
        text = one_line(heading.text)
        return Entry(self.level, text, self.key(heading.key or text))

    def key(self, wanted) -> str:
        """An anchor like the one wanted that no other part of the document has."""
        stem = self.prefix + (slugify(wanted)[:60].strip("-") or "section")
        key, n = stem, 1
        while key in self.taken:
            n += 1
            key = f"{stem}-{n}"
        self.taken.add(key)
        return key


def outline(document: Document, prefix: str = "") -> tuple[Entry, ...]:
    """The document's headings in reading order, with the anchors `to_html` gives them."""
    anchors = Anchors(prefix)
    return tuple(
        anchors.entry(block)
        for block in walk(document.blocks)
        if isinstance(block, Heading | Annex)
    )
