"""Blocks of a Word file as Markdown that says exactly what the file said."""

import re

from civilsociety.documents import markdown_to_text
from strategy.formats.word.found import Piece

# Signs that mean something in Markdown wherever they stand.
ANYWHERE = re.compile(r"([\\`*\[\]]|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_]))")
# Beginnings of a line that would make a heading, a quotation, an item, a rule or a table of it.
AT_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-{2,}|:?-+[:|]|\|)")
NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
SIGNS = {"strong": "**", "em": "*", "s": "~~"}
OTHER_SIGNS = SIGNS | {"em": "_"}
ORDER = ("strong", "em", "s")
EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)
MOST_PIECES = 5_000  # of one paragraph
MARK = re.compile(r"\[\^\d+\]")
UNMARKED = "Bold, italic or struck words are plain now: the signs around them left no other way"


class Writer:
    """Writes the blocks of one section; its footnotes are counted from 1 and stand at its end."""

    def __init__(self, notes, addresses, remarks):
        self.notes, self.addresses, self.remarks = notes, addresses, remarks
        self.used, self.out = {}, []
        self.stack, self.last = [], None
        self.quoting = False

    def write(self, blocks):
        """The blocks as Markdown."""
        for block in blocks:
            WRITERS[block.kind](self, block)
        self._define_notes()
        return "\n".join(self.out).strip("\n")

    def text(self, block):
        """An ordinary paragraph, or a quotation, or a small heading within the section."""
        words = self.line(block.pieces)
        if not words:
            return
        self._end_list()
        if block.kind == "quote":
            words = "\n".join(f"> {line}" for line in words.split("\n"))
            self._paragraph(words, joined=">" if self.quoting else "")
            self.quoting = True
            return
        self._paragraph(words)

    def subheading(self, block):
        """A heading too deep to be a section."""
        words = self.line(block.pieces, breaks=False)
        if words:
            self._end_list()
            self._paragraph(f"{'#' * min(max(block.level, 1), 6)} {words}")

    def item(self, block):
        """An item of a list; it stands at most one level below the item before it."""
        words = self.line(block.pieces)
        if not words:
            return
        depth = min(block.level, len(self.stack))
        follows = self._follows(block, depth)
        del self.stack[depth:]
        marker = self._marker(block, follows)
        # A number that is not 1 begins a list only after an empty line.
        begins = block.number not in {None, 1} and not (follows and follows[1])
        if begins or (follows is None and depth == 0):
            self._gap()
        indent = "".join(" " * width for width, _ in self.stack)
        self.stack.append((len(marker), (block, marker)))
        self._put(indent + marker, words, indent + " " * len(marker))
        self.quoting = False

    def goes_on(self, block):
        """A further paragraph of the item above."""
        if not self.stack:
            self.text(block)
            return
        if words := self.line(block.pieces):
            del self.stack[max(block.level, 0) + 1 :]
            indent = "".join(" " * width for width, _ in self.stack)
            self.out.append("")
            self._put(indent, words, indent)

    def table(self, block):
        """A table whose first row is its head."""
        self._end_list()
        first = [_plain_head(cell) for cell in block.rows[0]]
        rows = [
            [self.line(cell, breaks=False, in_cell=True) for cell in row]
            for row in [first, *block.rows[1:]]
        ]
        head, *rest = rows
        lines = [head, ["---"] * len(head), *rest]
        self._paragraph("\n".join(f"| {' | '.join(line)} |" for line in lines))

    def line(self, pieces, *, breaks=True, in_cell=False):
        """The pieces as Markdown; read back, and written plainly where that says something else."""
        pieces = self._settled(pieces, breaks=breaks)
        if len(pieces) > MOST_PIECES:
            # No sentence is cut up so small; reading it back would hold up everything else.
            pieces = [Piece(p.kind, p.text, frozenset(), p.link) for p in pieces]
            self.remarks.count("marks", UNMARKED)
        wanted = _wanted(pieces)
        for signs in (SIGNS, OTHER_SIGNS):
            made = self._joined(pieces, signs)
            if _said(made) == wanted:
                break
        else:
            if any(piece.marks for piece in pieces):
                self.remarks.count("marks", UNMARKED)
            bare = [Piece(p.kind, p.text, frozenset(), p.link) for p in pieces]
            made = self._joined(bare, SIGNS)
        return made.replace("|", "\\|") if in_cell else made

    def _settled(self, pieces, *, breaks):
        """Pieces with their links settled; like ones that follow one another become one."""
        joined = []
        for piece in pieces:
            link = self.addresses(piece.link) if piece.link else ""
            kind, text = piece.kind, piece.text
            if kind == "break" and not breaks:
                kind, text = "text", " "
            if kind == "text":
                text = re.sub(r"[\s\u2028\u2029]+", _space, text)
            last = joined[-1] if joined else None
            if (
                last
                and kind == last.kind == "text"
                and (last.marks, last.link) == (piece.marks, link)
            ):
                joined[-1] = Piece("text", last.text + text, last.marks, link)
            elif kind != "text" or text:
                joined.append(Piece(kind, text, piece.marks, link))
        while joined and _is_empty(joined[0]):
            del joined[0]
        while joined and _is_empty(joined[-1]):
            del joined[-1]
        return _outside_spaces(joined)

    def _joined(self, pieces, signs):
        out, open_marks, link = [], [], ""
        for i, piece in enumerate(pieces):
            marks = (
                {m for m in ORDER if m in piece.marks} if piece.kind == "text" else set(open_marks)
            )
            if piece.link != link or not set(open_marks) <= marks:
                keep = 0 if piece.link != link else _kept(open_marks, marks)
                while len(open_marks) > keep:
                    out.append(signs[open_marks.pop()])
                if piece.link != link:
                    if link:
                        out.append(f"](<{link}>)" if re.search(r"[()\s]", link) else f"]({link})")
                    out.append("[" if piece.link else "")
                    link = piece.link
            for mark in sorted(marks - set(open_marks), key=lambda m: -_length(pieces, i, m)):
                out.append(signs[mark])
                open_marks.append(mark)
            out.append(self._piece(piece))
        while open_marks:
            out.append(signs[open_marks.pop()])
        if link:
            out.append(f"](<{link}>)" if re.search(r"[()\s]", link) else f"]({link})")
        lines = re.split(r"\\\n", "".join(out).strip())
        return "\\\n".join(_safe_start(line.strip()) for line in lines).strip()

    def _piece(self, piece):
        if piece.kind == "break":
            return "\\\n"
        if piece.kind == "picture":
            return f"![](picture:{piece.text})"
        if piece.kind == "note":
            return f"[^{self._label(piece.text)}]" if piece.text in self.notes else ""
        return ANYWHERE.sub(r"\\\1", piece.text)

    def _label(self, note):
        return self.used.setdefault(note, len(self.used) + 1)

    def _define_notes(self):
        """The footnotes this section points at; notes in notes come after them."""
        written = 0
        while written < len(self.used):
            note, label = list(self.used.items())[written]
            written += 1
            first, *more = [self.line(each) for each in self.notes[note]] or [""]
            self._end_list()
            lines = [f"[^{label}]: {_indented(first)}"]
            lines += [f"    {_indented(each)}" for each in more if each]
            self._paragraph("\n\n".join(lines))

    def _follows(self, block, depth):
        """The item at this depth that this one comes after, if they are of one list."""
        if depth >= len(self.stack):
            return None
        before, marker = self.stack[depth][1]
        one_list = (before.number is None) == (block.number is None)
        if one_list and (block.number is None or block.number == before.number + 1):
            return before, marker
        return None if not one_list else (before, "")

    def _marker(self, block, follows):
        if block.number is None:
            return "- "
        # Another sign begins another list: Markdown would count on.
        sign = "."
        if self.last and follows:
            sign = self.last if follows[1] else {".": ")", ")": "."}[self.last]
        self.last = sign
        return f"{block.number}{sign} "

    def _put(self, first, words, rest):
        lines = words.split("\n")
        self.out += [first + lines[0], *(rest + line for line in lines[1:])]

    def _paragraph(self, words, joined=""):
        if joined:
            self.out.append(joined)
        else:
            self._gap()
        self.out += words.split("\n")

    def _gap(self):
        self.quoting = False
        if self.out and self.out[-1]:
            self.out.append("")

    def _end_list(self):
        self.stack.clear()


