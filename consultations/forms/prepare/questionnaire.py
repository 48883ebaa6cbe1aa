"""Writing a section, a question, a condition. Each form knows which fields its kind has."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui import widgets
from civilsociety.ui.forms import GovukForm
from consultations.forms.prepare.prose import MARKDOWN, ProseField
from consultations.forms.prepare.seen import SeenMixin
from consultations.questionnaire import editing
from consultations.questionnaire.conditions import Condition, Test
from consultations.questionnaire.content import (
    DEFAULT_WORD_LIMIT,
    HIGHEST_WORD_LIMIT,
    LONGEST_LABEL,
    LONGEST_PROSE,
    MOST_OPTIONS,
    Question,
    Section,
)
from consultations.questionnaire.kinds import BUILT_IN_OPTIONS, CHOICES, OWN_OPTIONS, Kind

SPARE_ROWS = 3


class KindForm(GovukForm):
    """The first step of a new question: what it is."""

    submit_label = "Continue"

    kind = forms.ChoiceField(
        label="What kind of question is it?",
        choices=Kind.choices,
        widget=widgets.Radios(
            hints={
                Kind.INFORMATION: "Text between questions. Nothing is answered.",
                Kind.SHORT_TEXT: "A few words on one line.",
                Kind.LONG_TEXT: "In people’s own words, with a word limit shown as they write.",
                Kind.ONE_CHOICE: "Exactly one of your options.",
                Kind.SEVERAL_CHOICES: "As many of your options as apply.",
                Kind.AGREEMENT: "From “strongly agree” to “strongly disagree”.",
                Kind.RESPONDING_AS: "As a charity, a resident, a public body and so on. Once.",
                Kind.ORGANISATION: "Name and numbers; known ones are offered. Once.",
            }
        ),
        error_messages={"required": "Select the kind of question"},
    )


class OptionRows(forms.Widget):
    """One row for each option: its key, hidden, and its words."""

    template_name = "consultations/prepare/option_rows.html"

    def value_from_datadict(self, data, files, name):
        keys, labels = data.getlist(f"{name}_key"), data.getlist(f"{name}_label")
        keys += [""] * (len(labels) - len(keys))
        rows = [(key.strip(), label.strip()) for key, label in zip(keys, labels, strict=False)]
        return self.pressed(rows, data.get(f"{name}_row", ""))

    @staticmethod
    def pressed(rows, act):
        """The rows after a row's own button, like “up-2”, was pressed."""
        word, _, number = act.partition("-")
        at = int(number) if number.isdigit() and len(number) < 4 else -1
        to = at + {"up": -1, "down": 1}.get(word, 0)
        if 0 <= at < len(rows) and 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        return rows

    def value_omitted_from_data(self, data, files, name):
        return f"{name}_label" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = [(key, label) for key, label in value or [] if key or label]
        blank = max(SPARE_ROWS, 4 - len(rows))
        context["widget"]["rows"] = [*rows, *[("", "")] * blank]
        context["widget"]["filled"] = len(rows)
        return context


class OptionsField(forms.Field):
    """The options of a question; rows without words are left out."""

    widget = OptionRows

    def clean(self, value):
        rows = [(key, label) for key, label in value or [] if label]
        if len(rows) > MOST_OPTIONS:
            raise ValidationError(f"Use at most {MOST_OPTIONS} options")
        if any(len(label) > LONGEST_LABEL for _, label in rows):
            raise ValidationError(f"Shorten each option to {LONGEST_LABEL} characters or fewer")
        if any("\x00" in label for _, label in rows):
            raise ValidationError("Remove the characters that are not text from the options")
        return rows


def options_field(kind):
    built_in = kind not in OWN_OPTIONS
    return OptionsField(
        label="Options",
        required=False,
        help_text="These come with the kind. Change their words if you need to."
        if built_in
        else "One in each row. A row without words is left out.",
    )


class SectionForm(SeenMixin, GovukForm):
    """One page of the questionnaire."""

    submit_label = "Save"

    title = forms.CharField(label="Title", max_length=LONGEST_LABEL)
    intro = ProseField(
        label="Introduction", help_text=MARKDOWN, longest=LONGEST_PROSE, required=False
    )
    strategy_section = forms.ChoiceField(
        label="Section of the strategy it asks about",
        required=False,
        help_text="The report and the strategy then point at each other.",
    )
    equality = forms.BooleanField(
        label="These are equality questions",
        required=False,
        help_text="Always optional, and stored apart from the answers; the page says so. Say in "
        "the introduction only why you ask.",
    )

    def __init__(self, *args, section=None, anchors=(), **kwargs):
        self.section = section
        initial = {
            name: getattr(section, name)
            for name in ("title", "intro", "strategy_section", "equality")
            if section
        }
        super().__init__(*args, initial=initial, **kwargs)
        known = list(anchors)
        own = section.strategy_section if section else ""
        if own and own not in dict(known):
            known.append((own, f"{own} (not in the version chosen)"))
        self.fields["strategy_section"].choices = [("", "None"), *known]
        self.add_seen()

    def stored(self):
        return {name: self.initial.get(name) for name in self.fields if self.section}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("equality") and not (cleaned.get("intro") or "").strip():
            self.add_error("intro", "Write why you ask: people must know the purpose")
        return cleaned

    def result(self, questionnaire):
        """The section as written; a new one gets a key made from its title."""
        words = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        if self.section is None:
            taken = editing.section_keys(questionnaire)
            return Section(key=editing.new_key(words["title"], taken, "section"), **words)
        questions = questionnaire.section(self.section.key).questions
        if words["equality"]:
            questions = tuple(replace(each, required=False) for each in questions)
        current = questionnaire.section(self.section.key)
        return replace(current, questions=questions, **words)


