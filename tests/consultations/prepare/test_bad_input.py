"""Every form around the answering, with everything a form can be sent."""

import pytest

from consultations.actions import prepare
from consultations.models import Consultation
from tests.consultations.makers import DURING, a_draft, launched

pytestmark = pytest.mark.django_db
PUBLIC = "/consultations/civil-society/"
ONE = "/officers/consultations/civil-society/"
PAGES = f"{ONE}questionnaire/"
FORMS = {
    f"{PUBLIC}other-formats/": ("format", "details", "name", "reply_to"),
    f"{PUBLIC}tell-me/": ("email",),
    "/officers/consultations/new/": ("title", "slug"),
    "/officers/consultations/import/": ("file",),
    f"{ONE}texts/about/": (
        "title",
        "slug",
        "summary",
        "minutes_needed",
        "strategy_version",
        "seen",
    ),
    f"{ONE}texts/dates/": ("opens_at_day", "closes_at_time", "grace_minutes", "minimum_days"),
    f"{ONE}texts/contact/": ("contact_email", "contact_phone", "other_formats"),
    f"{ONE}papers/": ("kind", "title", "link", "file"),
    f"{ONE}checklist/eqia/": ("reason",),
    f"{ONE}launch/": ("at_once",),
    f"{ONE}extend/": ("closes_at_day", "closes_at_time", "reason"),
    f"{ONE}new-wording/": ("reason",),
    f"{PAGES}arrange/": ("what", "key", "do", "revision"),
    f"{PAGES}import/": ("file",),
    f"{PAGES}delete/question/why/": ("revision",),
    f"{PAGES}shown/question/barriers/?on=agree": ("any_of", "add", "revision"),
    f"{PAGES}shown/question/why/": ("remove", "combine", "revision"),
    f"{PAGES}sections/": ("title", "intro", "strategy_section", "equality", "seen"),
    f"{PAGES}sections/volunteering/add/number/": ("text", "minimum", "maximum", "required"),
    f"{PAGES}questions/barriers/": ("text", "options_key", "options_label", "other", "options_row"),
}
VALUES = {
    "nothing": "",
    "huge": "x" * 1_000_000,
    "null": "a\x00b",
    "emoji": "😀\u202e\ufeff",
    "html": "<script>alert(1)</script>",
    "formula": "=HYPERLINK(1)",
    "number": "99999999999999999999999",
    "negative": "-1",
    "several": ["a", "b", "c"],
    "lone surrogate": b"\xed\xa0\x80",
    "digits of another alphabet": "٣",
}
FINE = {200, 302, 400, 404, 413}


@pytest.mark.parametrize("what", sorted(VALUES))
@pytest.mark.parametrize("launch", [False, True], ids=["draft", "launched"])
def test_forms_with_anything_in_them_never_break(client_of, olivia, what, launch, hold_clock):
    if launch:
        launched()
    else:
        a_draft()
    hold_clock(2021, 9, 13, 12, 0)
    before = Consultation.objects.get(slug="civil-society").questionnaire
    client = client_of(olivia, raise_request_exception=False)
    for address, names in FORMS.items():
        response = client.post(address, dict.fromkeys(names, VALUES[what]))
        assert response.status_code in FINE, (address, what, response.status_code)
        assert b"<script>alert(1)" not in response.content
    after = Consultation.objects.get(slug="civil-society").questionnaire
    assert {q.key for q in before.questions} <= {q.key for q in after.questions}


@pytest.mark.parametrize("address", sorted(FORMS))
def test_form_with_ten_thousand_fields_is_refused(client_of, olivia, address):
    a_draft()
    client = client_of(olivia, raise_request_exception=False)
    data = {f"options_label_{n}": "x" for n in range(10_000)}
    assert client.post(address, data).status_code in {400, 404, 413}


def test_requests_for_formats_are_limited(stranger):
    launched()
    data = {"format": "word", "name": "A", "reply_to": "x"}
    codes = [stranger.post(f"{PUBLIC}other-formats/", data).status_code for _ in range(12)]
    assert codes[-1] == 429


def test_unsubscribe_with_another_token_does_not_exist(stranger):
    prepare.register_interest(consultation=launched(), email="a@example.org", now=DURING)
    address = "/consultations/unsubscribe/6d1c4f9e-0000-4000-8000-000000000000/"
    assert stranger.post(address).status_code == 404
