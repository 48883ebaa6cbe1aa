"""How an amount is drawn from the sources: to the penny, by a rule, never by a percentage."""

from civilsociety.refusal import Refused


def split(pence, *, sources, drawn=None, most=None):
    """{source: pence}: equal shares; odd pennies fall to those that have given less so far.

    `drawn` is what each has given so far, `most` what each can give now (without it, anything).
    A source that cannot give its share gives what it can, the others the rest. Shares of one
    draw differ by a penny at most, and so do the sums of many. Raises Refused when all of them
    together cannot give so much.
    """
    drawn, shares, left = dict(drawn or {}), dict.fromkeys(sources, 0), pence
    if most is not None and sum(most.get(each, 0) for each in sources) < pence:
        raise Refused("There is not as much as that to draw on.")
    while left:
        room = {
            each: left if most is None else most.get(each, 0) - shares[each] for each in sources
        }
        giving = [each for each in sources if room[each] > 0]
        if not giving:
            raise Refused("There is no source to draw on.")
        share = left // len(giving)
        if share == 0:
            # The sort is stable: of equals, the one with more room, then the first in order.
            giving.sort(key=lambda each: (drawn.get(each, 0) + shares[each], -room[each]))
            giving = giving[:left]
        for each in giving:
            given = min(max(share, 1), room[each])
            shares[each] += given
            left -= given
    return {each: given for each, given in shares.items() if given}


def oldest_first(pence, *, lines):
    """[(line, pence)] of one source: money that was carried goes first, the oldest before.

    `lines` is [(line, most)] in that order; together they hold enough.
    """
    drawn = []
    for line, most in lines:
        if given := min(pence, most):
            drawn.append((line, given))
            pence -= given
    return drawn
