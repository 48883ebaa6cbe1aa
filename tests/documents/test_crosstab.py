"""Two questions against each other give away no more than one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.documents import crosstab

from .attackers import divisions, give_aways

TEN = 10


def table(world, rows, columns):
    return {r: {c: world[r * columns + c] for c in range(columns)} for r in range(rows)}


def figures(published):
    return [cell for _, cells in published.rows for cell in cells]


def test_large_cells_are_all_shown_with_row_percentages():
    published = crosstab(
        {"Charity": {"Yes": 30, "No": 10}, "Resident": {"Yes": 20, "No": 20}}, threshold=TEN
    )
    assert published.cell("Charity", "Yes").percent == 75
    assert (published.shown, published.note) == (True, "")


def test_one_small_cell_hides_one_in_each_line():
    published = crosstab(
        {
            "Charity": {"Yes": 30, "No": 4, "Unsure": 40},
            "Resident": {"Yes": 25, "No": 20, "Unsure": 50},
            "Trustee": {"Yes": 60, "No": 70, "Unsure": 80},
        },
        threshold=TEN,
    )
    grid = [[cell.shown for cell in cells] for _, cells in published.rows]
    assert grid == [[False, False, True], [False, False, True], [True, True, True]]


def test_parts_of_one_whole_where_one_is_small_show_only_the_whole():
    published = crosstab(
        {"2020": {"Yes": 45, "No": 24}, "2021": {"Yes": 6, "No": 3}}, threshold=TEN
    )
    assert not published.shown
    assert [f.count for _, f in published.row_totals] == [None, None]
    assert [f.count for _, f in published.column_totals] == [51, 27]


def test_parts_whose_sizes_are_known_still_show_no_cell():
    published = crosstab(
        {"2020": {"Yes": 45, "No": 24}, "2021": {"Yes": 6, "No": 3}},
        threshold=TEN,
        row_totals_are_known=True,
    )
    assert not published.shown
    assert [f.count for _, f in published.row_totals] == [69, 9]


def test_too_few_people_have_no_table():
    published = crosstab({"a": {"x": 3}, "b": {"x": 4}}, threshold=TEN)
    assert (published.rows, str(published.base)) == ((), "fewer than 10")


@pytest.mark.parametrize(
    ("threshold", "rows", "columns", "most"), [(3, 2, 2, 15), (4, 2, 2, 17), (3, 2, 3, 14)]
)
@pytest.mark.parametrize("known", [False, True])
def test_nothing_is_given_to_one_who_knows_the_algorithm(threshold, rows, columns, most, known):
    def publish(world):
        counts = table(world, rows, columns)
        published = crosstab(counts, threshold=threshold, row_totals_are_known=known)
        margins = [f.count for _, f in (*published.row_totals, *published.column_totals)]
        cells = figures(published)
        return tuple(f.count for f in cells), tuple(f.percent for f in cells), tuple(margins)

    for base in range(threshold, most):
        worlds = divisions(base, rows * columns)
        if known:  # a group known to be empty has no secret to keep
            worlds = (w for w in worlds if all(_row_sums(w, rows, columns)))
        assert give_aways(worlds, publish) == []


def _row_sums(world, rows, columns):
    return [sum(world[r * columns : (r + 1) * columns]) for r in range(rows)]


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4))
def test_no_line_hides_just_one_cell_under_a_shown_total(grid):
    published = crosstab({r: dict(enumerate(row)) for r, row in enumerate(grid)}, threshold=TEN)
    rows = [[cell.shown for cell in cells] for _, cells in published.rows]
    columns = [list(column) for column in zip(*rows, strict=True)]
    for lines, totals in ((rows, published.row_totals), (columns, published.column_totals)):
        for line, (_, margin) in zip(lines, totals, strict=False):
            assert not margin.shown or line.count(False) != 1
