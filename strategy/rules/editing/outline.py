"""The outline of a text: which section may go where, and what number that gives it.

An outline is the sections in reading order, each with its depth; numbers and parents follow
from that alone. Functions return a new outline and raise Refused where a step is impossible.
"""

from dataclasses import dataclass, replace

from civilsociety.refusal import Refused, allows
from strategy.formats.headings import DEEPEST_LEVEL, MOST_SECTIONS

UP, DOWN, IN, OUT = "up", "down", "in", "out"
WAYS = (UP, DOWN, IN, OUT)
BEFORE, AFTER, INSIDE, FIRST_INSIDE, LAST = "before", "after", "inside", "first_inside", "last"

TOO_DEEP = f"Sections stand {DEEPEST_LEVEL} deep at most. Choose a place higher up."
TOO_MANY = f"A text has {MOST_SECTIONS} sections at most. Join some of them first."


@dataclass(frozen=True)
class Node:
    """One section in an outline: its anchor, and its depth from 1 for a chapter."""

    key: str
    level: int


@dataclass(frozen=True)
class Standing:
    """Where a section stands: its position from 1, its number, the anchor of its parent."""

    key: str
    position: int
    level: int
    number: str
    parent: str | None


def standings(nodes):
    """Position, number and parent of each section, counted from the outline alone."""
    counts, path, found = [], [], []
    for position, node in enumerate(nodes, 1):
        path = path[: node.level - 1]
        counts = [*counts, 0][: node.level]
        counts[-1] += 1
        number = ".".join(str(count) for count in counts)
        parent = path[-1] if path else None
        found.append(Standing(node.key, position, node.level, number, parent))
        path.append(node.key)
    return found


def index_of(nodes, key):
    """Where a section stands in the outline. Raises Refused when it is not there any more."""
    for at, node in enumerate(nodes):
        if node.key == key:
            return at
    raise Refused("This section was taken out meanwhile. Look at the outline and choose again.")


def end_of(nodes, at):
    """The index after a section and everything inside it."""
    end = at + 1
    while end < len(nodes) and nodes[end].level > nodes[at].level:
        end += 1
    return end


def inside(nodes, key):
    """The anchors of a section and of everything inside it, in reading order."""
    at = index_of(nodes, key)
    return [node.key for node in nodes[at : end_of(nodes, at)]]


def placed(nodes, keys, place, beside=None):
    """The outline with new sections: `keys` stand one after the other at the same depth."""
    if len(nodes) + len(keys) > MOST_SECTIONS:
        raise Refused(TOO_MANY)
    at, level = _spot(nodes, place, beside)
    if level > DEEPEST_LEVEL:
        raise Refused(TOO_DEEP)
    return [*nodes[:at], *(Node(key, level) for key in keys), *nodes[at:]]


def _spot(nodes, place, beside):
    """The index and the depth of a new section."""
    if beside is None or place == LAST:
        return len(nodes), 1
    at = index_of(nodes, beside)
    level = nodes[at].level
    return {
        BEFORE: (at, level),
        AFTER: (end_of(nodes, at), level),
        INSIDE: (end_of(nodes, at), level + 1),
        FIRST_INSIDE: (at + 1, level + 1),
    }[place]


def put_in(nodes, block, number, parent=""):
    """The outline with a section, and all inside it, back where it stood as `number`.

    `parent` is the anchor of the section it stood in; where that is gone, it becomes a chapter
    at the end. Where another took its number, it stands before that one.
    """
    if len(nodes) + len(block) > MOST_SECTIONS:
        raise Refused(TOO_MANY)
    at, level = _old_spot(nodes, number, parent)
    back = _deeper(block, level - block[0].level)
    if max(node.level for node in back) > DEEPEST_LEVEL:
        raise Refused(TOO_DEEP)
    return [*nodes[:at], *back, *nodes[at:]]


def _old_spot(nodes, number, parent):
    """The index and the depth at which a section stood, as far as the outline still has it."""
    found = standings(nodes)
    above = next((each for each in found if each.key == parent), None)
    if parent and not above:
        return len(nodes), 1
    last = number.rpartition(".")[2]
    wanted = f"{above.number}.{last}" if above else last
    level = above.level + 1 if above else 1
    for at, each in enumerate(found):
        if each.number == wanted:
            return at, level
    return (end_of(nodes, above.position - 1) if above else len(nodes)), level


def without(nodes, key):
    """The outline without a section and everything inside it."""
    at = index_of(nodes, key)
    return [*nodes[:at], *nodes[end_of(nodes, at) :]]


def moved(nodes, key, way):
    """The outline after a section, with everything inside it, went one step. Raises Refused."""
    at = index_of(nodes, key)
    check_can_go(nodes, at, way)
    block, end = nodes[at : end_of(nodes, at)], end_of(nodes, at)
    if way == UP:
        before = _previous(nodes, at)
        return [*nodes[:before], *block, *nodes[before:at], *nodes[end:]]
    if way == DOWN:
        after = end_of(nodes, end)
        return [*nodes[:at], *nodes[end:after], *block, *nodes[after:]]
    if way == IN:
        return [*nodes[:at], *_deeper(block, 1), *nodes[end:]]
    after = end_of(nodes, _parent(nodes, at))
    return [*nodes[:at], *nodes[end:after], *_deeper(block, -1), *nodes[after:]]


def check_can_go(nodes, at, way):
    """Raises Refused unless the section at this index can go one step this way."""
    if way not in WAYS:
        raise Refused("Choose up, down, in or out.")
    block = nodes[at : end_of(nodes, at)]
    if way in {UP, IN} and _previous(nodes, at) is None:
        raise Refused("It is the first where it stands. Move it out, or move another below it.")
    if way == DOWN and not _has_next(nodes, at):
        raise Refused("It is the last where it stands. Move it out, or move another above it.")
    if way == OUT and nodes[at].level == 1:
        raise Refused("It is a chapter already and cannot go further out.")
    if way == IN and max(node.level for node in block) == DEEPEST_LEVEL:
        raise Refused(f"It would stand more than {DEEPEST_LEVEL} deep. Move what is in it out.")


def ways_of(nodes):
    """For each anchor the ways it can go now."""
    return {
        node.key: [way for way in WAYS if allows(check_can_go, nodes, at, way)]
        for at, node in enumerate(nodes)
    }


def _deeper(block, steps):
    return [replace(node, level=node.level + steps) for node in block]


def _previous(nodes, at):
    """The index of the section before it at the same depth below the same parent."""
    for before in range(at - 1, -1, -1):
        if nodes[before].level < nodes[at].level:
            return None
        if nodes[before].level == nodes[at].level:
            return before
    return None


def _has_next(nodes, at):
    end = end_of(nodes, at)
    return end < len(nodes) and nodes[end].level == nodes[at].level


def _parent(nodes, at):
    return next(i for i in range(at - 1, -1, -1) if nodes[i].level < nodes[at].level)
