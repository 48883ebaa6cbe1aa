"""Whoever declared an interest in a bid meets it, and what became of it, nowhere at work.

One world with everything that can come of a bid; every list, file, page and act of officers.
"""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from civilsociety.ui.contents import ScanOutcome
from funding.actions import offers
from funding.actions.files import keep_file
from funding.actions.judging import interests
from funding.actions.running import ending, money_back, payments, variations
from funding.admin.pages import FundingAdmin
from funding.models import (
    AssistanceNotice,
    CaseNote,
    Letter,
    Milestone,
    MilestoneFile,
    OnwardGrant,
    PaymentEvidence,
    Reading,
    RegrantImport,
    ReportFile,
)
from funding.models.choices import MoneyBackKind, Side
from funding.queries.running.terms import terms_of
from funding.states import AssistanceState
from tests.access import addresses, is_ours
from tests.funding.makers import NOW
from tests.funding.offers import decided

pytestmark = pytest.mark.django_db

NAME, TITLE = "Zebra Choir", "Singing by the sea wall"
UPLOAD = {
    "file_name": "zebra.pdf",
    "content_type": "application/pdf",
    "content": b"%PDF-1.4",
    "scan": ScanOutcome.NOT_SCANNED,
}
FUNDING = {
    model._meta.model_name: model
    for model, page in admin.site._registry.items()
    if isinstance(page, FundingAdmin)
}
# They are about an organisation, whoever judges its bids, or say nothing of any bid.
NOT_OF_A_BID = {"profile", "organisationdocument", "bankaccount"}


@pytest.fixture
def secret(world, tess, in_december):
    """A bid, its award, and one of everything that hangs on an award."""
    choir = world.make_organisation(NAME, tess)
    award = decided.awarded(world, organisation=choir, title=TITLE)
    bid = award.application
    offers.set_condition(
        award=award, text=f"{NAME} finds a hall.", due_on=date(2022, 2, 1), before_payment=False,
        by=world.officer, now=NOW,
    )  # fmt: skip
    AssistanceNotice.objects.create(
        application=bid, organisation=choir, amount_pence=5_000_00, ours_pence=0,
        limit_pence=315_000_00, sent_by=world.officer, sent_at=NOW, state=AssistanceState.SENT,
    )  # fmt: skip
    offers.send_letters(batch=decided.letters(world, [bid]), now=NOW)
    award.refresh_from_db()
    offers.accept_offer(award=award, name="Tess, trustee", by=tess, now=NOW)
    running(world, award, tess)
    partnered(world, award)
    return award


def running(world, award, tess):
    """What a running award has: a claim, a report, a change, money back, a notice."""
    payment = award.payments.first()
    type(payment).objects.filter(pk=payment.pk).update(needs_claim=True)
    payment.refresh_from_db()
    payments.claim(payment=payment, words="Ready.", uploads=[UPLOAD], by=tess, now=NOW)
    award.reports.update(due_on=date(2021, 12, 1))
    ReportFile.objects.create(
        report=award.reports.first(), file=keep_file(upload=UPLOAD, by=tess, now=NOW)
    )
    variations.ask_for_change(
        award=award, side=Side.HOLDER, wanted=terms_of(award) | {"title": f"{TITLE} again"},
        why="More came.", by=tess, now=NOW,
    )  # fmt: skip
    money_back.ask_back(
        award=award, kind=MoneyBackKind.UNDERSPEND, pence=100_00, why="Fewer came.",
        side=Side.HOLDER, by=tess, now=NOW,
    )  # fmt: skip
    ending.give_notice(
        award=award, ends_on=NOW.date() + timedelta(days=120), why="The budget is cut.",
        by=world.officer, now=NOW,
    )  # fmt: skip


def partnered(world, award):
    """What a partner's award has: a list, an onward grant, a milestone, a figure, a note."""
    job = RegrantImport.objects.create(
        award=award, file_name="zebra.csv", content=b"x", sha256="x", asked_by=world.officer,
        state="done", requested_at=NOW,
    )  # fmt: skip
    OnwardGrant.objects.create(
        award=award, partner_reference="Z1", recipient_name="Zebra Choir juniors", title="Songs",
        summary="Songs.", amount_pence=100_00, awarded_on=date(2021, 12, 20), first_import=job,
        last_import=job,
    )  # fmt: skip
    milestone = Milestone.objects.create(
        award=award, number=1, title=f"{NAME} sings", evidence_needed="A song",
        due_on=date(2021, 12, 1),
    )  # fmt: skip
    file = keep_file(upload=UPLOAD, by=world.tess, now=NOW)
    MilestoneFile.objects.create(milestone=milestone, file=file)
    quarter = {"quarter_starts_on": date(2021, 10, 1), "district": "swale", "given_by": world.tess}
    Reading.objects.create(
        award=award, indicator=world.programme.indicators.first(), value=4, **quarter
    )
    CaseNote.objects.create(award=award, title=NAME, text="They sang.", **quarter)


def rows_of(award):
    """For each registered model, a row that is about the bid; None where none can be."""
    bid = award.application
    for name, model in FUNDING.items():
        fields = {each.name for each in model._meta.get_fields()}
        if name in {"application", "award"}:
            yield name, bid if name == "application" else award
        elif name in NOT_OF_A_BID:
            continue
        elif "award" in fields and name != "project":
            yield name, model.objects.filter(award=award).first()
        elif "application" in fields:
            yield name, model.objects.filter(application=bid).first()


