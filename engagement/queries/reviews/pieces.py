"""A section's text, taken apart into the pieces that a comment can stand at."""

import re
from dataclasses import dataclass

from civilsociety.documents import markdown_to_text
from civilsociety.documents.markdown import LONGEST, parse
from civilsociety.documents.text import printable

NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]?(.*)$")
LINK = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*\S+")


@dataclass(frozen=True)
class Piece:
    """A paragraph, an item of a list, a table, a heading: number from 1, Markdown, plain words."""

    number: int
    markdown: str
    words: str


def pieces_of(body):
    """The pieces of a section's Markdown, in order; a list gives one for each of its items.

    Footnotes come last, each as a piece of its own. Nothing of the text is left out.
    """
    text = printable(body or "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        return [Piece(1, text, flat(text))]
    text, notes, links = _apart(text)
    lines = text.split("\n")
    found = ["\n".join(lines[start:end]).strip("\n") for start, end in _ranges(parse(text).body)]
    found = [_with_notes(each) for each in found]
    found += [f"Note {name}: {words}" for name, words in notes]
    return [
        Piece(number, each + links, flat(markdown_to_text(each + links)))
        for number, each in enumerate(found, 1)
    ]


def flat(text):
    """The words of a text with single spaces between them."""
    return " ".join(text.split())


def _ranges(tokens):
    """First and last line (exclusive) of every piece, by the parser's own account."""
    in_list = False
    for token in tokens:
        if token.level == 0:
            in_list = token.type in {"bullet_list_open", "ordered_list_open"}
            if token.map and not in_list:
                yield token.map
        elif in_list and token.level == 1 and token.type == "list_item_open":
            yield token.map


def _apart(text):
    """The text without footnotes and addresses of links; the notes; the addresses."""
    kept, notes, links = [], [], []
    for line in text.split("\n"):
        if note := NOTE.match(line):
            notes.append([note[1], note[2]])
        elif notes and line.startswith(("    ", "\t")) and kept and kept[-1] is None:
            notes[-1][1] += f" {line.strip()}"
            continue
        elif LINK.match(line):
            links.append(line.strip())
        else:
            kept.append(line)
            continue
        kept.append(None)
    addresses = "\n\n" + "\n".join(links) if links else ""
    return "\n".join(line or "" for line in kept), notes, addresses


def _with_notes(markdown):
    return re.sub(r"\[\^([^\]\s]+)\]", r"(note \1)", markdown)
