"""The body of a Word file as blocks in reading order, and its notes, comments and margins."""

from strategy.formats.word.found import Block, Piece, Remarks, plain
from strategy.formats.word.lines import Lines
from strategy.formats.word.package import BROKEN, W, name_of, number, on, refused, texts, value
from strategy.formats.word.pictures import Pictures
from strategy.formats.word.styles import Styles

# Places of remarks that belong to no block.
IN_MARGINS, IN_NOTES, IN_FILE = -1, -2, -3
MAIN = "word/document.xml"
MOST_PARAGRAPHS = 10_000
TOO_MANY = (
    f"The file has more than {MOST_PARAGRAPHS:,} paragraphs. A strategy is shorter: "
    "take out what belongs elsewhere, or bring it in as several strategies."
)


LETTERS = {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}


class Body:
    """Reads a whole file. Afterwards: `blocks`, `notes`, `pictures`, `remarks`."""

    def __init__(self, package):
        self.package = package
        self.remarks, self.pictures = Remarks(), Pictures()
        self.styles = Styles(package.xml("word/styles.xml"), package.xml("word/numbering.xml"))
        self.comments = _by_id(package.xml("word/comments.xml"), "comment")
        self.lines = Lines(package, self.styles, self.pictures, self.remarks, self.comments)
        self.relations = package.relations(MAIN)
        self.blocks, self.held = [], []
        self.notes = self._all_notes()
        self._read()

    def _read(self):
        root = self.package.xml(MAIN)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise refused(BROKEN)
        if sum(1 for _ in body.iter(W + "p")) > MOST_PARAGRAPHS:
            raise refused(TOO_MANY)
        self._children(body)
        self._release()
        self._leftovers()

    def _children(self, element):
        for child in element:
            self.remarks.at = len(self.blocks)
            handler = BODY.get(name_of(child))
            if handler:
                handler(self, child)
            elif name_of(child) not in QUIET:
                self._children(child)

    def paragraph(self, element):
        """A paragraph, and below it the text boxes that hang on it."""
        properties = element.find(W + "pPr")
        look = self.styles.look(properties)
        line, boxes = self.lines.read(element, self.relations)
        if self.lines.contents:
            self.lines.contents.append(" ")
        pieces = self.held + line.pieces
        if on(_mark(properties), "del"):
            # Its end was deleted with tracked changes: it goes on in the next paragraph.
            self.held = pieces
        else:
            self.held = []
            self._place(Block("text", pieces, bookmarks=line.bookmarks), look)
        if properties is not None and on(properties, "pageBreakBefore"):
            self.remarks.count("break", "A page or column break is gone")
        for box in boxes:
            self._children(box)

    def _release(self):
        """What waited for a paragraph that did not come."""
        if self.held:
            self.blocks.append(Block("text", self.held))
            self.held = []

    def _place(self, block, look):
        if look.role == "contents":
            self.lines.contents.append(block.words + " ")
            return
        if not block.pieces and not block.bookmarks:
            return
        block.kind, block.level = look.role, look.level
        if look.role == "item":
            self._number(block, look)
        self.blocks.append(block)

    def _number(self, block, look):
        """An item's depth, and its number where it has one."""
        lists = self.styles.lists
        block.level, block.numbering = look.list_level, look.list_id
        kind = lists.format(look.list_id, look.list_level)
        if kind == "bullet":
            return
        block.number = lists.next_number(look.list_id, look.list_level)
        if kind in LETTERS:
            self.remarks.count("list", "A list with letters has numbers now")
        elif lists.joins_levels(look.list_id, look.list_level):
            self.remarks.count("list", "A paragraph number like 1.1 is the number of an item now")

    def table(self, element):
        """A table; one cell alone is a box around text."""
        rows = list(_rows(element))
        if len(rows) == 1 and len(list(_cells(rows[0]))) == 1:
            self.remarks.count("box", "A box around text is gone; its text is ordinary text now")
            self._children(next(_cells(rows[0])))
            return
        made = [row for row in (self._row(each) for each in rows) if row]
        across = max((len(row) for row in made), default=0)
        made = [row + [[] for _ in range(across - len(row))] for row in made]
        if across and any(plain(cell) or cell for row in made for cell in row):
            self.blocks.append(Block("table", rows=made))

    def _row(self, element):
        properties = element.find(W + "trPr")
        if on(properties, "del"):
            self.remarks.say(
                "change", "A row deleted with tracked changes did not come over", texts(element)
            )
            return []
        row = []
        for cell in _cells(element):
            row.append(self._cell(cell))
            span = number(value(cell, "tcPr/gridSpan"), 1)
            down = cell.find(f"{W}tcPr/{W}vMerge")
            if span > 1 or down is not None:
                self.remarks.count("cells", "Joined cells of a table are single cells now")
            row += [[] for _ in range(min(span, 64) - 1)]
        return row

    def _cell(self, element):
        """The pieces of a cell, in one line."""
        pieces, parts = [], 0
        for paragraph in element.iter(W + "p"):
            if _in_inner(paragraph, element):
                continue
            look = self.styles.look(paragraph.find(W + "pPr"))
            line, boxes = self.lines.read(paragraph, self.relations)
            if not line.pieces:
                self._boxes_in_cell(boxes, pieces)
                continue
            if parts:
                pieces.append(Piece("text", " "))
            if look.role == "item":
                pieces.append(Piece("text", "• "))
            pieces += line.pieces
            parts += 1
            self._boxes_in_cell(boxes, pieces)
        if parts > 1:
            self.remarks.count("cells", "Paragraphs in a cell of a table stand in one line now")
        if next(element.iter(W + "tbl"), None) is not None:
            self.remarks.say(
                "cells", "A table within a table is text of its cell now", texts(element)
            )
        return pieces

    def _boxes_in_cell(self, boxes, pieces):
        for box in boxes:
            for paragraph in box.iter(W + "p"):
                line, _ = self.lines.read(paragraph, self.relations)
                pieces += [Piece("text", " "), *line.pieces]

    def content(self, element):
        """A content control around paragraphs; Word's table of contents is one."""
        gallery = value(element, "sdtPr/docPartObj/docPartGallery", "")
        content = element.find(W + "sdtContent")
        if content is None:
            return
        if gallery == "Table of Contents":
            self.lines.contents.append(texts(content))
        elif element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self.remarks.say(
                "form", "A box that nobody filled in did not come over", texts(content)
            )
        else:
            self._children(content)

    def embedded(self, element):
        """Another file within the file, such as a web page: never opened."""
        self.remarks.say("embedded", "A file within the file did not come over")

    def deleted(self, element):
        """Whole paragraphs taken out with tracked changes."""
        if words := texts(element):
            self.remarks.say(
                "change", "Text with tracked changes was deleted and did not come over", words
            )

    def _all_notes(self):
        """Footnotes and endnotes as pieces, by kind and id."""
        self.remarks.at = IN_NOTES
        found = {}
        for kind, part in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")):
            relations = self.package.relations(part)
            for key, element in _elements(self.package.xml(part), kind).items():
                paragraphs = [
                    self.lines.read(each, relations)[0].pieces for each in element.iter(W + "p")
                ]
                if any(map(plain, paragraphs)):
                    found[f"{kind}:{key}"] = [each for each in paragraphs if each]
        return found

    def _leftovers(self):
        """What stands beside the text: comments nobody points at, headers, footers."""
        self.remarks.at = IN_FILE
        for words in self.comments.values():
            self.remarks.say("comment", "A comment in the margin did not come over", words)
        self.remarks.at = IN_MARGINS
        for word, kind in (("header", "head"), ("footer", "foot")):
            parts = {r.target for r in self.relations.values() if r.kind == word}
            roots = [root for name in sorted(parts) if (root := self.package.xml(name)) is not None]
            for words in dict.fromkeys(texts(root) for root in roots):
                if words:
                    self.remarks.say("margin", f"The {kind} of the pages did not come over", words)


