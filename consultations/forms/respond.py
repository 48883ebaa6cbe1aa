"""A page of the questionnaire as it is drawn: questions with what was typed and what is wrong.

Not a Django form: the questions are data, what was typed is kept as it is, and the page
of a section that nobody has typed in yet is drawn once and kept (see `views`).
"""

import json
from functools import cached_property

from civilsociety.documents.markdown import render_markdown
from consultations.questionnaire.answers import (
    DATE_PARTS,
    LONGEST_LINE,
    Checked,
    check_section,
    fields_of,
    loose_values,
    other_field,
)
from consultations.questionnaire.conditions import shown
from consultations.questionnaire.kinds import CHOICES, Kind

TEMPLATES = {
    Kind.INFORMATION: "information",
    Kind.SHORT_TEXT: "text",
    Kind.LONG_TEXT: "textarea",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.POSTCODE: "postcode",
    Kind.ORGANISATION: "organisation",
}
GROUPED = CHOICES | {Kind.DATE, Kind.ORGANISATION}
ORGANISATION_LABELS = (
    ("name", "Name of the organisation", "organization"),
    ("charity_number", "Charity number, if it has one", "off"),
    ("company_number", "Company number, if it has one", "off"),
)


class DrawnQuestion:
    """One question on a page."""

    def __init__(self, question, raw, errors, condition=None):
        self.question = question
        self.raw = raw
        self.condition = condition
        self.errors = {name: errors[name] for name in fields_of(question) if name in errors}

    @property
    def template(self):
        """The template that draws its controls."""
        kind = self.question.kind
        name = TEMPLATES.get(kind)
        if name is None:
            name = "checkboxes" if kind == Kind.SEVERAL_CHOICES else "radios"
        return f"consultations/respond/kinds/{name}.html"

    @property
    def prose(self):
        """Information text, written in Markdown."""
        return render_markdown(self.question.text, heading_level=3)

    @property
    def is_information(self):
        return self.question.kind == Kind.INFORMATION

    @property
    def grouped(self):
        """Whether several controls answer it, under one legend."""
        return self.question.kind in GROUPED

    @property
    def optional(self):
        return not self.question.required

    @property
    def field(self):
        return self.question.field

    @property
    def anchor(self):
        """The id of its first control."""
        return next(iter(fields_of(self.question)), self.field)

    @property
    def hint_id(self):
        return f"{self.field}-hint"

    @property
    def has_hint(self):
        """Whether a hint is drawn: the officer's help, or what we add to some kinds."""
        return bool(self.question.help) or self.question.kind == Kind.POSTCODE

    @property
    def message(self):
        """What is wrong with it; with several controls, the first message."""
        return next(iter(self.errors.values()), "")

    @property
    def own_error(self):
        """The message for the question's own control, not for the box beside “other”."""
        return "" if self.other_error else self.message

    @property
    def error_id(self):
        return f"{self.field}-error"

    @property
    def described_by(self):
        """Ids of what explains it: condition, hint, message."""
        ids = [
            f"{self.field}-when" if self.condition else "",
            self.hint_id if self.has_hint else "",
            self.error_id if self.own_error else "",
        ]
        return " ".join(filter(None, ids))

    @property
    def count_described_by(self):
        """The same for a text with a live count."""
        return f"{self.described_by} {self.field}-info".strip()

    def value_of(self, name):
        """What was typed into one control."""
        return (self.raw.get(name) or [""])[0]

    @property
    def value(self):
        return self.value_of(self.field)

    @cached_property
    def options(self):
        """Each option with its id, whether it is picked, and what it reveals."""
        picked = self.raw.get(self.field) or []
        question = self.question
        return [
            {
                "key": option.key,
                "label": option.label,
                "id": self.field if place == 0 else f"{self.field}-{place}",
                "checked": option.key in picked,
                "is_other": bool(question.other) and option.key == question.OTHER_KEY,
                "is_none": bool(question.none) and option.key == question.NONE_KEY,
            }
            for place, option in enumerate(question.all_options)
        ]

    @property
    def other_name(self):
        return other_field(self.question)

    @property
    def other_value(self):
        return self.value_of(self.other_name)

    @property
    def other_error(self):
        return self.errors.get(self.other_name, "")

    @property
    def date_parts(self):
        """Day, month and year boxes."""
        widths = (2, 5, 4)
        return [
            self._part(f"{self.field}__{part}", part.capitalize()) | {"width": width}
            for part, width in zip(DATE_PARTS, widths, strict=True)
        ]

    @property
    def organisation_parts(self):
        """Name and numbers."""
        return [
            self._part(f"{self.field}__{part}", label) | {"autocomplete": token}
            for part, label, token in ORGANISATION_LABELS
        ]

    def _part(self, name, label):
        return {
            "name": name,
            "label": label,
            "value": self.value_of(name),
            "error": self.errors.get(name, ""),
        }

    @property
    def longest(self):
        return LONGEST_LINE

    @property
    def rows(self):
        """Height of a text box, after how much may be written."""
        return 5 if self.question.limit <= 100 else 8

    @property
    def when(self):
        """When to answer, in words, for people whose browser does not hide it."""
        return self.condition["words"] if self.condition else ""

    @property
    def show_if(self):
        """When to show it, for the script."""
        return json.dumps(self.condition["tests"]) if self.condition else ""


