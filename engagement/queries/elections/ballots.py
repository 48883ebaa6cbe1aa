"""The published list of ballots."""

import csv
import io

from engagement.queries.elections.contests import contests_of

HEAD = ("receipt", "contest", "choices")


def ballots_csv(election):
    """Every ballot, sorted by receipt: a line for each contest, with the numbers chosen in it."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEAD)
    for receipt, choices in election.ballots.order_by("receipt").values_list("receipt", "choices"):
        for contest, chosen in sorted(choices.items(), key=lambda pair: int(pair[0])):
            rows.writerow([receipt, contest, " ".join(map(str, sorted(chosen)))])
    return text.getvalue().encode()


def ballot_by_receipt(election, words):
    """The ballot of a receipt as somebody types it, or None: spaces and case make no difference."""
    letters = "".join(sign for sign in words.upper() if sign.isalnum())[:40]
    groups = [letters[start : start + 4] for start in range(0, len(letters), 4)]
    return election.ballots.filter(receipt="-".join(groups)).first() if letters else None


def named_choices(election, ballot):
    """(contest's name, what was chosen in words) of a ballot."""
    people = {each.pk: each.name for each in election.nominations.all()}
    return [
        (
            contest.name,
            [people.get(n, f"Candidate {n}") for n in ballot.choices[str(contest.number)]],
        )
        for contest in contests_of(election, with_candidates=False)
        if str(contest.number) in ballot.choices
    ]


def recount_line(election):
    """What to type to repeat the count with the program we publish."""
    contests = " ".join(
        f"{each.number}={each.places}:{','.join(str(c.pk) for c in each.candidates)}"
        for each in contests_of(election)
    )
    return f"python3 recount.py ballots.csv {contests}"
