"""The drawing of where an amount goes."""

import re
from xml.etree import ElementTree

from civilsociety.documents.flows import Flows, Node, flows_svg, in_words

FLOWS = Flows(
    title="Where the money goes",
    heads=("From", "For", "Now"),
    columns=(
        (Node("base", "Base budget"), Node("health", "Public <Health>")),
        (Node("fund", "Recovery fund"), Node("rest", "Not yet allocated")),
        (Node("paid", "Paid"), Node("free", "Available", "open"), Node("none", "Reserved")),
    ),
    bands=(
        ("base", "fund", 10_000),
        ("health", "fund", 10_001),
        ("base", "rest", 1),
        ("fund", "paid", 20_001),
        ("rest", "free", 1),
        ("fund", "none", 0),
    ),
)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(flows=FLOWS):
    return ElementTree.fromstring(flows_svg(flows, "x"))


def test_words_say_every_amount():
    assert in_words(FLOWS) == (
        "Base budget: £100 to Recovery fund, £0.01 to Not yet allocated. "
        "Public <Health>: £100.01 to Recovery fund. "
        "Recovery fund: £200.01 to Paid. Not yet allocated: £0.01 to Available."
    )
    assert drawn().find(f"{SVG}desc").text == in_words(FLOWS)


def test_amounts_stand_beside_their_nodes():
    texts = ["".join(each.itertext()) for each in drawn().iter(f"{SVG}text")]

    assert "Base budget£100.01" in texts
    assert "Recovery fund£200.01" in texts
    assert not any("Reserved" in text for text in texts)


def test_nothing_is_drawn_outside_the_drawing():
    root = drawn()
    _, _, width, height = map(float, root.get("viewBox").split())

    for node in root.iter(f"{SVG}rect"):
        assert 0 <= float(node.get("x")) <= width - float(node.get("width"))
        assert 0 <= float(node.get("y")) <= height - float(node.get("height"))
    for each in root.iter(f"{SVG}tspan"):
        assert 0 < float(each.get("y")) < height


def test_nodes_of_a_column_never_touch():
    many = tuple(
        Node(f"n{n}", f"A programme with a rather long name, number {n}") for n in range(9)
    )
    flows = Flows(
        "Many", ("a", "b"), ((Node("all", "All"),), many), tuple(("all", n.key, 1) for n in many)
    )
    tops = sorted(float(each.get("y")) for each in drawn(flows).iter(f"{SVG}rect"))[1:]
    words = [float(each.get("y")) for each in drawn(flows).iter(f"{SVG}tspan")]

    assert all(later > earlier for earlier, later in zip(tops, tops[1:], strict=False))
    assert len(words) == len(set(words))


def test_no_amount_draws_nothing():
    assert flows_svg(Flows("None", ("a",), ((Node("a", "A"),),), ()), "x") == ""


def test_drawing_has_no_style_of_its_own():
    assert not re.search(r"style=|<style|<script", flows_svg(FLOWS, "x"))
