"""The words this service itself uses, which every installation needs from its first day.

They stand in `own_words.json`, under the addresses they always had. An officer who changes one
puts a term of the council's own in its place; one taken back stays away.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("own_words.json")


@dataclass(frozen=True)
class OwnWord:
    """A word, its other forms, and what we mean by it (Markdown)."""

    slug: str
    word: str
    meaning: str
    also: list = field(default_factory=list)
    linked: bool = False


@cache
def own_words():
    """All of them, in the order of the alphabet."""
    return tuple(OwnWord(**row) for row in json.loads(FILE.read_text(encoding="utf-8")))
