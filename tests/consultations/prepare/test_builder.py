"""The builder in the browser, by plain forms: nothing here needs a script."""

import re

import pytest

from civilsociety.audit.models import Event
from consultations.actions import prepare
from consultations.models import Consultation
from consultations.questionnaire import editing
from tests.consultations.makers import DURING, a_draft, an_officer, launched

pytestmark = pytest.mark.django_db
PAGES = "/officers/consultations/civil-society/questionnaire/"


@pytest.fixture
def officer(client_of, olivia):
    """The client of an officer, with a consultation in preparation."""
    a_draft()
    return client_of(olivia)


def stored():
    return Consultation.objects.get(slug="civil-society")


def keys(section):
    return [question.key for question in stored().questionnaire.section(section).questions]


def page(response):
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def seen_in(response):
    """What the form remembers of what its writer saw."""
    return re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]


def arrange(officer, what, key, do, revision=None):
    revision = stored().questionnaire_revision if revision is None else revision
    data = {"what": what, "key": key, "do": do, "revision": revision}
    return officer.post(f"{PAGES}arrange/", data, follow=True)


def test_list_shows_sections_questions_and_conditions(officer):
    text = page(officer.get(PAGES))
    assert "What stands in your way?" in text
    assert "Shown when “How far do you agree" in text
    assert "answered with “Disagree” or “Strongly disagree”" in text


def test_section_added_by_title_gets_a_key_and_stands_before_equality(officer):
    officer.post(f"{PAGES}sections/", {"title": "Fair funding!", "intro": "Money."})
    assert [s.key for s in stored().questionnaire.sections][-2:] == ["fair-funding", "equality"]


def test_question_added_in_two_steps_gets_keys_from_its_words(officer):
    response = officer.get(f"{PAGES}sections/volunteering/add/?kind=one_choice")
    assert response.url.endswith("/sections/volunteering/add/one_choice/")
    officer.post(
        response.url,
        {
            "text": "How many people?",
            "options_key": ["", "", ""],
            "options_label": ["Up to ten", "More", ""],
            "other": "Not sure",
            "required": "on",
        },
    )
    question = stored().questionnaire.by_key["how-many-people"]
    assert [(o.key, o.label) for o in question.options] == [
        ("up-to-ten", "Up to ten"),
        ("more", "More"),
    ]
    assert question.required


def test_question_keeps_its_keys_when_its_words_change(officer):
    address = f"{PAGES}questions/barriers/"
    officer.post(
        address,
        {
            "seen": seen_in(officer.get(address)),
            "text": "What holds you back?",
            "options_key": ["money", "time", ""],
            "options_label": ["Not enough money", "Time", "People"],
            "other": "Something else",
            "none": "Nothing",
        },
    )
    question = stored().questionnaire.by_key["barriers"]
    assert question.text == "What holds you back?"
    assert [o.key for o in question.options] == ["money", "time", "people"]


def test_rows_of_options_are_arranged_without_saving(officer):
    address = f"{PAGES}questions/barriers/"
    data = {
        "text": "Typed and not lost",
        "options_key": ["money", "time"],
        "options_label": ["Money", "Time"],
        "options_row": "down-0",
    }
    text = page(officer.post(address, data))
    assert "Typed and not lost" in text
    assert text.index('value="time"') < text.index('value="money"')
    assert stored().questionnaire.by_key["barriers"].text == "What stands in your way?"


@pytest.mark.parametrize("press", ["more", "up-0", "down-99", "up-x", "\x00", "down-" + "9" * 99])
def test_rows_buttons_with_nonsense_change_nothing(officer, press):
    data = {"text": "T", "options_label": ["A", "B"], "options_row": press}
    page(officer.post(f"{PAGES}questions/barriers/", data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Enter the question"),
        ({"text": "T", "options_label": ["Only one"]}, "Write at least two options"),
        ({"text": "x" * 501, "options_label": ["A", "B"]}, "500 characters or fewer"),
        ({"text": "T", "options_label": ["x" * 501, "B"]}, "Shorten each option"),
        ({"text": "T", "options_label": ["A\x00", "B"]}, "not text"),
        ({"text": "T", "options_label": ["A", "B"], "options_key": ["Bad key", ""]}, "small let"),
        ({"text": "T", "options_label": ["A", "B"], "options_key": ["a", "a"]}, "used twice"),
        ({"text": "T", "options_label": [str(n) for n in range(99)]}, "at most 60 options"),
    ],
)
def test_question_with_bad_input_says_what_to_do_and_saves_nothing(officer, data, words):
    text = page(officer.post(f"{PAGES}sections/volunteering/add/one_choice/", data))
    assert words in text
    assert "There is a problem" in text
    assert keys("volunteering") == ["agree", "why", "barriers"]


