"""The words of one paragraph: runs, links, footnote marks, fields, tracked changes."""

import re
from dataclasses import dataclass, field

from strategy.formats.word.drawings import Drawings
from strategy.formats.word.found import Piece
from strategy.formats.word.package import EITHER, R, W, name_of, on, texts, value

SAFE = ("https://", "http://", "mailto:", "tel:")
MARKS = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s"}
UNKEPT = {
    "u": ("underlined", "Underlined words are plain now"),
    "highlight": ("colour", "Highlighting is gone"),
    "color": ("colour", "Coloured words have the page’s colour now"),
    "vertAlign": ("raised", "Raised or lowered letters stand on the line now"),
    "caps": ("capitals", "Words shown in capitals are as they were typed"),
    "smallCaps": ("capitals", "Words shown in capitals are as they were typed"),
}
PLAIN = {
    "color": {"auto", "000000"},
    "u": {"none"},
    "highlight": {"none"},
    "vertAlign": {"baseline"},
}
HYPERLINK = re.compile(r'HYPERLINK\s+(?:"([^"]*)")?\s*(?:\\l\s+"([^"]*)")?', re.I)
# What a character of Word is in a text.
CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": ""}


@dataclass
class Field:
    """A field of Word that has begun: a link, a table of contents, a page number."""

    instruction: str = ""
    shown: bool = False
    link: str = ""


@dataclass
class Line:
    """The paragraph that is being read."""

    pieces: list = field(default_factory=list)
    bookmarks: set = field(default_factory=set)
    relations: dict = field(default_factory=dict)


