"""Two tables compared cell by cell: rows and columns that came, went or stayed."""

from typing import NamedTuple

from rapidfuzz.distance import Indel

from strategy.formats.redline.pairing import ALIKE, settled
from strategy.formats.redline.pieces import Mark, pieces_of, whole


class Row(NamedTuple):
    """One row: its mark (kept, inserted, deleted) and the pieces of every cell."""

    mark: Mark
    cells: tuple


class Table(NamedTuple):
    """A table as both texts make it: the mark of each column, the head, and the other rows."""

    columns: tuple
    head: Row
    rows: tuple

    @property
    def changed(self):
        """Whether anything in it is other than it was."""
        cells = (cell for row in (self.head, *self.rows) for cell in row.cells)
        return any(piece.mark != Mark.KEPT for cell in cells for piece in cell)


def table_of(rows, mark):
    """A table that came, went or stayed as a whole."""
    width = max(map(len, rows))
    lines = [_row(_wide(row, width), mark) for row in rows]
    return Table((mark,) * width, lines[0], tuple(lines[1:]))


def compare_tables(old, new):
    """The rows of two tables (their heads first) as one table."""
    columns = _columns(old, new)
    olds, news = (
        [_arranged(row, columns, side) for row in rows] for side, rows in ((0, old), (1, new))
    )
    head, *rows = [
        _compared(olds[a] if a is not None else None, news[b] if b is not None else None)
        for a, b in [(0, 0), *_rows(old, new)]
    ]
    marks = tuple(_mark(a, b) for a, b in columns)
    return Table(marks, head, tuple(rows))


def _mark(a, b):
    if a is None:
        return Mark.INSERTED
    return Mark.DELETED if b is None else Mark.KEPT


def _columns(old, new):
    """(old column or None, new column or None): by their heads, or one for one."""
    width, now = max(map(len, old)), max(map(len, new))
    if width == now:
        return [(at, at) for at in range(width)]
    heads = _wide(old[0], width), _wide(new[0], now)
    return settled(
        list(range(width)), list(range(now)),
        lambda a, b: 1 if heads[0][a] == heads[1][b] else 0.5 if _resemble(old, a, new, b) else 0,
    )  # fmt: skip


def _resemble(old, a, new, b):
    """Whether two columns hold much the same, though their heads differ."""
    one = [row[a] for row in old[1:] if a < len(row)]
    other = [row[b] for row in new[1:] if b < len(row)]
    return bool(one) and Indel.normalized_similarity(one, other) >= ALIKE


def _rows(old, new):
    """(old row or None, new row or None) below the heads."""
    words = [[" ".join(row).split() for row in rows] for rows in (old, new)]

    def like(a, b):
        alike = Indel.normalized_similarity(words[0][a], words[1][b], score_cutoff=ALIKE)
        same_head = bool(old[a][0]) and old[a][0] == new[b][0]
        return max(alike, 0.8 if same_head else 0)

    return settled(list(range(1, len(old))), list(range(1, len(new))), like)


def _wide(row, width):
    return [*row, *[""] * (width - len(row))][:width]


def _arranged(row, columns, side):
    """The cells of a row in the columns of both tables; None where it has none."""
    return [
        None if pair[side] is None else row[pair[side]] if pair[side] < len(row) else ""
        for pair in columns
    ]


def _row(cells, mark):
    return Row(mark, tuple(whole(cell, mark) for cell in cells))


def _compared(old, new):
    if old is None:
        return Row(Mark.INSERTED, tuple(whole(cell or "", Mark.INSERTED) for cell in new))
    if new is None:
        return Row(Mark.DELETED, tuple(whole(cell or "", Mark.DELETED) for cell in old))
    return Row(Mark.KEPT, tuple(map(_cell, old, new)))


def _cell(old, new):
    if old is None:
        return whole(new or "", Mark.INSERTED)
    if new is None:
        return whole(old, Mark.DELETED)
    return pieces_of(old, new)
