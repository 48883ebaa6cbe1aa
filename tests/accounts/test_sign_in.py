"""Signing in by emailed code."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from civilsociety.accounts.models import User

ASK = "/accounts/sign-in/"
ENTER = "/accounts/sign-in/code/"


def code_in(letter):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.M).group()


def ask(client, email, **more):
    return client.post(ASK, {"email": email, **more})


def test_sign_in_with_the_code_opens_the_account(stranger, tess):
    assert ask(stranger, tess.email)["Location"] == ENTER
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])})
    assert response["Location"] == "/accounts/"
    assert stranger.get("/accounts/").context["user"] == tess


def test_sign_in_takes_a_code_in_small_letters_without_dash(stranger, tess):
    ask(stranger, tess.email)
    code = code_in(mail.outbox[0]).lower().replace("-", "")
    assert stranger.post(ENTER, {"code": code}).status_code == 302


def test_sign_in_of_a_new_address_looks_the_same_and_opens_an_account(client, stranger, tess):
    pages = []
    for browser, email in ((client, tess.email), (stranger, "New@Example.org")):
        ask(browser, email)
        pages.append(browser.get(ENTER).content.decode().replace(email, ""))
    known, new = (re.sub(r'value="[^"]{64}"', "", page) for page in pages)
    assert known.replace("tess@example.org", "") == new.replace("New%40Example.org", "").replace(
        "tess@example.org", ""
    ) or len(known) - len(new) in range(-40, 40)
    assert [letter.subject for letter in mail.outbox] == ["Your code to sign in"] * 2
    assert not User.objects.filter(email="new@example.org").exists()
    stranger.post(ENTER, {"code": code_in(mail.outbox[1])})
    assert stranger.get("/accounts/").context["user"].email == "new@example.org"


def test_sign_in_twice_with_a_new_address_opens_one_account(client, stranger, db):
    for browser in (client, stranger):
        ask(browser, "rosa@example.org")
    for browser, letter in zip((client, stranger), mail.outbox, strict=True):
        assert browser.post(ENTER, {"code": code_in(letter)}).status_code == 302
    assert User.objects.filter(email="rosa@example.org").count() == 1


def test_sign_in_of_a_closed_account_is_told_so(stranger, tess):
    tess.is_active = False
    tess.save()
    ask(stranger, tess.email)
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])}, follow=True)
    assert "This account is closed" in response.content.decode()


def test_wrong_code_says_so_and_the_last_one_ends_it(stranger, tess):
    ask(stranger, tess.email)
    for _ in range(4):
        response = stranger.post(ENTER, {"code": "XXXX-XXXX"})
        assert "That is not the code" in response.content.decode()
    response = stranger.post(ENTER, {"code": "XXXX-XXXX"}, follow=True)
    assert "That was the last try" in response.content.decode()
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])}, follow=True)
    assert "No code is waiting" in response.content.decode()


def test_empty_code_does_not_use_up_a_try(stranger, tess):
    ask(stranger, tess.email)
    for _ in range(7):
        response = stranger.post(ENTER, {"code": ""})
        assert "Enter the code" in response.content.decode()
    assert stranger.post(ENTER, {"code": code_in(mail.outbox[0])}).status_code == 302


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_code_works_for_a_quarter_of_an_hour(stranger, tess, minutes, opens):
    ask(stranger, tess.email)
    session = stranger.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= minutes * 60
    session.save()
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])}, follow=True)
    assert ("Your code has expired" in response.content.decode()) != opens


def test_code_of_another_browser_opens_nothing(client, stranger, tess):
    ask(client, tess.email)
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])}, follow=True)
    assert "No code is waiting" in response.content.decode()


def test_new_code_replaces_the_one_before(stranger, tess):
    ask(stranger, tess.email)
    stranger.post(ENTER, {"action": "resend"})
    first, second = map(code_in, mail.outbox)
    assert "That is not the code" in stranger.post(ENTER, {"code": first}).content.decode()
    assert stranger.post(ENTER, {"code": second}).status_code == 302


def test_new_codes_come_to_an_end(stranger, tess):
    ask(stranger, tess.email)
    for _ in range(5):
        stranger.post(ENTER, {"action": "resend"})
    assert len(mail.outbox) == 3


def test_asking_too_often_gets_429(stranger, tess):
    statuses = [ask(stranger, tess.email).status_code for _ in range(5)]
    assert statuses[-1] == 429
    assert len(mail.outbox) == 3


def test_sign_in_leads_back_to_the_page_that_asked_for_it(stranger, tess):
    page = stranger.get("/accounts/name/")
    assert page["Location"] == f"{ASK}?next=/accounts/name/"
    ask(stranger, tess.email, next="/accounts/name/")
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0]), "next": "/accounts/name/"})
    assert response["Location"] == "/accounts/name/"


def test_sign_in_never_leads_away_from_us(stranger, tess):
    ask(stranger, tess.email)
    response = stranger.post(
        ENTER, {"code": code_in(mail.outbox[0]), "next": "https://evil.example/"}
    )
    assert response["Location"] == "/accounts/"


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "\x00@example.org", "🙂@example.org", "x" * 300 + "@example.org"]
)
def test_odd_address_gets_a_sentence(stranger, db, email):
    response = ask(stranger, email)
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("code", ["\x00", "🙂", "x" * 100_000, "<script>"])
def test_odd_code_is_wrong_and_nothing_more(stranger, tess, code):
    ask(stranger, tess.email)
    assert stranger.post(ENTER, {"code": code}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["password/reset/", "password/change/", "password/set/", "3rdparty/", "confirm-email/"],
)
def test_pages_about_passwords_do_not_exist(client_of, tess, address):
    assert client_of(tess).get(f"/accounts/{address}").status_code == 404


def test_other_ways_in_lead_to_the_one(stranger, db):
    assert stranger.get("/accounts/login/?next=/x/")["Location"] == f"{ASK}?next=/x/"
    assert stranger.get("/accounts/signup/")["Location"] == ASK
    assert stranger.get("/admin/", follow=True).redirect_chain[-1][0] == f"{ASK}?next=/admin/"


def test_officers_begin_at_their_desk(stranger, olivia):
    ask(stranger, olivia.email)
    response = stranger.post(ENTER, {"code": code_in(mail.outbox[0])})
    assert response["Location"] in {"/officers/", "/"}


def test_sign_out_needs_a_post(client_of, tess):
    client = client_of(tess)
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_demonstration_says_that_the_second_factor_is_off(stranger, make_person, settings):
    sample = make_person("Sample", "funding_officer")
    User.objects.filter(pk=sample.pk).update(is_sample=True)
    page = stranger.get(ASK).content.decode()
    assert "The second factor is off here" in page
    assert sample.email in page
    settings.DEMONSTRATION = False
    page = stranger.get(ASK).content.decode()
    assert "off here" not in page
    assert sample.email not in page
