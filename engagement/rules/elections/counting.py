"""The count: pure, published, and short enough to be read by whoever wants to repeat it.

The same steps stand in words on each election’s page “Repeat the count”, and as a program of its
own that needs nothing of this service (`static/elections/recount.py`).
"""

from hashlib import sha256

TIE_RULE = (
    "By lot: candidates with equal votes are put in the order of SHA-256 of the sorted receipts "
    "of all ballots, joined, followed by the candidate’s number; the lower comes first."
)


def lot(receipts, candidate):
    """The lot of a candidate: what TIE_RULE says, as 64 hexadecimal digits."""
    return sha256(("".join(sorted(receipts)) + str(candidate)).encode()).hexdigest()


def count(ballots, contests, seats):
    """Counts ballots: pairs of a receipt and its choices, `{"1": [12, 15]}` by contest.

    `contests` gives the numbers of those who stand, by contest; `seats` how many are elected in
    each. Where no more stand than there are seats all are elected, and no vote counts for or
    against anybody. A ballot with more choices in a contest than it has seats counts for nobody
    there. The order in which ballots come makes no difference.
    """
    ballots = list(ballots)
    receipts = [receipt for receipt, _ in ballots]
    return {
        "ballots": len(ballots),
        "contests": {
            str(contest): _count_one(
                [choices.get(str(contest), []) for _, choices in ballots],
                candidates,
                seats[contest],
                receipts,
            )
            for contest, candidates in sorted(contests.items())
        },
    }


def _count_one(choices, candidates, places, receipts):
    contested = len(candidates) > places
    votes = dict.fromkeys(sorted(candidates), 0)
    none = 0
    for chosen in choices if contested else ():
        named = set(chosen) & set(votes) if len(set(chosen)) <= places else set()
        none += not named
        for candidate in named:
            votes[candidate] += 1
    lots = {candidate: lot(receipts, candidate) for candidate in votes}
    order = sorted(votes, key=lambda candidate: (-votes[candidate], lots[candidate]))
    return {
        "contested": contested,
        "seats": places,
        "votes": {str(candidate): votes[candidate] for candidate in order},
        "no_choice": none,
        "elected": order[:places],
        "vacant": max(places - len(order), 0),
        "drawn": _drawn(order, votes, places) if contested else [],
        "lots": {str(candidate): lots[candidate] for candidate in order},
    }


def _drawn(order, votes, places):
    """The candidates between whom the lot decided who is elected."""
    last, next_one = order[places - 1], order[places]
    if votes[last] != votes[next_one]:
        return []
    return [candidate for candidate in order if votes[candidate] == votes[last]]
