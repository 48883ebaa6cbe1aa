"""Markdown cut into the blocks a reader sees: headings, paragraphs, list items, tables.

Line by line, without understanding what is inside: two long texts are cut in a few
milliseconds, and joined again the blocks are exactly the text.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Shape(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    NOTE = "note"
    RULE = "rule"


class Block(NamedTuple):
    """One block: `source` is exactly its lines, `text` what is inside without the markers.

    `level` is a heading's level, or how deep a list item lies (from 1); `marker` the number of
    an ordered item or of a footnote; `rows` the cells of a table, its head first.
    """

    shape: Shape
    text: str
    source: str
    level: int = 0
    marker: str = ""
    rows: tuple = ()


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)")
_QUOTE = re.compile(r" {0,3}> ?")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]:[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = frozenset(" \t#>*+-_`~|[0123456789")
_RUNS_ON = frozenset((Shape.ITEM, Shape.PARAGRAPH))
_TABLE_RULE = frozenset("|:- \t")


def blocks_of(text):
    """The blocks of a Markdown text, in order; joined, their sources are the text.

    A text without any word has no blocks.
    """
    return _Cutter(text.replace("\r\n", "\n").replace("\r", "\n")).cut()


class _Cutter:
    """One pass over the lines: which of them belong together, and as what."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.at = 0
        self.found = []  # (first line, shape, text, level, marker, rows)
        self.indents = []  # where the text of the items begins that we are inside of

    def cut(self):
        lines = self.lines
        while self.at < len(lines):
            line = lines[self.at]
            if not line or line.isspace():
                self.at += 1
            else:
                self._next(line)
        return self._with_sources()

    def _with_sources(self):
        """What was found, each with its lines and the blank ones below it; the first with those
        above it too."""
        if not self.found:
            return []
        begins = [0, *(first for first, *_ in self.found[1:])]
        sources = [
            "\n".join(self.lines[begin:end]) + "\n"
            for begin, end in zip(begins, begins[1:], strict=False)
        ]
        sources.append("\n".join(self.lines[begins[-1] :]))
        return [
            Block(shape, text, source, level, marker, rows)
            for (_, shape, text, level, marker, rows), source in zip(
                self.found, sources, strict=True
            )
        ]

    def _next(self, line):
        for cut in _BY_SIGN.get(line[0], ()):
            if cut(self, line):
                return
        if "|" in line and self._table(line):
            return
        if line[0] in " \t" and self._indented(line):
            return
        self._paragraph(line)

    def _keep(self, shape, text, until, level=0, marker="", rows=()):
        """The lines from here to `until` (not included) as one block."""
        self.found.append((self.at, shape, text, level, marker, rows))
        self.at = until
        if self.indents and shape not in _RUNS_ON:
            self.indents = []
        return True

    def _fence(self, line):
        opening = _FENCE.match(line)
        if not opening:
            return False
        fence, until = opening[1], self.at + 1
        while until < len(self.lines):
            inside = self.lines[until].strip()
            until += 1
            if len(inside) >= len(fence) and not inside.strip(fence[0]):
                return self._keep(Shape.CODE, "\n".join(self.lines[self.at + 1 : until - 1]), until)
        return self._keep(Shape.CODE, "\n".join(self.lines[self.at + 1 : until]), until)

    def _heading(self, line):
        found = _HEADING.match(line)
        if not found:
            return False
        text = _CLOSING_HASHES.sub("", found[2] or "").strip()
        return self._keep(Shape.HEADING, text, self.at + 1, level=len(found[1]))

    def _rule(self, line):
        return bool(_RULE.match(line)) and self._keep(Shape.RULE, "", self.at + 1)

    def _item(self, line):
        found = _ITEM.match(line)
        if not found:
            return False
        indent = len(found[1].expandtabs(4))
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        begins = indent + len(found[2]) + min(len((found[3] or " ").expandtabs(4)), 4)
        self.indents.append(begins)
        depth = len(self.indents)
        until = self._end_of_text(self.at + 1)
        text = "\n".join([found[4] or "", *map(str.strip, self.lines[self.at + 1 : until])])
        marker = found[2] if found[2][0].isdigit() else ""
        return self._keep(Shape.ITEM, text, until, level=depth, marker=marker)

    def _quote(self, line):
        if not _QUOTE.match(line):
            return False
        until = self.at
        while until < len(self.lines) and _QUOTE.match(self.lines[until]):
            until += 1
        text = "\n".join(_QUOTE.sub("", each, count=1) for each in self.lines[self.at : until])
        return self._keep(Shape.QUOTE, text, until)

    def _note(self, line):
        found = _NOTE.match(line)
        if not found:
            return False
        until = self._end_of_text(self.at + 1)
        text = "\n".join([line[found.end() :], *self.lines[self.at + 1 : until]])
        return self._keep(Shape.NOTE, text, until, marker=found[1])

    def _table(self, line):
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        if "|" not in line or not _is_table_rule(following):
            return False
        until = self.at + 2
        while until < len(self.lines) and "|" in self.lines[until]:
            until += 1
        lines = [line, *self.lines[self.at + 2 : until]]
        rows = tuple(_cells(each) for each in lines)
        text = "\n".join(" ".join(row) for row in rows)
        return self._keep(Shape.TABLE, text, until, rows=rows)

    def _indented(self, line):
        """Four spaces are code, except inside a list, where they are more of an item."""
        if self.indents or not line.startswith(("    ", "\t")):
            return False
        until = self.at
        while until < len(self.lines) and self.lines[until].startswith(("    ", "\t")):
            until += 1
        text = "\n".join(each.expandtabs(4)[4:] for each in self.lines[self.at : until])
        return self._keep(Shape.CODE, text, until)

    def _paragraph(self, line):
        until = self._end_of_text(self.at + 1, interrupts=_interrupts_paragraph)
        lines = self.lines[self.at : until]
        if not line.startswith((" ", "\t")):
            self.indents = []
        text = "\n".join(lines)
        below = self.lines[until] if until < len(self.lines) else ""
        if below and (under := _UNDERLINE.match(below)):
            level = 1 if under[1][0] == "=" else 2
            return self._keep(Shape.HEADING, text, until + 1, level=level)
        return self._keep(Shape.PARAGRAPH, text, until, level=len(self.indents))

    def _end_of_text(self, until, interrupts=None):
        """The first line from `until` that no longer belongs to running text."""
        ends = interrupts or _interrupts_item
        while until < len(self.lines):
            line = self.lines[until]
            if not line or line.isspace() or ends(line):
                break
            until += 1
        return until


