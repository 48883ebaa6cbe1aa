"""Who reads which bid: by lot, evenly, never somebody with an interest.

The lot has a seed, so that it can be repeated and looked into afterwards.
"""

import random

from civilsociety.refusal import Refused
from civilsociety.ui.words import plural


def draw(bids, people, *, barred, each, seed, before=None):
    """{bid: [people]}: `each` people for every bid, drawn evenly.

    `barred` holds (bid, person) pairs that must not be; `before` is {person: bids they have
    already}. Raises Refused with the first bid that has not enough people. The outcome depends
    on nothing but the arguments.
    """
    lot = random.Random(seed)  # noqa: S311  a lot to be repeated, not a secret
    load = dict.fromkeys(people, 0) | {p: n for p, n in (before or {}).items() if p in people}
    found = {}
    for bid in bids:
        free = [person for person in people if (bid, person) not in barred]
        if len(free) < each:
            raise Refused(_too_few(bid, len(free), each))
        lot.shuffle(free)
        free.sort(key=load.__getitem__)
        found[bid] = free[:each]
        for person in found[bid]:
            load[person] += 1
    _even_out(found, people, barred, load)
    return found


def _even_out(found, people, barred, load):
    """Hands bids from whoever has most to whoever has two fewer, until no hand-over helps."""
    moved = True
    while moved:
        moved = False
        for bid, readers in found.items():
            for place, reader in enumerate(readers):
                lighter = [
                    person
                    for person in people
                    if load[person] <= load[reader] - 2
                    and person not in readers
                    and (bid, person) not in barred
                ]
                if lighter:
                    instead = min(lighter, key=load.__getitem__)
                    readers[place] = instead
                    load[reader] -= 1
                    load[instead] += 1
                    moved = True
                    break


def _too_few(bid, free, each):
    return (
        f"{bid}: {plural(each, 'assessor')} needed, and {plural(free, 'assessor')} can read it "
        "who declared their interests, have none in it and do not read it already. Add "
        "assessors, ask those there are to declare their interests, or draw fewer for each bid."
    )
