"""Changes to a questionnaire: each takes one and gives a new one, nothing is altered in place.

An `Impossible` carries the sentence that says why, and what to do first. Keys stay as they
are when words change; new ones are made from the words.
"""

import re
from dataclasses import replace
from itertools import count

from django.utils.text import slugify

from consultations.questionnaire.content import (
    MOST_QUESTIONS,
    MOST_SECTIONS,
    Option,
    Question,
    Questionnaire,
)
from consultations.questionnaire.kinds import ONCE

LONGEST_KEY = 40
UP, DOWN = -1, 1


class Impossible(Exception):
    """This change would break the questionnaire; the text says why and what to do."""


def new_key(words, taken, fallback):
    """A key made from `words` that is not in `taken`."""
    stem = slugify(words)[:LONGEST_KEY].strip("-_").replace("_", "-")
    stem = re.sub("-{2,}", "-", stem) or fallback
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


def question_keys(questionnaire):
    """Every key in use by a question."""
    return {question.key for question in questionnaire.questions}


def section_keys(questionnaire):
    """Every key in use by a section."""
    return {section.key for section in questionnaire.sections}


def options_from(rows, kept=()):
    """Options from rows of (key, label): rows without label go, new ones get a key.

    `kept` are keys that must not be taken by a new option, like “other”.
    """
    taken = {key for key, label in rows if key and label} | {*kept, Question.NONE_KEY}
    options = []
    for key, label in rows:
        if label:
            key = key or new_key(label, taken, "option")
            taken.add(key)
            options.append(Option(key, label))
    return tuple(options)


def section_of(questionnaire, question_key):
    """The section a question stands in."""
    for section in questionnaire.sections:
        if any(question.key == question_key for question in section.questions):
            return section
    raise Impossible("That question is not there any more.")


def question(questionnaire, key):
    """The question of that key."""
    found = questionnaire.by_key.get(key)
    if found is None:
        raise Impossible("That question is not there any more.")
    return found


def section(questionnaire, key):
    """The section of that key."""
    found = questionnaire.section(key)
    if found is None:
        raise Impossible("That section is not there any more.")
    return found


def add_section(questionnaire, new):
    """With a section more, at the end but before the equality questions."""
    if len(questionnaire.sections) >= MOST_SECTIONS:
        raise Impossible(f"There are {MOST_SECTIONS} sections already. Delete one first.")
    sections = list(questionnaire.sections)
    at = len(sections)
    while at and sections[at - 1].equality and not new.equality:
        at -= 1
    sections.insert(at, new)
    return checked(Questionnaire(tuple(sections)))


def put_section(questionnaire, new):
    """With the section of that key replaced."""
    section(questionnaire, new.key)
    return checked(
        Questionnaire(tuple(new if s.key == new.key else s for s in questionnaire.sections))
    )


def add_question(questionnaire, section_key, new, after=""):
    """With a question more: after the one of key `after`, or at the end of its section."""
    if len(questionnaire.questions) >= MOST_QUESTIONS:
        raise Impossible(f"There are {MOST_QUESTIONS} questions already. Delete one first.")
    found = section(questionnaire, section_key)
    questions = list(found.questions)
    keys = [each.key for each in questions]
    questions.insert(keys.index(after) + 1 if after in keys else len(questions), new)
    return put_section(questionnaire, replace(found, questions=tuple(questions)))


def put_question(questionnaire, new):
    """With the question of that key replaced."""
    found = section_of(questionnaire, new.key)
    questions = tuple(new if q.key == new.key else q for q in found.questions)
    return put_section(questionnaire, replace(found, questions=questions))


def duplicate_question(questionnaire, key):
    """With a copy right behind it, and the copy’s key."""
    original = question(questionnaire, key)
    if original.kind in ONCE:
        raise Impossible(f"“{original.kind.label}” can be asked only once.")
    copy_key = new_key(original.text, question_keys(questionnaire), "question")
    copy = replace(original, key=copy_key)
    found = section_of(questionnaire, key)
    return add_question(questionnaire, found.key, copy, after=key), copy_key


def duplicate_section(questionnaire, key):
    """With a copy of the section and its questions behind it, and the copy's key.

    Conditions within the copy point at the copied questions; what may be asked only once
    is left out of it.
    """
    original = section(questionnaire, key)
    taken, names = question_keys(questionnaire), {}
    questions = []
    for each in original.questions:
        if each.kind in ONCE:
            continue
        names[each.key] = new_key(each.text, taken, "question")
        taken.add(names[each.key])
        questions.append(replace(each, key=names[each.key], show_if=_renamed(each.show_if, names)))
    copy_key = new_key(original.title, section_keys(questionnaire), "section")
    copy = replace(original, key=copy_key, questions=tuple(questions))
    sections = list(questionnaire.sections)
    sections.insert(sections.index(original) + 1, copy)
    return checked(Questionnaire(tuple(sections))), copy_key


