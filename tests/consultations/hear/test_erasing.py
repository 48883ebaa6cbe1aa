"""A response is erased because its sender asked for it."""

import pytest
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from consultations.actions import hear
from consultations.models import (
    Delivery,
    EqualityAnswers,
    FindingQuote,
    Mailing,
    Receipt,
    Registration,
    Report,
    ReportIssue,
    Response,
    TextAnswer,
)
from consultations.queries.keys import equality_link
from consultations.queries.tally import counted
from tests.consultations.hear.heard import OPENS

pytestmark = pytest.mark.django_db
REASON = "Its sender asked by letter on 3 October 2021 and gave the reference."
ANN = "ann@example.org"


@pytest.fixture
def sent(make_round, answer):
    """Ann's response, with all that hangs on one."""
    response = answer(
        make_round(),
        {"as": "resident", "where": "thanet", "aim": "agree"},
        texts={"why": "Small grants keep our hall open."},
        organisation_name="Ann’s hall",
        postcode="CT91",
    )
    Receipt.objects.create(response=response, email=ANN, name="Ann")
    Registration.objects.create(
        consultation=response.consultation, email="Ann@example.org", source="response"
    )
    EqualityAnswers.objects.create(
        consultation=response.consultation,
        link=equality_link(response.reference),
        answers={"age": 61},
    )
    return response


@pytest.fixture
def an_issue():
    """`an_issue(consultation)` is a report as it was issued."""

    def issue(consultation):
        report = Report.objects.create(consultation=consultation)
        return ReportIssue.objects.create(report=report, number=1)

    return issue


def erase(response, by, reason=REASON):
    return hear.erase_response(response=response, reason=reason, by=by, now=OPENS)


def test_erased_response_leaves_reference_dates_and_reason(sent, olivia):
    erase(sent, olivia)
    left = Response.objects.get()
    assert (left.reference, left.submitted_at) == (sent.reference, sent.submitted_at)
    assert (left.choices, left.organisation_name, left.postcode, left.district) == ({}, "", "", "")
    for model in (TextAnswer, EqualityAnswers, Receipt, Registration):
        assert not model.objects.exists(), model
    event = Event.objects.get(verb="response.erased")
    assert REASON in event.sentence
    assert ANN not in f"{event.sentence}{event.details}"


def test_erased_response_is_no_longer_counted(sent, answer, olivia):
    answer(sent.consultation, {"aim": "agree"})
    erase(sent, olivia)
    assert counted([sent.consultation]).count() == 1


def test_quotes_of_an_erased_response_leave_the_finding(sent, olivia, client_of):
    text = sent.texts.get()
    quote = hear.quote(answer=text, start=0, end=12, by=olivia, now=OPENS)
    finding = sent.consultation.findings.create(position=1, heading="Halls")
    FindingQuote.objects.create(finding=finding, quote=quote)
    address = reverse("consultations:hear_erase", args=[sent.consultation.slug, sent.reference])
    assert "quoted under “Halls”" in client_of(olivia).get(address).content.decode()
    erase(sent, olivia)
    assert not finding.quotes.exists()


@pytest.mark.parametrize(
    ("reason", "words"),
    [("gone", "in a sentence"), ("ann@example.org asked us to erase it", "an email address")],
)
def test_reason_that_says_nothing_or_too_much_is_refused(sent, olivia, reason, words):
    with pytest.raises(Refused, match=words):
        erase(sent, olivia, reason)
    assert TextAnswer.objects.exists()


def test_response_is_erased_once(sent, olivia):
    erase(sent, olivia)
    with pytest.raises(Refused, match="nothing left to erase"):
        erase(sent, olivia)


def test_address_that_was_written_to_goes_and_that_it_was_written_to_stays(sent, olivia, an_issue):
    known = Registration.objects.get()
    mailing = Mailing.objects.create(issue=an_issue(sent.consultation), subject="s", body="b")
    Delivery.objects.create(mailing=mailing, registration=known, state="sent", sent_at=OPENS)
    erase(sent, olivia)
    known.refresh_from_db()
    assert known.email.endswith(".invalid")
    assert known.unsubscribed_at
    assert Delivery.objects.get().state == "sent"


def test_officer_erases_on_the_page_and_is_told(sent, olivia, client_of):
    address = reverse("consultations:hear_erase", args=[sent.consultation.slug, sent.reference])
    officer = client_of(olivia)
    assert "Tick the box" in officer.post(address, {"reason": REASON}).content.decode()
    page = officer.post(address, {"reason": REASON, "sure": "on"}, follow=True).content.decode()
    assert f"Response {sent.reference} is erased." in page
    assert "Erase this response" not in page
    assert "nothing left to erase" in officer.get(address).content.decode()