def _by_id(root, kind):
    """The words of each comment, by its id; who wrote it stays in the file."""
    return {key: words for key, each in _elements(root, kind).items() if (words := texts(each))}


def _elements(root, kind):
    if root is None:
        return {}
    special = {"separator", "continuationSeparator", "continuationNotice"}
    return {
        each.get(W + "id", ""): each
        for each in root.iterfind(W + kind)
        if each.get(W + "type") not in special
    }


def _mark(properties):
    """The properties of a paragraph's end."""
    return None if properties is None else properties.find(W + "rPr")


def _rows(table):
    return (row for row in table.iter(W + "tr") if _owner(row, "tbl") is table)


def _cells(row):
    return (cell for cell in row.iter(W + "tc") if _owner(cell, "tr") is row)


def _owner(element, kind):
    return next(element.iterancestors(W + kind), None)


def _in_inner(paragraph, cell):
    """Whether a paragraph of a cell stands in a text box, which is read with its own paragraph."""
    for above in paragraph.iterancestors():
        if above is cell:
            return False
        if above.tag == W + "txbxContent" or name_of(above) == ":Fallback":
            return True
    return False


BODY = {
    "p": Body.paragraph,
    "tbl": Body.table,
    "sdt": Body.content,
    "altChunk": Body.embedded,
    "del": Body.deleted,
    "moveFrom": Body.deleted,
}
QUIET = {"sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"}
