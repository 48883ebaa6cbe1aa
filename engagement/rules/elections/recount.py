"""Repeats the count of an election, with nothing but Python 3 and the list of ballots.

    python3 recount.py ballots.csv 1=2:11,12,13,14 2=1:21,22

Each argument after the file is a contest: its number, how many seats it has, and the numbers of
its candidates. The page “Repeat the count” of the election prints the line to type.
"""

import csv
import json
import sys
from hashlib import sha256
from pathlib import Path


def main(path, *arguments):
    """Reads the list, counts each contest, writes the result."""
    text = Path(path).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    joined = "".join(sorted({row["receipt"] for row in rows}))
    result = {}
    for argument in arguments:
        contest, _, rest = argument.partition("=")
        seats, _, numbers = rest.partition(":")
        candidates = [int(number) for number in numbers.split(",") if number]
        choices = [row["choices"] for row in rows if row["contest"] == contest]
        result[contest] = count_one(choices, candidates, int(seats), joined)
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


def count_one(choices, candidates, seats, joined):
    """One contest: votes, and who is elected; equal votes by lot."""
    votes = dict.fromkeys(candidates, 0)
    if len(candidates) > seats:
        for text in choices:
            chosen = {int(number) for number in text.split()}
            if len(chosen) <= seats:
                for candidate in chosen & set(votes):
                    votes[candidate] += 1
    lots = {each: sha256((joined + str(each)).encode()).hexdigest() for each in candidates}
    order = sorted(candidates, key=lambda each: (-votes[each], lots[each]))
    return {"votes": {str(each): votes[each] for each in order}, "elected": order[:seats]}


if __name__ == "__main__":
    main(*sys.argv[1:])
