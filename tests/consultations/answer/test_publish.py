"""Issuing a report and telling people: once, whole, and as it was."""

import hashlib
import re

import pytest
from django.db import DatabaseError, connection, transaction

from civilsociety.accounts.models import OutboxMessage
from civilsociety.refusal import Refused
from consultations.actions import answer as actions
from consultations.actions.announce import send_mailing
from consultations.actions.publish import build_report, request_build
from consultations.models import Consultation, IssueFile, Mailing, Registration, ReportIssue
from tests.consultations.answer.conftest import a_consultation

LIGHT = {
    "html": ("web page", lambda document: document.title.encode()),
    "pdf": ("PDF", lambda document: b"%PDF"),
}


@pytest.fixture
def light(monkeypatch):
    """Two quick formats instead of five slow ones."""
    monkeypatch.setattr("consultations.actions.publish.FORMATS", LIGHT)


@pytest.fixture
def ready(report, consultation, respond, olivia):
    """A report with nothing missing."""
    respond(consultation, 12, right="agree")
    finding = actions.add_finding(consultation=consultation, heading="Words", by=olivia)
    actions.change_finding(
        finding=finding,
        revision=0,
        by=olivia,
        said="They are clear.",
        did="We keep them.",
        outcome="no_change",
        answers_sections=["terms-2021/terms"],
    )
    return report


def publish(report, by, now, **what):
    build = request_build(report=report, by=by, now=now, publish=True, **what)
    return build_report(build=build, now=now)


def register(consultation, *addresses, **fields):
    for address in addresses:
        Registration.objects.create(
            consultation=consultation, email=address, source="interest", **fields
        )


@pytest.fixture
def outbox(settings):
    """Mail goes where the demonstration's goes."""
    settings.EMAIL_BACKEND = "civilsociety.accounts.outbox.OutboxBackend"
    return OutboxMessage.objects


def test_issue_keeps_its_bytes_and_their_fingerprint(ready, olivia, after_closing, light):
    issue = publish(ready, olivia, after_closing)
    for file in issue.files.all():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    assert Consultation.objects.get().state == "reported"


