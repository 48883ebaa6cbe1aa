"""The end of a year: settling what is open, closing, statements, reopening."""

import hashlib
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from civilsociety.audit.actions import jobs
from civilsociety.budget import actions
from civilsociety.budget.actions.statements import build_again, build_statement
from civilsociety.budget.models import Entry, Proposal, Statement, StatementFile, Trial, Year
from civilsociety.budget.queries import open_items
from civilsociety.budget.queries.desk import tasks_for
from civilsociety.budget.queries.statement_document import fingerprint_of
from civilsociety.budget.states import ProposalState
from civilsociety.refusal import Refused
from tests.budget.settling import LATER, close, items, settle_everything, settled
from tests.pdf import pdf_ua_complaints


@pytest.fixture
def busy(framework, next_year):
    """A year with a reservation held, a commitment half paid, and balances."""
    framework.reservation = framework.reserve(12_000_00, title="Panel of May")
    framework.commitment = framework.commit(60_000_01)
    framework.pay(framework.commitment, 45_000_00)
    return framework


@pytest.fixture
def closed(busy):
    """The same year, settled and closed; its statement waits for the worker."""
    settle_everything(busy)
    busy.statement = close(busy)
    return busy


@pytest.fixture
def kept(closed):
    """The same, the statement made and kept."""
    build_statement(statement=closed.statement, now=LATER)
    closed.statement.refresh_from_db()
    return closed


def address(name, framework, *more):
    return reverse(f"budget:{name}", args=[framework.year.slug, *more])


def test_workbench_lists_every_open_item_with_its_amount(busy, client_of, frank):
    page = client_of(frank).get(address("year_end", busy))
    parts = {part["kind"]: part["pence"] for part in page.context["parts"]}
    assert parts["reservation"] == 12_000_00
    assert parts["commitment"] == 15_000_01
    assert parts["balance"] == sum(each.pence for each in items(busy.year, "balance"))
    assert "still has" in page.content.decode()


def test_several_items_are_settled_at_once(busy, client_of, frank):
    data = {"act": "carry", "reason": "Second round in May", "key": str(uuid4())}
    names = [f"{each.kind}-{each.item.pk}" for each in items(busy.year, "commitment", "balance")]
    client = client_of(frank)
    for _ in range(2):
        assert client.post(address("year_settle", busy), data | {"item": names}).status_code == 302
    assert Proposal.objects.filter(state=ProposalState.WAITING).count() == len(names)


def test_nothing_is_settled_when_one_item_is_refused(busy, client_of, frank):
    data = {"act": "lapse", "reason": "Over", "key": str(uuid4())}
    names = [f"{each.kind}-{each.item.pk}" for each in open_items(busy.year)]
    page = client_of(frank).post(address("year_settle", busy), data | {"item": names})
    words = page.content.decode()
    assert "Release it first" in words and "Nothing was done" in words
    assert not Proposal.objects.exists()
    assert f'value="{names[0]}" id="{names[0]}" checked' in words


def test_nothing_ticked_is_told(busy, client_of, frank):
    data = {"act": "lapse", "reason": "Over", "key": str(uuid4())}
    page = client_of(frank).post(address("year_settle", busy), data)
    assert "Tick the items first" in page.content.decode()


def test_released_commitment_leaves_a_balance_to_settle(busy):
    before = sum(each.pence for each in items(busy.year, "balance"))
    settled(busy, "release", "commitment")
    assert not items(busy.year, "commitment")
    assert sum(each.pence for each in items(busy.year, "balance")) == before + 15_000_01


def test_budget_holder_does_not_release(busy, client_of, bea):
    data = {"act": "release", "reason": "Over", "key": str(uuid4())}
    data["item"] = [f"reservation-{busy.reservation.pk}"]
    page = client_of(bea).post(address("year_settle", busy), data)
    assert "Releasing is for funding officers" in page.content.decode()


def test_item_with_a_proposal_is_not_offered_again(busy, client_of, frank):
    settled(busy, "carry", "commitment")
    words = client_of(frank).get(address("year_end", busy)).content.decode()
    assert f'value="commitment-{busy.commitment.pk}"' not in words
    assert "Proposed" in words


