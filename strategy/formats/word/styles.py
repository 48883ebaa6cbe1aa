"""What Word's styles and lists mean: which paragraph is a heading, an item, a title."""

import re
from typing import NamedTuple

from strategy.formats.word.package import W, number, on, value

DEEPEST = 20  # styles one on top of the other
HEADING = re.compile(r"heading (\d)$")
TEXT_HEADING = re.compile(r"text heading (\d)$")
LIST = re.compile(r"list (bullet|number|continue)(?: (\d))?$")
# Names of styles, in small letters, whose paragraphs are not ordinary text.
ROLES = {
    "title": "title",
    "subtitle": "front",
    "title page": "front",
    "lead": "lead",
    "abstract": "lead",
    "quote": "quote",
    "intense quote": "quote",
    "caption": "caption",
    "toc heading": "contents",
    "table of figures": "contents",
}


class Look(NamedTuple):
    """How a paragraph is meant: its role, a heading's or item's level, its list."""

    role: str
    level: int = 0
    list_id: str = ""
    list_level: int = 0


class Styles:
    """The styles and lists of a file."""

    def __init__(self, styles, numbering):
        found = () if styles is None else styles.iterfind(W + "style")
        self.by_id = {each.get(W + "styleId", ""): each for each in found}
        self.default = next(
            (k for k, s in self.by_id.items() if s.get(W + "default") in {"1", "true"}
             and s.get(W + "type") == "paragraph"), "",
        )  # fmt: skip
        self.lists = Lists(numbering)

    def chain(self, style_id):
        """A style and those it is based on, nearest first."""
        seen = []
        while style_id in self.by_id and style_id not in seen and len(seen) < DEEPEST:
            seen.append(style_id)
            style_id = value(self.by_id[style_id], "basedOn", "")
        return [self.by_id[each] for each in seen]

    def marks(self, style_id):
        """Bold, italic and strike of a character style."""
        found = {}
        for style in reversed(self.chain(style_id)):
            properties = style.find(W + "rPr")
            found |= {n: v for n in ("b", "i", "strike") if (v := on(properties, n)) is not None}
        return found

    def look(self, properties):
        """What the properties of a paragraph (`w:pPr` or None) make of it."""
        chain = self.chain(value(properties, "pStyle", self.default))
        role, level = self._role(chain)
        direct = number(value(properties, "outlineLvl"), 9)
        if role == "text" and direct < 9:
            role, level = "heading", direct + 1
        list_id, list_level = self._list(properties, chain)
        if role == "text" and list_id and self.lists.is_list(list_id, list_level):
            return Look("item", 0, list_id, list_level)
        return Look(role, level, list_id, list_level)

    def _role(self, chain):
        for style in chain:
            name = value(style, "name", "").lower()
            if found := TEXT_HEADING.match(name):
                return "subheading", int(found[1])
            if found := HEADING.match(name):
                return "heading", max(int(found[1]), 1)
            if name in ROLES:
                return ROLES[name], 0
            if name.startswith("toc "):
                return "contents", 0
            if (found := LIST.match(name)) and found[1] == "continue":
                return "goes_on", int(found[2] or 1) - 1
            level = number(value(style, "pPr/outlineLvl"), 9)
            if level < 9:
                return "heading", level + 1
        return "text", 0

    def _list(self, properties, chain):
        """The list and the level a paragraph stands at, from itself or from its style."""
        own = value(properties, "numPr/numId")
        if own is not None:
            return ("" if own == "0" else own), number(value(properties, "numPr/ilvl"))
        for style in chain:
            inherited = value(style, "pPr/numPr/numId")
            if inherited is not None:
                # “List Bullet 3” is a list of its own in Word, and deeper for a reader.
                name = LIST.match(value(style, "name", "").lower())
                level = number(value(style, "pPr/numPr/ilvl"))
                level = int(name[2]) - 1 if name and name[2] else level
                return ("" if inherited == "0" else inherited), level
        return "", 0


class Lists:
    """Word's lists: which are bulleted, which numbered, and what number comes next."""

    def __init__(self, numbering):
        self.levels, self.kinds, self.counts, self.begun = {}, {}, {}, set()
        if numbering is None:
            return
        for each in numbering.iterfind(W + "abstractNum"):
            levels = {number(lvl.get(W + "ilvl")): lvl for lvl in each.iterfind(W + "lvl")}
            self.levels[each.get(W + "abstractNumId", "")] = levels
        for each in numbering.iterfind(W + "num"):
            self.kinds[each.get(W + "numId", "")] = each

    def _level(self, list_id, level):
        num = self.kinds.get(list_id)
        levels = self.levels.get(value(num, "abstractNumId", ""), {})
        return levels.get(level if level in levels else 0)

    def format(self, list_id, level):
        """Word's name of how the items are numbered: bullet, decimal, lowerLetter, none."""
        found = self._level(list_id, level)
        return "bullet" if found is None else value(found, "numFmt", "decimal")

    def is_list(self, list_id, level):
        """Whether a reader sees a bullet or a number there."""
        return list_id in self.kinds and self.format(list_id, level) != "none"

    def joins_levels(self, list_id, level):
        """Whether a number shows those above it too, like 1.1."""
        found = self._level(list_id, level)
        return found is not None and value(found, "lvlText", "").count("%") > 1

    def next_number(self, list_id, level):
        """The number the next item gets there.

        Lists of one pattern count on together, as a reader of Word sees it, until one of them
        says where it begins.
        """
        pattern = value(self.kinds[list_id], "abstractNumId", "")
        for key in [key for key in self.counts if key[0] == pattern and key[1] > level]:
            del self.counts[key]
        begins = self._begins(list_id, level)
        if begins is None:
            begins = self.counts.get((pattern, level), self._first(list_id, level) - 1) + 1
        self.counts[pattern, level] = begins
        return begins

    def _begins(self, list_id, level):
        """Where a list begins of itself: told once; None if it counts on."""
        if (list_id, level) in self.begun:
            return None
        self.begun.add((list_id, level))
        for each in self.kinds[list_id].iterfind(W + "lvlOverride"):
            start = value(each, "startOverride")
            if number(each.get(W + "ilvl")) == level and start is not None:
                return max(number(start, 1), 0)
        return None

    def _first(self, list_id, level):
        return max(number(value(self._level(list_id, level), "start"), 1), 0)
