"""A declared interest hides the bid, its scores and its rank: everywhere, from everybody."""

import csv
import io

import pytest
from django.contrib import admin
from django.urls import reverse

from civilsociety.documents.content import walk
from civilsociety.refusal import Refused
from funding.actions.judging import interests, meetings
from funding.models import Application, Award, Conflict
from funding.queries.judging.panels import HIDDEN, sheet_of
from funding.queries.judging.paper import paper_of
from funding.queries.judging.rounds import bids_for, rounds_with_funnel
from funding.states import ApplicationState
from tests.funding.judging.judged import LATER, NOW, a_panel, bid_of, issued, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(world, asa):
    """A scored bid whose name, title and number are found in no other."""
    return scored(world, bid_of(world, "Zebra Choir"), {asa: (4, 3)})


@pytest.fixture
def others(world, asa):
    return [
        scored(world, bid_of(world, name), {asa: (points, 3)})
        for name, points in (("Arts Barn", 5), ("Beach Club", 3))
    ]


@pytest.fixture
def panel(world, ash, fern, secret, others):
    """Fern and Ash sit on it; the paper is out."""
    return issued(world, a_panel(world, fern, ash))


def declared(bid, person):
    return interests.declare_interest(application=bid, interest="Trustee", by=person, now=NOW)


def decide_all(world, panel):
    for item in panel.items.select_related("application"):
        meetings.decide(
            item=item,
            decision="fund",
            pence=item.application.requested_pence,
            reasons=[],
            feedback="Well done.",
            by=world.officer,
        )
    ids = set(panel.members.values_list("pk", flat=True))
    meetings.write_attendance(panel=panel, attended=ids, by=world.officer)
    return meetings.hold(panel=panel, discussion="On Zebra Choir.", by=world.officer, now=LATER)


def pages_of(panel, bid):
    """Every address on which a bid or what became of it stands."""
    item = panel.items.get(application=bid).pk
    both = {"pk": panel.pk, "item": item}
    one = [panel.pk]
    return {
        "hub": reverse("funding:desk"),
        "round": reverse("funding:round", args=[bid.call_id]),
        "interests": reverse("funding:interests", args=[bid.call_id]),
        "mine": reverse("funding:assess"),
        "panels": reverse("funding:panels"),
        "panel": reverse("funding:panel", args=one),
        "paper": reverse("funding:panel_paper", args=one),
        "minute": reverse("funding:minute", args=one),
        "bid": reverse("funding:bid", args=[bid.pk]),
        "declare": reverse("funding:declare", args=[bid.pk]),
        "moderate": reverse("funding:moderate", args=[bid.pk]),
        "score": reverse("funding:score", args=[bid.pk]),
        "propose": reverse("funding:propose", kwargs=both),
        "decide": reverse("funding:decide", kwargs=both),
        "take off": reverse("funding:take_off", kwargs=both),
        "attendance": reverse("funding:attendance", args=one),
        "issue": reverse("funding:issue_paper", args=one),
        "admin list": reverse("admin:funding_application_changelist"),
        "admin page": reverse("admin:funding_application_change", args=[bid.pk]),
        "admin history": reverse("admin:funding_application_history", args=[bid.pk]),
        "admin csv": reverse("admin:funding_application_csv"),
        "admin checks": reverse("admin:funding_gate_of_application", args=[bid.pk]),
        "admin interests": reverse("admin:funding_conflict_changelist"),
        "admin interests csv": reverse("admin:funding_conflict_csv"),
        "officers’ desk": reverse("home:officers"),
    }


