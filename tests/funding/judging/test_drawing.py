"""The lot: even, never somebody with an interest, the same again by the same seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.accounts.models import User
from civilsociety.organisations.models import Membership
from civilsociety.refusal import Refused
from funding.actions.judging import assessors, interests
from funding.models import Assessment
from funding.queries.judging.rounds import barred_pairs
from funding.rules.judging.drawing import draw
from funding.states import AssessmentState
from tests.funding.judging.judged import LATER, NOW, bid_of, listed


@st.composite
def lots(draw_from):
    bids = [f"bid {n}" for n in range(draw_from(st.integers(1, 25)))]
    people = [f"person {n}" for n in range(draw_from(st.integers(1, 8)))]
    each = draw_from(st.integers(1, min(3, len(people))))
    pairs = [(bid, person) for bid in bids for person in people]
    barred = set(draw_from(st.lists(st.sampled_from(pairs), max_size=len(pairs) // 3)))
    return bids, people, each, barred, draw_from(st.text(max_size=5))


def loads_of(found, people):
    return [sum(person in readers for readers in found.values()) for person in people]


@given(lots())
def test_nobody_barred_is_drawn_and_every_bid_has_enough(lot):
    bids, people, each, barred, seed = lot
    free = {bid: [p for p in people if (bid, p) not in barred] for bid in bids}
    if any(len(some) < each for some in free.values()):
        with pytest.raises(Refused):
            draw(bids, people, barred=barred, each=each, seed=seed)
        return
    found = draw(bids, people, barred=barred, each=each, seed=seed)
    assert found.keys() == set(bids)
    for bid, readers in found.items():
        assert len(set(readers)) == len(readers) == each
        assert set(readers) <= set(free[bid])


@given(lots())
def test_lot_without_interests_is_even_to_one_bid(lot):
    bids, people, each, _, seed = lot
    loads = loads_of(draw(bids, people, barred=set(), each=each, seed=seed), people)
    assert max(loads) - min(loads) <= 1


@given(lots())
def test_no_single_handing_over_would_make_it_more_even(lot):
    bids, people, each, barred, seed = lot
    try:
        found = draw(bids, people, barred=barred, each=each, seed=seed)
    except Refused:
        return
    loads = dict(zip(people, loads_of(found, people), strict=True))
    for bid, readers in found.items():
        for heavy in readers:
            for light in set(people) - set(readers):
                assert (bid, light) in barred or loads[heavy] - loads[light] < 2


@given(lots())
def test_same_seed_repeats_the_lot(lot):
    bids, people, each, _, seed = lot
    first = draw(bids, people, barred=set(), each=each, seed=seed)
    assert first == draw(list(bids), list(people), barred=set(), each=each, seed=seed)


def test_lot_is_by_chance():
    people = list("abcdef")
    found = {tuple(draw(["b"], people, barred=set(), each=2, seed=n)["b"]) for n in range(40)}
    assert len(found) > 5


def drawn(world, each=2):
    return assessors.draw_assessors(call=world.call, each=each, by=world.officer, now=LATER)


@pytest.mark.django_db
def test_member_of_the_applicant_and_somebody_with_an_interest_are_never_drawn(
    world, asa, ash, fern, make_person
):
    mara, kim = make_person("Mara", "assessor"), make_person("Kim", "assessor")
    bid = bid_of(world, "Harbour Choir")
    Membership.objects.create(user=asa, organisation=bid.organisation, position="trustee")
    listed(world, asa, ash, mara, kim)
    interests.declare_interest(application=bid, interest="My sister runs it", by=ash, now=NOW)
    drawn(world)
    assert set(User.objects.filter(pk__in=Assessment.objects.values("assessor"))) == {mara, kim}


@pytest.mark.django_db
def test_nobody_reads_before_declaring_interests_on_the_list_as_it_is(world, asa, ash):
    bid_of(world, "Harbour Choir")
    listed(world, asa, ash, declared=False)
    with pytest.raises(Refused, match="1 assessor needed, and no assessors can"):
        drawn(world, each=1)
    bid_of(world, "Came after", submitted_at=LATER)
    for row in world.call.assessors.all():
        interests.finish_declaring(places=[row], interests={}, by=row.person, now=NOW)
    with pytest.raises(Refused, match="Came after together"):
        drawn(world, each=1)
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_interest_declared_while_reading_stands_down_and_draws_another(
    world, asa, ash, make_person
):
    mara = make_person("Mara", "assessor")
    bid = bid_of(world, "Harbour Choir")
    listed(world, asa, ash, mara)
    readers = drawn(world)[bid]
    (spare,) = {asa, ash, mara} - set(readers)
    interests.declare_interest(application=bid, interest="Neighbour", by=readers[0], now=LATER)
    reading = bid.assessments.exclude(state=AssessmentState.STOOD_DOWN)
    assert {each.assessor for each in reading} == {readers[1], spare}


@pytest.mark.django_db
def test_second_draw_gives_readers_only_to_bids_without(world, asa, ash):
    first = bid_of(world, "Harbour Choir")
    listed(world, asa, ash)
    drawn(world)
    second = bid_of(world, "Beach Club")
    assert list(drawn(world)) == [second]
    assert first.assessments.count() == 2
    with pytest.raises(Refused, match="No bid waits"):
        drawn(world)


@pytest.mark.django_db
def test_colleague_of_the_application_is_barred(world, tess, asa):
    bid = bid_of(world, "Harbour Choir")
    assert barred_pairs([bid], [tess, asa]) == {(bid, tess)}


@pytest.mark.django_db
def test_assessor_with_bids_stays_on_the_list(world, asa):
    (row,) = listed(world, asa)
    bid_of(world, "Harbour Choir")
    drawn(world, each=1)
    with pytest.raises(Refused, match="Stand them down"):
        assessors.remove_assessor(assessor=row, by=world.officer)


@pytest.mark.django_db
def test_somebody_without_the_role_does_not_assess(world, tess):
    with pytest.raises(Refused, match="role of an assessor"):
        listed(world, tess)
