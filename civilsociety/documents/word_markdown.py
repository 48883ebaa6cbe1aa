"""Markdown as Word paragraphs, through the same parser as the page."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .markdown import LONGEST, parse
from .text import printable

LINKABLE = ("https://", "http://", "mailto:", "tel:")
DEEPEST_LIST = 3


def add_markdown(word, text: str, level: int) -> None:
    """Append the text to the Word document, its first heading at `level`."""
    if len(text) > LONGEST:
        for each in printable(text).split("\n\n"):
            word.add_paragraph(each)
        return
    _Writer(word, level).write(parse(text))


class _Writer:
    def __init__(self, word, level):
        self.word, self.level = word, level
        self.headings, self.lists = [], []
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
        self.style = f"Heading {min(self.level + len(self.headings) - 1, 9)}"

    def list_open(self, token):
        ordered = token.type.startswith("ordered")
        numbering = self.word.new_numbering() if ordered else None
        self.lists.append((ordered, numbering))

    def list_close(self, token):
        self.lists.pop()

    def quote_open(self, token):
        self.quoted += 1

    def quote_close(self, token):
        self.quoted -= 1

    def row(self, token):
        self.rows = self.rows or []
        self.rows.append([])

    def table_close(self, token):
        head, *rows = self.rows
        self.rows = None
        self.word.add_grid(head, rows)

    def inline(self, token):
        if self.rows is not None:
            self.rows[-1].append("".join(child.content for child in token.children))
            return
        style, self.style = self.style or self._style(), None
        paragraph = self.word.add_paragraph("", style)
        if self.lists and self.lists[-1][1] is not None:
            self.word.number(paragraph, self.lists[-1][1])
        self._runs(paragraph, token.children)

    def code(self, token):
        self.word.add_paragraph(token.content.rstrip("\n"), None)

    def _style(self):
        if not self.lists:
            return "Quote" if self.quoted else None
        name = "List Number" if self.lists[-1][0] else "List Bullet"
        depth = min(len(self.lists), DEEPEST_LIST)
        return name if depth == 1 else f"{name} {depth}"

    def _runs(self, paragraph, children):
        marks, address = [], None
        for child in children:
            if child.type == "link_open":
                address = str(child.attrs.get("href", ""))
            elif child.type == "link_close":
                address = None
            elif child.nesting == 1:
                marks.append(child.type.removesuffix("_open"))
            elif child.nesting == -1:
                marks.remove(child.type.removesuffix("_close"))
            else:
                _add_run(paragraph, _text(child), marks, address)


def _text(child):
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)


def _add_run(paragraph, text, marks, address):
    if not text:
        return
    run = paragraph.add_run(text)
    run.bold = True if "strong" in marks else None
    run.italic = True if "em" in marks else None
    run.font.strike = True if "s" in marks else None
    if address and address.startswith(LINKABLE):
        link_run(paragraph, run, address)


def link_run(paragraph, run, address: str) -> None:
    """Make the run a link to an address outside."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run.style = "Hyperlink"
    run._r.addprevious(link)
    link.append(run._r)


HANDLERS = {
    "heading_open": _Writer.heading,
    "bullet_list_open": _Writer.list_open,
    "ordered_list_open": _Writer.list_open,
    "bullet_list_close": _Writer.list_close,
    "ordered_list_close": _Writer.list_close,
    "blockquote_open": _Writer.quote_open,
    "blockquote_close": _Writer.quote_close,
    "tr_open": _Writer.row,
    "table_close": _Writer.table_close,
    "inline": _Writer.inline,
    "fence": _Writer.code,
    "code_block": _Writer.code,
}