def content_of(answer):
    return (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")


@pytest.mark.parametrize("who", ["fern", "asa", "ash", "bea"])
def test_bid_is_nowhere_for_somebody_with_an_interest(
    world, panel, secret, client_of, who, request, hold_clock
):
    hold_clock(2022, 1, 14, 12)
    person = request.getfixturevalue(who)
    declared(secret, person)
    decide_all(world, panel)
    client = client_of(person)
    for name, address in pages_of(panel, secret).items():
        text = content_of(client.get(address, follow=True))
        for word in ("Zebra", secret.number):
            assert word not in text, f"{word} stands on {name}"


@pytest.mark.parametrize("who", ["fern", "frank", "bea"])
def test_bid_stands_there_for_those_without(world, panel, secret, client_of, who, request):
    client = client_of(request.getfixturevalue(who))
    pages = pages_of(panel, secret)
    for name in ("panel", "paper", "bid", "admin list", "admin page", "admin csv"):
        assert "Zebra" in content_of(client.get(pages[name])), name


@pytest.mark.parametrize(
    "name",
    ["bid", "declare", "moderate", "propose", "decide", "take off", "admin checks"],
)
def test_direct_link_is_not_found(panel, secret, fern, client_of, name):
    declared(secret, fern)
    assert client_of(fern).get(pages_of(panel, secret)[name]).status_code == 404


def test_ranks_sums_and_the_line_do_not_tell_of_a_hidden_bid(panel, secret, fern):
    declared(secret, fern)
    sheet = sheet_of(panel, fern)
    assert [str(row.bid.organisation) for row in sheet.rows] == ["Arts Barn", "Beach Club"]
    assert sheet.hides and sheet.outcome is None and sheet.cut_off is None
    for row in sheet.rows:
        assert (row.rank, row.total_pence, row.tried, row.is_above) == (None, None, None, None)


def test_panel_page_says_why_ranks_are_missing(panel, secret, fern, client_of):
    address = reverse("funding:panel", args=[panel.pk])
    whole = client_of(fern).get(address).content.decode()
    assert "What can be afforded" in whole and ">Rank<" in whole
    declared(secret, fern)
    text = client_of(fern).get(address).content.decode()
    assert HIDDEN in text
    assert "What can be afforded" not in text and ">Rank<" not in text
    assert "£15,000" not in text  # all three together


def test_paper_made_for_somebody_leaves_the_bid_out(panel, secret, fern, client_of):
    declared(secret, fern)
    words = repr(list(walk(paper_of(panel, fern).blocks)))
    assert "Zebra" not in words and HIDDEN in words
    answer = client_of(fern).get(reverse("funding:panel_file", args=[panel.pk, "docx"]))
    assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_files_as_issued_are_not_for_somebody_with_an_interest(
    panel, secret, fern, frank, client_of
):
    panel.papers.update(state="done", pdf=b"as issued", docx=b"as issued")
    address = reverse("funding:panel_file", args=[panel.pk, "docx"])
    assert client_of(frank).get(address).content == b"as issued"
    declared(secret, fern)
    assert client_of(fern).get(address).content != b"as issued"


def test_order_of_what_is_shown_does_not_follow_the_rank(world, panel, others, secret, fern):
    """Beach Club ranks behind Arts Barn; by name it would too, so the best is renamed."""
    best = others[0].organisation
    best.name = "Youth Theatre"
    best.save()
    declared(secret, fern)
    names = [str(row.bid.organisation) for row in sheet_of(panel, fern).rows]
    assert names == ["Beach Club", "Youth Theatre"]


def test_funnel_counts_only_what_somebody_may_see(world, secret, others, fern, frank):
    declared(secret, fern)
    (call,) = rounds_with_funnel(fern)
    assert {key: number for key, _, number, _ in call.funnel}["assessing"] == 2
    (call,) = rounds_with_funnel(frank)
    assert call.received == 3


@pytest.mark.parametrize(
    ("conflict", "withdrawn", "others_conflict", "hidden"),
    [
        (False, False, False, False),
        (True, False, False, True),
        (True, True, False, False),
        (False, False, True, False),
        (True, True, True, False),
        (True, False, True, True),
    ],
)
def test_who_sees_a_bid_and_its_award(
    world, frank, fern, asa, conflict, withdrawn, others_conflict, hidden
):
    bid = world.bid(ApplicationState.AWARDED)
    award = world.award(application=bid)
    if conflict:
        Conflict.objects.create(
            application=bid,
            person=fern,
            interest="x",
            withdrawn_at=NOW if withdrawn else None,
            withdrawn_by=frank if withdrawn else None,
        )
    if others_conflict:
        Conflict.objects.create(application=bid, person=asa, interest="x")
    assert Application.objects.shown_to(fern).filter(pk=bid.pk).exists() is not hidden
    assert Award.objects.shown_to(fern).filter(pk=award.pk).exists() is not hidden
    assert Award.objects.shown_to(fern).filter(pk=world.award().pk).exists()


def test_withdrawing_needs_another_officer_and_a_reason(world, secret, fern, frank, asa):
    conflict = declared(secret, fern)
    for person, why, told in (
        (fern, "x", "You declared this yourself"),
        (asa, "x", "A funding officer withdraws"),
        (frank, " ", "Say why"),
    ):
        with pytest.raises(Refused, match=told):
            interests.withdraw_interest(conflict=conflict, why=why, by=person, now=NOW)
    interests.withdraw_interest(conflict=conflict, why="Left the board", by=frank, now=NOW)
    assert Application.objects.shown_to(fern).filter(pk=secret.pk).exists()


def test_two_officers_with_an_interest_do_not_free_each_other(world, secret, fern, frank):
    conflict = declared(secret, fern)
    declared(secret, frank)
    with pytest.raises(Refused, match="no part in it"):
        interests.withdraw_interest(conflict=conflict, why="x", by=frank, now=NOW)


def test_interest_is_declared_once_and_in_words(secret, fern):
    with pytest.raises(Refused, match="Say what"):
        interests.declare_interest(application=secret, interest="  ", by=fern, now=NOW)
    declared(secret, fern)
    with pytest.raises(Refused, match="already"):
        declared(secret, fern)


READS = frozenset({"manage_funding", "hold_budget"})


@pytest.mark.parametrize(
    ("who", "reads"),
    [("frank", True), ("bea", True), ("asa", True), ("ash", False), ("noor", False)],
)
def test_bid_is_read_by_officers_and_by_those_it_was_given_to(secret, request, who, reads):
    person = request.getfixturevalue(who)
    assert bids_for(person, READS).filter(pk=secret.pk).exists() is reads


@pytest.mark.parametrize(("issued_", "declared_", "reads"), [(1, 1, 1), (1, 0, 0), (0, 1, 0)])
def test_member_reads_bids_once_paper_is_out_and_interests_are_declared(
    world, secret, others, ash, fern, issued_, declared_, reads
):
    panel = a_panel(world, fern, ash)
    if issued_:
        issued(world, panel)
    panel.members.filter(person=ash).update(declared_at=NOW if declared_ else None)
    assert bids_for(ash, READS).filter(pk=secret.pk).exists() == bool(reads)


def test_ledger_names_a_bid_by_its_number_only(panel, secret):
    """People from whom the bid is hidden read the ledger too."""
    held = panel.items.get(application=secret).reservation
    assert held.payee is None and "Zebra" not in f"{held.title}{held.payee_name}{held.paper}"


def test_draft_is_nobodys_but_its_writers(world, frank, client_of):
    draft = world.bid(ApplicationState.DRAFT, title="Secret plans")
    client = client_of(frank)
    assert (
        "Secret plans"
        not in client.get(reverse("admin:funding_application_changelist")).content.decode()
    )
    assert client.get(reverse("funding:bid", args=[draft.pk])).status_code == 404
    acts = [
        page.name
        for model in admin.site._registry.values()
        for page in getattr(model, "pages", ())
        if getattr(page, "about", None) is Application and page.on_row
    ]
    assert "gate_of_application" in acts
    for act in acts:
        address = reverse(f"admin:funding_{act}", args=[draft.pk])
        assert client.get(address).status_code == client.post(address).status_code == 404, act


def test_export_holds_the_list_and_nothing_hidden(secret, others, fern, frank, client_of):
    address = reverse("admin:funding_application_csv")

    def names(person):
        text = client_of(person).get(address).getvalue().decode("utf-8-sig")
        return {row[1] for row in csv.reader(io.StringIO(text))} - {"Organisation"}

    declared(secret, fern)
    assert names(fern) == {"Arts Barn", "Beach Club"}
    assert names(frank) == {"Arts Barn", "Beach Club", "Zebra Choir"}
