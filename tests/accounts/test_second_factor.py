"""The second factor: who must have one, and what opens before it was used."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail

from civilsociety.audit.models import Event
from tests.accounts.test_sign_in import ENTER, ask, code_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SETUP = "/accounts/second-factor/"


def six_digits(secret=SECRET):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def with_app():
    """`with_app(olivia)` gives her an authenticator app."""
    return lambda person: TOTP.activate(person, SECRET)


@pytest.mark.parametrize("address", ["/", "/accounts/", "/officers/people/", "/admin/"])
def test_officer_without_one_is_sent_to_set_it_up(required, client_of, adam, address):
    assert client_of(adam).get(address)["Location"] == SETUP


@pytest.mark.parametrize("address", [SETUP, f"{SETUP}app/add/", f"{SETUP}passkeys/add/"])
def test_officer_without_one_may_set_it_up(required, client_of, adam, address):
    assert client_of(adam).get(address).status_code == 200


def test_officer_without_one_may_sign_out(required, client_of, adam):
    client = client_of(adam)
    client.post("/accounts/sign-out/")
    assert "_auth_user_id" not in client.session


def test_respondent_needs_none(required, client_of, tess):
    assert client_of(tess).get("/accounts/").status_code == 200


def test_member_of_the_steering_group_needs_none(required, client_of, mina):
    assert client_of(mina).get("/accounts/").status_code == 200


def test_demonstration_asks_nobody(client_of, adam):
    assert client_of(adam).get("/officers/people/").status_code == 200


def test_officer_with_one_must_have_used_it_in_this_session(required, client_of, adam, with_app):
    with_app(adam)
    client = client_of(adam)
    response = client.get("/officers/people/?q=x")
    again = "/accounts/second-factor/again/?next=%2Fofficers%2Fpeople%2F%3Fq%3Dx"
    assert response["Location"] == again
    response = client.post(again, {"code": six_digits(), "next": "/officers/people/?q=x"})
    assert response["Location"] == "/officers/people/?q=x"
    assert client.get("/officers/people/").status_code == 200


def test_officer_signs_in_with_both(required, stranger, adam, with_app):
    with_app(adam)
    ask(stranger, adam.email)
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])})
    assert response["Location"] == "/accounts/sign-in/second-factor/"
    assert stranger.get("/officers/people/").status_code == 404
    assert stranger.get(response["Location"]).status_code == 200
    stranger.post(response["Location"], {"code": six_digits()})
    assert stranger.get("/officers/people/").status_code == 200


def test_wrong_six_digits_do_not_open(required, stranger, adam, with_app):
    with_app(adam)
    ask(stranger, adam.email)
    address = stranger.post(ENTER, {"code": code_in(mail.outbox[0])})["Location"]
    response = stranger.post(address, {"code": "000000"})
    assert "That is not the code" in response.content.decode()
    assert stranger.get("/officers/people/").status_code == 404


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", "null", '{"id": 1}', "1" * 5000])
def test_odd_passkey_answer_does_not_open_and_does_not_break(
    required, stranger, adam, with_app, credential
):
    with_app(adam)
    ask(stranger, adam.email)
    address = stranger.post(ENTER, {"code": code_in(mail.outbox[0])})["Location"]
    assert stranger.post(address, {"credential": credential}).status_code == 200


def test_app_is_added_with_its_digits_and_recovery_codes_follow(required, client_of, adam):
    client = client_of(adam)
    secret = client.get(f"{SETUP}app/add/").context["form"].secret
    response = client.post(f"{SETUP}app/add/", {"code": six_digits(secret)})
    assert response["Location"] == f"{SETUP}codes/"
    kinds = set(Authenticator.objects.filter(user=adam).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_role_given_later_asks_at_the_next_page(required, client_of, tess, adam):
    client = client_of(tess)
    assert client.get("/accounts/").status_code == 200
    tess.role_assignments.create(role="funding_officer", given_by=adam)
    assert client.get("/accounts/")["Location"] == SETUP


def test_lost_second_factor_is_removed_by_an_administrator(client_of, adam, frank, with_app):
    with_app(frank)
    address = f"/officers/people/{frank.pk}/second-factor/"
    client = client_of(adam)
    assert address in client.get(f"/officers/people/{frank.pk}/").content.decode()
    assert client.get(address).status_code == 200
    client.post(address)
    assert not Authenticator.objects.filter(user=frank).exists()
    assert Event.objects.first().sentence == "The second factor of Frank was removed."
    assert "nothing to remove" in client.post(address).content.decode()


def test_nobody_removes_their_own_second_factor_this_way(client_of, adam, with_app):
    with_app(adam)
    page = client_of(adam).post(f"/officers/people/{adam.pk}/second-factor/").content.decode()
    assert "Another administrator must do this" in page
    assert Authenticator.objects.filter(user=adam).exists()


def test_key_of_an_app_is_sealed_in_the_database(adam, with_app):
    with_app(adam)
    stored = Authenticator.objects.get(user=adam)
    assert SECRET not in str(stored.data)
    assert stored.wrap().validate_code(six_digits())


def test_key_sealed_before_the_secret_key_changed_still_opens(adam, with_app, settings):
    with_app(adam)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert Authenticator.objects.get(user=adam).wrap().validate_code(six_digits())


def test_key_sealed_by_a_forgotten_secret_key_fits_no_code(adam, with_app, settings):
    with_app(adam)
    settings.SECRET_KEY = "new"
    assert not Authenticator.objects.get(user=adam).wrap().validate_code(six_digits())


def test_last_second_factor_of_an_officer_stays(required, client_of, adam, with_app):
    with_app(adam)
    client = client_of(adam)
    remove = f"{SETUP}app/remove/"
    client.post(f"{SETUP}again/", {"code": six_digits()})
    assert "Add another one before you remove this one" in client.get(remove).content.decode()
    client.post(remove)
    assert Authenticator.objects.filter(user=adam, type="totp").exists()
