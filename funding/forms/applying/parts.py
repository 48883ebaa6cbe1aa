"""The parts of a draft that are written: whatever is typed is kept, readable or not.

These forms only read. What is still missing or too long is said by `rules.applying`, in the same
words on every page, and never stands in the way of saving.
"""

import json
import re
from datetime import date

from django import forms
from django.http import QueryDict

from civilsociety.organisations.models import District
from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm
from funding.models.choices import QuestionKind
from funding.queries.applying.written import marks_of, read_marks

# No key of a question holds a full stop.
SEEN = "seen.marks"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_LINE = 500
LONGEST_TEXT = 50_000  # characters, whatever the word limit: no answer is a book


class DraftText(fields.LongTextField):
    """Text whose words are counted on the page; too many of them are kept all the same."""

    def validate(self, value):
        forms.Field.validate(self, value)
        self._refuse_more("max_length", LONGEST_TEXT, len(value or ""))


class PartForm(GovukForm):
    """A part of a draft. A hidden field holds the marks of what stood there when it was shown."""

    form_tag = False
    submit_label = ""
    says_optional = False

    def __init__(self, data=None, *, written, **kwargs):
        self.before = written
        super().__init__(data, **kwargs)
        self.fields |= self.more_fields()
        for name, field in self.fields.items():
            field.required = False
            self.initial[name] = _shown(written.get(name))
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[SEEN] = json.dumps(marks_of(written))

    def more_fields(self):
        """Fields that are made for this very form."""
        return {}

    def marks(self):
        """What the person saw, by the marks of each field."""
        return read_marks(_without_nul(self.data.get(self.add_prefix(SEEN), "")))

    def written(self):
        """Every field as JSON: its value where it can be read, else `{"typed": …}`."""
        self.is_valid()
        return {
            name: self._typed(name) if name in self.errors else _json(self.cleaned_data.get(name))
            for name in self.names()
        }

    def names(self):
        """The fields that hold something of the application."""
        return [name for name in self.fields if name != SEEN]

    def _typed(self, name):
        return {"typed": _plain(self[name].data)}

    def as_data(self):
        """What the page would send if nothing on it was touched."""
        data = QueryDict(mutable=True)
        for name in self.fields:
            put(data, self[name])
        return data

    def say(self, missing):
        """Puts what is still missing beside its field; what cannot be read says so already."""
        for each in missing:
            name = each.field if each.field in self.fields else None
            if name is None or name not in self.errors:
                self.add_error(name, each.sentence)


def put(data, bound):
    """Adds what a field shows to the data of a form, under the names of its controls."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, widgets.DateInputs):
        for part, typed in widget.typed(value).items():
            data[f"{bound.html_name}_{part}"] = str(typed)
    elif isinstance(value, list):
        data.setlist(bound.html_name, [str(each) for each in value])
    elif value is not None:
        data[bound.html_name] = str(value)


def _without_nul(text):
    return str(text).replace("\0", "")


def _plain(raw):
    """What was typed, as JSON that the database takes."""
    if isinstance(raw, dict):
        return {part: _without_nul(text)[:LONGEST_LINE] for part, text in raw.items()}
    if isinstance(raw, list):
        return [_without_nul(each) for each in raw]
    return _without_nul(raw if raw is not None else "")


def _json(value):
    return value.isoformat() if isinstance(value, date) else value


def _shown(value):
    """A stored value as a field takes it: a day as a day, what was typed as it was."""
    if isinstance(value, dict):
        return value["typed"]
    return _day(value) if isinstance(value, str) and DAY.fullmatch(value) else value


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


class AboutForm(PartForm):
    """What the project is, for the public; when and where."""

    label_size = "m"
    title = forms.CharField(
        label="Name of the project",
        max_length=140,
        help_text="Published if you are awarded a grant. A few words.",
    )
    summary = DraftText(
        label="What the money is for",
        max_words=60,
        rows=4,
        help_text="Two or three sentences for the public: who does what, for whom. "
        "Leave out names, addresses and telephone numbers of people.",
    )
    starts_on = fields.DateField(label="When does it start?")
    ends_on = fields.DateField(label="When does it end?")
    districts = fields.SeveralChoicesField(
        label="Where does it take place?",
        choices=District.choices,
        help_text="Tick every district that benefits.",
    )
    nouns = {"starts_on": "the day it starts", "ends_on": "the day it ends"}


YES_NO = (("yes", "Yes"), ("no", "No"))


class SectionForm(PartForm):
    """One section of the call's questions; files have a form of their own."""

    label_size = "m"

    def __init__(self, data=None, *, section, written, **kwargs):
        self.section = section
        super().__init__(data, written=written, prefix="q", **kwargs)

    def more_fields(self):
        return {question.key: field_of(question) for question in self.section.written}


def field_of(question):
    """The field that takes the answer to a question."""
    shared = {"label": question.text, "help_text": question.help, "required": False}
    kind = question.kind
    if kind == QuestionKind.LONG_TEXT:
        rows = 5 if (question.max_words or 0) <= 100 else 10
        return DraftText(max_words=question.max_words, rows=rows, **shared)
    if kind == QuestionKind.NUMBER:
        narrow = forms.NumberInput({"class": "govuk-input--width-10"})
        return forms.IntegerField(min_value=0, max_value=10**12, widget=narrow, **shared)
    if kind == QuestionKind.MONEY:
        return fields.MoneyField(most=100_000_000_000, **shared)
    if kind == QuestionKind.DATE:
        return fields.DateField(**shared)
    if kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=YES_NO, widget=widgets.Radios(inline=True), **shared)
    options = [(each, each) for each in question.options]
    if kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=options, widget=widgets.Radios, **shared)
    if kind == QuestionKind.CHOICES:
        return fields.SeveralChoicesField(choices=options, **shared)
    return forms.CharField(max_length=LONGEST_LINE, **shared)
