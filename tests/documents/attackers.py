"""People who want the hidden numbers, and know everything but them.

Written from the rules in words, not from the code they attack: they count possibilities.
"""

from collections import defaultdict


def divisions(total, parts):
    """Every way to divide `total` people over so many cells."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in divisions(total - first, parts - 1):
            yield (first, *rest)


def give_aways(worlds, publish):
    """Cells that somebody who knows the algorithm can work out.

    `publish` maps a world (its true counts) to what everybody sees of it: one entry a cell,
    None where it is hidden, and whatever else is published. Somebody who sees it keeps the
    worlds that would look the same; a hidden cell with one number in all of them is lost.
    """
    look_alikes = defaultdict(list)
    for world in worlds:
        look_alikes[publish(world)].append(world)
    return [
        (seen, cell)
        for seen, same in look_alikes.items()
        for cell, count in enumerate(seen[0])
        if count is None and len({world[cell] for world in same}) < 2
    ]


def ranges(published, base):
    """What each hidden cell may be, knowing only that the cells add up to the base."""
    hidden = [label for label, count in published.items() if count is None]
    rest = base - sum(count for count in published.values() if count is not None)
    if len(hidden) == 1:
        return {hidden[0]: (rest, rest)}
    return dict.fromkeys(hidden, (0, rest))
