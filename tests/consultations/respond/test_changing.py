"""Changing, withdrawing, closing; receipts; what officers enter; duplicates."""

import pytest

from civilsociety.audit.models import Event
from civilsociety.organisations.actions import confirm, register
from civilsociety.organisations.models import Organisation
from civilsociety.ui import clock
from consultations.actions.respond.duplicates import flag_duplicates
from consultations.actions.respond.mail import send_receipt
from consultations.actions.respond.rounds import erase_old_drafts
from consultations.models import (
    Draft,
    DuplicateFlag,
    EqualityAnswers,
    QuestionnaireVersion,
    Receipt,
    Response,
    TextAnswer,
)
from tests.consultations.respond.questionnaires import DETAILS, STRATEGY, YOU

pytestmark = pytest.mark.usefixtures("open_now")
MAILED = DETAILS | {"d_email": "tess@example.org", "d_name": "Tess"}


@pytest.fixture
def send_all(long_one, page):
    """`send_all(client)` answers everything and sends it."""

    def send(client, you=YOU, strategy=STRATEGY, details=MAILED):
        client.post(page(long_one, "section", "you"), you)
        client.post(page(long_one, "section", "strategy"), strategy)
        client.post(page(long_one, "section", "equality"), {"q_age": "over"})
        client.post(page(long_one, "last"), details)
        client.post(page(long_one, "send"))
        return Response.objects.latest("pk")

    return send


def test_change_keeps_the_reference_and_what_stays_the_same(long_one, page, visitor, send_all):
    before = send_all(visitor)
    visitor.post(page(long_one, "change"))
    assert "More for volunteers" in visitor.get(page(long_one, "check")).content.decode()
    visitor.post(page(long_one, "section", "strategy"), STRATEGY | {"q_words": "Less paper"})
    assert TextAnswer.objects.get().text == "More for volunteers"
    visitor.post(page(long_one, "send"))
    after = Response.objects.get()
    assert after.reference == before.reference and after.revision == 2
    assert after.changed_at and after.postcode == "ME141"
    assert TextAnswer.objects.get().text == "Less paper"
    assert EqualityAnswers.objects.get().answers == {"age": "over"}
    assert Event.objects.filter(verb="response.changed").count() == 1


def test_withdrawn_response_is_erased(long_one, page, visitor, send_all):
    send_all(visitor)
    page_before = visitor.get(page(long_one, "withdraw")).content.decode()
    assert "cannot be undone" in page_before
    visitor.post(page(long_one, "withdraw"))
    response = Response.objects.get()
    assert response.state == "withdrawn"
    assert (response.choices, response.postcode, response.organisation_name) == ({}, "", "")
    for model in (TextAnswer, EqualityAnswers, Receipt, Draft):
        assert not model.objects.exists()
    event = Event.objects.get(verb="response.withdrawn")
    assert "volunteers" not in f"{event.sentence} {event.details}"


def test_nothing_changes_after_closing_and_grace(long_one, page, visitor, send_all, hold_clock):
    response = send_all(visitor)
    hold_clock(2021, 10, 4, 1, 30)
    for name in ("change", "withdraw"):
        assert "closed at" in visitor.post(page(long_one, name)).content.decode()
    assert Response.objects.get().state == "submitted"
    assert response.reference in visitor.get(page(long_one, "done")).content.decode()


def test_grace_is_for_those_who_had_begun(long_one, page, visitor, stranger, hold_clock):
    visitor.post(page(long_one, "section", "you"), YOU)
    hold_clock(2021, 10, 4, 0, 20)
    shown = visitor.get(page(long_one, "section", "strategy")).content.decode()
    assert "Because you had begun before" in shown
    late = stranger.post(page(long_one, "section", "strategy"), STRATEGY)
    assert late.status_code == 409
    assert "More for volunteers" in late.content.decode()
    visitor.post(page(long_one, "section", "strategy"), STRATEGY)
    visitor.post(page(long_one, "last"), DETAILS)
    visitor.post(page(long_one, "send"))
    assert Response.objects.count() == 1


def test_page_shown_before_closing_may_be_sent_in_the_grace(long_one, page, visitor, hold_clock):
    hold_clock(2021, 10, 3, 23, 50)
    html = visitor.get(page(long_one, "section", "you")).content.decode()
    token = html.split('name="token" value="')[1].split('"')[0]
    hold_clock(2021, 10, 4, 0, 20)
    kept = visitor.post(page(long_one, "section", "you"), YOU | {"token": token})
    assert kept.url == page(long_one, "section", "strategy")


def test_forthcoming_consultation_says_when_it_opens(long_one, page, stranger, hold_clock):
    hold_clock(2021, 9, 1, 12, 0)
    assert "opens at 9am on 6 September 2021" in stranger.get(page(long_one)).content.decode()


def test_consultation_in_preparation_is_nobodys_business(make_consultation, page, stranger):
    hidden = make_consultation({"sections": []}, state="draft", launched_at=None)
    assert stranger.get(page(hidden)).status_code == 404