def test_two_officers_on_one_question_are_told_and_lose_nothing(officer):
    address = f"{PAGES}questions/agree/"
    before = seen_in(officer.get(address))
    options = {"options_key": [], "options_label": []}
    officer.post(address, {"seen": before, "text": "Hers", "required": "on", **options})
    response = officer.post(address, {"seen": before, "text": "Mine", "required": "on", **options})
    text = page(response)
    assert "Somebody else saved this" in text
    assert "Hers" in text
    assert "Mine" in text
    assert stored().questionnaire.by_key["agree"].text == "Hers"
    again = {"seen": seen_in(response), "text": "Mine and hers", "required": "on", **options}
    assert officer.post(address, again).status_code == 302
    assert stored().questionnaire.by_key["agree"].text == "Mine and hers"


def test_two_officers_on_two_questions_do_not_disturb_each_other(officer):
    one, two = f"{PAGES}questions/why/", f"{PAGES}questions/agree/"
    seen_one, seen_two = seen_in(officer.get(one)), seen_in(officer.get(two))
    officer.post(two, {"seen": seen_two, "text": "Agree now", "required": "on"})
    officer.post(one, {"seen": seen_one, "text": "Why now"})
    texts = [stored().questionnaire.by_key[key].text for key in ("agree", "why")]
    assert texts == ["Agree now", "Why now"]


def test_move_on_an_old_page_is_told_and_not_done(officer):
    response = arrange(officer, "question", "barriers", "up", revision=0)
    assert "Somebody else changed the questionnaire" in page(response)
    assert keys("volunteering") == ["agree", "why", "barriers"]


def test_question_moves_within_its_section_and_across(officer):
    arrange(officer, "question", "barriers", "up")
    assert keys("volunteering") == ["agree", "barriers", "why"]
    arrange(officer, "question", "postcode", "down")
    assert keys("volunteering")[0] == "postcode"
    arrange(officer, "question", "postcode", "up")
    assert keys("about-you")[-1] == "postcode"


def test_question_cannot_move_above_what_decides_whether_it_is_shown(officer):
    response = arrange(officer, "question", "why", "up")
    assert "must come before it" in page(response)
    assert keys("volunteering") == ["agree", "why", "barriers"]


def test_duplicate_has_a_key_of_its_own(officer):
    arrange(officer, "question", "barriers", "duplicate")
    assert keys("volunteering") == ["agree", "why", "barriers", "what-stands-in-your-way"]


def test_duplicate_of_what_is_asked_once_is_refused(officer):
    assert "asked only once" in page(arrange(officer, "question", "district", "duplicate"))


def test_duplicate_of_a_section_points_its_conditions_at_its_own_questions(officer):
    arrange(officer, "section", "volunteering", "duplicate")
    copy = stored().questionnaire.section("volunteering-2")
    conditions = [q.show_if.tests[0].question for q in copy.questions if q.show_if]
    assert conditions == [copy.questions[0].key]


def test_delete_asks_first_and_refuses_what_others_need(officer):
    address = f"{PAGES}delete/question/agree/"
    assert "Delete it" in page(officer.get(address))
    revision = stored().questionnaire_revision
    assert "is shown by this answer" in page(
        officer.post(address, {"revision": revision}, follow=True)
    )
    officer.post(f"{PAGES}delete/question/why/", {"revision": revision})
    assert keys("volunteering") == ["agree", "barriers"]


