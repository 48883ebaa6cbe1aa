"""A consultation of several pages, from the first to the receipt."""

import pytest

from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from consultations.models import Draft, EqualityAnswers, Registration, Response, TextAnswer
from consultations.queries.keys import equality_link
from tests.consultations.respond.questionnaires import DETAILS, STRATEGY, YOU

pytestmark = pytest.mark.usefixtures("open_now")


@pytest.fixture
def answer(long_one, page, visitor):
    """`answer("you", {...})` sends one page; gives where it leads."""

    def send(section, fields, client=visitor, **more):
        return client.post(page(long_one, "section", section), fields | more)

    return send


@pytest.fixture
def all_pages(long_one, page, visitor, answer):
    """Every page answered up to the check page."""
    answer("you", YOU)
    answer("strategy", STRATEGY)
    answer("equality", {"q_age": "over"})
    return visitor.post(page(long_one, "last"), DETAILS)


def test_pages_lead_from_one_to_the_next(long_one, page, visitor, answer):
    assert visitor.get(page(long_one)).status_code == 200
    assert answer("you", YOU).url == page(long_one, "section", "strategy")
    assert answer("strategy", STRATEGY).url == page(long_one, "section", "equality")
    assert answer("equality", {}).url == page(long_one, "last")
    assert visitor.post(page(long_one, "last"), DETAILS).url == page(long_one, "check")


def test_section_shown_by_an_earlier_answer_comes_next(long_one, page, answer):
    answer("you", YOU | {"q_as": "registered-charity"})
    assert answer("strategy", STRATEGY).url == page(long_one, "section", "charities")


def test_response_is_sent_from_the_check_page(long_one, page, visitor, all_pages):
    check = visitor.get(all_pages.url).content.decode()
    assert "More for volunteers" in check
    assert "ME141" in check and "1XQ" not in check
    sent = visitor.post(page(long_one, "send"))
    assert sent.url == page(long_one, "done")
    response = Response.objects.get()
    assert response.postcode == "ME141"
    assert response.respondent_type == "resident"
    assert response.district == "swale"
    assert response.choices["support"] == ["money", "time"]
    assert list(TextAnswer.objects.values_list("question_key", "text")) == [
        ("words", "More for volunteers")
    ]
    event = Event.objects.get(verb="response.submitted")
    assert (event.target, event.target_label) == (name_of(response), response.reference)
    assert (event.actor, event.details) == ("respondent", {})
    assert event.sentence == f"Response {response.reference} was sent."


def test_equality_answers_are_kept_apart(long_one, page, visitor, all_pages):
    visitor.post(page(long_one, "send"))
    response = Response.objects.get()
    assert "age" not in response.choices
    kept = EqualityAnswers.objects.get(link=equality_link(response.reference))
    assert kept.answers == {"age": "over"}
    draft = Draft.objects.get()
    assert (draft.raw, draft.raw_equality, draft.details) == ({}, {}, {})


def test_equality_page_says_once_that_its_questions_may_be_left_out(
    long_one, page, visitor, answer
):
    answer("you", YOU)
    answer("strategy", STRATEGY)
    html = visitor.get(page(long_one, "section", "equality")).content.decode()
    assert html.count("You can leave out any of these questions.") == 1
    assert html.count("apart from the rest of your response") == 1
    assert "nobody can put the two together" not in html


def test_send_twice_makes_one_response(long_one, page, visitor, all_pages):
    visitor.post(page(long_one, "send"))
    again = visitor.post(page(long_one, "send"), follow=True)
    assert "already sent" in again.content.decode()
    assert Response.objects.count() == 1


def test_hidden_answer_is_kept_and_not_sent(long_one, page, visitor, answer):
    answer("you", YOU)
    answer("strategy", STRATEGY | {"q_agree": "disagree", "q_why": "Too vague"})
    answer("strategy", STRATEGY | {"q_agree": "agree", "q_why": "Too vague"})
    visitor.post(page(long_one, "last"), DETAILS)
    check = visitor.get(page(long_one, "check")).content.decode()
    assert "Not sent" in check
    visitor.post(page(long_one, "send"))
    assert not TextAnswer.objects.filter(question_key="why").exists()


def test_unanswered_required_question_stops_at_the_check_page(long_one, page, visitor, answer):
    answer("you", YOU)
    visitor.post(page(long_one, "last"), DETAILS)
    shown = visitor.post(page(long_one, "send"))
    assert "Select an answer to “Do you agree with the aims?”" in shown.content.decode()
    assert not Response.objects.exists()


def test_page_in_error_is_kept_as_typed(long_one, page, visitor, answer):
    shown = answer("strategy", {"q_staff": "many", "q_words": "kept"})
    assert shown.status_code == 200
    again = visitor.get(page(long_one, "section", "strategy")).content.decode()
    assert 'value="many"' in again and "kept" in again


def test_told_registers_once_and_receipt_needs_an_address(long_one, page, visitor, answer):
    answer("you", YOU)
    answer("strategy", STRATEGY)
    shown = visitor.post(page(long_one, "last"), DETAILS | {"d_told": "yes"})
    assert "Enter your email address" in shown.content.decode()
    visitor.post(page(long_one, "last"), DETAILS | {"d_told": "yes", "d_email": "t@example.org"})
    visitor.post(page(long_one, "send"))
    assert Registration.objects.get().email == "t@example.org"
    assert Response.objects.get().receipt.email == "t@example.org"


def test_pages_of_a_journey_take_few_queries(long_one, page, visitor, all_pages, count_queries):
    for name, parts in (("", ()), ("section", ("you",)), ("last", ()), ("check", ())):
        assert count_queries(lambda a=(name, parts): visitor.get(page(long_one, a[0], *a[1]))) <= 4
    assert count_queries(lambda: visitor.post(page(long_one, "section", "you"), YOU)) <= 4
    assert count_queries(lambda: visitor.post(page(long_one, "send"))) <= 12


def test_first_page_for_a_stranger_takes_one_query(long_one, page, stranger, count_queries):
    address = page(long_one, "section", "you")
    stranger.get(address)
    stranger.cookies.clear()
    assert count_queries(lambda: stranger.get(address)) == 1
