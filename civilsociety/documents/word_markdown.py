"""Markdown as Word paragraphs, through the same parser as the page."""

import io

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .markdown import LONGEST, child_text, parse, picture_key
from .text import one_line, printable
from .word_file import bookmark_name
from .word_grid import asked_widths

LINKABLE = ("https://", "http://", "mailto:", "tel:")
DEEPEST_LIST = 3
WIDEST, HIGHEST = 160, 200  # millimetres a picture may take
MM_PER_PIXEL = 25.4 / 96
IN_CELLS = Pt(10)


def add_markdown(word, text: str, level: int, *, pictures=None, text_headings=False) -> None:
    """Append the text to the Word document, its first heading at `level`.

    `pictures` maps keys to pictures. With `text_headings` its headings wear styles of their
    own, so that they are told from the headings of the document.
    """
    if len(text) > LONGEST:
        for each in printable(text).split("\n\n"):
            word.add_paragraph(each)
        return
    body, notes = parse(text)
    writer = _Writer(word, level, pictures or {}, {note.number: note for note in notes})
    writer.text_headings = text_headings
    writer.write(body)
    for note in notes:
        if not note.marks:
            writer.write(note.tokens)


class _Writer:
    def __init__(self, word, level, pictures=None, notes=None):
        self.word, self.level = word, level
        self.pictures, self.notes = pictures or {}, notes or {}
        self.text_headings = False
        self.headings, self.lists, self.items = [], [], []
        self.style, self.quoted = None, 0
        self.rows = None

    def write(self, tokens):
        for token in tokens:
            handler = HANDLERS.get(token.type)
            if handler:
                handler(self, token)

    def heading(self, token):
        own = int(token.tag[1])
        while self.headings and self.headings[-1] >= own:
            self.headings.pop()
        self.headings.append(own)
        level = min(self.level + len(self.headings) - 1, 9)
        self.style = self.word.text_heading(level) if self.text_headings else f"Heading {level}"

    def list_open(self, token):
        ordered = token.type.startswith("ordered")
        first = int(token.attrs.get("start", 1))
        numbering = self.word.new_numbering(first) if ordered else None
        self.lists.append((ordered, numbering))

    def list_close(self, token):
        self.lists.pop()

    def item_open(self, token):
        self.items.append(False)

    def item_close(self, token):
        self.items.pop()

    def quote_open(self, token):
        self.quoted += 1

    def quote_close(self, token):
        self.quoted -= 1

    def row(self, token):
        self.rows = self.rows or []
        self.rows.append([])

    def table_close(self, token):
        rows, self.rows = self.rows, None
        plain = [["".join(map(child_text, cell)) for cell in row] for row in rows]
        empty = [[""] * len(row) for row in rows]
        grid = self.word.add_grid(empty[0], empty[1:], asks=asked_widths(plain))
        for number, (row, made) in enumerate(zip(rows, grid.rows, strict=True)):
            for children, cell in zip(row, made.cells, strict=True):
                self._runs(cell.paragraphs[0], children, IN_CELLS, ["strong"] * (number == 0))

    def inline(self, token):
        if self.rows is not None:
            self.rows[-1].append(token.children)
            return
        style, self.style = self.style or self._style(), None
        paragraph = self.word.add_paragraph("", style)
        if self.lists and self.lists[-1][1] is not None and not self._goes_on():
            self.word.number(paragraph, self.lists[-1][1])
        if self.items:
            self.items[-1] = True
        self._runs(paragraph, token.children)

    def code(self, token):
        self.word.add_paragraph(token.content.rstrip("\n"), None)

    def _goes_on(self):
        """Whether the item has begun, so that this is a further paragraph of it."""
        return bool(self.items and self.items[-1])

    def _style(self):
        if not self.lists:
            return "Quote" if self.quoted else None
        name = "List Number" if self.lists[-1][0] else "List Bullet"
        name = "List Continue" if self._goes_on() else name
        depth = min(len(self.lists), DEEPEST_LIST)
        return name if depth == 1 else f"{name} {depth}"

    def _runs(self, paragraph, children, size=None, always=()):
        marks, address = list(always), None
        for child in children:
            if child.type == "link_open":
                address = str(child.attrs.get("href", ""))
            elif child.type == "link_close":
                address = None
            elif child.type == "image" and picture_key(child) in self.pictures:
                self._picture(paragraph, child)
            elif child.type == "footnote_ref":
                self._note(paragraph, child.meta["number"])
            elif child.nesting == 1:
                marks.append(child.type.removesuffix("_open"))
            elif child.nesting == -1:
                marks.remove(child.type.removesuffix("_close"))
            else:
                _add_run(paragraph, child_text(child), marks, address, size)

    def _picture(self, paragraph, child):
        picture = self.pictures[picture_key(child)]
        width = min(picture.width * MM_PER_PIXEL, WIDEST)
        width = min(width, HIGHEST * picture.width / max(picture.height, 1))
        run = paragraph.add_run()
        drawn = run.add_picture(io.BytesIO(bytes(picture.content)), width=Mm(max(width, 1)))
        drawn._inline.docPr.set("descr", one_line(child_text(child)) or one_line(picture.alt))
        drawn._inline.docPr.set("name", picture_key(child))

    def _note(self, paragraph, number):
        """A footnote; a note within a note, which Word does not know, in brackets."""
        if not hasattr(self.word, "footnotes"):
            paragraph.add_run(f"[{number}]")
            return
        foot = _Writer(self.word.footnotes.new(paragraph.add_run()), self.level)
        foot.write_foot(self.notes[number].tokens)

    def write_foot(self, tokens):
        """A footnote's text: its paragraphs, whatever else they were."""
        for token in tokens:
            if token.type == "inline":
                self._runs(self.word.add_paragraph(""), token.children)
            elif token.type in {"fence", "code_block"}:
                self.word.add_paragraph(token.content.rstrip("\n"))
        if not len(self.word.element):
            self.word.add_paragraph("")


def _add_run(paragraph, text, marks, address, size):
    if not text:
        return
    run = paragraph.add_run(text)
    run.bold = True if "strong" in marks else None
    run.italic = True if "em" in marks else None
    run.font.strike = True if "s" in marks else None
    run.font.size = size
    if address and address.startswith(LINKABLE):
        link_run(paragraph, run, address)
    elif address and address.startswith("#"):
        _link(run).set(qn("w:anchor"), bookmark_name(address[1:]))


def link_run(paragraph, run, address: str) -> None:
    """Make the run a link to an address outside."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    _link(run).set(qn("r:id"), relation)


def _link(run):
    link = OxmlElement("w:hyperlink")
    run.style = "Hyperlink"
    run._r.addprevious(link)
    link.append(run._r)
    return link


HANDLERS = {
    "heading_open": _Writer.heading,
    "bullet_list_open": _Writer.list_open,
    "ordered_list_open": _Writer.list_open,
    "bullet_list_close": _Writer.list_close,
    "ordered_list_close": _Writer.list_close,
    "list_item_open": _Writer.item_open,
    "list_item_close": _Writer.item_close,
    "blockquote_open": _Writer.quote_open,
    "blockquote_close": _Writer.quote_close,
    "tr_open": _Writer.row,
    "table_close": _Writer.table_close,
    "inline": _Writer.inline,
    "fence": _Writer.code,
    "code_block": _Writer.code,
}
