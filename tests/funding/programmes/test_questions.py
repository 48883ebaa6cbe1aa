"""The question editor: added, changed, moved, taken out, while nobody has seen the form."""

import pytest

from civilsociety.refusal import Refused
from funding.actions import programmes as actions
from funding.models import QuestionKind
from tests.funding.programmes.worlds import draft_of


@pytest.fixture
def draft(world):
    return draft_of(world)


def keys(call):
    return list(call.questions.values_list("key", flat=True))


def add(call, by, **more):
    fields = {
        "section": "Why",
        "kind": QuestionKind.TEXT,
        "text": "Who asked you for it?",
        "help": "",
        "required": True,
        "max_words": None,
        "options": [],
        "criterion": None,
    }
    return actions.add_question(call=call, by=by, **(fields | more))


def test_question_stands_after_the_one_that_was_chosen(draft, frank):
    add(draft, frank, after=draft.questions.get(key="who"))
    assert keys(draft) == ["need", "who", "who-asked-you-for-it", "plan", "partners"]


def test_question_may_be_the_first(draft, frank):
    add(draft, frank)
    assert keys(draft)[0] == "who-asked-you-for-it"


def test_same_words_twice_get_keys_of_their_own(draft, frank):
    add(draft, frank)
    add(draft, frank)
    assert {"who-asked-you-for-it", "who-asked-you-for-it-2"} <= set(keys(draft))


def test_question_in_other_letters_has_a_key_all_the_same(draft, frank):
    assert add(draft, frank, text="为什么？").key == "question"


def test_long_question_has_a_key_that_fits(draft, frank):
    assert len(add(draft, frank, text="very long " * 20).key) <= 40


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": QuestionKind.LONG_TEXT}, "how many words"),
        ({"kind": QuestionKind.CHOICE, "options": ["One"]}, "two answers or more"),
        ({"kind": QuestionKind.CHOICES, "options": ["One", "One"]}, "stands once"),
    ],
)
def test_question_that_cannot_be_answered_well_is_refused(draft, frank, fields, words):
    with pytest.raises(Refused, match=words):
        add(draft, frank, **fields)


def test_what_does_not_belong_to_a_kind_is_not_kept(draft, frank):
    question = add(draft, frank, max_words=100, options=["a", "b"])
    assert (question.max_words, question.options) == (None, [])


def test_moving_goes_one_place_and_stops_at_the_ends(draft, frank):
    plan = draft.questions.get(key="plan")
    actions.move_question(question=plan, up=True, by=frank)
    assert keys(draft) == ["need", "plan", "who", "partners"]
    for _ in range(3):
        actions.move_question(question=plan, up=True, by=frank)
    assert keys(draft)[0] == "plan"
    actions.move_question(question=draft.questions.get(key="partners"), up=False, by=frank)
    assert keys(draft)[-1] == "partners"


def test_changed_question_keeps_its_key(draft, frank):
    question = draft.questions.get(key="need")
    actions.change_question(
        question=question, section="Why", kind="long_text", text="Who needs it?", help="",
        required=True, max_words=80, options=[], criterion=question.criterion, by=frank,
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.key, question.text, question.max_words) == ("need", "Who needs it?", 80)


def test_form_of_a_published_round_is_not_moved(world, frank):
    with pytest.raises(Refused, match="stays as applicants saw it"):
        actions.move_question(question=world.call.questions.first(), up=True, by=frank)