def test_receipt_is_mailed_once_with_its_file(long_one, visitor, send_all, mailoutbox):
    response = send_all(visitor)
    for _ in range(2):
        send_receipt(pk=response.receipt.pk, now=clock.now())
    (message,) = mailoutbox
    assert message.to == ["tess@example.org"]
    assert response.reference in message.subject
    name, content, kind = message.attachments[0]
    assert content.startswith(b"%PDF") and kind == "application/pdf"
    assert f"receipt-{response.reference}-1@" in message.extra_headers["Message-ID"]
    assert "/respond/return/" in message.body


def test_receipt_is_downloaded_by_its_holder_only(long_one, page, visitor, stranger, send_all):
    send_all(visitor)
    assert visitor.get(page(long_one, "receipt")).content.startswith(b"%PDF")
    assert stranger.get(page(long_one, "receipt")).status_code == 302


def test_organisation_we_know_is_offered_by_name_only(long_one, page, visitor, olivia):
    known = register(
        name="Swale Carers", kind="registered_charity", by=olivia, charity_number="1012345"
    )
    confirm(organisation=known, by=olivia)
    you = YOU | {"q_as": "registered-charity", "q_organisation__name": "Swale Carer"}
    asked = visitor.post(page(long_one, "section", "you"), you)
    assert asked.url == page(long_one, "organisation")
    assert "Swale Carers" in visitor.get(asked.url).content.decode()
    refused = visitor.post(asked.url, {"known": str(known.pk + 1)})
    assert "Select your organisation" in refused.content.decode()
    assert visitor.post(asked.url, {"known": str(known.pk)}).status_code == 302
    visitor.post(page(long_one, "section", "strategy"), STRATEGY)
    visitor.post(page(long_one, "last"), DETAILS)
    visitor.post(page(long_one, "send"))
    assert Response.objects.get().organisation == known


def test_posted_organisation_number_is_not_believed(long_one, page, visitor, olivia):
    other = register(name="Quite Another", kind="other", by=olivia)
    you = YOU | {
        "q_as": "registered-charity",
        "q_organisation__name": "Ours",
        "q_organisation__known": str(other.pk),
    }
    visitor.post(page(long_one, "section", "you"), you)
    visitor.post(page(long_one, "section", "strategy"), STRATEGY)
    visitor.post(page(long_one, "last"), DETAILS)
    visitor.post(page(long_one, "send"))
    assert Response.objects.get().organisation.name == "Ours"
    assert Organisation.objects.count() == 2


def test_officer_enters_paper_with_gaps_and_long_texts(long_one, olivia, client_of):
    client = client_of(olivia)
    address = f"/officers/consultations/{long_one.slug}/enter/"
    assert client.get(address).status_code == 200
    paper = {
        "channel": "paper", "received_on_day": "15", "received_on_month": "9",
        "received_on_year": "2021", "q_words": "word " * 400, "d_consent": "not_at_all",
        "d_told": "no", "then": "next",
    }  # fmt: skip
    sent = client.post(address, paper)
    assert sent.status_code == 302, sent.content.decode()[:4000]
    response = Response.objects.get()
    assert (response.channel, response.entered_by) == ("paper", olivia)
    assert str(response.received_on) == "2021-09-15"
    assert TextAnswer.objects.get().words == 400
    listed = client.get(f"/officers/consultations/{long_one.slug}/entered/").content.decode()
    assert response.reference in listed


def test_duplicates_are_flagged_and_judged(
    long_one, visitor, stranger, send_all, olivia, client_of
):
    words = "Small groups in Thanet need a room and somebody who answers the telephone in time"
    send_all(visitor, strategy=STRATEGY | {"q_words": words})
    send_all(stranger, strategy=STRATEGY | {"q_words": words + " always"}, details=DETAILS)
    assert flag_duplicates(consultation=long_one) == 1
    assert flag_duplicates(consultation=long_one) == 0
    flag = DuplicateFlag.objects.get()
    assert flag.reason == "Nearly the same words"
    assert Response.objects.counting().count() == 2
    address = f"/officers/consultations/{long_one.slug}/duplicates/{flag.pk}/"
    client = client_of(olivia)
    assert words in client.get(address).content.decode()
    client.post(address, {"verdict": "same", "note": "Sent twice"})
    assert Response.objects.counting().count() == 1


def test_new_wording_leaves_a_begun_draft_alone(long_one, page, visitor, stranger):
    visitor.post(page(long_one, "section", "you"), YOU)
    first = long_one.versions.get()
    QuestionnaireVersion.objects.create(
        consultation=long_one,
        number=2,
        content={"sections": [{"key": "new", "title": "New", "questions": []}]},
        sha256="2" * 64,
    )
    assert visitor.get(page(long_one, "section", "strategy")).status_code == 200
    assert stranger.get(page(long_one, "section", "strategy")).status_code == 404
    assert Draft.objects.get().version == first


def test_old_drafts_are_erased(long_one, page, visitor, hold_clock):
    visitor.post(page(long_one, "section", "you"), YOU)
    assert erase_old_drafts(now=hold_clock(2021, 10, 20)) == 0
    assert erase_old_drafts(now=hold_clock(2021, 11, 20)) == 1
