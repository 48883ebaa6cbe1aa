"""Two questions against each other, as far as that may be published.

A table of counts with its margins is a net of sums: every row and every column gives back a
hidden cell when it is the only one in it. So cells are hidden until each line either shows
everything or hides at least two, and the result is then tried the way an attacker would:
a cell that only one number fits is not hidden at all.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from .suppression import (
    HIDDEN,
    Published,
    PublishedBase,
    PublishedBreakdown,
    breakdown,
    breakdown_note,
    figure,
)


@dataclass(frozen=True)
class PublishedCrosstab:
    """The cells, row by row, and the margins. `rows` is empty when nothing may be shown.

    The percentages of a cell are of its row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Published, ...]], ...]
    row_totals: PublishedBreakdown
    column_totals: PublishedBreakdown
    base: PublishedBase

    @property
    def shown(self) -> bool:
        """Whether any cell inside the table carries a number."""
        return any(cell.shown for _, cells in self.rows for cell in cells)

    @property
    def note(self) -> str:
        """The sentence that travels with the table; empty when everything is shown."""
        complete = self.rows and all(cell.shown for _, cells in self.rows for cell in cells)
        return "" if complete else breakdown_note(self.base, self.shown)

    def cell(self, row: str, column: str) -> Published:
        """The figure where row and column meet."""
        return dict(self.rows)[row][self.columns.index(column)] if self.rows else HIDDEN


def crosstab(
    counts: Mapping[str, Mapping[str, int]], *, threshold: int, row_totals_are_known: bool = False
) -> PublishedCrosstab:
    """Publish how each group (row) answered (column), with totals of both.

    Every person is in exactly one row and one column. It is also the way to publish tables
    over parts of one whole beside each other: the parts, with the rest as a part of its own,
    are the rows. `row_totals_are_known` says that the groups' sizes are headline facts, known
    anyway; they then count as known to whoever tries to work out a cell.
    """
    table = _Table.of(counts)
    base = table.base
    if base < threshold:
        nothing = breakdown({}, 0, threshold=threshold)
        return PublishedCrosstab(
            table.columns, (), nothing, nothing, PublishedBase(None, threshold)
        )
    publish = _known if row_totals_are_known else breakdown
    row_totals = publish(table.row_totals, base, threshold=threshold)
    column_totals = breakdown(table.column_totals, base, threshold=threshold)
    table.hide_groups(row_totals, column_totals, threshold)
    table.hide_cells(threshold)
    shown = tuple((row, table.published_row(row)) for row in table.rows)
    return PublishedCrosstab(
        table.columns, shown, row_totals, column_totals, PublishedBase(base, threshold)
    )


def _known(totals, base, *, threshold):
    cells = tuple((label, figure(count, base)) for label, count in totals.items())
    return PublishedBreakdown(PublishedBase(base, threshold), cells, "single")


TOTAL = object()  # the label of a margin in the net of sums


