"""The questionnaire document: round trips, checks, conditions, what counts as an answer."""

import json

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.questionnaire import answers
from consultations.questionnaire.conditions import shown
from consultations.questionnaire.content import Question, Questionnaire, Section, read_questionnaire
from consultations.questionnaire.kinds import Kind
from tests.consultations.makers import QUESTIONNAIRE
from tests.consultations.prepare.documents import JSON, questionnaires


def read(plain):
    questionnaire, problems = read_questionnaire(plain)
    assert problems == []
    return questionnaire


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questionnaires())
def test_document_written_and_read_again_is_the_same(plain):
    once = read(plain)
    again = read(json.loads(json.dumps(once.to_dict())))
    assert again == once
    assert again.to_dict() == once.to_dict()
    assert again.sha256 == once.sha256


@given(JSON)
def test_document_of_anything_is_read_without_raising(plain):
    questionnaire, problems = read_questionnaire(plain)
    assert isinstance(questionnaire, Questionnaire)
    assert all(isinstance(sentence, str) and sentence for _, sentence in problems)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questionnaires(), st.data())
def test_document_with_one_part_spoilt_is_read_without_raising(plain, data):
    sections = plain["sections"]
    if sections:
        section = data.draw(st.sampled_from(sections))
        target = data.draw(st.sampled_from([section, *section["questions"]]))
        target[data.draw(st.sampled_from(sorted(target)))] = data.draw(JSON)
    read_questionnaire(plain)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"key": "Not A Key"}, "small letters"),
        ({"kind": "nonsense"}, "Choose the kind"),
        ({"text": ""}, "Write the text"),
        ({"options": []}, "at least two options"),
        ({"word_limit": 5}, "Only text questions"),
        ({"colour": "red"}, "not known here"),
        ({"required": "yes"}, "true or false"),
        ({"show_if": {"all": [{"question": "later"}]}}, "comes earlier"),
        ({"text": "x" * 501}, "Shorten"),
    ],
)
def test_question_that_makes_no_sense_is_told_why(change, words):
    question = {
        "key": "q",
        "kind": "one_choice",
        "text": "Which?",
        "options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}],
        **change,
    }
    plain = {"sections": [{"key": "s", "title": "S", "questions": [question]}]}
    _, problems = read_questionnaire(plain)
    assert any(words in sentence for _, sentence in problems), problems


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(questionnaires(), st.data())
def test_shown_questions_stand_in_shown_sections_and_a_chain_closes(plain, data):
    questionnaire = read(plain)
    values = {}
    for question in questionnaire.questions:
        if question.is_answered and data.draw(st.booleans()):
            keys = sorted(question.option_keys)
            values[question.key] = data.draw(st.sampled_from(keys)) if keys else "words"
    sections, questions = shown(questionnaire, values)
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key in questions:
                assert section.key in sections
            if question.key in questions and question.show_if and question.show_if.every:
                assert all(test.question in questions for test in question.show_if.tests)


def test_condition_on_a_hidden_answer_does_not_hold():
    questionnaire = read(QUESTIONNAIRE)
    assert "why" in shown(questionnaire, {"agree": "disagree"})[1]
    assert "why" not in shown(questionnaire, {"agree": "agree"})[1]
    assert "why" not in shown(questionnaire, {})[1]


FIELD_NAMES = [
    name for question in read_questionnaire(QUESTIONNAIRE)[0].questions
    for name in answers.fields_of(question)
]  # fmt: skip
TYPED = st.text(max_size=40) | st.sampled_from(["agree", "other", "none", "money", "=1+1", "\x00"])


@given(st.dictionaries(st.sampled_from(FIELD_NAMES), st.lists(TYPED, max_size=4)))
def test_answers_of_any_kind_are_checked_without_raising(typed):
    questionnaire = read(QUESTIONNAIRE)
    posted = QueryDict(mutable=True)
    for name, values in typed.items():
        posted.setlist(name, values)
    raw = {}
    for section in questionnaire.sections:
        raw |= answers.read_raw(section, posted)
    checked, _, questions = answers.check_all(questionnaire, raw)
    assert set(checked.values) <= questions
    assert set(checked.errors) <= set(FIELD_NAMES)
    parts = answers.sort_into_parts(questionnaire, checked.values, raw)
    assert set(parts.equality) <= {"age"}
    assert "age" not in parts.choices
    assert len(parts.postcode) <= 5
    json.dumps(raw)


@given(st.text())
def test_postcode_is_cut_before_anything_is_kept(text):
    question = Question(key="p", kind=Kind.POSTCODE, text="Postcode")
    posted = QueryDict(mutable=True)
    posted.setlist("q_p", [text])
    raw = answers.read_raw(Section(key="s", title="S", questions=(question,)), posted)
    assert all(len(value) <= 5 for value in raw["q_p"])


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), (" one  two\nthree ", 3), ("don’t", 1), ("a\u00a0b", 2), ("– –", 2)],
)
def test_words_are_counted_as_the_browser_counts(text, words):
    assert answers.count_words(text) == words