class SectionPage:
    """A section's questions as they stand for these answers; `errors` by form field.

    Looks like a bound form to the page's frame, so that title and error summary follow.
    """

    def __init__(self, questionnaire, section, raw, *, checked=None, extra_errors=None):
        self.section = section
        self.raw = raw
        self.checked = checked or Checked()
        self.extra_errors = extra_errors or {}
        self.questions = [
            DrawnQuestion(question, raw, self.checked.errors, condition)
            for question, condition in visible_here(questionnaire, section, raw)
        ]

    @property
    def intro(self):
        """What the section is about, written in Markdown."""
        return render_markdown(self.section.intro, heading_level=2)

    @property
    def is_bound(self):
        return bool(self.errors)

    @property
    def errors(self):
        return {**self.checked.errors, **self.extra_errors}

    def non_field_errors(self):
        return []

    @property
    def problems(self):
        """What the error summary lists: in the order of the page, each with its control's id."""
        found = []
        for drawn in self.questions:
            found += [
                {"message": message, "target": name} for name, message in drawn.errors.items()
            ]
        return found + [
            {"message": message, "target": name} for name, message in self.extra_errors.items()
        ]


def visible_here(questionnaire, section, raw):
    """(question, condition) of every question that may show on this page.

    What earlier pages decide is decided here. A condition that also looks at this very
    page stays open: the browser follows it, or its words say when to answer.
    """
    values = loose_values(questionnaire, raw) if raw else {}
    here = {question.key for question in section.questions}
    _, now_shown = shown(questionnaire, values)
    for question in section.questions:
        condition = question.show_if
        if condition is None:
            yield question, None
            continue
        open_tests = [test for test in condition.tests if test.question in here]
        if not open_tests:
            if question.key in now_shown:
                yield question, None
            continue
        settled = [test.holds(values) for test in condition.tests if test.question not in here]
        if condition.every and not all(settled):
            continue
        if not condition.every and any(settled):
            yield question, None
            continue
        yield question, _open(questionnaire, condition, open_tests)


def _open(questionnaire, condition, tests):
    return {
        "tests": {
            "every": condition.every,
            "tests": [{"question": t.question, "any_of": list(t.any_of)} for t in tests],
        },
        "words": _words(questionnaire, condition, tests),
    }


def _words(questionnaire, condition, tests):
    parts = []
    for test in tests:
        question = questionnaire.by_key[test.question]
        if test.any_of:
            picked = " or ".join(f"“{question.label_of(key)}”" for key in test.any_of)
            parts.append(f"chose {picked} for “{question.text}”")
        else:
            parts.append(f"answered “{question.text}”")
    joint = " and you " if condition.every else " or you "
    return f"Answer this if you {joint.join(parts)}."


def check_page(questionnaire, section, raw):
    """Values and errors of one page, for the questions these answers show."""
    _, questions = shown(questionnaire, loose_values(questionnaire, raw))
    return check_section(section, raw, questions)
