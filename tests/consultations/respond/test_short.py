"""A one-page consultation: opened, answered and sent."""

import pytest

from consultations.models import Draft, Response, TextAnswer
from tests.consultations.respond.questionnaires import SHORT_ANSWER

pytestmark = pytest.mark.usefixtures("open_now")


@pytest.fixture
def form(short_one, page, visitor):
    """The page as the visitor sees it."""
    return visitor.get(page(short_one, "section", "all"))


def token_in(response):
    mark = b'name="token" value="'
    start = response.content.index(mark) + len(mark)
    return response.content[start : response.content.index(b'"', start)].decode()


def test_short_response_is_sent_from_its_one_page(short_one, page, visitor, form):
    answer = SHORT_ANSWER | {"token": token_in(form)}
    sent = visitor.post(page(short_one, "section", "all"), answer)
    assert sent.status_code == 302
    assert sent.url == page(short_one, "done")
    response = Response.objects.get()
    assert response.choices == {"agree": "agree"}
    assert response.consent == "anonymous"
    assert TextAnswer.objects.get().text == "It helps small groups"
    assert response.reference in visitor.get(sent.url).content.decode()
    assert not Draft.objects.filter(submitted_at=None).exists()


def test_second_press_gives_the_same_response(short_one, page, visitor, form):
    answer = SHORT_ANSWER | {"token": token_in(form)}
    first = visitor.post(page(short_one, "section", "all"), answer)
    second = visitor.post(page(short_one, "section", "all"), answer)
    assert first.url == second.url == page(short_one, "done")
    assert Response.objects.count() == 1


def test_second_press_without_the_first_answer_gives_the_same_response(
    short_one, page, visitor, form
):
    answer = SHORT_ANSWER | {"token": token_in(form)}
    visitor.post(page(short_one, "section", "all"), answer)
    visitor.cookies.clear()
    again = visitor.post(page(short_one, "section", "all"), answer)
    assert again.url == page(short_one, "done")
    assert Response.objects.get().reference in visitor.get(again.url).content.decode()


def test_error_keeps_what_was_typed(short_one, page, visitor, form):
    answer = SHORT_ANSWER | {"token": token_in(form), "q_words": "one two " * 6}
    shown = visitor.post(page(short_one, "section", "all"), answer)
    html = shown.content.decode()
    assert shown.status_code == 200
    assert "<title>Error:" in html
    assert "Shorten your answer by 2 words" in html
    assert "one two one two" in html
    assert Draft.objects.get().raw["q_words"] == [("one two " * 6)]
    assert not Response.objects.exists()
