"""An officer hears what was said: in a real browser, with and without JavaScript."""

import pytest

from consultations.models import Quote, Reading, TextAnswer, Theme
from tests.browser import axe, picture, press
from tests.consultations.hear.heard import a_response, a_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = [
    "Small grants matter most to us. Without them the hall in the village closes by spring.",
    "We would like to be asked before a contract is drawn up. That costs nothing!",
    "Volunteers come if somebody looks after them. Ring me on 01632 960 001 if you like.",
]
TYPES = ["registered-charity", "community-group", "trustee-or-volunteer", "resident"]
PLACES = ["thanet", "swale", "ashford"]


@pytest.fixture
def heard(db):
    """A consultation with 66 responses."""
    consultation = a_round()
    for n in range(66):
        a_response(
            consultation,
            {
                "as": TYPES[n % 4],
                "where": PLACES[n % 3],
                "staff": n % 12,
                "aim": ["agree", "strongly-agree", "neither"][n % 3],
                "needs": ["money", "advice"][: 1 + n % 2],
            },
            texts={"why": WORDS[n % 3]} | ({"needs__other": "A van"} if n % 9 == 0 else {}),
            organisation_name=f"Friends of Hall {n}",
            consent=["named", "anonymous", "not_at_all"][n % 3],
            submitted_at=consultation.opens_at.replace(day=3 + n % 20),
        )
    return consultation


def base(consultation):
    return f"/officers/consultations/{consultation.slug}"


def test_answer_is_read_coded_and_quoted_without_javascript(heard, olivia, open_page):
    first = TextAnswer.objects.filter(question_key="why").first()
    page = open_page(
        f"{base(heard)}/read/why/{first.pk}/", person=olivia, javascript=False, width=375
    )
    page.get_by_label("Add a theme").fill("Grants for small groups")
    press(page, "Save, next not read")
    assert "Answer 2 of 66" in page.content()
    page.get_by_label("Grants for small groups").check()
    press(page, "Save")
    assert Theme.objects.get().codings.count() == 2
    assert Reading.objects.count() == 2
    page.get_by_label("That costs nothing!").check()
    page.get_by_role("button", name="Quote these words").click()
    assert Quote.objects.get().text == "That costs nothing!"


def test_selected_words_become_a_quote_and_keys_lead_on(heard, olivia, open_page):
    first = TextAnswer.objects.filter(question_key="why").first()
    page = open_page(f"{base(heard)}/read/why/{first.pk}/", person=olivia)
    page.locator("[data-answer]").evaluate(
        """answer => {
            const range = document.createRange();
            range.setStart(answer.firstChild, 0);
            range.setEnd(answer.firstChild, 30);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.locator("[data-selected]").wait_for()
    page.get_by_role("button", name="Quote these words").click()
    page.locator(".quote").wait_for()
    assert Quote.objects.get().text == "Small grants matter most to us"
    page.keyboard.press("j")
    page.wait_for_url("**/read/why/*/")
    page.get_by_role("heading", name="Answer 2 of 66").wait_for()
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_of_hearing_are_whole_at_both_widths(heard, olivia, open_page, width):
    theme = Theme.objects.create(consultation=heard, name="Grants for small groups")
    for answer in TextAnswer.objects.filter(question_key="why")[:30:2]:
        answer.codings.create(theme=theme)
        Reading.objects.create(answer=answer)
    answer = TextAnswer.objects.filter(question_key="why")[2]
    Quote.objects.create(answer=answer, start=0, end=45, text=answer.text[:45])
    addresses = {
        "live": "live/",
        "results": "results/",
        "read": "read/",
        "answers": "read/why/?q=grants",
        "answer": f"read/why/{answer.pk}/",
        "themes": "themes/",
        "theme": f"themes/{theme.pk}/",
        "responses": "responses/",
        "response": f"responses/{answer.response.reference}/",
        "take-out": "responses/download/",
    }
    page = open_page(f"{base(heard)}/live/", person=olivia, width=width)
    for name, path in addresses.items():
        page.goto(f"{base(heard)}/{path}")
        picture(page, f"hear-{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert axe(page) == [], name
    assert page.troubles == []
