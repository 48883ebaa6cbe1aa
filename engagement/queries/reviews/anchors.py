"""Where the words that a comment speaks of stand today. Pure: texts in, places out.

A comment knows its section's anchor, the number of its paragraph and the words it had. Word for
word wins, in the same section before any other; then likeness. What is found nowhere is shown
with its section, what has no section any more with the whole: a comment is never lost.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from django.db.models import TextChoices

# Shares of words. A paragraph cut in two keeps about half of its words in each part.
LIKE_ENOUGH_HERE = 0.5
LIKE_ENOUGH_ELSEWHERE = 0.7
# Very short pieces (“Yes.”) stand in many places by chance.
WORDS_TO_FOLLOW = 4


class How(TextChoices):
    """How the words of a comment were found again."""

    WHOLE = "whole", ""
    HERE = "here", ""
    CHANGED = "changed", "Text since changed"
    MOVED = "moved", "Moved"
    MOVED_CHANGED = "moved_changed", "Moved, and text since changed"
    TEXT_GONE = "text_gone", "Text since taken out"
    SECTION_GONE = "section_gone", "Section since taken out"


@dataclass(frozen=True)
class Place:
    """Where a comment is shown today: section ("" for the whole), piece or None, and how found."""

    key: str
    number: int | None
    how: How

    @property
    def says(self):
        """What a reader is told, or nothing where all is as it was."""
        return self.how.label

    @property
    def words_differ(self):
        """Whether the words it was written about no longer stand there as they were."""
        return self.how in {How.CHANGED, How.MOVED_CHANGED, How.TEXT_GONE, How.SECTION_GONE}


class Anchors:
    """The text of today, ready to be asked: {key: (title, [words of each piece])}."""

    def __init__(self, sections):
        self.sections = sections
        self.exact = {}
        for key, (_, pieces) in sections.items():
            for number, words in enumerate(pieces, 1):
                self.exact.setdefault(words, []).append((key, number))

    def find(self, *, key, title, number, words):
        """The Place of a comment that was written at this section, piece and words."""
        if not key:
            return Place("", None, How.WHOLE)
        if number is None or not words:
            return self._section(key, title)
        return (
            self._word_for_word(key, number, words)
            or self._alike_here(key, number, words)
            or self._alike_elsewhere(key, words)
            or self._without_words(key)
        )

    def _section(self, key, title):
        if key in self.sections:
            return Place(key, None, How.HERE)
        called_so = [other for other, (name, _) in self.sections.items() if name == title]
        if len(called_so) == 1:
            return Place(called_so[0], None, How.MOVED)
        return Place("", None, How.SECTION_GONE)

    def _word_for_word(self, key, number, words):
        found = self.exact.get(words, [])
        here = [place for section, place in found if section == key]
        if here:
            return Place(key, min(here, key=lambda place: abs(place - number)), How.HERE)
        if found and len(words.split()) >= WORDS_TO_FOLLOW:
            return Place(*found[0], How.MOVED)
        return None

    def _alike_here(self, key, number, words):
        _, pieces = self.sections.get(key, ("", []))
        best = _best(words, [(abs(at - number), at, text) for at, text in enumerate(pieces, 1)])
        return best and best[0] >= LIKE_ENOUGH_HERE and Place(key, best[1], How.CHANGED)

    def _alike_elsewhere(self, key, words):
        others = [
            (0, (other, at), text)
            for other, (_, pieces) in self.sections.items()
            if other != key
            for at, text in enumerate(pieces, 1)
        ]
        best = _best(words, others, least=LIKE_ENOUGH_ELSEWHERE)
        if best and len(words.split()) >= WORDS_TO_FOLLOW:
            return Place(*best[1], How.MOVED_CHANGED)
        return None

    def _without_words(self, key):
        if key in self.sections:
            return Place(key, None, How.TEXT_GONE)
        return Place("", None, How.SECTION_GONE)


def likeness(before, after):
    """How much of a text is still there, 0 to 1; a part of it, or it within more, counts too."""
    old, new = _tokens(before), _tokens(after)
    if not old or not new:
        return 0.0
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    shared = 2 * same / (len(old) + len(new))
    within = same / len(old) if same >= 2 * WORDS_TO_FOLLOW else 0
    return max(shared, within)


def _best(words, candidates, least=LIKE_ENOUGH_HERE):
    """(likeness, name) of the candidate (distance, name, text) most like the words."""
    old = _counted(words)
    size, found = sum(old.values()), None
    for distance, name, text in candidates:
        # Counting words is cheap and never too low; only promising ones are compared in order.
        if sum((old & _counted(text)).values()) < least * size / 2:
            continue
        rank = (likeness(words, text), -distance)
        if rank[0] >= least and (found is None or rank > found[0]):
            found = (rank, name)
    return found and (found[0][0], found[1])


@lru_cache(maxsize=5000)
def _counted(text):
    """How often each word stands in a text; the same texts are asked for each comment."""
    return Counter(_tokens(text))


def _tokens(text):
    return re.findall(r"\w+", text.casefold())
