"""An answer cut into pieces: sentences to choose from, and what is already quoted."""

import re
from dataclasses import dataclass

from consultations.questionnaire.hints import personal_hints

# A sentence ends at . ! or ? (with what closes it) before a blank, or at the end of a line.
ENDS = re.compile(r"[.!?…]+[\"'’”)\]]*(?=\s)|\n+")


@dataclass(frozen=True)
class Sentence:
    """Characters `start` to `end` of an answer, without the blanks around them."""

    start: int
    end: int
    text: str

    @property
    def span(self):
        """How a form names it."""
        return f"{self.start}-{self.end}"

    @property
    def hints(self):
        """What in it looks like personal data."""
        return sorted({hint.what for hint in personal_hints(self.text)})


def sentences(text):
    """The text's sentences in order; every word is in exactly one."""
    found, begin = [], 0
    for match in [*ENDS.finditer(text), None]:
        end = match.end() if match else len(text)
        piece = text[begin:end]
        words = piece.strip()
        if words:
            start = begin + piece.index(words)
            found.append(Sentence(start, start + len(words), words))
        begin = end
    return found


def chosen_span(text, names):
    """(start, end) from the first to the last sentence chosen; None when none is.

    Only spans of sentences the text really has are taken.
    """
    known = {sentence.span: sentence for sentence in sentences(text)}
    chosen = [known[name] for name in names if name in known]
    if not chosen:
        return None
    return min(each.start for each in chosen), max(each.end for each in chosen)


@dataclass(frozen=True)
class Piece:
    """Part of an answer, quoted or not; together the pieces are the whole text."""

    text: str
    quoted: bool


def pieces(text, quotes):
    """The text cut where quotes begin and end, overlapping quotes joined."""
    marked = set()
    for quote in quotes:
        marked.update(range(quote.start, min(quote.end, len(text))))
    found, begin = [], 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in marked) != (begin in marked):
            found.append(Piece(text[begin:place], begin in marked))
            begin = place
    return found