def test_nobody_approves_their_own_proposal(busy, client_of, bea):
    busy.by = bea
    (proposal,) = settled(busy, "carry", "commitment")
    data = {"answer-act": "approve", "item": [f"proposal-{proposal.pk}"]}
    page = client_of(bea).post(address("year_answer", busy), data)
    assert "yourself" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WAITING


def test_funding_officer_withdraws_but_does_not_approve(busy, client_of, frank):
    (proposal,) = settled(busy, "carry", "commitment")
    client, data = client_of(frank), {"item": [f"proposal-{proposal.pk}"]}
    page = client.post(address("year_answer", busy), data | {"answer-act": "approve"})
    assert "for the budget holder" in page.content.decode()
    data |= {"answer-act": "withdraw", "answer-answer": "It was paid after all"}
    assert client.post(address("year_answer", busy), data).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN


def test_declining_needs_a_reason(busy, client_of, bea):
    (proposal,) = settled(busy, "carry", "commitment")
    data = {"answer-act": "decline", "item": [f"proposal-{proposal.pk}"]}
    page = client_of(bea).post(address("year_answer", busy), data)
    assert "Enter why" in page.content.decode()


def test_year_with_an_open_item_does_not_close(busy, client_of, bea):
    with pytest.raises(Refused, match="open item"):
        close(busy)
    page = client_of(bea).post(address("year_close", busy), {"reason": "Looked"})
    assert page.status_code == 200 and Year.objects.get(pk=busy.year.pk).is_open


def test_year_closes_from_its_page_and_takes_no_more_postings(busy, client_of, bea):
    settle_everything(busy)
    answered = client_of(bea).post(address("year_close", busy), {"reason": "Looked"})
    statement = Statement.objects.get()
    assert answered.url == address("statement", busy, statement.pk)
    assert statement.checked == "Looked"
    busy.year.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        busy.reserve(1)


def test_statement_is_made_and_kept_in_every_format(kept):
    files = {each.format: each for each in kept.statement.files.all()}
    assert set(files) == set(StatementFile.Format.values)
    for each in files.values():
        assert hashlib.sha256(bytes(each.content)).hexdigest() == each.sha256
    html = bytes(files["html"].content).decode()
    for words in ("£700,000", "£45,000", "Looked at every item.", "Bea"):
        assert words in html


def test_statement_adds_up_to_the_penny(kept):
    csv = bytes(kept.statement.files.get(format="csv").content).decode()
    html = bytes(kept.statement.files.get(format="html").content).decode()
    assert fingerprint_of(Entry.objects.filter(line__year=kept.year)) in html
    went = csv.split("What became of it, by source")[1].splitlines()[4]
    assert went == "Together,45000.00,15000.01,639999.99"


def test_statement_is_pdf_ua(kept):
    content = bytes(kept.statement.files.get(format="pdf").content)
    assert pdf_ua_complaints({"the statement": content}) == []


