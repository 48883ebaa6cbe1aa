"""Everything a form may be sent: nothing breaks, nothing is lost, nothing runs."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

from consultations.models import Draft, Response, TextAnswer
from consultations.queries import respond as queries
from tests.consultations.respond.questionnaires import DETAILS, SHORT, SHORT_ANSWER, STRATEGY, YOU

pytestmark = pytest.mark.usefixtures("open_now")

ODD = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "'; drop table consultations_response; --",
    "%s %(key)s {0}",
    "x" * 1_000_000,
    "word " * 5000,
    "9" * 400,
    "-1e999",
    "٣",
    "../../etc/passwd",
    "null",
    '{"a": 1}',
    "\u202eright to left",
    "\r\n\r\n",
]
FIELDS = [
    "q_as", "q_as__other", "q_organisation__name", "q_organisation__charity_number",
    "q_organisation__company_number", "q_organisation__known", "q_where", "q_postcode",
    "q_agree", "q_why", "q_support", "q_support__other", "q_staff", "q_founded__day",
    "q_founded__month", "q_founded__year", "q_words", "q_reserves", "q_age", "d_consent",
    "d_told", "d_name", "d_email", "token", "then", "to", "known", "code", "send", "email",
]  # fmt: skip


@pytest.fixture
def brave():
    """A browser that shows a 500 as a page, as people get it."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:20]))
def test_odd_text_in_every_field_breaks_no_page(long_one, page, brave, odd):
    everything = dict.fromkeys(FIELDS, odd)
    addresses = [page(long_one, "section", key) for key in ("you", "strategy", "equality")]
    addresses += [
        page(long_one, name)
        for name in ("last", "save_last", "organisation", "later", "return", "send", "change")
    ]
    addresses.append(page(long_one, "save", "strategy"))
    for address in addresses:
        assert brave.post(address, everything).status_code < 500, address
        assert brave.get(address, {"to": odd[:2000]}).status_code < 500, address


@pytest.mark.parametrize("odd", [o for o in ODD if o.strip("\x00 \r\n") and len(o) < 1000])
def test_odd_text_comes_back_as_it_was_typed(long_one, page, brave, odd):
    brave.post(page(long_one, "section", "you"), YOU)
    brave.post(page(long_one, "section", "strategy"), STRATEGY | {"q_words": odd})
    brave.post(page(long_one, "last"), DETAILS)
    html = brave.get(page(long_one, "check")).content.decode()
    assert "<script>alert" not in html
    brave.post(page(long_one, "send"))
    assert TextAnswer.objects.get().text == odd.replace("\x00", "").strip()


def test_unknown_choices_and_foreign_fields_are_refused_or_ignored(long_one, page, brave):
    brave.post(page(long_one, "section", "you"), YOU | {"q_as": "king", "q_agree": "agree"})
    draft = Draft.objects.get()
    assert "q_agree" not in draft.raw
    shown = brave.post(page(long_one, "section", "strategy"), {"q_support": ["money", "gold"]})
    assert "Select only answers that are shown" in shown.content.decode()


def test_ten_thousand_fields_get_a_page_that_says_so(long_one, page, brave):
    many = {f"q_{number}": "x" for number in range(10_000)}
    assert brave.post(page(long_one, "section", "you"), many).status_code in {400, 413}


def test_six_megabytes_get_a_page_that_says_so(long_one, page, brave):
    large = {f"q_{n}": "x" * 1_000_000 for n in range(6)}
    assert brave.post(page(long_one, "section", "you"), large).status_code in {400, 413}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"q_as=%ff%fe&q_where=%00"])
def test_body_that_is_no_form_breaks_nothing(long_one, page, brave, body):
    for kind in ("application/json", "multipart/form-data", "application/x-www-form-urlencoded"):
        answer = brave.post(page(long_one, "section", "you"), body, content_type=kind)
        assert answer.status_code < 500


def test_too_many_from_one_address_are_asked_to_wait(long_one, page, brave, settings):
    settings.RESPONSES_PER_MINUTE = 3
    answers = [brave.post(page(long_one, "section", "you"), YOU) for _ in range(5)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_database_gone_gives_back_what_was_typed(make_consultation, page, brave, monkeypatch):
    short = make_consultation(SHORT, slug="short")

    def gone(*args):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("consultations.views.respond.door.visit", gone)
    answer = brave.post(page(short, "section", "all"), SHORT_ANSWER)
    assert answer.status_code == 503
    html = answer.content.decode()
    assert "It helps small groups" in html
    assert 'name="q_agree"' in html
    monkeypatch.setattr("consultations.views.respond.door.visit", queries.visit)
    brave.post(page(short, "section", "all"), SHORT_ANSWER)
    assert Response.objects.count() == 1


def test_saving_while_typing_answers_the_script(long_one, page, brave, hold_clock):
    saved = brave.post(page(long_one, "save", "strategy"), {"q_words": "half a thou"})
    assert saved.json()["saved"] == "Saved at 5:04pm."
    assert Draft.objects.get().raw["q_words"] == ["half a thou"]
    assert "half a thou" in brave.get(page(long_one, "section", "strategy")).content.decode()
    hold_clock(2021, 11, 1, 12, 0)
    late = brave.post(page(long_one, "save", "strategy"), {"q_words": "too late"})
    assert late.status_code == 409
    assert "closed" in json.loads(late.content)["refused"]


def test_two_devices_never_mix_a_page(long_one, page, brave):
    brave.post(page(long_one, "section", "you"), YOU)
    other = Client()
    other.cookies["response"] = brave.cookies["response"].value
    brave.post(page(long_one, "section", "strategy"), STRATEGY)
    other.post(page(long_one, "section", "you"), {"q_as": "business", "q_postcode": "CT1 2AB"})
    raw = Draft.objects.get().raw
    assert raw["q_words"] == ["More for volunteers"]
    assert (raw["q_as"], raw["q_where"], raw["q_postcode"]) == (["business"], [], ["CT12A"])
