"""A Word file from its bytes to numbered sections with anchors."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from django.utils.text import Truncator

from strategy.formats.headings import DEEPEST_LEVEL, LONGEST_BODY, LONGEST_TITLE, MOST_SECTIONS
from strategy.formats.text import SectionText, StrategyText
from strategy.formats.word.anchors import keys_for, same_title
from strategy.formats.word.blocks import IN_FILE, IN_MARGINS, IN_NOTES, Body
from strategy.formats.word.found import Block, LeftOut, WordText
from strategy.formats.word.markdown import Writer
from strategy.formats.word.package import Package

LONGEST_SUMMARY = 2000  # characters, as the front matter allows
CONTENTS = {"contents", "table of contents", "contents page"}
TYPED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})([.):]?)\s+(?=\S)")
NO_HEADINGS = (
    "The file has no headings, so there is nothing to make sections of. In Word, click into each "
    "heading and choose “Heading 1” for chapters, “Heading 2” for what stands in them. Bold words "
    "in a larger size only look like headings."
)
TOO_MANY = "The file has more than {most} headings. Turn small ones into bold words."
LONG_TITLE = (
    "The heading “{title}” has {count} characters. Shorten it to {most} or fewer; if it is a "
    "paragraph, choose the style “Normal” for it in Word."
)
LONG_BODY = (
    "The text below “{title}” is longer than {most:,} characters. Divide it with headings in Word."
)

FRONT = "before the first section"
CONTENTS_MADE = "Word’s table of contents did not come over: the page makes its own"
OWN_TITLE_PAGE = "The title page did not come over: the portal makes its own"
BEFORE = (
    "Text before the first heading did not come over. Give it a heading in Word if it belongs to "
    "the strategy"
)


def read_docx(content: bytes, *, name="", known=()) -> WordText:
    """The strategy in a Word file. `known` are the sections whose anchors may live on in it.

    Raises UnreadableFile when the file cannot be opened at all; what stands in the way of an
    import otherwise is in `problems`.
    """
    return Outline(Body(Package(content, name)), known).settled()


class Outline:
    """The blocks of a file on their way to sections."""

    def __init__(self, body, known):
        self.body, self.known, self.remarks = body, known, body.remarks
        self.problems, self.places = [], []
        self.starts = self._headings()
        if contents := " ".join("".join(body.lines.contents).split()):
            self.remarks.at = IN_FILE
            self.remarks.say("contents", CONTENTS_MADE, contents)

    def settled(self):
        """Everything that came over, and everything that did not."""
        blocks = self.body.blocks
        front = blocks[: self.starts[0]] if self.starts else blocks
        title, summary = self._front(front)
        levels = self._levels([blocks[i].level for i in self.starts])
        spans = list(pairwise([*self.starts, len(blocks)]))
        numbers = _numbers(levels)
        titles = [self._title(i, number) for i, number in zip(self.starts, numbers, strict=True)]
        self.places = [f"in {n} {words}" for n, words in zip(numbers, titles, strict=True)]
        plain = [" ".join(b.words for b in blocks[a + 1 : z]) for a, z in spans]
        marks = [blocks[i].bookmarks for i in self.starts]
        headings = list(zip(titles, marks, plain, levels, strict=True))
        keys, reworded = keys_for(headings, self.known)
        bodies = self._bodies(spans, keys)
        sections = tuple(
            SectionText(*each) for each in zip(keys, levels, numbers, titles, bodies, strict=True)
        )
        self._check(sections)
        for i, before in reworded:
            self.remarks.at = self.starts[i]
            self.remarks.say(
                "anchor", f"The section keeps the address of “{before}”, which it resembles"
            )
        text = StrategyText(title=title, summary=summary, sections=sections)
        return WordText(text, self._pictures(), self._left_out(), tuple(self.problems))

    def _headings(self):
        """Where the sections begin; a heading over nothing but a table of contents is none."""
        blocks, starts = self.body.blocks, []
        for i, block in enumerate(blocks):
            if block.kind != "heading" or not block.words:
                if block.kind == "heading" and block.pieces:
                    block.kind = "text"
                continue
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            alone = following is None or following.kind == "heading"
            if same_title(block.words) in CONTENTS and alone and self.body.lines.contents:
                self.body.lines.contents.append(block.words)
                block.kind, block.pieces = "gone", []
                continue
            if block.level > DEEPEST_LEVEL:
                block.kind, block.level = "subheading", block.level - DEEPEST_LEVEL
                self.remarks.at = i
                self.remarks.say(
                    "level",
                    "A heading below the fourth level is a small heading in its section",
                    block.words,
                )
                continue
            starts.append(i)
        return self._without_title(starts)

    def _without_title(self, starts):
        """A lone highest heading at the top is the title, where nothing else is."""
        blocks = self.body.blocks
        if any(
            block.kind == "title" and block.words
            for block in blocks[: starts[0] if starts else None]
        ):
            return starts
        tops = [i for i in starts if blocks[i].level == 1]
        if len(starts) > 1 and tops == starts[:1]:
            blocks[tops[0]].kind = "title"
            return starts[1:]
        return starts

    def _levels(self, levels):
        """Levels that begin at 1 and skip none."""
        settled, stack = [], []
        for i, level in zip(self.starts, levels, strict=True):
            while stack and stack[-1] >= level:
                stack.pop()
            stack.append(level)
            if len(stack) < level and level - len(stack) != min(levels) - 1:
                self.remarks.at = i
                self.remarks.say(
                    "level",
                    f"A heading of level {level} stands at level {len(stack)}, because none is "
                    "between it and the one above",
                    self.body.blocks[i].words,
                )
            settled.append(len(stack))
        return settled

    def _title(self, i, number):
        """A heading's words without a number typed by hand."""
        words = self.body.blocks[i].words
        typed = TYPED.match(words)
        if not typed:
            return words
        dotted = typed[1].count(".") == number.count(".") and (typed[2] or "." in typed[1])
        if typed[1] != number and not dotted:
            return words
        if typed[1] != number:
            self.remarks.at = i
            self.remarks.say(
                "number", f"The number {typed[1]}, typed by hand, is {number} here", words
            )
        return words[typed.end() :]

    def _front(self, blocks):
        """The title and the summary; the rest of a title page is said to be left out."""
        titles = [b for b in blocks if b.kind == "title" and b.words]
        title = " ".join(b.words for b in titles)
        leads = [b for b in blocks if b.kind == "lead" and b.words]
        rest = [b for b in blocks if b.kind not in {"title", "lead", "gone"}]
        if not leads and self.starts:
            leads = [b for b in rest if b.kind in {"text", "quote"} and b.words]
            rest = [b for b in rest if b not in leads]
        kept, length = [], 0
        for block in leads:
            length += len(block.words) + 1
            if length > LONGEST_SUMMARY:
                break
            kept.append(block.words)
        rest += leads[len(kept) :]
        self.remarks.at = 0
        for sentence, blocks_of in (
            (OWN_TITLE_PAGE, [block for block in rest if block.kind == "front"]),
            (BEFORE, [block for block in rest if block.kind != "front"]),
        ):
            said = [b.words for block in blocks_of for b in (block, *_cells(block)) if b.words]
            if said:
                self.remarks.say("front", sentence, " · ".join(said))
        self._front_notes([*titles, *blocks])
        return title[:LONGEST_TITLE], " ".join(kept)

    def _front_notes(self, blocks):
        """Footnotes and pictures of a title page."""
        for block in blocks:
            for piece in block.pieces:
                if piece.kind == "note" and piece.text in self.body.notes:
                    self._lost_note(piece.text)
                elif piece.kind == "picture":
                    self._lost_picture(piece.text)

    def _lost_note(self, key):
        words = " ".join(Block("text", pieces).words for pieces in self.body.notes.get(key, ()))
        self.remarks.say("note", "A note that belongs to no section did not come over", words)

    def _lost_picture(self, key):
        found = next((p for p in self.body.pictures.found if p.key == key), None)
        if found:
            self.remarks.say("picture", "A picture on the title page did not come over", found.alt)

    def _bodies(self, spans, keys):
        """Each section's text as Markdown."""
        blocks, targets = self.body.blocks, {}
        for (begin, end), key in zip(spans, keys, strict=True):
            for block in blocks[begin:end]:
                targets |= dict.fromkeys(block.bookmarks, key)
        bodies, used = [], set()
        for begin, end in spans:
            writer = Writer(self.body.notes, _addresses(targets, self.remarks), self.remarks)
            self.remarks.at = begin
            heading = [p for p in blocks[begin].pieces if p.kind in {"picture", "note"}]
            first = [Block("text", heading)] if heading else []
            bodies.append(
                writer.write([*first, *(b for b in blocks[begin + 1 : end] if b.kind != "gone")])
            )
            used |= set(writer.used)
        if self.starts:
            self.remarks.at = IN_NOTES
            front = {p.text for b in blocks[: self.starts[0]] for p in b.pieces if p.kind == "note"}
            for key in self.body.notes:
                if key not in used | front:
                    self._lost_note(key)
        return bodies

    def _check(self, sections):
        """What has to be mended in Word before the file can be imported."""
        if not sections:
            self.problems.append(NO_HEADINGS)
        if len(sections) > MOST_SECTIONS:
            self.problems.append(TOO_MANY.format(most=MOST_SECTIONS))
        for each in sections:
            if len(each.title) > LONGEST_TITLE:
                title = Truncator(each.title).chars(60)
                self.problems.append(
                    LONG_TITLE.format(title=title, count=len(each.title), most=LONGEST_TITLE)
                )
            if len(each.body) > LONGEST_BODY:
                self.problems.append(LONG_BODY.format(title=each.title[:60], most=LONGEST_BODY))

    def _pictures(self):
        """The pictures that stand in a section."""
        found = zip(self.body.pictures.found, self.body.pictures.at, strict=True)
        first = self.starts[0] if self.starts else 0
        return tuple(replace(p, place=self._place(at)) for p, at in found if at >= first or at < 0)

    def _place(self, at):
        special = {
            IN_FILE: "in the file",
            IN_MARGINS: "on every page",
            IN_NOTES: "in the notes",
        }
        section = bisect_right(self.starts, at)
        return special.get(at) or (self.places[section - 1] if section else FRONT)

    def _left_out(self):
        """Every remark with its place, in reading order; the many alike told once for a section."""
        made = [
            (at, LeftOut(kind, words, self._place(at), text))
            for at, kind, words, text in self.remarks.made
        ]
        for (kind, words), places in self.remarks.counted.items():
            found = {}
            for at in places:
                found.setdefault(self._place(at), []).append(at)
            made += [
                (
                    at[0],
                    LeftOut(kind, f"{words} ({len(at)} places)" if len(at) > 1 else words, place),
                )
                for place, at in found.items()
            ]
        # Margins and notes come last.
        made.sort(key=lambda pair: (pair[0] < 0, pair[0]))
        return tuple(each for _, each in made)


def _cells(block):
    return [Block("text", cell) for row in block.rows for cell in row]


def _numbers(levels):
    """“3.2” for each heading, counted."""
    counts, numbers = [], []
    for level in levels:
        counts = counts[:level] + [0] * (level - len(counts))
        counts[level - 1] += 1
        numbers.append(".".join(map(str, counts)))
    return numbers


def _addresses(targets, remarks):
    """Where a link leads: outside as it is, within the file to the section of its bookmark."""

    def address(link):
        if not link.startswith("#"):
            return link
        key = targets.get(link[1:])
        if key is None:
            remarks.count("link", "A link within the file leads nowhere here; its words are kept")
            return ""
        return f"#{key}"

    return address
