"""Where a section may go, and what number that gives it."""

import pytest

from civilsociety.refusal import Refused
from strategy.rules.editing.outline import Node, moved, placed, put_in, standings, ways_of, without

# 1 a, 1.1 b, 1.2 c, 1.2.1 d, 2 e
OUTLINE = [Node("a", 1), Node("b", 2), Node("c", 2), Node("d", 3), Node("e", 1)]


def numbers(nodes):
    return {standing.key: standing.number for standing in standings(nodes)}


def order(nodes):
    return " ".join(f"{number}{key}" for key, number in numbers(nodes).items())


def test_numbers_and_parents_follow_from_order_and_depth():
    assert order(OUTLINE) == "1a 1.1b 1.2c 1.2.1d 2e"
    assert [standing.parent for standing in standings(OUTLINE)] == [None, "a", "a", "c", None]


@pytest.mark.parametrize(
    ("key", "way", "after"),
    [
        ("c", "up", "1a 1.1c 1.1.1d 1.2b 2e"),
        ("b", "down", "1a 1.1c 1.1.1d 1.2b 2e"),
        ("e", "up", "1e 2a 2.1b 2.2c 2.2.1d"),
        ("e", "in", "1a 1.1b 1.2c 1.2.1d 1.3e"),
        ("c", "in", "1a 1.1b 1.1.1c 1.1.1.1d 2e"),
        ("b", "out", "1a 1.1c 1.1.1d 2b 3e"),
        ("d", "out", "1a 1.1b 1.2c 1.3d 2e"),
    ],
)
def test_moves(key, way, after):
    assert order(moved(OUTLINE, key, way)) == after


@pytest.mark.parametrize(
    ("key", "way", "says"),
    [
        ("a", "up", "first where it stands"),
        ("b", "up", "first where it stands"),
        ("a", "in", "first where it stands"),
        ("e", "down", "last where it stands"),
        ("d", "down", "last where it stands"),
        ("a", "out", "chapter already"),
        ("a", "sideways", "Choose up"),
        ("gone", "up", "taken out meanwhile"),
    ],
)
def test_moves_that_cannot_be(key, way, says):
    with pytest.raises(Refused, match=says):
        moved(OUTLINE, key, way)


def test_nothing_stands_five_deep():
    deep = [Node("a", 1), Node("b", 2), Node("c", 3), Node("d", 3), Node("e", 4)]
    with pytest.raises(Refused, match="more than 4 deep"):
        moved(deep, "d", "in")
    with pytest.raises(Refused, match="4 deep at most"):
        placed(deep, ["x"], "inside", "e")


def test_ways_are_those_that_are_not_refused():
    assert ways_of(OUTLINE) == {
        "a": ["down"],
        "b": ["down", "out"],
        "c": ["up", "in", "out"],
        "d": ["out"],
        "e": ["up", "in"],
    }


@pytest.mark.parametrize(
    ("place", "beside", "after"),
    [
        ("before", "c", "1a 1.1b 1.2x 1.3c 1.3.1d 2e"),
        ("after", "c", "1a 1.1b 1.2c 1.2.1d 1.3x 2e"),
        ("inside", "c", "1a 1.1b 1.2c 1.2.1d 1.2.2x 2e"),
        ("first_inside", "c", "1a 1.1b 1.2c 1.2.1x 1.2.2d 2e"),
        ("after", "a", "1a 1.1b 1.2c 1.2.1d 2x 3e"),
        ("last", None, "1a 1.1b 1.2c 1.2.1d 2e 3x"),
    ],
)
def test_new_section(place, beside, after):
    assert order(placed(OUTLINE, ["x"], place, beside)) == after


def test_taking_out_takes_what_is_inside():
    assert order(without(OUTLINE, "c")) == "1a 1.1b 2e"


@pytest.mark.parametrize(
    ("number", "parent", "after"),
    [
        ("1.1", "a", "1a 1.1x 1.1.1y 1.2b 1.3c 1.3.1d 2e"),
        ("1.3", "a", "1a 1.1b 1.2c 1.2.1d 1.3x 1.3.1y 2e"),
        ("1.9", "a", "1a 1.1b 1.2c 1.2.1d 1.3x 1.3.1y 2e"),
        ("1.1", "e", "1a 1.1b 1.2c 1.2.1d 2e 2.1x 2.1.1y"),
        ("2", "", "1a 1.1b 1.2c 1.2.1d 2x 2.1y 3e"),
        ("7", "", "1a 1.1b 1.2c 1.2.1d 2e 3x 3.1y"),
        ("1.1", "gone", "1a 1.1b 1.2c 1.2.1d 2e 3x 3.1y"),
    ],
)
def test_putting_back_where_it_stood(number, parent, after):
    level = number.count(".") + 1
    block = [Node("x", level), Node("y", level + 1)]
    assert order(put_in(OUTLINE, block, number, parent)) == after


def test_nothing_comes_back_deeper_than_four():
    block = [Node("x", 3), Node("y", 4)]
    deep = [Node("a", 1), Node("b", 2), Node("c", 3)]
    with pytest.raises(Refused, match="4 deep"):
        put_in(deep, block, "1.1.1.1", "c")


def test_more_sections_than_a_text_has_are_refused():
    many = [Node(f"s{n}", 1) for n in range(500)]
    for act in (
        lambda: placed(many, ["x"], "last"),
        lambda: put_in(many, [Node("x", 1)], "1"),
    ):
        with pytest.raises(Refused, match="500 sections"):
            act()
