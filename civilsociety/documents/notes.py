"""Footnotes of a Markdown text: taken out of its flow, numbered as the text first names them."""

from dataclasses import dataclass, field


@dataclass
class Note:
    """One footnote: its number, its blocks, and how many times the text points at it."""

    label: str
    number: int = 0
    tokens: list = field(default_factory=list)
    marks: int = 0


def take_notes(tokens):
    """The text without its footnotes, and these in the order in which the text names them.

    A note that nothing points at comes last: whatever was written is shown.
    """
    body, notes = _apart(tokens)
    by_label = {}
    for note in notes:
        by_label.setdefault(note.label, note)
    ordered = []
    _number(body, by_label, ordered)
    # Notes may point at notes: the list grows while it is walked.
    for note in ordered:
        _number(note.tokens, by_label, ordered)
    for note in notes:
        if not note.number:
            _append(note, ordered)
            _number(note.tokens, by_label, ordered)
    return body, ordered


def _apart(tokens):
    body, notes, open_notes = [], [], []
    for token in tokens:
        if token.type == "footnote_reference_open":
            open_notes.append(Note(token.meta["label"]))
            notes.append(open_notes[-1])
        elif token.type == "footnote_reference_close":
            open_notes.pop()
        else:
            (open_notes[-1].tokens if open_notes else body).append(token)
    return body, notes


def _number(tokens, by_label, ordered):
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                _number_in_words(child, by_label, ordered)
            if child.type != "footnote_ref":
                continue
            note = by_label[child.meta["label"]]
            if not note.number:
                _append(note, ordered)
            note.marks += 1
            child.meta = {"number": note.number, "nth": note.marks}


def _number_in_words(picture, by_label, ordered):
    """A mark in the description of a picture is its number only: no link can lead back there."""
    for child in picture.children or ():
        if child.type == "image":
            _number_in_words(child, by_label, ordered)
        elif child.type == "footnote_ref":
            note = by_label[child.meta["label"]]
            if not note.number:
                _append(note, ordered)
            child.meta = {"number": note.number, "nth": 0}


def _append(note, ordered):
    note.number = len(ordered) + 1
    ordered.append(note)