# What a line may begin, by its first character; any of these may stand in a little.
_BY_SIGN = {
    "`": (_Cutter._fence,),
    "~": (_Cutter._fence,),
    "#": (_Cutter._heading,),
    "_": (_Cutter._rule,),
    "-": (_Cutter._rule, _Cutter._item),
    "*": (_Cutter._rule, _Cutter._item),
    "+": (_Cutter._item,),
    **dict.fromkeys("0123456789", (_Cutter._item,)),
    ">": (_Cutter._quote,),
    "[": (_Cutter._note,),
    **dict.fromkeys(
        " \t",
        (_Cutter._fence, _Cutter._heading, _Cutter._rule, _Cutter._item, _Cutter._quote),
    ),
}


def _interrupts_item(line):
    return line[0] in _MARKS and bool(
        _ITEM.match(line) or _HEADING.match(line) or _FENCE.match(line)
        or _QUOTE.match(line) or _NOTE.match(line)
    )  # fmt: skip


def _interrupts_paragraph(line):
    """What begins a block of its own though no empty line stands before it.

    A number does so only as “1.”: a line of prose may begin with a year.
    """
    if line[0] not in "#>*+-_`~=[1 \t":
        return False
    item = _ITEM.match(line)
    if item and item[4] and (not item[2][0].isdigit() or item[2][:-1] == "1"):
        return True
    return bool(
        _HEADING.match(line) or _FENCE.match(line) or _QUOTE.match(line) or _NOTE.match(line)
        or _UNDERLINE.match(line) or _RULE.match(line)
    )  # fmt: skip


def _is_table_rule(line):
    return "-" in line and "|" in line and _TABLE_RULE.issuperset(line)


def _cells(line):
    inside = line.strip()
    inside = inside[1:] if inside.startswith("|") else inside
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return tuple(cell.replace("\\|", "|").strip() for cell in _PIPE.split(inside))