@dataclass
class _Table:
    """Counts with their margins as one grid; `hidden` holds (row, column) pairs."""

    rows: tuple
    columns: tuple
    grid: dict
    hidden: set

    @classmethod
    def of(cls, counts):
        rows = tuple(counts)
        columns = tuple(dict.fromkeys(column for row in rows for column in counts[row]))
        grid = {(r, c): counts[r].get(c, 0) for r in rows for c in columns}
        if any(count < 0 for count in grid.values()):
            raise ValueError("No count is below nought.")
        for r in rows:
            grid[r, TOTAL] = sum(grid[r, c] for c in columns)
        for c in columns:
            grid[TOTAL, c] = sum(grid[r, c] for r in rows)
        grid[TOTAL, TOTAL] = sum(grid[r, TOTAL] for r in rows)
        return cls(rows, columns, grid, set())

    @property
    def base(self):
        return self.grid[TOTAL, TOTAL]

    @property
    def row_totals(self):
        return {r: self.grid[r, TOTAL] for r in self.rows}

    @property
    def column_totals(self):
        return {c: self.grid[TOTAL, c] for c in self.columns}

    def cells(self):
        return [(r, c) for r in self.rows for c in self.columns]

    def hide_groups(self, row_totals, column_totals, threshold):
        """A group that is small, or whose total is not shown, shows none of its cells."""
        for r, total in row_totals:
            if not total.shown:
                self.hidden.add((r, TOTAL))
            if not total.shown or self.grid[r, TOTAL] < threshold:
                self.hidden |= {(r, c) for c in self.columns}
        for c, total in column_totals:
            if not total.shown:
                self.hidden |= {(r, c) for r in self.rows} | {(TOTAL, c)}

    def hide_cells(self, threshold):
        """Hide the small cells and their companions; all of them when that is not enough."""
        self.hidden |= {cell for cell in self.cells() if self.grid[cell] < threshold}
        while exposed := self._exposed_line(threshold):
            shown = [cell for cell in exposed if cell not in self.hidden]
            least = min(self.grid[cell] for cell in shown)
            self.hidden |= {cell for cell in shown if self.grid[cell] == least}
        if not can_all_vary(self.grid, self.hidden, by=2 * threshold):
            self.hidden |= set(self.cells())

    def _exposed_line(self, threshold):
        """The first line whose hidden cells would be given away, if there is one."""
        for line, margin in self._lines():
            if self._gives_away(line, margin, threshold):
                return line
        return None

    def _lines(self):
        for r in self.rows:
            yield [(r, c) for c in self.columns], (r, TOTAL)
        for c in self.columns:
            yield [(r, c) for r in self.rows], (TOTAL, c)

    def _gives_away(self, line, margin, threshold):
        values = [self.grid[cell] for cell in line if cell in self.hidden]
        if not values or len(values) == len(line) or margin in self.hidden:
            return False
        return len(values) < 2 or sum(values) < threshold or len(set(values)) == 1

    def published_row(self, row):
        return tuple(
            HIDDEN
            if (row, column) in self.hidden
            else figure(self.grid[row, column], self.grid[row, TOTAL])
            for column in self.columns
        )


def can_all_vary(grid, hidden, *, by: int) -> bool:
    """Whether every hidden cell and total leaves at least `by` other numbers possible.

    The sums make a net: people flow from the whole into rows, through cells into columns. A
    hidden number may be as much greater, or less, as can flow another way round with every
    sum kept and no count below nought.
    """
    net = {}
    for r, c in hidden:
        tail, head = _ends(r, c)
        net.setdefault(tail, {})[head] = ENDLESS
        net.setdefault(head, {})[tail] = grid[r, c]
    return all(_room(net, *_ends(r, c), grid[r, c]) >= by for r, c in hidden)


ENDLESS = 1 << 60  # no sum of people comes near


def _ends(r, c):
    """Where a number sits in the net: whole → row → column → end."""
    if c is TOTAL:
        return "whole", ("row", r)
    if r is TOTAL:
        return ("column", c), "end"
    return ("row", r), ("column", c)


def _room(net, tail, head, count):
    """How many other numbers could stand here: more by a way round, or fewer."""
    rest = {here: dict(ways) for here, ways in net.items()}
    del rest[tail][head], rest[head][tail]
    return _flow(rest, head, tail) + min(count, _flow(rest, tail, head))


def _flow(net, start, goal):
    """The most that can go from start to goal (Edmonds and Karp's method)."""
    room = {here: dict(ways) for here, ways in net.items()}
    total = 0
    while path := _way(room, start, goal):
        steps = list(pairwise(path))
        amount = min(room[a][b] for a, b in steps)
        for a, b in steps:
            room[a][b] -= amount
            room[b][a] += amount
        total += amount
    return total


def _way(room, start, goal):
    came, waiting = {start: None}, deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for there, space in room.get(here, {}).items():
            if space > 0 and there not in came:
                came[there] = here
                waiting.append(there)
    path = [goal] if goal in came else []
    while path and came[path[-1]] is not None:
        path.append(came[path[-1]])
    return path[::-1]
