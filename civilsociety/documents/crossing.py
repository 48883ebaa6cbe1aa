"""Breakdowns of the parts of a whole, shown beside the breakdown of that whole.

Charities beside everybody, one round beside both: whatever is shown of some parts can be
taken away from the whole, and gives the parts that are not shown. So the parts are judged
together, as one table: a row for each part, a column for each answer, and the totals known.
The rules of `suppression` hold in every row and in every column. Where hidden cells still
hang together so loosely that subtraction along rows and columns would give one back, its
whole row is hidden.

What this promises: no hidden cell can be worked out by adding and subtracting what is
shown. It does not promise that no bounds can be given.
"""

from collections.abc import Mapping

from .suppression import (
    Published,
    PublishedBase,
    PublishedBreakdown,
    hidden_in_single_choice,
    percentage,
)

TOTAL = object()


def crossed(
    table: Mapping[str, Mapping[str, int]],
    bases: Mapping[str, int],
    *,
    threshold: int,
    kind: str = "single",
) -> dict[str, PublishedBreakdown]:
    """Part → its breakdown, so far as it may stand beside the breakdown of all parts together.

    `table` maps part → label → count, every part with the same labels; `bases` says how
    many people each part holds. Nobody is in two parts. `kind` as in `breakdown`.
    """
    shown_parts = set(bases) - hidden_in_single_choice(bases, sum(bases.values()), threshold)
    hidden = HIDDEN[kind](table, bases, shown_parts, threshold)
    return {
        part: _one(part, table[part], bases[part], part in shown_parts, hidden, threshold, kind)
        for part in table
    }


def _one(part, counts, base, shown, hidden, threshold, kind):
    if not shown:
        return PublishedBreakdown(PublishedBase(None, threshold), (), kind)
    cells = tuple(
        (label, Published(None))
        if (part, label) in hidden
        else (label, Published(count, base, percentage(count, base)))
        for label, count in counts.items()
    )
    return PublishedBreakdown(PublishedBase(base, threshold), cells, kind)


def _hidden_single(table, bases, shown_parts, threshold):
    return _Grid(table, shown_parts, threshold).hide()


def _hidden_several(table, bases, shown_parts, threshold):
    """Each label alone: those who chose it, and those who did not, in every part."""
    labels = list(next(iter(table.values()), {}))
    hidden = set()
    for label in labels:
        pair = {
            part: {True: counts[label], False: bases[part] - counts[label]}
            for part, counts in table.items()
        }
        grid = _Grid(pair, shown_parts, threshold).hide()
        hidden |= {(part, label) for part, chose in grid if chose}
    return hidden


HIDDEN = {"single": _hidden_single, "several": _hidden_several}


class _Grid:
    """Counts in rows and columns whose totals are known, and the cells hidden so far."""

    def __init__(self, table, shown_rows, threshold):
        self.rows = list(table)
        self.columns = list(next(iter(table.values()), {}))
        self.counts = {(r, c): table[r][c] for r in self.rows for c in self.columns}
        self.threshold = threshold
        self.hidden_rows = set(self.rows) - set(shown_rows)
        totals = {c: sum(table[r][c] for r in self.rows) for c in self.columns}
        self.hidden_columns = hidden_in_single_choice(totals, sum(totals.values()), threshold)
        self.hidden = {cell for cell, count in self.counts.items() if count < threshold}
        self.hidden |= {
            (r, c) for r, c in self.counts if r in self.hidden_rows or c in self.hidden_columns
        }

    def hide(self):
        """Every (row, column) that must not be shown."""
        before = None
        while before != len(self.hidden):
            before = len(self.hidden)
            for line in self._lines():
                self._guard(line)
            if before == len(self.hidden):
                self._cut_loose_ends()
        return self.hidden

    def _lines(self):
        for row in self.rows:
            yield [(row, column) for column in self.columns]
        for column in self.columns:
            yield [(row, column) for row in self.rows]

    def _guard(self, line):
        """What is hidden in a line needs company that is neither small nor all alike."""
        values = [self.counts[cell] for cell in line if cell in self.hidden]
        if not values or (sum(values) >= self.threshold and len(set(values)) > 1):
            return
        others = [cell for cell in line if cell not in self.hidden]
        if others:
            smallest = min(self.counts[cell] for cell in others)
            self.hidden |= {cell for cell in others if self.counts[cell] == smallest}

    def _cut_loose_ends(self):
        """Hides the row of every cell that subtraction along rows and columns would give."""
        given_back = {row for row, column in self.hidden if self._is_bridge(row, column)}
        given_back &= set(self.rows) - {r for r in self.rows if self._all_hidden(r)}
        self.hidden |= {(row, column) for row in given_back for column in self.columns}

    def _all_hidden(self, row):
        return all((row, column) in self.hidden for column in self.columns)

    def _is_bridge(self, row, column):
        """Whether the hidden cells hang together through this one alone.

        Rows and columns are the knots, hidden cells the threads between them; a hidden total
        is a thread to the table's own total. A thread on a ring can take other values.
        """
        seen, waiting = {("row", row)}, [("row", row)]
        while waiting:
            for knot in self._next_to(waiting.pop(), but=(row, column)):
                if knot not in seen:
                    seen.add(knot)
                    waiting.append(knot)
        return ("column", column) not in seen

    def _next_to(self, knot, but):
        way, name = knot
        if way == "row":
            near = [("column", c) for c in self.columns if self._thread(name, c, but)]
            return near + ([(TOTAL, "")] if name in self.hidden_rows else [])
        if way == "column":
            near = [("row", r) for r in self.rows if self._thread(r, name, but)]
            return near + ([(TOTAL, "")] if name in self.hidden_columns else [])
        rows = [("row", r) for r in self.hidden_rows]
        return rows + [("column", c) for c in self.hidden_columns]

    def _thread(self, row, column, but):
        return (row, column) in self.hidden and (row, column) != but