def _renamed(condition, names):
    if condition is None:
        return None
    tests = tuple(
        replace(test, question=names.get(test.question, test.question)) for test in condition.tests
    )
    return replace(condition, tests=tests)


def delete_question(questionnaire, key):
    """Without the question; refused while another is shown by its answer."""
    question(questionnaire, key)
    _refuse_while_needed(questionnaire, {key}, but=())
    found = section_of(questionnaire, key)
    questions = tuple(each for each in found.questions if each.key != key)
    return put_section(questionnaire, replace(found, questions=questions))


def delete_section(questionnaire, key):
    """Without the section and its questions; refused while others are shown by their answers."""
    gone = section(questionnaire, key)
    _refuse_while_needed(questionnaire, {q.key for q in gone.questions}, but=(key,))
    return Questionnaire(tuple(s for s in questionnaire.sections if s.key != key))


def _refuse_while_needed(questionnaire, keys, but):
    """`but`: sections that go as well, so that what they need does not matter."""
    for each in questionnaire.sections:
        if each.key in but:
            continue
        needing = [(each.title, each.show_if), *((q.text, q.show_if) for q in each.questions)]
        for words, condition in needing:
            if condition and any(test.question in keys for test in condition.tests):
                raise Impossible(f"“{words}” is shown by this answer. Change its condition first.")


def move_section(questionnaire, key, step):
    """With the section one place up (-1) or down (1); at an end nothing changes."""
    sections = list(questionnaire.sections)
    at = sections.index(section(questionnaire, key))
    to = at + step
    if not 0 <= to < len(sections):
        return questionnaire
    sections[at], sections[to] = sections[to], sections[at]
    return checked(Questionnaire(tuple(sections)))


def move_question(questionnaire, key, step):
    """With the question one place up or down; past an end it goes into the next section."""
    found = section_of(questionnaire, key)
    questions = list(found.questions)
    at = next(i for i, each in enumerate(questions) if each.key == key)
    to = at + step
    if 0 <= to < len(questions):
        questions[at], questions[to] = questions[to], questions[at]
        return put_section(questionnaire, replace(found, questions=tuple(questions)))
    return _move_across(questionnaire, found, questions[at], step)


def _move_across(questionnaire, found, moving, step):
    sections = list(questionnaire.sections)
    at = sections.index(found)
    to = at + step
    if not 0 <= to < len(sections):
        return questionnaire
    if moving.required and sections[to].equality:
        moving = replace(moving, required=False)
    rest = tuple(each for each in found.questions if each.key != moving.key)
    sections[at] = replace(found, questions=rest)
    there = sections[to].questions
    joined = (*there, moving) if step == UP else (moving, *there)
    sections[to] = replace(sections[to], questions=joined)
    return checked(Questionnaire(tuple(sections)))


def set_condition(questionnaire, key, condition, *, of_section=False):
    """With that condition (or none) on a question or a section."""
    if of_section:
        return put_section(questionnaire, replace(section(questionnaire, key), show_if=condition))
    return put_question(questionnaire, replace(question(questionnaire, key), show_if=condition))


def earlier_questions(questionnaire, key, *, of_section=False):
    """The questions whose answers may decide whether this one is shown."""
    found = []
    for each in questionnaire.sections:
        if of_section and each.key == key:
            return found
        for candidate in each.questions:
            if not of_section and candidate.key == key:
                return found
            if candidate.is_answered:
                found.append(candidate)
    return found


def checked(questionnaire):
    """The questionnaire itself; raises Impossible when a condition would look forward.

    Everything else is caught where it is typed, and once more before it is saved.
    """
    seen = {}
    for each in questionnaire.sections:
        _check_condition(each.show_if, seen, each.title)
        for candidate in each.questions:
            _check_condition(candidate.show_if, seen, candidate.text)
            seen[candidate.key] = candidate
    return questionnaire


def _check_condition(condition, seen, words):
    for test in condition.tests if condition else ():
        asked = seen.get(test.question)
        if asked is None:
            raise Impossible(
                f"“{words}” is shown by the answer to a question that must come before it. "
                "Change the condition first."
            )
        gone = [key for key in test.any_of if key not in asked.option_keys]
        if gone:
            raise Impossible(
                f"“{words}” is shown by an answer to “{asked.text}” that would go. "
                "Change the condition first."
            )
