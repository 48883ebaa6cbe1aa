"""Two people in the admin: one proposes, another approves, declines or lets it be withdrawn."""

from uuid import uuid4

import pytest
from django.urls import reverse

from civilsociety.budget.models import Head, Move, Proposal
from civilsociety.budget.states import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_of, frank, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(frank)


@pytest.fixture
def holder(client_of, bea, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(bea)


def page_of(name, *args):
    return reverse(f"admin:budget_{name}", args=args)


def proposed(officer, framework, pence="1,000"):
    typed = {"pence": pence, "reason": "Not needed", "key": str(uuid4())}
    officer.post(page_of("lapse_of_line", framework.line().pk), typed)
    return Proposal.objects.get()


def test_proposal_moves_nothing_until_somebody_else_approves(officer, holder, framework):
    proposal = proposed(officer, framework)
    assert not Move.objects.filter(kind=Kind.LAPSE).exists()

    page = holder.get(page_of("proposal_change", proposal.pk))
    assert "Approve and carry it out" in page.text and "£99,000" in page.text
    answer = holder.post(page_of("approve_proposal", proposal.pk), follow=True)

    move = Move.objects.get(kind=Kind.LAPSE)
    assert f"Approved and carried out as {move}" in answer.text


def test_nobody_approves_their_own_proposal(holder, framework):
    proposal = proposed(holder, framework)
    page = holder.get(page_of("proposal_change", proposal.pk))
    assert "You proposed this yourself" in page.text
    assert "Approve and carry it out" not in page.text

    answer = holder.post(page_of("approve_proposal", proposal.pk), follow=True)
    assert "You proposed this yourself" in answer.text
    assert not Move.objects.filter(kind=Kind.LAPSE).exists()


def test_funding_officer_approves_nothing(officer, framework):
    proposal = proposed(officer, framework)

    assert officer.post(page_of("approve_proposal", proposal.pk)).status_code == 403


def test_declining_needs_an_answer_that_the_proposer_can_read(officer, holder, framework):
    proposal = proposed(officer, framework)
    answer = holder.post(page_of("decline_proposal", proposal.pk), {"answer": ""})
    assert "Answer “Why not”" in answer.text or "Enter" in answer.text

    holder.post(page_of("decline_proposal", proposal.pk), {"answer": "Keep it for March"})
    page = officer.get(page_of("proposal_change", proposal.pk))
    assert "Keep it for March" in page.text and "Declined" in page.text


def test_proposer_withdraws(officer, framework):
    proposal = proposed(officer, framework)
    officer.post(page_of("withdraw_proposal", proposal.pk), {"answer": "Changed my mind"})

    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_proposal_that_no_longer_fits_says_so_before_it_is_approved(officer, holder, framework):
    proposal = proposed(officer, framework, pence="100,000")
    framework.reserve(10_000_00)

    page = holder.get(page_of("proposal_change", proposal.pk))
    assert "This would not go through" in page.text
    answer = holder.post(page_of("approve_proposal", proposal.pk), follow=True)
    assert "has £95,000 available" in answer.text


@pytest.mark.parametrize("act", ["vire", "carry", "lapse", "reverse", "carry commitment"])
def test_each_act_of_two_people_can_be_proposed(officer, framework, next_year, act):
    framework.add_head("recovery")
    promise = framework.commit(1_000_01)
    told = {"reason": "So", "key": str(uuid4()), "pence": "10"}
    line = framework.line().pk
    pages = {
        "vire": (page_of("vire_of_line", line), {"to_line": peer_of(framework)}),
        "carry": (page_of("carry_of_line", line), {}),
        "lapse": (page_of("lapse_of_commitment", promise.pk), {"year": framework.year.pk}),
        "carry commitment": (
            page_of("carry_of_commitment", promise.pk),
            {"year": framework.year.pk},
        ),
        "reverse": (page_of("reverse_of_move", Move.objects.first().pk), {}),
    }
    address, typed = pages[act]

    live = officer.post(address, told | typed | {"check": "live"})
    assert "This fits" in live.text
    answer = officer.post(address, told | typed, follow=True)
    assert "It is done when somebody else approves it" in answer.text


def peer_of(framework):
    framework.allocate(100_00, head=Head.objects.get(key="recovery"))
    return framework.line(head=Head.objects.get(key="recovery")).pk
