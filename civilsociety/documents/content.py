"""What a document is made of, whatever it will be rendered as.

A `Document` is built once from these frozen parts and handed to `to_html`, `to_pdf`,
`to_docx`, `to_csv` or `to_xlsx`. Text is plain unless the field says Markdown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from .suppression import Published, PublishedBase

Cell = str | int | Decimal | date | Published | PublishedBase | None


@dataclass(frozen=True)
class Heading:
    """A heading of the contents: level 2 is the highest below the document's title.

    `key` is its anchor; without one it is made from the text.
    """

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True)
class Annex:
    """A level-2 heading that begins a new page: "Annex A: the questionnaire"."""

    text: str
    key: str = ""
    level: int = 2


@dataclass(frozen=True)
class Prose:
    """Markdown. Its own headings come below the heading it stands under."""

    markdown: str


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, and who they may be said to come from ("A charity in Thanet")."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class ItemList:
    """A bulleted or numbered list of plain sentences."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Facts:
    """Terms with what is to be said of each: a reference and its value, a question and its answer.

    The first of a pair is plain text, the second Markdown.
    """

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, and what its cells are.

    `money` cells are whole pence and are shown in pounds; `percent` cells are whole numbers.
    """

    label: str
    kind: Literal["text", "number", "percent", "money", "date"] = "text"

    @property
    def numeric(self) -> bool:
        """Whether the column's figures stand under one another, to the right."""
        return self.kind not in {"text", "date"}


@dataclass(frozen=True)
class DataTable:
    """A table with a caption; the first cell of a row is that row's head.

    `base` says who was counted ("Base: all who answered, 71"), `note` what a reader must know
    (that small groups are not shown). Both travel with the table into every format.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    base: str = ""
    note: str = ""
    key: str = ""


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars, one for each label. The figures are published ones: see `suppression`."""

    title: str
    bars: tuple[tuple[str, Published], ...]
    base: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart together with the table of its numbers."""

    chart: BarChart
    table: DataTable


@dataclass(frozen=True)
class PageBreak:
    """A new page, where there are pages."""


@dataclass(frozen=True)
class Panel:
    """A titled box: what was `said`, what we `did`, a `note`, or a `caveat` to be read first."""

    kind: Literal["said", "did", "note", "caveat"]
    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Thread:
    """Parts of one story, in order, joined by the golden line: what was said, then what we did."""

    blocks: tuple["Block", ...]


Block = (
    Heading
    | Annex
    | Prose
    | Quote
    | ItemList
    | Facts
    | DataTable
    | BarChart
    | Figure
    | PageBreak
    | Panel
    | Thread
)


@dataclass(frozen=True)
class Picture:
    """A picture that a text may show as `![words](picture:key)`: PNG or JPEG, sizes in pixels.

    `url` is where a page finds it; paper and Word carry the bytes.
    """

    content: bytes
    content_type: str
    alt: str
    width: int
    height: int
    url: str = ""


@dataclass(frozen=True)
class Document:
    """One document, complete: everything a rendering needs and nothing about how it looks.

    `issued_on` also dates the files, so that the same document is the same bytes whenever it
    is made. `html_address` is where the page version lives; `summary` holds rows for the
    title page ("Who decided", "Steering Group"). `pictures` are those its texts name.
    A `watermark` ("Draft for Mina, not published") lies across every page; `large_type` is
    for easy read. With `text_headings` the headings inside a text are told from those of the
    document in Word, so that the file can be read back.
    """

    title: str
    issued_on: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    lead: str = ""
    reference: str = ""
    publisher: str = ""
    html_address: str = ""
    language: str = "en-GB"
    summary: tuple[tuple[str, str], ...] = field(default=())
    contents: bool = True
    pictures: Mapping[str, Picture] = field(default_factory=dict, hash=False)
    watermark: str = ""
    large_type: bool = False
    text_headings: bool = False


def walk(blocks):
    """Every block, and every block inside a panel or a thread, in reading order."""
    for block in blocks:
        yield block
        yield from walk(getattr(block, "blocks", ()))


def all_tables(document: Document) -> tuple[DataTable, ...]:
    """Every table of the document, those of its figures too, in reading order."""
    found = []
    for block in walk(document.blocks):
        if isinstance(block, DataTable):
            found.append(block)
        elif isinstance(block, Figure):
            found.append(block.table)
    return tuple(found)
