"""What respondents hold, and that nothing of another person's ever opens anything."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from consultations.models import Draft, Response
from consultations.queries.keys import (
    key_of,
    new_code,
    new_reference,
    new_token,
    read_token,
    tidy_code,
)
from tests.consultations.respond.questionnaires import DETAILS, SHORT, SHORT_ANSWER, STRATEGY, YOU

pytestmark = pytest.mark.usefixtures("open_now")
NOW = datetime(2021, 9, 20, tzinfo=UTC)


@pytest.fixture
def sent(long_one, page, visitor):
    """A response of the visitor's."""
    visitor.post(page(long_one, "section", "you"), YOU)
    visitor.post(page(long_one, "section", "strategy"), STRATEGY)
    visitor.post(page(long_one, "last"), DETAILS)
    visitor.post(page(long_one, "send"))
    return Response.objects.get()


def test_reference_has_no_letters_that_look_alike():
    for _ in range(200):
        assert re.fullmatch(r"CS-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", new_reference())


def test_code_is_read_in_any_case_and_with_any_dashes():
    code = new_code()
    assert tidy_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert tidy_code("0O1I-LLLL") is None
    assert tidy_code("x" * 10_000) is None


def test_token_of_another_consultation_or_altered_is_refused():
    token = new_token(1, NOW)
    assert read_token(token, 1).shown_at == NOW
    assert read_token(token, 2) is None
    assert read_token(token[:-1] + ("0" if token[-1] != "0" else "1"), 1) is None
    assert read_token("", 1) is None


def test_key_is_not_stored(sent):
    key = key_of(sent.submission_key)
    for row in [*Draft.objects.values(), *Response.objects.values()]:
        assert key not in str(row)


def test_stranger_sees_nothing_of_a_response(long_one, page, sent, stranger):
    for name in ("done", "check", "receipt", "withdraw", "change", "later"):
        shown = stranger.get(page(long_one, name))
        assert shown.status_code == 302
    guesses = (sent.reference, str(sent.submission_key), sent.change_key_hash, "0" * 40)
    for guess in guesses:
        assert stranger.get(page(long_one, "open", guess)).status_code == 404


def test_cookie_of_another_consultation_opens_nothing(
    long_one, make_consultation, page, visitor, sent
):
    other = make_consultation(SHORT, slug="other")
    stolen = Client()
    stolen.cookies["response"] = visitor.cookies["response"].value
    assert stolen.get(page(other, "done")).status_code == 302
    assert stolen.get(page(long_one, "done")).status_code == 200
    stolen.cookies["response"] = visitor.cookies["response"].value[:-1] + "x"
    assert stolen.get(page(long_one, "done")).status_code == 302


def test_cookie_is_out_of_reach_and_for_these_pages_only(long_one, page, visitor, sent):
    cookie = visitor.cookies["response"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie["path"] == page(long_one)


def test_mailed_link_opens_the_response_elsewhere(long_one, page, sent, stranger):
    opened = stranger.get(page(long_one, "open", key_of(sent.submission_key)))
    assert opened.url == page(long_one, "done")
    assert sent.reference in stranger.get(opened.url).content.decode()


def test_code_opens_the_draft_on_another_device_until_it_is_too_old(
    long_one, page, visitor, stranger, hold_clock
):
    visitor.post(page(long_one, "section", "you"), YOU)
    html = visitor.post(page(long_one, "later"), {"code": "new"}).content.decode()
    code = re.search(r'id="code">([^<]+)<', html).group(1)
    wrong = stranger.post(page(long_one, "return"), {"code": "7K3M-9QXP"})
    assert "opens nothing here" in wrong.content.decode()
    assert stranger.post(page(long_one, "return"), {"code": code.lower()}).status_code == 302
    assert "ME141" in stranger.get(page(long_one, "section", "you")).content.decode()
    hold_clock(2021, 10, 20, 12, 0)
    late = Client().post(page(long_one, "return"), {"code": code})
    assert "opens nothing here" in late.content.decode()


def test_guessing_codes_is_slowed_down(long_one, page, stranger):
    answers = [stranger.post(page(long_one, "return"), {"code": new_code()}) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]


def test_link_asks_first_where_another_response_was_begun(long_one, page, sent, stranger):
    stranger.post(page(long_one, "section", "you"), YOU)
    link = page(long_one, "open", key_of(sent.submission_key))
    assert "Another response was begun" in stranger.get(link).content.decode()
    assert stranger.post(link).url == page(long_one, "done")


def test_leaving_takes_the_key_from_the_browser(long_one, page, visitor, sent):
    visitor.post(page(long_one, "leave"))
    assert visitor.get(page(long_one, "done")).status_code == 302


def test_draft_follows_the_person_who_signed_in(long_one, page, tess, client_of):
    client_of(tess).post(page(long_one, "section", "you"), YOU)
    assert "ME141" in client_of(tess).get(page(long_one, "section", "you")).content.decode()


def test_two_pages_opened_before_either_was_sent_make_one_response(
    make_consultation, page, visitor
):
    short = make_consultation(SHORT, slug="short")
    address = page(short, "section", "all")
    tokens = [
        re.search(r'name="token" value="([^"]+)"', visitor.get(address).content.decode()).group(1)
        for _ in range(2)
    ]
    for token in tokens:
        visitor.post(address, SHORT_ANSWER | {"token": token})
    assert Response.objects.count() == 1


def test_second_tab_with_other_words_becomes_a_change(make_consultation, page, visitor):
    short = make_consultation(SHORT, slug="short")
    address = page(short, "section", "all")
    html = visitor.get(address).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html).group(1)
    visitor.post(address, SHORT_ANSWER | {"token": token})
    again = visitor.post(address, SHORT_ANSWER | {"token": token, "q_words": "Not at all"})
    assert again.url == page(short, "change")
    assert "Not at all" in visitor.get(address).content.decode()
    assert Response.objects.get().texts.get().text == "It helps small groups"