def test_condition_is_added_combined_and_removed(officer):
    address = f"{PAGES}shown/question/barriers/"
    assert "How far do you agree" in page(officer.get(f"{address}?on=agree"))
    for on, chosen in (("agree", ["agree"]), ("as", ["resident", "business"])):
        data = {"any_of": chosen, "add": "1", "revision": stored().questionnaire_revision}
        officer.post(f"{address}?on={on}", data)
    condition = stored().questionnaire.by_key["barriers"].show_if
    assert [test.question for test in condition.tests] == ["agree", "as"]
    officer.post(address, {"combine": "any", "revision": stored().questionnaire_revision})
    assert not stored().questionnaire.by_key["barriers"].show_if.every
    for _ in range(2):
        officer.post(address, {"remove": "0", "revision": stored().questionnaire_revision})
    assert stored().questionnaire.by_key["barriers"].show_if is None


def test_option_that_a_condition_needs_cannot_go(officer):
    prepare.save_questionnaire(
        consultation=stored(),
        questionnaire=editing.set_condition(
            stored().questionnaire,
            "age",
            editing.question(stored().questionnaire, "why").show_if.__class__(
                (type(editing.question(stored().questionnaire, "why").show_if.tests[0])(
                    "barriers", ("time",)
                ),)
            ),
        ),
        revision=stored().questionnaire_revision,
        by=an_officer(),
        sentence="Set.",
    )  # fmt: skip
    address = f"{PAGES}questions/barriers/"
    data = {
        "seen": seen_in(officer.get(address)),
        "text": "T",
        "options_key": ["money", ""],
        "options_label": ["Money", "Other"],
    }
    assert "that would go" in page(officer.post(address, data))


def test_kind_can_change_while_nobody_has_answered(officer):
    address = f"{PAGES}questions/why/?kind=short_text"
    officer.post(address, {"seen": seen_in(officer.get(address)), "text": "In a few words"})
    assert stored().questionnaire.by_key["why"].kind == "short_text"


def test_section_turned_into_equality_makes_its_questions_optional(officer):
    address = f"{PAGES}sections/volunteering/"
    data = {"seen": seen_in(officer.get(address)), "title": "V", "equality": "on"}
    assert "Write why you ask" in page(officer.post(address, data))
    officer.post(address, {**data, "intro": "To see whom we reach."})
    section = stored().questionnaire.section("volunteering")
    assert not any(question.required for question in section.questions)


def test_preview_draws_every_question_as_people_will_see_it(officer):
    text = page(officer.get(f"{PAGES}preview/"))
    for question in stored().questionnaire.questions:
        assert question.field in text


def test_new_wording_from_page_to_page(client_of, olivia, hold_clock):
    launched()
    officer = client_of(olivia)
    hold_clock(DURING.year, DURING.month, DURING.day, 12, 0)
    address = f"{PAGES}questions/barriers/"
    officer.post(
        address,
        {
            "seen": seen_in(officer.get(address)),
            "text": "What holds you back?",
            "options_key": ["money", "time"],
            "options_label": ["Money", "Time"],
            "other": "Something else",
            "none": "Nothing",
        },
    )
    new_wording = "/officers/consultations/civil-society/new-wording/"
    assert "What holds you back?" in page(officer.get(new_wording))
    officer.post(new_wording, {"reason": "Clearer."})
    versions = list(stored().versions.all())
    assert [v.questionnaire.by_key["barriers"].text for v in versions] == [
        "What stands in your way?",
        "What holds you back?",
    ]
    assert Event.objects.filter(verb="consultation.wording_published").count() == 1


@pytest.mark.parametrize(
    "address",
    ["questions/nothing/", "sections/nothing/", "sections/nothing/add/", "delete/section/x/",
     "delete/nonsense/why/", "shown/question/x/", "shown/nonsense/why/",
     "sections/volunteering/add/nonsense/"],
)  # fmt: skip
def test_pages_of_what_is_not_there_do_not_exist(officer, address):
    assert officer.get(f"{PAGES}{address}").status_code == 404


def test_list_takes_the_same_queries_for_more_questions(officer, count_queries):
    first = count_queries(lambda: officer.get(PAGES))
    for _ in range(3):
        arrange(officer, "section", "volunteering", "duplicate")
    assert count_queries(lambda: officer.get(PAGES)) == first