def tells(answer, award):
    """Which of the bid's marks an answer shows."""
    content = answer.getvalue() if answer.streaming else answer.content
    text = content.decode("utf-8", "replace")
    marks = (NAME, TITLE, award.number, award.application.number, "zebra.")
    return [mark for mark in marks if mark in text]


@pytest.fixture
def conflicted(secret, fern, ash):
    """Fern, a funding officer, said she is a trustee of the choir."""
    interests.declare_interest(application=secret.application, interest="Trustee", by=ash, now=NOW)
    interests.declare_interest(application=secret.application, interest="Trustee", by=fern, now=NOW)
    return fern


def test_every_kind_of_row_that_can_be_of_a_bid_is_here(secret):
    missing = [name for name, row in rows_of(secret) if row is None]
    assert missing in ([], ["conflict"])


def lists_and_their_files():
    for name in sorted(set(FUNDING) - NOT_OF_A_BID):
        for page in ("changelist", "csv"):
            with suppress(NoReverseMatch):  # not every list is taken away as a file
                yield reverse(f"admin:funding_{name}_{page}")


def test_no_list_and_no_file_of_a_list_holds_it(secret, conflicted, client_of):
    client, told = client_of(conflicted), []
    for address in lists_and_their_files():
        for asked in ("", "?q=Zebra", f"?q={secret.pk:05d}", "?q=sea+wall"):
            told += [
                f"{address}{asked} {mark}" for mark in tells(client.get(address + asked), secret)
            ]
    assert told == []


def test_no_page_or_act_of_any_of_its_rows_opens(secret, conflicted, client_of):
    """The change page of each row, and each act about it."""
    client, open_to_her = client_of(conflicted), []
    rows = {name: row for name, row in rows_of(secret) if row is not None}
    for name, row in rows.items():
        address = reverse(f"admin:funding_{name}_change", args=[row.pk])
        answer = client.get(address, follow=True)
        if tells(answer, secret):
            open_to_her.append(address)
    for model in FUNDING.values():
        for page in admin.site._registry[model].pages:
            row = rows.get(page.about._meta.model_name)
            if not page.on_row or row is None:
                continue
            address = reverse(f"admin:funding_{page.name}", args=[row.pk])
            for answer in (client.get(address), client.post(address, {"key": uuid4()})):
                if answer.status_code != 404:
                    open_to_her.append(f"{address} {answer.status_code}")
    assert open_to_her == []


def parts_of(secret):
    """What the parts of officers' addresses may be, by the address."""
    award, bid = secret, secret.application
    item = bid.panel_items.first()
    letter = Letter.objects.get(application=bid)
    evidence = PaymentEvidence.objects.get(payment__award=award)
    return {
        "round": [bid.call_id], "interests": [bid.call_id], "bid": [bid.pk], "score": [bid.pk],
        "moderate": [bid.pk], "panel": [item.panel_id], "panel_paper": [item.panel_id],
        "minute": [item.panel_id], "minute_file": [item.panel_id], "discussion": [item.panel_id],
        "hold_panel": [item.panel_id], "propose": [item.panel_id, item.pk],
        "take_off": [item.panel_id, item.pk], "decide": [item.panel_id, item.pk],
        "letter_batch": [letter.batch_id], "letters": [bid.call_id],
        "letters_preview": [bid.call_id],
        "evidence_for_officers": [evidence.pk],
        "report_file_for_officers": [ReportFile.objects.get(report__award=award).pk],
        "evidence_file": [MilestoneFile.objects.get(milestone__award=award).pk],
        "figures_of_award": [award.pk], "import_problems": [award.imports.get().pk],
        "figures_of_award_file": [award.pk, "csv"],
        "crowd": [bid.call_id], "change_panel": [item.panel_id], "attendance": [item.panel_id],
        "add_member": [item.panel_id], "draw": [bid.call_id], "add_assessor": [bid.call_id],
        "call_panel": [bid.call_id], "panel_file": [item.panel_id, "pdf"],
        "letter_text": [bid.call_id, "offer"], "list_template": ["csv"],
        "agree_minute": [item.panel_id], "issue_paper": [item.panel_id],
        "fill_paper": [item.panel_id], "move_line": [item.panel_id],
        "panel_files_again": [item.panel_id], "letters_rest": [letter.batch_id],
    }  # fmt: skip


OFFICERS_PAGES = sorted(
    name.removeprefix("funding:")
    for name, route, view in addresses()
    if name.startswith("funding:") and is_ours(view) and not isinstance(view.access, str)
)
# Whoever declares an interest again reads what they declared.
NO_PAGE_OF_ITS_OWN = {"declare", "bid_file", "remove_assessor", "stand_down", "remove_panel_member"}


def test_no_page_of_officers_shows_it(secret, conflicted, client_of):
    client, parts, told = client_of(conflicted), parts_of(secret), []
    names = sorted(set(OFFICERS_PAGES) - NO_PAGE_OF_ITS_OWN)
    pages = [reverse(f"funding:{name}", args=parts.get(name, [])) for name in names]
    runs = [reverse("funding:payment_run") + f"?show={which}" for which in ("ready", "released")]
    for address in (*pages, *runs, "/officers/", "/admin/"):
        told += [f"{address} {mark}" for mark in tells(client.get(address), secret)]
    assert told == []


def test_an_officer_without_an_interest_finds_it_in_the_same_places(
    secret, conflicted, frank, client_of
):
    """The marks this module looks for are there to be found."""
    client = client_of(frank)
    blind = [
        name
        for name, row in rows_of(secret)
        if row is not None
        and not tells(
            client.get(reverse(f"admin:funding_{name}_change", args=[row.pk]), follow=True), secret
        )
    ]
    assert blind == []
