"""Somebody closes their account."""

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, connection, transaction

from civilsociety.accounts import actions
from civilsociety.accounts.models import User
from civilsociety.audit.models import Event
from civilsociety.organisations.actions import join, register
from civilsociety.organisations.models import Membership
from civilsociety.refusal import Refused
from consultations.models import Draft, Response
from tests.consultations.hear.heard import a_response, a_round

CLOSE = "/accounts/close/"


@pytest.fixture
def ann(db):
    """Ann, who opened an account with a code."""
    person = actions.welcome(email="ann@example.org")
    actions.change_name(user=person, name="Ann Hale")
    return User.objects.get(pk=person.pk)


def words_of_the_record():
    fields = ("target_label", "actor_label", "sentence")
    return " ".join(text for row in Event.objects.values_list(*fields) for text in row)


def test_closed_account_leaves_a_number(ann, client_of):
    client = client_of(ann)
    assert "What goes" in client.get(CLOSE).content.decode()
    page = client.post(CLOSE, follow=True).content.decode()
    assert "Your account is closed" in page
    left = User.objects.get(pk=ann.pk)
    assert (left.name, left.is_active) == ("", False)
    assert str(left) == f"Closed account {ann.pk}"
    assert "ann" not in left.email
    assert not EmailAddress.objects.filter(user=left).exists()
    assert client.get("/accounts/").status_code == 302


def test_other_sessions_end_with_the_account(ann, client_of):
    elsewhere = client_of(ann)
    actions.close_account(user=ann)
    assert elsewhere.get("/accounts/").status_code == 302


def test_record_forgets_the_names_and_keeps_what_happened(ann):
    before = list(Event.objects.values_list("pk", "at", "verb", "target", "actor"))
    assert "ann@example.org" in words_of_the_record()
    actions.close_account(user=ann)
    told = words_of_the_record()
    assert "ann@example.org" not in told
    assert "Ann Hale" not in told
    assert f"account {ann.pk} is now called account {ann.pk}" in told
    kept = Event.objects.exclude(verb="accounts.closed")
    assert list(kept.values_list("pk", "at", "verb", "target", "actor")) == before


def test_other_people_stay_in_the_record(ann, tess):
    actions.change_name(user=tess, name="Ann Halesworth")
    actions.close_account(user=ann)
    assert "tess@example.org is now called Ann Halesworth." in words_of_the_record()


def test_record_allows_no_other_change_even_while_it_forgets(ann):
    event = Event.objects.filter(pk=Event.objects.first().pk)
    for change in (lambda: event.update(verb="nothing.happened"), event.delete):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("set local audit.forgetting = 'on'")
            change()


def test_places_in_organisations_end(ann):
    hall = register(name="Hale Hall", kind="community_group", by=ann)
    join(user=ann, organisation=hall, position="trustee")
    actions.close_account(user=ann)
    assert not Membership.objects.exists()
    assert "Ann Hale" not in words_of_the_record()


def test_sent_response_stays_and_what_was_begun_goes(ann):
    consultation = a_round()
    response = a_response(consultation, user=ann)
    Draft.objects.create(
        consultation=consultation, version=response.version, key_hash="begun", user=ann
    )
    actions.close_account(user=ann)
    assert Response.objects.get().user is None
    assert Response.objects.counting().count() == 1
    assert not Draft.objects.exists()


def test_officer_cannot_close_an_account_that_is_needed(frank, client_of):
    client = client_of(frank)
    assert "Ask an administrator to end it first" in client.get(CLOSE).content.decode()
    assert "Ask an administrator to end it first" in client.post(CLOSE).content.decode()
    assert User.objects.get(pk=frank.pk).is_active


def test_what_an_officer_did_keeps_their_name(frank, adam):
    actions.end_role(assignment=frank.role_assignments.get(), by=adam)
    actions.close_account(user=frank)
    assert "Frank is no longer funding officer." in words_of_the_record()
    assert User.objects.get(pk=frank.pk).name == ""


def test_sample_account_stays_for_the_next_visitor(tess):
    User.objects.filter(pk=tess.pk).update(is_sample=True)
    with pytest.raises(Refused, match="the next visitor"):
        actions.close_account(user=tess)


def test_same_address_opens_a_new_account(ann):
    actions.close_account(user=ann)
    again = actions.welcome(email="ann@example.org")
    assert again.pk != ann.pk
    assert again.name == ""
