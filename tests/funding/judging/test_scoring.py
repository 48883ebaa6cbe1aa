"""Scores: blind until all are in, exact, moderated with a reason, ranked by a stated rule."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.refusal import Refused
from funding.actions.judging import scoring
from funding.models import Application, Assessment, Score
from funding.queries.judging.cards import standing_of, standings
from funding.queries.judging.scoring import score_of, spread_of
from tests.funding.judging.judged import NOW, bid_of, scored

pytestmark = pytest.mark.django_db


def criteria(*weights):
    return [SimpleNamespace(pk=n, weight=w, position=n) for n, w in enumerate(weights)]


@pytest.mark.parametrize(
    ("points", "weights", "score"),
    [
        ((5, 5), (2, 1), "100.00"),
        ((0, 0), (2, 1), "0.00"),
        ((4, 3), (2, 1), "73.33"),
        ((3, 4), (2, 1), "66.67"),
        ((1, 0), (1, 15), "1.25"),
        ((1, 0), (1, 31), "0.63"),  # 0.625: halves go up
    ],
)
def test_weighted_score_is_exact(points, weights, score):
    found = criteria(*weights)
    assert score_of(dict(enumerate(points)), found) == Decimal(score)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=1, max_size=6))
def test_score_lies_between_nothing_and_a_hundred(pairs):
    points, weights = zip(*pairs, strict=True)
    assert 0 <= score_of(dict(enumerate(points)), criteria(*weights)) <= 100


@pytest.mark.parametrize(
    ("cards", "apart", "too_far"),
    [
        ([(3, 3)], 0, False),
        ([(3, 3), (4, 3)], 0, False),
        ([(3, 3), (5, 3)], 1, True),
        ([(3, 3), (4, 4)], 0, True),  # 20 of 100 together
        ([(0, 5), (5, 0)], 2, True),
    ],
)
def test_spread_is_flagged(cards, apart, too_far):
    found = spread_of([dict(enumerate(card)) for card in cards], criteria(2, 1))
    assert (len(found.criteria), found.too_far) == (apart, too_far)


@pytest.fixture
def bid(world, asa, ash):
    bid = bid_of(world, "Harbour Choir")
    for person in (asa, ash):
        Assessment.objects.create(application=bid, assessor=person)
    return bid


def test_score_is_there_only_when_all_are_in(world, bid, asa, ash):
    scored(world, bid, {asa: (4, 3)})
    assert standing_of(bid).score is None and standing_of(bid).sent == 1
    scored(world, bid, {ash: (3, 4)})
    assert standing_of(bid).score == Decimal("70.00")


def test_draft_keeps_half_an_answer_and_sends_nothing(world, bid, asa):
    need, _ = world.programme.criteria.all()
    mine = bid.assessments.get(assessor=asa)
    scoring.save_scores(assessment=mine, scores={need: (None, "Not sure")}, comment="?", by=asa)
    assert Score.objects.get().justification == "Not sure"
    with pytest.raises(Refused, match="Need"):
        scoring.send_scores(
            assessment=mine, scores={need: (None, "Not sure")}, comment="", by=asa, now=NOW
        )
    assert not standing_of(bid).sent


def test_every_criterion_needs_points_and_a_reason(world, bid, asa):
    need, plan = world.programme.criteria.all()
    mine = bid.assessments.get(assessor=asa)
    with pytest.raises(Refused, match="Plan"):
        scoring.send_scores(
            assessment=mine, scores={need: (3, "x"), plan: (3, " ")}, comment="", by=asa, now=NOW
        )


def test_scores_stand_once_they_are_sent(world, bid, asa):
    scored(world, bid, {asa: (4, 3)})
    with pytest.raises(Refused, match="stand as you sent them"):
        scored(world, bid, {asa: (5, 5)})


def test_nobody_scores_for_somebody_else(world, bid, asa, ash):
    need, _ = world.programme.criteria.all()
    with pytest.raises(Refused, match="somebody else"):
        scoring.save_scores(
            assessment=bid.assessments.get(assessor=asa), scores={need: (1, "")}, comment="", by=ash
        )


def moderated(world, bid, points, why="We read it together."):
    need, _ = world.programme.criteria.all()
    return scoring.moderate(
        application=bid, points={need: points}, why=why, by=world.officer, now=NOW
    )


def test_moderation_waits_for_the_last_assessor(world, bid, asa):
    scored(world, bid, {asa: (4, 3)})
    with pytest.raises(Refused, match="Missing: Ash"):
        moderated(world, bid, 4)


def test_moderated_points_take_the_place_of_the_mean(world, bid, asa, ash):
    scored(world, bid, {asa: (5, 3), ash: (2, 3)})
    assert not standing_of(bid).is_ready
    with pytest.raises(Refused, match="Say why"):
        moderated(world, bid, 4, why=" ")
    moderated(world, bid, 4)
    assert standing_of(bid).is_ready
    assert standing_of(bid).score == Decimal("73.33")


def test_ties_go_by_the_criterion_that_counts_most_then_by_the_smaller_sum(world, asa):
    first, second = bid_of(world, "A"), bid_of(world, "B", requested_pence=4_000_00)
    third = bid_of(world, "C", requested_pence=4_500_00)
    scored(world, first, {asa: (3, 3)})
    scored(world, second, {asa: (2, 5)})
    scored(world, third, {asa: (3, 3)})
    keys = {standing_of(each).order_key: each.organisation.name for each in (first, second, third)}
    assert [keys[key] for key in sorted(keys)] == ["C", "A", "B"]


def test_standings_cost_the_same_for_one_and_for_three(world, asa, count_queries):
    scored(world, bid_of(world, "A"), {asa: (3, 3)})
    one = count_queries(lambda: standings(Application.objects.all()))
    for name in "BC":
        scored(world, bid_of(world, name), {asa: (3, 3)})
    assert count_queries(lambda: standings(Application.objects.all())) == one