def test_kept_statement_is_not_changed_or_deleted_by_any_path(kept):
    for act in (
        lambda: Statement.objects.update(signed_by_label="Somebody"),
        lambda: Statement.objects.all().delete(),
        lambda: StatementFile.objects.update(sha256="0"),
        lambda: StatementFile.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert kept.statement.files.count() == 4


def test_statement_made_twice_is_kept_once(closed):
    build_statement(statement=closed.statement, now=LATER)
    build_statement(statement=Statement.objects.get(), now=LATER)
    assert StatementFile.objects.count() == 4


def test_reopened_year_gets_another_statement_beside_the_first(kept):
    first = {each.format: each.sha256 for each in kept.statement.files.all()}
    kept.two("reopen_year", year=kept.year)
    kept.year.refresh_from_db()
    assert kept.year.is_open
    second = close(kept, now=datetime(2022, 5, 2, 9, tzinfo=UTC))
    build_statement(statement=second, now=LATER)
    assert {each.format: each.sha256 for each in kept.statement.files.all()} == first
    words = bytes(second.files.get(format="html").content).decode()
    assert "There is an earlier statement" in words


def test_statement_of_a_year_reopened_meanwhile_is_not_kept(closed):
    closed.two("reopen_year", year=closed.year)
    with pytest.raises(Refused, match="reopened before"):
        build_statement(statement=closed.statement, now=LATER)
    assert not StatementFile.objects.exists()


def test_failed_statement_is_made_again(closed, client_of, bea):
    jobs.start(closed.statement)
    jobs.fail(closed.statement, error="The disk was full.")
    page = client_of(bea).get(address("statement", closed, closed.statement.pk))
    assert "The disk was full" in page.content.decode()
    assert any("could not be made" in task.title for task in tasks_for(bea))
    build_again(statement=closed.statement, by=bea)
    build_statement(statement=closed.statement, now=LATER)
    assert closed.statement.files.count() == 4


def test_reopening_is_proposed_from_its_page(kept, client_of, frank):
    data = {"reason": "A payment is missing", "key": str(uuid4())}
    assert client_of(frank).post(address("year_reopen", kept), data).status_code == 302
    assert Proposal.objects.get(act="reopen_year").state == ProposalState.WAITING
    assert not Year.objects.get(pk=kept.year.pk).is_open


def test_reopening_is_approved_on_the_page_of_the_year(kept, client_of, bea):
    actions.propose(act="reopen_year", terms={"year": kept.year.pk}, **kept.who())
    data = {"answer-act": "approve", "item": [f"proposal-{Proposal.objects.latest('pk').pk}"]}
    assert client_of(bea).post(address("year_answer", kept), data).status_code == 302
    assert Year.objects.get(pk=kept.year.pk).is_open


def test_statement_files_are_served_byte_for_byte(kept, client_of, dee):
    for file in kept.statement.files.all():
        found = client_of(dee).get(address("statement_file", kept, kept.statement.pk, file.format))
        assert found.content == bytes(file.content)


def test_statement_of_another_year_is_not_found(kept, client_of, dee):
    found = client_of(dee).get(reverse("budget:statement", args=["2022-23", kept.statement.pk]))
    assert found.status_code == 404
    assert client_of(dee).get("/officers/budget/years/2021-23/").status_code == 404


def test_all_items_of_a_kind_are_ticked_by_a_link(busy, client_of, frank):
    page = client_of(frank).get(address("year_end", busy), {"tick": "balance"})
    ticked = page.content.decode().count(" checked")
    assert ticked == len(items(busy.year, "balance")) > 1


def test_workbench_takes_no_more_queries_for_more_items(busy, client_of, frank, count_queries):
    client, page = client_of(frank), address("year_end", busy)
    client.get(page)
    few = count_queries(lambda: client.get(page))
    for _ in range(3):
        busy.reserve(100)
        busy.commit(100)
    assert count_queries(lambda: client.get(page)) == few


def test_list_of_years_takes_no_more_queries(framework, client_of, dee, count_queries):
    client = client_of(dee)
    client.get(reverse("budget:years"))
    few = count_queries(lambda: client.get(reverse("budget:years")))
    framework.open_year(2022)
    framework.open_year(2023)
    assert count_queries(lambda: client.get(reverse("budget:years"))) == few


def test_sample_year_is_closed_and_its_statement_adds_up(db):
    call_command("demo", verbosity=0)
    call_command("demo", verbosity=0)
    statement = Statement.objects.select_related("year").get()
    build_statement(statement=statement, now=LATER)
    words = bytes(statement.files.get(format="html").content).decode()
    assert not statement.year.is_open and "£700,000" in words
    assert Trial.objects.count() == 1
    assert Proposal.objects.filter(state=ProposalState.WAITING).count() == 1


def test_desk_says_what_the_year_end_needs(busy, hold_clock, frank, bea):
    settled(busy, "carry", "commitment")
    hold_clock(2022, 3, 20, 12)
    titles = [task.title for task in tasks_for(bea)]
    assert "Approve or decline proposals" in titles and "Settle the year 2021/22" in titles
    assert "Approve or decline proposals" not in [task.title for task in tasks_for(frank)]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2022, 2, 1, 12), ""),
        ((2022, 3, 31, 23, 59), "ends soon"),
        ((2022, 4, 1, 0, 1), "is over"),
    ],
)
def test_year_is_over_by_the_clocks_of_the_united_kingdom(busy, hold_clock, frank, moment, words):
    hold_clock(*moment)
    told = " ".join(task.detail for task in tasks_for(frank) if "Settle" in task.title)
    assert words in told and bool(told) == bool(words)
