"""Parts beside their whole: nothing hidden can be worked out from what is shown."""

from collections import defaultdict
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civilsociety.documents.crossing import crossed
from civilsociety.documents.suppression import breakdown

THRESHOLD, MOST = 3, 6
SIZES = [(("a", "b"), ("x", "y", "z")), (("a", "b", "c"), ("x", "y"))]


@st.composite
def tables(draw):
    """Small tables of two parts with three labels, or of three with two."""
    parts, labels = draw(st.sampled_from(SIZES))
    return {part: {label: draw(st.integers(0, 5)) for label in labels} for part in parts}


def bases_of(table):
    return {part: sum(row.values()) for part, row in table.items()}


def possible(table, shown):
    """Every table that agrees with what is shown: cells, parts' bases, the whole's cells."""
    labels = list(table["a"])
    totals = {label: sum(row[label] for row in table.values()) for label in labels}
    base = sum(totals.values())
    whole = breakdown(totals, base, threshold=THRESHOLD, base_is_headline=True)
    known = {i: whole[label].count for i, label in enumerate(labels) if whole[label].shown}
    for rows in product(*(list(_rows(labels, shown[part])) for part in table)):
        sums = [sum(column) for column in zip(*rows, strict=True)]
        if sum(sums) == base and all(sums[i] == count for i, count in known.items()):
            yield rows


def _rows(labels, cells):
    values = [[cells[label].count] if cells[label].shown else range(MOST) for label in labels]
    for row in product(*values):
        if not cells.base.shown or sum(row) == cells.base.count:
            yield row


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_hidden_cells_of_parts_stay_open_to_more_than_one_value(table):
    shown = crossed(table, bases_of(table), threshold=THRESHOLD)
    seen = defaultdict(set)
    for rows in possible(table, shown):
        for part, row in zip(table, rows, strict=True):
            for label, value in zip(table[part], row, strict=True):
                seen[part, label].add(value)
    for part, row in table.items():
        for label, count in row.items():
            if 0 < count < THRESHOLD and not shown[part][label].shown:
                assert len(seen[part, label]) > 1, (part, label, shown)


@given(tables())
def test_no_small_cell_of_a_part_is_shown(table):
    for cells in crossed(table, bases_of(table), threshold=THRESHOLD).values():
        assert all(not figure.shown or figure.count >= THRESHOLD for _, figure in cells)


def test_large_parts_are_shown_whole():
    table = {"a": {"x": 20, "y": 30}, "b": {"x": 25, "y": 15}}
    shown = crossed(table, {"a": 50, "b": 40}, threshold=10)
    assert shown["a"]["x"].count == 20
    assert shown["b"].complete


def test_small_part_hides_the_part_that_would_give_it_away():
    table = {"first": {"x": 30, "y": 39}, "second": {"x": 5, "y": 4}}
    shown = crossed(table, {"first": 69, "second": 9}, threshold=10)
    assert not shown["first"].shown
    assert not shown["second"].shown


def test_cell_given_away_by_the_other_part_is_hidden():
    table = {"a": {"x": 5, "y": 40}, "b": {"x": 25, "y": 40}}
    shown = crossed(table, {"a": 45, "b": 65}, threshold=10)
    assert not shown["a"]["x"].shown
    assert not shown["b"]["x"].shown


def test_several_choices_hide_who_did_not_choose():
    table = {"a": {"x": 45}, "b": {"x": 30}}
    shown = crossed(table, {"a": 50, "b": 60}, threshold=10, kind="several")
    assert not shown["a"]["x"].shown
    assert not shown["b"]["x"].shown
