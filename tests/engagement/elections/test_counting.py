"""The published count: sums, ties by the stated rule, and no matter in which order ballots come."""

import csv
import hashlib
import io
import json
import random
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some

from engagement.rules.elections.counting import count, lot

CANDIDATES = [11, 12, 13, 14]


@some.composite
def elections(draw):
    """Ballots with receipts of their own, for one contest of two seats and one of one."""
    receipts = draw(some.lists(some.text("ABC", min_size=4, max_size=4), unique=True, max_size=25))
    two = some.lists(some.sampled_from(CANDIDATES), unique=True, max_size=2)
    one = some.lists(some.sampled_from([21, 22]), unique=True, max_size=1)
    return [(receipt, {"1": draw(two), "2": draw(one)}) for receipt in receipts]


def counted(ballots):
    return count(ballots, {1: CANDIDATES, 2: [21, 22]}, {1: 2, 2: 1})


@given(elections(), some.randoms())
def test_order_of_ballots_makes_no_difference(ballots, dice):
    shuffled = list(ballots)
    dice.shuffle(shuffled)
    assert counted(shuffled) == counted(ballots)


@given(elections())
def test_every_choice_counts_once(ballots):
    found = counted(ballots)
    for contest in ("1", "2"):
        given_ = sum(len(choices[contest]) for _, choices in ballots)
        assert sum(found["contests"][contest]["votes"].values()) == given_
        empty = sum(not choices[contest] for _, choices in ballots)
        assert found["contests"][contest]["no_choice"] == empty
    assert found["ballots"] == len(ballots)


@given(elections())
def test_nobody_elected_has_fewer_votes_than_somebody_who_is_not(ballots):
    found = counted(ballots)["contests"]["1"]
    lost = set(CANDIDATES) - set(found["elected"])
    assert len(found["elected"]) == 2
    least = min(found["votes"][str(each)] for each in found["elected"])
    assert all(found["votes"][str(each)] <= least for each in lost)


@given(elections())
def test_ties_are_broken_as_the_rule_is_printed(ballots):
    """The rule done by hand, from its words alone."""
    found = counted(ballots)["contests"]["1"]
    joined = "".join(sorted(receipt for receipt, _ in ballots))
    by_hand = sorted(
        CANDIDATES,
        key=lambda each: (
            -found["votes"][str(each)],
            hashlib.sha256(f"{joined}{each}".encode()).hexdigest(),
        ),
    )
    assert found["elected"] == by_hand[:2]


def test_three_equal_for_two_seats_are_drawn_between():
    ballots = [("AAAA", {"1": [11]}), ("BBBB", {"1": [12]}), ("CCCC", {"1": [13]})]
    found = count(ballots, {1: [11, 12, 13]}, {1: 2})["contests"]["1"]
    order = sorted([11, 12, 13], key=lambda each: lot(["CCCC", "AAAA", "BBBB"], each))

    assert found["elected"] == order[:2]
    assert sorted(found["drawn"]) == [11, 12, 13]


def test_a_tie_above_the_last_seat_is_no_draw():
    ballots = [("AAAA", {"1": [11, 12]}), ("BBBB", {"1": [11, 12]})]
    assert count(ballots, {1: [11, 12, 13]}, {1: 2})["contests"]["1"]["drawn"] == []


@pytest.mark.parametrize(
    ("standing", "seats", "elected", "vacant"),
    [([11], 2, [11], 1), ([], 1, [], 1), ([11], 1, [11], 0)],
)
def test_no_more_candidates_than_seats_needs_no_vote(standing, seats, elected, vacant):
    found = count([("AAAA", {})], {1: standing}, {1: seats})["contests"]["1"]
    assert (found["elected"], found["vacant"], found["contested"]) == (elected, vacant, False)


def test_a_ballot_with_too_many_choices_counts_for_nobody_there():
    found = count([("AAAA", {"1": [11, 12, 13]})], {1: CANDIDATES}, {1: 2})["contests"]["1"]
    assert sum(found["votes"].values()) == 0
    assert found["no_choice"] == 1


def test_votes_for_somebody_who_stepped_back_count_for_nobody():
    found = count([("AAAA", {"1": [11, 99]})], {1: CANDIDATES}, {1: 2})["contests"]["1"]
    assert found["votes"] == {"11": 1, "12": 0, "13": 0, "14": 0} | found["votes"]
    assert "99" not in found["votes"]


def test_the_standalone_program_gives_the_same_result(tmp_path):
    """What a reader downloads counts as the service does, with nothing of the service."""
    dice = random.Random(7)
    ballots = [
        (
            f"R{number:03}",
            {"1": dice.sample(CANDIDATES, dice.randint(0, 2)), "2": dice.choice([[21], [22], []])},
        )
        for number in range(60)
    ]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["receipt", "contest", "choices"])
    for receipt, choices in ballots:
        for contest, chosen in choices.items():
            rows.writerow([receipt, contest, " ".join(map(str, chosen))])
    file = tmp_path / "ballots.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    program = settings.BASE_DIR / "engagement" / "rules" / "elections" / "recount.py"
    arguments = ["1=2:11,12,13,14", "2=1:21,22"]
    done = subprocess.run(
        [sys.executable, "-I", str(program), str(file), *arguments],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    again = json.loads(done.stdout)
    for number, contest in counted(ballots)["contests"].items():
        assert again[number]["elected"] == contest["elected"]
        assert again[number]["votes"] == contest["votes"]
