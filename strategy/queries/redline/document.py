"""“What changed, and why” as a document, for the PDF and Word.

On paper and in Word nobody tells a screen reader what is struck through: insertions and
deletions are named in words.
"""

import re
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents.content import Document, Heading, ItemList, Panel, Prose
from civilsociety.ui.words import uk_date
from strategy.formats.redline import Kind, Mark, Shape
from strategy.queries.redline.comparing import ADDED, REMOVED
from strategy.queries.redline.drawing import new_dress
from strategy.queries.redline.shown import labels_of

NO_REASON = "No reason is recorded yet."
HOW_TO_READ = (
    "How the changes are marked: “\\[inserted: **words**\\]” came in, “\\[deleted: ~~words~~\\]” "
    "went out. Paragraphs that stayed as they were are left out."
)
_SIGNS = re.compile(r"([\\`*_\[\]<>~|#!&{}])")
_AT_START = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)")


def document_of(comparison, reasons, *, issued_on, watermark=""):
    """The Document about a Comparison; `reasons` by anchor are those this reader may see.

    `issued_on` dates the file: the day the newer text was published, or today for a draft.
    """
    before, after = comparison.before, comparison.after
    strategy = after.strategy
    page = reverse("strategy:changes", args=[strategy.slug])
    return Document(
        title=f"What changed in {after.title}, and why",
        subtitle=f"From “{before.name}” to “{after.name}”",
        lead=comparison.told_in_words,
        reference=after.decision_reference,
        publisher=settings.COUNCIL_NAME,
        issued_on=issued_on,
        html_address=f"{settings.PUBLIC_URL}{page}?from={before.number}&to={after.number}",
        summary=(("Before", _dated(before)), ("Now", _dated(after))),
        blocks=tuple(_blocks(comparison, reasons)),
        watermark=watermark,
    )


def _dated(version):
    if not version.published_at:
        return f"{version.name}, not published"
    return f"{version.name}, published {uk_date(version.published_at)}"


def _blocks(comparison, reasons):
    yield Prose(HOW_TO_READ)
    if whole := reasons.get("", ()):
        yield Heading("The text as a whole", key="whole-text")
        yield from _why(whole)
    for section in comparison.others:
        yield Heading(f"{section.section.number} {section.section.title}", key=section.key)
        yield Prose(escaped(". ".join(labels_of(section))) + ".")
        found = [reason for key in sorted(section.keys) for reason in reasons.get(key, ())]
        if found or section.asks_why:
            yield from _why(found)
        yield from _title(section)
        if section.fate != REMOVED:
            yield from _text(section)


def _why(reasons):
    """Panels with reasons, or the plain sentence that there is none yet."""
    if not reasons:
        yield Panel("note", "Why", (Prose(NO_REASON),))
    for reason in reasons:
        change = reason.change
        blocks = [Prose(f"**What:** {escaped(change.what)}"), Prose(escaped(change.why))]
        if reason.origins:
            blocks.append(ItemList(tuple(origin.words for origin in reason.origins)))
        yield Panel("note", "Why, and whose word it goes back to", tuple(blocks))


def _title(section):
    if section.renamed:
        yield Prose(f"Title: {marked(section.title_pieces)}")


def _text(section):
    """The changed paragraphs of a section, each as Markdown of its own."""
    for block in section.blocks:
        if block.kind == Kind.KEPT:
            continue
        if block.table and section.fate == ADDED:
            yield Prose(block.new.source)
        elif block.table:
            yield from _table(block)
        elif block.kind == Kind.LEFT:
            yield Prose(f"[moved: “{escaped(' '.join(block.old.text.split()[:8]))} …”]")
        elif block.pieces:
            yield Prose(_plain(block) if section.fate == ADDED else _words(block))


def _words(block):
    """A changed block as Markdown: what is wholly new or gone needs no brackets."""
    words = {Kind.ADDED: "New: ", Kind.REMOVED: "Taken out: ", Kind.MOVED: "Moved here: "}
    item = "- " if block.block.shape == Shape.ITEM else ""
    text = marked(block.pieces)
    if block.kind in (Kind.ADDED, Kind.REMOVED):
        text = escaped(" ".join(words_of(block.pieces).split()))
    text = f"~~{text}~~" if block.kind == Kind.REMOVED else text
    return f"{item}{words.get(block.kind, '')}{text}"


def _plain(block):
    """A block of a section that is new as a whole."""
    item = "- " if block.block.shape == Shape.ITEM else ""
    return item + escaped(" ".join(words_of(block.pieces).split()))


def _table(block):
    table = block.table
    yield Prose("Table, compared row by row:")
    rows = [table.head, *table.rows]
    lines = ["; ".join(marked(cell) for cell in row.cells if cell) for row in rows]
    for line in filter(None, lines):
        yield Prose(line)


def words_of(pieces):
    """All the words of some pieces, as running text."""
    return "".join(
        (" " if piece.spaced and at else "") + piece.text for at, piece in enumerate(pieces)
    )


def marked(pieces):
    """Pieces as Markdown in which insertions and deletions are named in words."""
    parts = []
    for mark, run in groupby(pieces, key=lambda piece: piece.mark):
        run = list(run)
        # A bracket stands by itself, also where its words begin with a comma.
        gap = " " if parts and (run[0].spaced or mark in (Mark.INSERTED, Mark.DELETED)) else ""
        parts.append(gap + _marked(mark, run))
    return "".join(parts)


def _marked(mark, run):
    text = escaped(" ".join(words_of(run).split()))
    if mark == Mark.INSERTED:
        return f"\\[inserted: **{text}**\\]"
    if mark == Mark.DELETED:
        return f"\\[deleted: ~~{text}~~\\]"
    if mark == Mark.RESTYLED:
        return f"{text} \\[{escaped('; '.join(map(new_dress, run)))}\\]"
    return text


def escaped(text):
    """A text whose signs mean nothing to Markdown."""
    return _AT_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def issued_on(version, now):
    """The day a document about a version is dated: when it was published, or today."""
    return timezone.localdate(version.published_at or now)
