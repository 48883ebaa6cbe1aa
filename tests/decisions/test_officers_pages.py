"""Decisions on the officers' pages: prepared by one, published by another."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from civilsociety.decisions.models import Decision, Notice, Purpose
from civilsociety.decisions.states import CallInState, DecisionState, NoticeState
from civilsociety.ui.slots import desk_tasks, desk_tools
from tests.decisions.makers import (
    TAKEN,
    a_decision,
    a_delegation,
    a_draft,
    a_notice,
    a_purpose,
    at,
)

pytestmark = pytest.mark.django_db
DESK = "/officers/decisions/"
START = {
    "reference": " 22/00009 ",
    "title": "A fund",
    "maker_kind": "cabinet_member",
    "maker_post": "Cabinet Member",
    "taken_on_day": "1",
    "taken_on_month": "March",
    "taken_on_year": "2022",
    "can_be_called_in": "yes",
}
WORDS = {"decision": "Do it.", "reasons": "Why.", "alternatives": "None.", "conflicts": "None."}
KEY = {"where": "some", "divisions": "Deal\n Deal \n\nSwale", "is_key": "no", "key_reason": "Low."}
DAY = {"day": "1", "month": "3", "year": "2022"}


@pytest.fixture(autouse=True)
def later(hold_clock):
    hold_clock(2022, 3, 1, 12)


def dated(name, day=1, month=3, year=2022):
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def errors(answer):
    """The error summary of a page that came back."""
    assert answer.status_code == 200
    content = answer.content.decode()
    summary = content[content.index("govuk-error-summary") :]
    return unescape(summary[: summary.index("</ul>")])


def test_record_is_begun_written_given_and_published(client_of, olivia, dee):
    officer, maker = client_of(olivia), client_of(dee)
    purpose = a_purpose()
    officer.post(f"{DESK}start/", START)
    decision = Decision.objects.get()
    assert (decision.reference, decision.taken_on) == ("22/00009", date(2022, 3, 1))
    home = f"{DESK}{decision.pk}/"
    assert "Write the reasons for the decision." in page_of(officer, home)
    officer.post(f"{home}change/words/", WORDS)
    officer.post(f"{home}change/key/", KEY)
    officer.post(f"{home}money/", {"purpose": purpose.pk, "up_to_pence": "£5,000", "how": "here"})
    officer.post(
        f"{home}comments/", {"committee": "Policy", **dated("on", month=2), "said": "Agreed."}
    )
    assert "Everything a record must hold is there." in page_of(officer, home)
    officer.post(f"{home}give/")
    assert [task.title for task in desk_tasks.fill(dee) if "22/00009" in task.title]
    published = maker.post(f"{home}publish/", {**dated("published_on"), "read": "on"})
    assert published.status_code == 302
    decision.refresh_from_db()
    assert decision.state == DecisionState.PUBLISHED
    assert decision.divisions == ["Deal", "Swale"]
    assert decision.authorities.get().up_to_pence == 5_000_00
    assert decision.effective_from == date(2022, 3, 9)


def test_officer_prepares_but_does_not_publish(client_of, olivia):
    decision = a_draft()
    page = page_of(client_of(olivia), f"{DESK}{decision.pk}/")
    assert "Give it to the decision-maker" in page
    address = f"{DESK}{decision.pk}/publish/"
    assert client_of(olivia).get(address).status_code == 403
    assert client_of(None).get(address).status_code == 404


def test_record_is_published_only_after_it_was_read(client_of, dee):
    decision = a_draft()
    answer = client_of(dee).post(f"{DESK}{decision.pk}/publish/", dated("published_on"))
    assert "Confirm that you have read the record" in errors(answer)
    decision.refresh_from_db()
    assert decision.state == DecisionState.DRAFT


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reference": "2022-9"}, "Enter a reference like 21/00055"),
        ({"reference": ""}, "Enter the reference"),
        ({"title": ""}, "Enter the title"),
        ({"taken_on_day": "31", "taken_on_month": "2"}, "Enter a real date"),
        ({**dated("effective_from", day=1, month=2)}, "cannot take effect before it is decided"),
        ({"maker_kind": "king"}, "Choose one of the answers"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "x" * 201}, "200"),
    ],
)
def test_wrong_particulars_get_a_sentence(client_of, olivia, change, words):
    answer = client_of(olivia).post(f"{DESK}start/", {**START, **change})
    assert words in errors(answer)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("", "Enter the amount"),
        ("0", "£0.01 or more"),
        ("-5", "an amount in pounds, like 5,000"),
        ("1k", "an amount in pounds, like 5,000"),
        ("1.001", "an amount in pounds, like 5,000"),
        ("€5", "an amount in pounds, like 5,000"),
        ("99999999999999", "or less"),
    ],
)
def test_wrong_amount_gets_a_sentence(client_of, olivia, amount, words):
    decision = a_draft()
    sent = {"purpose": a_purpose().pk, "up_to_pence": amount, "how": "here"}
    answer = client_of(olivia).post(f"{DESK}{decision.pk}/money/", sent)
    assert words in errors(answer)
    assert not decision.authorities.exists()


def test_delegated_amount_names_the_post(client_of, olivia):
    decision, client = a_draft(), client_of(olivia)
    sent = {"purpose": a_purpose().pk, "up_to_pence": "100", "how": "later"}
    address = f"{DESK}{decision.pk}/money/"
    assert "Enter the post that may decide it" in errors(client.post(address, sent))
    client.post(address, {**sent, "delegate_to": "Director"})
    assert decision.authorities.get().is_delegation


def test_amount_under_a_delegation_is_drawn_from_it(client_of, olivia):
    delegation = a_delegation(100_00)
    decision = a_draft("22/00001", maker_kind="officer", delegation=delegation)
    client, address = client_of(olivia), f"{DESK}{decision.pk}/money/"
    assert "£100 is left of it." in page_of(client, address)
    sent = {"purpose": delegation.purpose.pk, "up_to_pence": "60", "how": "here"}
    client.post(address, {**sent, "under": delegation.pk})
    amount = decision.authorities.get()
    assert amount.under == delegation
    client.post(f"{address}{amount.pk}/remove/")
    assert not decision.authorities.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"where": "file"}, "Choose the file"),
        ({"where": "link"}, "Enter the link"),
        ({"where": "exempt"}, "Write why it is exempt"),
        ({"where": "link", "link": "javascript:alert(1)"}, "Enter"),
        ({}, "Choose an answer"),
    ],
)
def test_paper_needs_what_its_kind_asks(client_of, olivia, sent, words):
    decision = a_draft()
    wanted = {"kind": "report", "title": "Report", **sent}
    answer = client_of(olivia).post(f"{DESK}{decision.pk}/papers/", wanted)
    assert words in errors(answer)
    assert not decision.papers.exists()


def test_paper_is_kept_when_it_is_what_its_name_says(client_of, olivia):
    decision, client = a_draft(), client_of(olivia)
    address = f"{DESK}{decision.pk}/papers/"
    sent = {"kind": "report", "title": "Report", "where": "file"}
    program = SimpleUploadedFile("a.pdf", b"MZ not a PDF")
    assert "not the kind of file" in errors(client.post(address, {**sent, "file": program}))
    client.post(address, {**sent, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    paper = decision.papers.get()
    assert (paper.file_name, len(paper.sha256)) == ("a.pdf", 64)
    client.post(f"{address}{paper.pk}/remove/")
    assert not decision.papers.exists()


def test_published_paper_is_withdrawn_with_a_reason(client_of, olivia):
    decision = a_draft()
    paper = actions.add_paper(
        decision=decision, kind="report", title="Report", link="https://example.org", by=SYSTEM
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    address = f"{DESK}{decision.pk}/papers/{paper.pk}/withdraw/"
    assert "Enter" in errors(client_of(olivia).post(address, {}))
    client_of(olivia).post(address, {"reason": "A name was in it."})
    assert "A name was in it." in page_of(client_of(None), "/decisions/21-00055/")


def test_published_record_offers_no_change(client_of, olivia):
    decision, client = a_decision(), client_of(olivia)
    for part in ("about", "words", "key"):
        address = f"{DESK}{decision.pk}/change/{part}/"
        assert "is published and stays as it is" in page_of(client, address)
    answer = client.post(f"{DESK}{decision.pk}/change/words/", WORDS)
    assert "stays as it is" in answer.content.decode()
    decision.refresh_from_db()
    assert decision.decision == "Set the money aside."


def test_correction_is_begun_changed_and_published(client_of, olivia, dee):
    decision, client = a_decision(), client_of(olivia)
    client.post(f"{DESK}{decision.pk}/correct/", {"note": "A word was wrong."})
    draft = Decision.objects.drafts().get()
    client.post(f"{DESK}{draft.pk}/change/words/", {**WORDS, "decision": "Set it aside."})
    client_of(dee).post(f"{DESK}{draft.pk}/publish/", {**dated("published_on"), "read": "on"})
    draft.refresh_from_db()
    assert (draft.state, draft.decision) == (DecisionState.PUBLISHED, "Set it aside.")


def test_correction_that_touches_money_is_explained(client_of, olivia):
    decision = a_decision(pence=100)
    draft = actions.correct(decision=decision, note="A word.", by=SYSTEM)
    client = client_of(olivia)
    assert "A correction cannot change money" in page_of(client, f"{DESK}{draft.pk}/money/")
    answer = client.post(f"{DESK}{draft.pk}/change/key/", {**KEY, "is_key": "yes"})
    assert "A correction keeps the date of effect" in errors(answer)


def test_decision_is_superseded_by_one_from_the_list(client_of, dee):
    old, new = a_decision(), a_decision("21/00099")
    address = f"{DESK}{old.pk}/supersede/"
    client = client_of(dee)
    assert "Choose one" in errors(client.post(address, {"by_decision": old.pk}))
    client.post(address, {"by_decision": new.pk})
    old.refresh_from_db()
    assert old.superseded_by == new


def test_call_in_is_recorded_and_answered(client_of, olivia, dee):
    decision = a_decision()
    home = f"{DESK}{decision.pk}/"
    sent = {"called_in_by": "Three members", "reason": "The cost."}
    client_of(olivia).post(f"{home}call-in/", {**dated("called_in_on", 14, 12, 2021), **sent})
    assert "Nobody acts on this decision" in page_of(client_of(None), "/decisions/21-00055/")
    assert [task for task in desk_tasks.fill(olivia) if "called in" in task.title]
    outcome = {"state": "confirmed", "outcome": "It stands."}
    answer = client_of(dee).post(f"{home}call-in/answer/", {**dated("ended_on"), **outcome})
    assert "Give the day from which" in errors(answer)
    wanted = {**dated("ended_on"), **dated("effective_from", 2), **outcome}
    client_of(dee).post(f"{home}call-in/answer/", wanted)
    assert decision.call_ins.get().state == CallInState.CONFIRMED


def test_draft_is_thrown_away_after_asking(client_of, olivia):
    decision = a_draft()
    address = f"{DESK}{decision.pk}/discard/"
    assert "cannot be taken back" in page_of(client_of(olivia), address)
    assert Decision.objects.exists()
    client_of(olivia).post(address)
    assert not Decision.objects.exists()


def test_notice_is_begun_published_and_withdrawn(client_of, olivia):
    client = client_of(olivia)
    sent = {
        "matter": "A strategy",
        "maker_kind": "cabinet",
        "maker_post": "Cabinet",
        "route": "notice",
        "contact": "County Hall",
        **dated("due_from", 29),
    }
    client.post(f"{DESK}notices/start/", sent)
    notice = Notice.objects.get()
    home = f"{DESK}notices/{notice.pk}/"
    assert "can be decided on 30 March 2022 at the earliest" in page_of(client, home)
    answer = client.post(f"{home}publish/", dated("published_on"))
    assert "30 March 2022 at the earliest" in errors(answer)
    client.post(f"{home}change/", {**sent, **dated("due_from", 30)})
    client.post(f"{home}publish/", dated("published_on"))
    notice.refresh_from_db()
    assert notice.state == NoticeState.PUBLISHED
    client.post(f"{home}withdraw/", {"reason": "Not needed."})
    notice.refresh_from_db()
    assert notice.state == NoticeState.WITHDRAWN


def test_purpose_is_named_once(client_of, olivia):
    client = client_of(olivia)
    sent = {"name": "Recovery Fund", "key": "recovery-fund"}
    client.post(f"{DESK}purposes/", sent)
    client.post(f"{DESK}purposes/", {**sent, "name": "Another"})
    assert Purpose.objects.get().name == "Recovery Fund"
    assert "Enter" in errors(client.post(f"{DESK}purposes/", {"name": "", "key": "a b"}))


def test_desk_shows_only_to_those_who_prepare(olivia, mina):
    assert [card for card in desk_tools.fill(olivia) if card.title == "Decisions"]
    assert not [card for card in desk_tools.fill(mina) if card.title == "Decisions"]


def test_desk_takes_the_same_queries_for_one_and_for_three(client_of, olivia, count_queries):
    client = client_of(olivia)
    a_draft("22/00001")
    a_decision("21/00001")
    a_notice()
    client.get(DESK)
    one = count_queries(lambda: client.get(DESK))
    for number in (2, 3):
        a_draft(f"22/0000{number}")
        a_decision(f"21/0000{number}")
        a_notice()
    assert count_queries(lambda: client.get(DESK)) == one


def test_history_leads_back_only_for_those_who_may_open_the_record(client_of, olivia, adam):
    decision = a_draft()
    address = f"/officers/audit/decisions.decision:{decision.pk}/"
    way_back = f'href="{DESK}{decision.pk}/"'
    assert way_back in page_of(client_of(olivia), address)
    assert way_back not in page_of(client_of(adam), address)


def test_links_within_the_page_land_somewhere(client_of, olivia):
    decision = a_draft()
    actions.add_comment(
        decision=decision, committee="Policy", on=date(2021, 11, 9), said="Agreed.", by=SYSTEM
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    called = {"called_in_on": date(2021, 12, 14), "called_in_by": "Three", "reason": "Cost."}
    actions.call_in(decision=decision, by=SYSTEM, **called)
    draft = actions.correct(decision=decision, note="A word.", by=SYSTEM)
    actions.change(decision=draft, particulars={"reasons": "Another."}, by=SYSTEM)
    client = client_of(olivia)
    pages = [f"{DESK}{decision.pk}/", f"{DESK}{draft.pk}/", f"{DESK}{draft.pk}/read/"]
    for address in [*pages, "/decisions/21-00055/"]:
        page = page_of(client, address)
        for anchor in set(re.findall(r'href="#([^"]+)"', page)):
            assert f'id="{anchor}"' in page, f"{address}#{anchor}"


def test_announced_day_that_has_come_waits_on_the_desk(olivia):
    a_notice(published_on=date(2021, 12, 1), due_from=date(2022, 3, 1))
    due = [task for task in desk_tasks.fill(olivia) if "decision that is due" in task.title]
    assert due[0].due == "Announced for 1 March 2022"