class Lines:
    """Reads paragraphs of a file; what it cannot keep it says in the remarks."""

    def __init__(self, package, styles, pictures, remarks, comments):
        self.styles, self.remarks = styles, remarks
        self.drawings = Drawings(package, pictures, remarks)
        self.comments = comments
        self.fields, self.contents = [], []
        self.line = None
        self.boxes = []

    def read(self, paragraph, relations):
        """The paragraph's pieces, its bookmarks, and text boxes that hang on it."""
        outer, outer_boxes = self.line, self.boxes
        self.line, self.boxes = Line(relations=relations), []
        self._inline(paragraph, "")
        line, boxes = self.line, self.boxes
        self.line, self.boxes = outer, outer_boxes
        return line, boxes

    @property
    def in_contents(self):
        """Whether a table of contents, which Word made itself, is being read."""
        return any(re.match(r"\s*TOC\b", each.instruction, re.I) for each in self.fields)

    def _inline(self, element, link):
        for child in element:
            handler = INLINE.get(name_of(child))
            if handler:
                handler(self, child, link)
            elif name_of(child) not in IGNORED:
                self._inline(child, link)

    def _add(self, kind, text, marks=frozenset(), link=""):
        if self.in_contents and any(each.shown for each in self.fields):
            self.contents.append(text if kind == "text" else " ")
            return
        link = link or next((each.link for each in reversed(self.fields) if each.link), "")
        self.line.pieces.append(Piece(kind, text, marks, link))

    def _link(self, element, link):
        relation = self.line.relations.get(element.get(R + "id", ""))
        anchor = element.get(W + "anchor", "")
        address = relation.target if relation and relation.outside else ""
        self._inline(element, self._address(address, anchor, texts(element)) or link)

    def _address(self, address, anchor, words):
        """Where a link leads: an address we let pass, or a place in the file (`#bookmark`)."""
        if address and address.lower().startswith(SAFE):
            return address + (f"#{anchor}" if anchor and "#" not in address else "")
        if address:
            self.remarks.say(
                "link",
                "A link that a page may not have is gone; its words are kept. It led to "
                f"“{address[:120]}”",
                words,
            )
            return ""
        return f"#{anchor}" if anchor else ""

    def _inserted(self, element, link):
        self._inline(element, link)
        if words := texts(element):
            moved = name_of(element) == "moveTo"
            word = "A tracked move was accepted" if moved else "A tracked insertion was accepted"
            self.remarks.say("change", word, words)

    def _deleted(self, element, link):
        if words := texts(element):
            moved = name_of(element) == "moveFrom"
            say = "was moved elsewhere" if moved else "was deleted"
            self.remarks.say(
                "change", f"Text with tracked changes {say} and did not come over", words
            )

    def _content(self, element, link):
        """A content control: a box that Word lets people fill in."""
        properties, content = element.find(W + "sdtPr"), element.find(W + "sdtContent")
        if content is None:
            return
        if properties is not None and properties.find(W + "showingPlcHdr") is not None:
            self.remarks.say(
                "form", "A box that nobody filled in did not come over", texts(content)
            )
            return
        self._inline(content, link)

    def _simple_field(self, element, link):
        self.fields.append(Field(element.get(W + "instr", ""), shown=True))
        self._settle_field()
        self._inline(element, link)
        self.fields.pop()

    def _settle_field(self):
        """The instruction of the innermost field is complete."""
        current = self.fields[-1]
        current.shown = True
        if found := HYPERLINK.search(current.instruction):
            current.link = self._address(found[1] or "", found[2] or "", "")

    def _bookmark(self, element, link):
        self.line.bookmarks.add(element.get(W + "name", ""))

    def _equation(self, element, link):
        words = texts(element)
        self._add("text", words)
        self.remarks.say("equation", "An equation is plain text now: read it once more", words)

    def _either(self, element, link):
        """Two ways to say the same: the newer one, as Word itself does."""
        chosen = element.find(EITHER + "Choice")
        chosen = element.find(EITHER + "Fallback") if chosen is None else chosen
        if chosen is not None:
            self._within_run(chosen, frozenset(), link)

    def _run(self, element, link):
        properties = element.find(W + "rPr")
        if on(properties, "vanish"):
            if words := texts(element):
                self.remarks.say("hidden", "Hidden text did not come over", words)
            return
        self._within_run(element, self._marks(properties, texts(element)), link)

    def _within_run(self, element, marks, link):
        for child in element:
            name = name_of(child)
            if name == "t":
                self._add("text", child.text or "", marks, link)
            elif name in CHARACTERS:
                self._add("text", CHARACTERS[name], marks, link)
            elif name in IN_RUN:
                IN_RUN[name](self, child, link)
            elif name not in IGNORED:
                self._within_run(child, marks, link)

    def _marks(self, properties, words):
        found = self.styles.marks(value(properties, "rStyle", ""))
        found |= {name: state for name in MARKS if (state := on(properties, name)) is not None}
        if words and properties is not None and value(properties, "rStyle", "") == "":
            self._count_unkept(properties)
        return frozenset(MARKS[name] for name, state in found.items() if state)

    def _count_unkept(self, properties):
        for name, (kind, sentence) in UNKEPT.items():
            said = properties.find(W + name)
            if said is None or said.get(W + "val", "1") in PLAIN.get(name, {"0", "false"}):
                continue
            self.remarks.count(kind, sentence)

    def _break(self, element, link):
        kind = element.get(W + "type", "textWrapping")
        if kind in {"page", "column"}:
            self.remarks.count("break", "A page or column break is gone")
        else:
            self._add("break", "")

    def _symbol(self, element, link):
        font, char = element.get(W + "font", ""), element.get(W + "char", "")
        words = f"A sign of the font {font} ({char}) did not come over"
        self.remarks.say("sign", words)

    def _note(self, element, link):
        kind = "footnote" if name_of(element) == "footnoteReference" else "endnote"
        self._add("note", f"{kind}:{element.get(W + 'id', '')}")

    def _comment(self, element, link):
        words = self.comments.pop(element.get(W + "id", ""), None)
        if words:
            self.remarks.say("comment", "A comment in the margin did not come over", words)

    def _field_char(self, element, link):
        kind = element.get(W + "fldCharType", "")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self._settle_field()
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _instruction(self, element, link):
        if self.fields:
            self.fields[-1].instruction += element.text or ""

    def _ruby(self, element, link):
        for child in element:
            if name_of(child) == "rubyBase":
                self._inline(child, link)
            elif name_of(child) == "rt":
                self.remarks.say(
                    "reading", "A reading aid above the line did not come over", texts(child)
                )

    def _drawing(self, element, link):
        pictures, boxes = self.drawings.read(element, self.line.relations)
        for key in pictures:
            self._add("picture", key)
        self.boxes += boxes

    def _deleted_text(self, element, link):
        self.remarks.say("change", "Deleted text did not come over", element.text or "")


IGNORED = {
    "pPr", "rPr", "proofErr", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
    "permEnd", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef", "separator",
    "continuationSeparator", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "delInstrText",
}  # fmt: skip
IN_RUN = {
    "br": Lines._break,
    "cr": lambda lines, element, link: lines._add("break", ""),
    "sym": Lines._symbol,
    "footnoteReference": Lines._note,
    "endnoteReference": Lines._note,
    "commentReference": Lines._comment,
    "fldChar": Lines._field_char,
    "instrText": Lines._instruction,
    "ruby": Lines._ruby,
    "drawing": Lines._drawing,
    "pict": Lines._drawing,
    "object": Lines._drawing,
    "delText": Lines._deleted_text,
    ":AlternateContent": Lines._either,
}
INLINE = {
    **IN_RUN,
    "r": Lines._run,
    "hyperlink": Lines._link,
    "ins": Lines._inserted,
    "moveTo": Lines._inserted,
    "del": Lines._deleted,
    "moveFrom": Lines._deleted,
    "sdt": Lines._content,
    "fldSimple": Lines._simple_field,
    "bookmarkStart": Lines._bookmark,
    ":oMath": Lines._equation,
    ":oMathPara": Lines._equation,
}