class QuestionForm(SeenMixin, GovukForm):
    """One question; only what its kind has is asked for."""

    submit_label = "Save"

    def __init__(self, *args, kind, question=None, equality=False, taken=(), **kwargs):
        self.kind, self.question, self.taken = Kind(kind), question, set(taken)
        self.equality = equality
        super().__init__(*args, initial=self._initial(), **kwargs)
        for name, field in self._fields().items():
            self.fields[name] = field
        self.add_seen()

    def _initial(self):
        options = BUILT_IN_OPTIONS.get(self.kind, ())
        if self.question is None:
            return {"options": list(options)}
        names = ("text", "help", "required", "other", "none", "word_limit", "minimum", "maximum")
        values = {name: getattr(self.question, name) for name in names}
        own = [(option.key, option.label) for option in self.question.options]
        return {**values, "options": own or list(options)}

    def _fields(self):
        if self.kind == Kind.INFORMATION:
            return {"text": ProseField(label="Text", help_text=MARKDOWN, longest=LONGEST_PROSE)}
        found = {
            "text": ProseField(label="Question", longest=LONGEST_LABEL, rows=2),
            "help": ProseField(
                label="Help", help_text=MARKDOWN, longest=LONGEST_PROSE, rows=3, required=False
            ),
        }
        found |= self._fields_of_kind()
        if not self.equality:
            found["required"] = forms.BooleanField(label="It has to be answered", required=False)
        return found

    def _fields_of_kind(self):
        found = {}
        if self.kind in CHOICES:
            found["options"] = options_field(self.kind)
            found["other"] = forms.CharField(
                label="“Other”, with a box to say what",
                help_text="Write its words, like “Something else”; leave it empty for none.",
                max_length=LONGEST_LABEL,
                required=False,
            )
        if self.kind == Kind.SEVERAL_CHOICES:
            found["none"] = forms.CharField(
                label="“None of these”, which excludes the others",
                help_text="Write its words; leave it empty for none.",
                max_length=LONGEST_LABEL,
                required=False,
            )
        if self.kind in DEFAULT_WORD_LIMIT:
            found["word_limit"] = forms.IntegerField(
                label="Word limit",
                help_text=f"{DEFAULT_WORD_LIMIT[self.kind]} unless you give another.",
                min_value=1,
                max_value=HIGHEST_WORD_LIMIT,
                required=False,
            )
        if self.kind == Kind.NUMBER:
            bounds = {"min_value": -(10**12), "max_value": 10**12, "required": False}
            found["minimum"] = forms.IntegerField(label="Smallest number", **bounds)
            found["maximum"] = forms.IntegerField(label="Largest number", **bounds)
        return found

    def stored(self):
        return {name: self.initial.get(name) for name in self.fields if self.question}

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and low > high:
            self.add_error("maximum", "Enter a largest number that is not below the smallest")
        needs = self.kind in OWN_OPTIONS and "options" not in self.errors
        if needs and len(cleaned["options"]) + bool(cleaned.get("other")) < 2:
            self.add_error("options", "Write at least two options to choose from")
        return cleaned

    def result(self):
        """The question as written; a new one gets a key made from its words."""
        words = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        if "options" in words:
            kept = (Question.OTHER_KEY,) if words.get("other") else ()
            # Emptied rows of a kind that brings its own options bring those back.
            rows = words["options"] or BUILT_IN_OPTIONS.get(self.kind, ())
            words["options"] = editing.options_from(rows, kept)
        if self.question is None:
            key = editing.new_key(words["text"], self.taken, "question")
            return Question(key=key, kind=self.kind, **words)
        fresh = Question(key=self.question.key, kind=self.kind, text="")
        return replace(fresh, show_if=self.question.show_if, **words)


class TestForm(GovukForm):
    """One test of a condition: which answers to an earlier question show this."""

    submit_label = "Add this to the condition"
    ANY = "any"

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        if asked.kind in CHOICES:
            self.fields["any_of"] = forms.MultipleChoiceField(
                label=f"Show it when “{asked.text}” is answered with one of these",
                choices=[(option.key, option.label) for option in asked.all_options],
                widget=widgets.Checkboxes,
                required=False,
                help_text="Tick none to show it whatever the answer is, as long as there is one.",
            )

    def result(self):
        """The test as chosen."""
        return Test(self.asked.key, tuple(self.cleaned_data.get("any_of", ())))


def with_test(condition, test, *, every):
    """The condition with a test more (one for the same question is replaced)."""
    kept = [each for each in condition.tests if each.question != test.question] if condition else []
    return Condition((*kept, test), every)


def without_test(condition, at):
    """The condition without the test at that place; None when none is left."""
    tests = tuple(test for i, test in enumerate(condition.tests) if i != at)
    return Condition(tests, condition.every) if tests else None