def test_issued_file_cannot_be_changed_even_by_sql(ready, olivia, after_closing, light):
    issue = publish(ready, olivia, after_closing)
    for statement in (
        "update consultations_issuefile set content = 'x'",
        "delete from consultations_issuefile",
        "update consultations_reportissue set note = 'x'",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert issue.files.count() == 2


def test_correction_needs_a_note_and_becomes_a_new_issue(ready, olivia, after_closing, light):
    publish(ready, olivia, after_closing)
    with pytest.raises(Refused, match="what this issue corrects"):
        publish(ready, olivia, after_closing)
    issue = publish(ready, olivia, after_closing, note="A name was wrong.")
    assert issue.number == 2
    assert ReportIssue.objects.count() == 2


def test_second_press_finds_the_first(ready, olivia, after_closing):
    request_build(report=ready, by=olivia, now=after_closing, publish=True)
    with pytest.raises(Refused, match="at this moment"):
        request_build(report=ready, by=olivia, now=after_closing, publish=True)


def test_running_a_build_twice_issues_once(ready, olivia, after_closing, light):
    build = request_build(report=ready, by=olivia, now=after_closing, publish=True)
    build_report(build=build, now=after_closing)
    assert build_report(build=build, now=after_closing) is None
    assert ReportIssue.objects.count() == 1
    assert IssueFile.objects.count() == 2


def test_data_that_changed_meanwhile_stops_publication(ready, olivia, after_closing, light):
    build = request_build(report=ready, by=olivia, now=after_closing, publish=True)
    finding = ready.consultation.findings.get()
    actions.change_finding(finding=finding, revision=1, by=olivia, did="")
    assert build_report(build=build, now=after_closing) is None
    build.refresh_from_db()
    assert build.state == "failed"
    assert "missing" in build.error
    assert not ReportIssue.objects.exists()


def test_everyone_who_registered_is_told_once(ready, olivia, after_closing, light, outbox):
    earlier = a_consultation("terms-2020", olivia)
    ready.also_covers.add(earlier)
    register(ready.consultation, "ann@example.org", "bob@example.org")
    register(earlier, "ANN@example.org", "cy@example.org")
    register(earlier, "dan@example.org", unsubscribed_at=after_closing)
    issue = publish(ready, olivia, after_closing)
    send_mailing(mailing=issue.mailing, now=after_closing)
    send_mailing(mailing=Mailing.objects.get(), now=after_closing)
    told = sorted(outbox.values_list("to", flat=True))
    assert [address.lower() for address in told] == [
        "ann@example.org", "bob@example.org", "cy@example.org",
    ]  # fmt: skip


def test_message_names_the_report_and_the_way_out(ready, olivia, after_closing, light, outbox):
    register(ready.consultation, "ann@example.org")
    issue = publish(ready, olivia, after_closing)
    send_mailing(mailing=issue.mailing, now=after_closing)
    body = outbox.get().body
    assert "/consultations/terms-2021/you-said-we-did/" in body
    assert re.search(r"/consultations/unsubscribe/[0-9a-f-]{36}/", body)


def test_leaving_between_listing_and_sending_is_honoured(
    ready, olivia, after_closing, light, outbox
):
    register(ready.consultation, "ann@example.org")
    issue = publish(ready, olivia, after_closing)
    Registration.objects.update(unsubscribed_at=after_closing)
    send_mailing(mailing=issue.mailing, now=after_closing)
    assert not outbox.exists()
    assert issue.mailing.deliveries.get().state == "skipped"


def test_mail_server_that_goes_away_leaves_the_rest_waiting(
    ready, olivia, after_closing, light, outbox, monkeypatch
):
    register(ready.consultation, *(f"{n}@example.org" for n in range(5)))
    issue = publish(ready, olivia, after_closing)
    sent = []

    def send(message):
        if len(sent) == 2:
            raise ConnectionRefusedError
        sent.append(message.to)

    monkeypatch.setattr("consultations.actions.announce.EmailMessage.send", send)
    with pytest.raises(ConnectionRefusedError):
        send_mailing(mailing=issue.mailing, now=after_closing)
    monkeypatch.undo()
    send_mailing(mailing=Mailing.objects.get(), now=after_closing)
    assert outbox.count() == 3
    assert issue.mailing.deliveries.filter(state="sent").count() == 5


def test_correction_may_go_out_without_a_message(ready, olivia, after_closing, light):
    register(ready.consultation, "ann@example.org")
    publish(ready, olivia, after_closing)
    issue = publish(ready, olivia, after_closing, note="A comma.", tell_people=False)
    assert not Mailing.objects.filter(issue=issue).exists()


def test_unpublished_report_is_not_found(client, report):
    assert client.get("/consultations/terms-2021/you-said-we-did/").status_code == 404
    assert client.get("/consultations/terms-2021/you-said-we-did.pdf").status_code == 404


def test_earlier_issue_says_that_it_is_one(client, ready, olivia, after_closing, light):
    publish(ready, olivia, after_closing)
    publish(ready, olivia, after_closing, note="A name was wrong.")
    old = client.get("/consultations/terms-2021/you-said-we-did/issues/1/").content.decode()
    new = client.get("/consultations/terms-2021/you-said-we-did/").content.decode()
    assert "This is an earlier issue" in old
    assert "A name was wrong." in new


def test_earlier_round_is_answered_by_the_report_that_covers_it(
    ready, olivia, after_closing, light, client
):
    earlier = a_consultation("terms-2020", olivia)
    ready.also_covers.add(earlier)
    publish(ready, olivia, after_closing)
    earlier.refresh_from_db()
    assert earlier.state == "reported"
    answer = client.get("/consultations/terms-2020/you-said-we-did/")
    assert answer.url == "/consultations/terms-2021/you-said-we-did/"
