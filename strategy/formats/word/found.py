"""What is found in a Word file, before and after it is settled into sections."""

from dataclasses import dataclass, field

from strategy.formats.text import StrategyText


@dataclass(frozen=True)
class KnownSection:
    """A section the strategy has already, whose anchor may live on in the file."""

    key: str
    title: str
    level: int = 1
    body: str = ""


@dataclass(frozen=True)
class FoundPicture:
    """A picture of the file as PNG or JPEG; `alt` is empty where Word has no words for it."""

    key: str
    place: str
    alt: str
    content_type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class LeftOut:
    """Something that did not come over as it was: what, where, and the words it held."""

    kind: str
    sentence: str
    place: str
    text: str = ""


@dataclass(frozen=True)
class WordText:
    """A Word file, read. With `problems` it cannot be imported as it is."""

    text: StrategyText
    pictures: tuple[FoundPicture, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of one line: words with their marks, a line's end, a note, a picture."""

    kind: str  # "text", "break", "note", "picture"
    text: str = ""
    marks: frozenset = frozenset()
    link: str = ""


@dataclass
class Block:
    """A paragraph, an item of a list, a heading, a quotation or a table, in reading order."""

    kind: str  # "text", "item", "goes_on", "quote", "heading", "subheading", "title", …
    pieces: list = field(default_factory=list)
    level: int = 0  # of a heading from 1, of an item from 0
    number: int | None = None  # of a numbered item
    numbering: str = ""  # the list it belongs to
    bookmarks: set = field(default_factory=set)
    rows: list = field(default_factory=list)  # of a table: rows of cells of pieces

    @property
    def words(self):
        """The block's words in one line."""
        return plain(self.pieces)


def plain(pieces):
    """The words of some pieces in one line."""
    return " ".join(
        "".join({"text": piece.text, "break": " "}.get(piece.kind, "") for piece in pieces).split()
    )


@dataclass
class Remarks:
    """Collects what could not be kept, each at the block it belongs to."""

    made: list = field(default_factory=list)
    counted: dict = field(default_factory=dict)
    at: int = 0  # the block that is being read

    def say(self, kind, sentence, text=""):
        """One thing that is told by itself."""
        self.made.append((self.at, kind, sentence, " ".join(text.split())))

    def count(self, kind, sentence):
        """One of many alike: they are told together, with how many and where the first is."""
        self.counted.setdefault((kind, sentence), []).append(self.at)