WRITERS = {
    "text": Writer.text,
    "front": Writer.text,
    "lead": Writer.text,
    "caption": Writer.text,
    "title": Writer.text,
    "quote": Writer.text,
    "subheading": Writer.subheading,
    "heading": Writer.subheading,
    "item": Writer.item,
    "goes_on": Writer.goes_on,
    "table": Writer.table,
}


def _plain_head(cell):
    """A cell of the head, which is bold anyway."""
    return [Piece(p.kind, p.text, p.marks - {"strong"}, p.link) for p in cell]


def _is_empty(piece):
    """Whether a line may end or begin without it."""
    return piece.kind == "break" or (piece.kind == "text" and not piece.text.strip())


def _space(found):
    return "\u00a0" if set(found[0]) == {"\u00a0"} else " "


def _outside_spaces(pieces):
    """Marked and linked words without the spaces around them, which would break the marks."""
    out = []
    for piece in pieces:
        if piece.kind != "text" or not (piece.marks or piece.link):
            out.append(piece)
            continue
        before, words, after = EDGES.match(piece.text).groups()
        out.append(Piece("text", before))
        if words:
            out.append(Piece("text", words, piece.marks, piece.link))
        out.append(Piece("text", after))
    out = [piece for piece in out if piece.kind != "text" or piece.text]
    return [_between(out, i) for i in range(len(out))]


def _between(pieces, i):
    """A space between words of one mark or link belongs to it."""
    piece = pieces[i]
    if piece.kind != "text" or piece.text.strip() or not 0 < i < len(pieces) - 1:
        return piece
    before, after = pieces[i - 1], pieces[i + 1]
    link = before.link if before.link == after.link else ""
    return Piece("text", piece.text, before.marks & after.marks, link)


def _kept(open_marks, marks):
    """How many of the open marks may stay open: those below the first that ends."""
    for count, mark in enumerate(open_marks):
        if mark not in marks:
            return count
    return len(open_marks)


def _length(pieces, start, mark):
    """How far a mark goes on: the longest is opened first."""
    length = 0
    for piece in pieces[start:]:
        if piece.kind == "text" and mark not in piece.marks:
            break
        length += 1
    return length


def _safe_start(line):
    if found := NUMBERED.match(line):
        return f"{found[1]}\\{line[found.end(1) :]}"
    return "\\" + line if AT_START.match(line) else line


def _indented(words):
    return words.replace("\n", "\n    ")


def _wanted(pieces):
    """What a reader has to see of the line; marks of notes are in brackets."""
    words = {"break": " ", "picture": "", "note": "[n]"}
    shown = "".join(words.get(p.kind, p.text) for p in pieces)
    return "".join(MARK.sub("[n]", shown).split())


def _said(markdown):
    """What a reader sees of it once it is read back."""
    shown = MARK.sub("[n]", markdown_to_text(markdown))
    return "".join(shown.split())
