"""Two Markdown texts compared: block by block, then word by word."""

from enum import StrEnum

from strategy.formats.redline.blocks import Block, Shape, blocks_of
from strategy.formats.redline.pairing import Blocks, paired
from strategy.formats.redline.pieces import KEPT, Mark, Piece, pieces_of, pieces_of_words, whole
from strategy.formats.redline.tables import Table, compare_tables, table_of


class Kind(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # stands here now; elsewhere before
    LEFT = "left"  # stood here before; elsewhere now


# Read for every block: a name here is found faster than in the class.
UNCHANGED, CHANGED, ADDED, REMOVED = Kind.KEPT, Kind.CHANGED, Kind.ADDED, Kind.REMOVED
TABLE, CODE = Shape.TABLE, Shape.CODE


class Compared:
    """One block of the comparison. `old` or `new` is None where it was not, or is no more.

    `pieces` are its words, or `table` its rows; those of a block that moved stand where it
    stands now. `number` ties the two places of a moved block together.

    A block made without either is kept as it stands. Most of a text is, and most of that is
    never shown: its words are read when somebody asks for them.
    """

    __slots__ = ("_made", "kind", "new", "number", "old")

    def __init__(self, kind, old, new, pieces=None, table=None, number=0):
        self.kind: Kind = kind
        self.old: Block | None = old
        self.new: Block | None = new
        self.number: int = number
        self._made = None if pieces is None and table is None else (pieces or (), table)

    @property
    def pieces(self) -> tuple:
        """Its words in their pieces; none for a table."""
        return self._read()[0]

    @property
    def table(self) -> Table | None:
        """The rows, for a table."""
        return self._read()[1]

    def _read(self):
        if self._made is None:
            self._made = _made(self.block, Mark.KEPT)
        return self._made

    def _replace(self, **changed):
        """The same with some parts changed, as of a named tuple."""
        pieces, table = self._made or (None, None)
        mine = {"kind": self.kind, "old": self.old, "new": self.new, "number": self.number}
        return Compared(**{**mine, "pieces": pieces, "table": table, **changed})

    @property
    def block(self):
        """The block as it is now, or was last."""
        return self.new or self.old

    @property
    def counts(self):
        """Whether a reader would call it a change. A block that moved counts once."""
        return self.kind not in (Kind.KEPT, Kind.LEFT)


def compare(old, new):
    """The blocks of two Markdown texts, in reading order, with what became of each.

    `before(found)` and `after(found)` give the two texts back.
    """
    olds, news = Blocks(blocks_of(old)), Blocks(blocks_of(new))
    pairs, moved = paired(olds, news)
    numbers = {a: number for number, a in enumerate(moved, 1)}
    came = {b: a for a, b in moved.items()}
    found = []
    for a, b in pairs:
        if b is None and a in moved:
            found.append(Compared(Kind.LEFT, olds.blocks[a], None, number=numbers[a]))
        elif a is None and b in came:
            one = _both(olds, came[b], news, b)
            one.kind, one.number = Kind.MOVED, numbers[came[b]]
            found.append(one)
        else:
            found.append(_one(olds, a, news, b))
    return found


def _one(olds, a, news, b):
    if b is None:
        old = olds.blocks[a]
        return Compared(REMOVED, old, None, *_made(old, Mark.DELETED))
    if a is None:
        new = news.blocks[b]
        return Compared(ADDED, None, new, *_made(new, Mark.INSERTED))
    return _both(olds, a, news, b)


def _made(block, mark):
    """The pieces of a whole block with one fate, or its table."""
    if block.shape == TABLE:
        return (), table_of(block.rows, mark)
    return _words(block, mark), None


def _words(block, mark):
    if block.shape == CODE:
        return (Piece(mark, block.text),) if block.text else ()
    return whole(block.text, mark)


def _both(olds, a, news, b):
    """A block that was and is: kept, or changed with its words."""
    old, new = olds.blocks[a], news.blocks[b]
    if old.text == new.text and old.rows == new.rows and old.shape == new.shape:
        return Compared(UNCHANGED, old, new)
    if new.shape == old.shape == TABLE:
        table = compare_tables(old.rows, new.rows)
        return Compared(CHANGED if table.changed else UNCHANGED, old, new, table=table)
    if new.shape == CODE:
        pieces = _lines(old, new)
    elif olds.is_plain(a) and news.is_plain(b):
        pieces = pieces_of_words(olds.words(a), news.words(b))
    else:
        pieces = pieces_of(old.text, new.text)
    changed = any(piece.mark is not KEPT for piece in pieces)
    return Compared(CHANGED if changed else UNCHANGED, old, new, pieces)


def _lines(old, new):
    """Code is not prose: its wording is shown whole, before and after."""
    marks = ((Mark.DELETED, old.text), (Mark.INSERTED, new.text))
    return tuple(Piece(mark, text) for mark, text in marks if text)


def before(found):
    """The older text of a comparison, exactly; only blank lines at its very start may go."""
    return "".join(one.old.source for one in found if one.old and one.kind != Kind.MOVED)


def after(found):
    """The newer text of a comparison, exactly; only blank lines at its very start may go."""
    return "".join(one.new.source for one in found if one.new)


def changes_in(found):
    """How many blocks a reader would call changed."""
    return sum(one.counts for one in found)


def words_before(pieces):
    """The words as they were, as a reader saw them."""
    return _read(piece for piece in pieces if piece.mark != Mark.INSERTED)


def words_after(pieces):
    """The words as they are now, as a reader sees them."""
    return _read(piece for piece in pieces if piece.mark != Mark.DELETED)


def _read(pieces):
    return "".join(f" {piece.text}" if piece.spaced else piece.text for piece in pieces).strip()
