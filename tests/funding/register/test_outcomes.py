"""What became of every bid: exact where that gives nobody away, hidden where it would."""

import pytest

from civilsociety.documents.suppression import NOT_SHOWN
from funding.models import Reason
from funding.queries.register.outcomes import outcome_of
from funding.states import ApplicationState as S


@pytest.fixture
def bids(world):
    """`bids(AWARDED=8, REFUSED=20)` sends so many bids of each kind to one call."""

    def send(call=None, **numbers):
        sent = []
        for state, number in numbers.items():
            for n in range(number):
                organisation = world.make_organisation(f"{state} {n} {call or world.call}")
                bid = world.bid(S[state], organisation=organisation, call=call or world.call)
                sent.append(bid)
        return sent

    return send


def reason(label, use="refused"):
    return Reason.objects.create(key=label.lower(), use=use, label=label, text=label)


def test_large_groups_are_counted_with_their_reasons(world, bids):
    need = reason("Need not shown")
    sent = bids(AWARDED=8, INELIGIBLE=10, REFUSED=20)
    for bid in [bid for bid in sent if bid.state == S.REFUSED][:10]:
        bid.reasons.add(need)
    told = outcome_of(world.call)
    assert (told.received.count, told.eligible.count, told.awarded) == (38, 28, 8)
    assert {label: figure.count for label, figure in told.rest} == {
        "Refused after assessment": 20,
        "Did not pass the checks": 10,
    }
    [reasons] = told.reasons
    assert reasons.cells["Need not shown"].count == 10


def test_few_refused_are_not_counted_and_not_given_away_by_the_rest(world, bids):
    bids(AWARDED=8, REFUSED=3, WITHDRAWN=12)
    told = outcome_of(world.call)
    assert all(not figure.shown for _, figure in told.rest)
    assert told.reasons == ()
    assert told.received.count == 23


def test_so_few_without_an_award_that_even_the_sum_would_tell(world, bids):
    bids(AWARDED=8, REFUSED=3)
    told = outcome_of(world.call)
    assert str(told.received) == str(told.eligible) == NOT_SHOWN
    assert told.rest.cells == ()
    assert "not shown" in told.note or "Too few" in told.note


def test_rare_reason_is_hidden(world, bids):
    rare, common = reason("Rare"), reason("Common")
    sent = bids(AWARDED=8, REFUSED=30)
    refused = [bid for bid in sent if bid.state == S.REFUSED]
    for bid in refused[:15]:
        bid.reasons.add(common)
    refused[0].reasons.add(rare)
    [reasons] = outcome_of(world.call).reasons
    assert reasons.cells["Common"].count == 15
    assert not reasons.cells["Rare"].shown


def test_everything_awarded_hides_nothing(world, bids):
    bids(AWARDED=3)
    assert outcome_of(world.call).received.count == 3


def test_page_shows_decided_rounds_only_and_says_when_others_hear(world, bids, client, in_december):
    bids(AWARDED=1, SUBMITTED=1)
    type(world.call).objects.filter(pk=world.call.pk).update(closes_at=world.now)
    page = client.get("/funding/outcomes/").content.decode()
    assert "No round is decided yet" in page
    assert "applicants hear by 1 February 2022" in page


def test_page_names_nobody_who_was_refused(world, bids, client):
    bids(AWARDED=8, REFUSED=12)
    page = client.get("/funding/outcomes/").content.decode()
    assert "REFUSED 0" not in page
    assert "Refused after assessment" in page


def test_page_takes_as_many_queries_for_one_round_as_for_three(world, bids, client, count_queries):
    bids(AWARDED=2)
    one = count_queries(lambda: client.get("/funding/outcomes/"))
    for number in (2, 3):
        bids(world.make_call(number=number), AWARDED=2)
    assert count_queries(lambda: client.get("/funding/outcomes/")) == one
