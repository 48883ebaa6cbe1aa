"""Inviting, joining, leaving, handing over; and what stays when somebody closes their account."""

import pytest
from django.core import mail
from django.urls import reverse

from civilsociety.accounts.actions import close_account
from civilsociety.refusal import Refused
from funding.actions import applying, messages
from funding.models import Application, Colleague, Message
from funding.models.choices import ColleagueRole
from funding.states import ApplicationState
from funding.tasks.messages import look_after_messages
from tests.funding.applying.makers import draft
from tests.funding.makers import NOW

pytestmark = pytest.mark.usefixtures("in_december")


def invited(application, email="noor@example.org", role=ColleagueRole.WRITER):
    by = application.colleagues.get(role=ColleagueRole.LEAD).person
    return applying.invite(application=application, email=email, role=role, by=by, now=NOW)


def joined(application, person, role=ColleagueRole.WRITER):
    colleague = invited(application, person.email, role)
    return applying.join(colleague=colleague, by=person, now=NOW)


def test_invitation_is_mailed_and_opens_the_application_once_joined(world, client_of, noor):
    application = draft(world)
    page = reverse("funding:application_people", args=[application.pk])
    data = {"email": " Noor@Example.org ", "role": "writer"}
    client_of(world.tess).post(page, data)
    for message in Message.objects.all():
        messages.send(pk=message.pk, now=NOW)
    colleague = application.colleagues.get(role=ColleagueRole.WRITER)
    link = reverse("funding:join", args=[colleague.token])
    assert mail.outbox[0].to == ["noor@example.org"]
    assert link in mail.outbox[0].body
    assert client_of(noor).get(application.get_absolute_url()).status_code == 404
    assert client_of(noor).post(link).url == application.get_absolute_url()
    assert client_of(noor).get(application.get_absolute_url()).status_code == 200


def test_words_of_a_message_go_when_it_is_sent(world):
    invited(draft(world))
    message = Message.objects.get()
    assert messages.send(pk=message.pk, now=NOW)
    assert not messages.send(pk=message.pk, now=NOW)
    message.refresh_from_db()
    assert message.body == ""
    assert len(mail.outbox) == 1


def test_invitation_needs_somebody_signed_in(world, stranger):
    colleague = invited(draft(world))
    answer = stranger.get(reverse("funding:join", args=[colleague.token]))
    assert answer.status_code == 302
    assert "/accounts/" in answer.url


def test_used_invitation_is_nothing_to_another_person(world, client_of, noor, asa):
    colleague = joined(draft(world), noor)
    link = reverse("funding:join", args=[colleague.token])
    assert client_of(asa).get(link).status_code == 404
    assert client_of(asa).post(link).status_code == 404
    with pytest.raises(Refused, match="no longer works"):
        applying.join(colleague=colleague, by=asa, now=NOW)


def test_invitation_taken_back_stops_working(world, client_of, noor):
    colleague = invited(draft(world))
    applying.remove(colleague=colleague, by=world.tess, now=NOW)
    assert client_of(noor).get(reverse("funding:join", args=[colleague.token])).status_code == 404


def test_removed_colleague_sees_nothing_any_more(world, client_of, noor):
    application = draft(world)
    colleague = joined(application, noor)
    act = reverse("funding:application_person", args=[application.pk, colleague.pk, "remove"])
    client_of(world.tess).post(act)
    assert client_of(noor).get(application.get_absolute_url()).status_code == 404


def test_only_the_lead_invites_and_removes(world, client_of, noor):
    application = draft(world)
    colleague = joined(application, noor)
    page = reverse("funding:application_people", args=[application.pk])
    html = client_of(noor).post(page, {"email": "x@example.org", "role": "writer"})
    assert application.colleagues.count() == 2
    assert "The person who leads the application" in html.content.decode()
    with pytest.raises(Refused, match="leads the application"):
        applying.remove(colleague=colleague, by=noor, now=NOW)


def test_lead_hands_over_and_may_leave_then(world, noor):
    application = draft(world)
    with pytest.raises(Refused, match="Hand it over"):
        applying.leave(application=application, by=world.tess, now=NOW)
    applying.hand_over(colleague=joined(application, noor), by=world.tess, now=NOW)
    applying.leave(application=application, by=world.tess, now=NOW)
    assert application.colleagues.get(left_at=None).person == noor
    assert application.colleagues.get(left_at=None).role == ColleagueRole.LEAD


@pytest.mark.parametrize("email", ["", "no address", "tess@example.org", "x" * 300 + "@a.org"])
def test_address_that_cannot_be_invited_is_refused_in_words(world, client_of, email):
    application = draft(world)
    page = reverse("funding:application_people", args=[application.pk])
    answer = client_of(world.tess).post(page, {"email": email, "role": "writer"})
    assert answer.context["form"].errors["email"]
    assert application.colleagues.count() == 1


def test_unknown_act_on_a_person_is_no_page(world, client_of, noor):
    application = draft(world)
    colleague = joined(application, noor)
    act = reverse("funding:application_person", args=[application.pk, colleague.pk, "promote"])
    assert client_of(world.tess).post(act).status_code == 404


def test_closing_an_account_passes_the_lead_on_and_forgets_the_address(world, noor):
    application = draft(world)
    joined(application, noor)
    close_account(user=world.tess)
    assert application.colleagues.get(left_at=None).person == noor
    assert application.colleagues.get(left_at=None).role == ColleagueRole.LEAD
    left = Colleague.objects.exclude(left_at=None).get()
    assert left.person is None
    assert "tess@" not in left.email


def test_closing_an_account_withdraws_what_nobody_else_works_on(world, noor):
    alone, sent = draft(world), world.bid(ApplicationState.SUBMITTED)
    close_account(user=world.tess)
    assert Application.objects.get(pk=alone.pk).state == ApplicationState.WITHDRAWN
    assert Application.objects.get(pk=sent.pk).state == ApplicationState.SUBMITTED


def test_account_page_lists_the_applications(world, client_of):
    draft(world, title="Kitchen")
    html = client_of(world.tess).get(reverse("accounts:home")).content.decode()
    assert "Kitchen, Marsh Lane Community Kitchen: not sent yet" in html


def test_message_waits_while_the_mail_server_is_away_and_goes_out_once(world, monkeypatch):
    invited(draft(world))
    message = Message.objects.get()

    def away(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", away)
        with pytest.raises(ConnectionRefusedError):
            messages.send(pk=message.pk, now=NOW)
    message.refresh_from_db()
    assert message.sent_at is None
    assert message.body
    assert [messages.send(pk=message.pk, now=NOW) for _ in range(2)] == [True, False]
    assert len(mail.outbox) == 1


def test_waiting_messages_are_handed_out_again_and_old_ones_forgotten(world, monkeypatch):
    invited(draft(world))
    handed = []
    monkeypatch.setattr("funding.tasks.messages.send_message.delay", handed.append)
    look_after_messages()
    message = Message.objects.get()
    assert handed == [message.pk]
    message.sent_at = NOW
    message.save()
    look_after_messages()
    assert not Message.objects.exists()
