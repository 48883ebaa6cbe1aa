"""Two people changed the same field: both texts, and which is to stay."""

import json
from dataclasses import dataclass

from django import forms

from civilsociety.ui.forms import GovukForm
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import pounds
from funding.forms.applying.parts import DraftText
from funding.queries.applying.answers import as_typed, in_days
from funding.queries.applying.written import marks_of, read_marks

THEIRS, MINE, BOTH = "theirs", "mine", "both"
SAVED = (THEIRS, "What is saved")
WROTE = (MINE, "What I wrote")
JOINED = (BOTH, "Both, one below the other: I put it in order then")


class ClashForm(GovukForm):
    """One choice for each field that clashes, by its name.

    What this person wrote travels along as their form sent it, so that it is read again as any
    other; `marks` are those of what is shown as saved.
    """

    form_tag = False
    submit_label = "Save what I chose"
    keep = forms.CharField(widget=forms.HiddenInput, required=False)
    marks = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, names, part_form, before):
        initial = {"keep": json.dumps(names), "marks": json.dumps(marks_of(before))}
        super().__init__(data, initial=initial)
        self.part_form, self.before = part_form, before
        self.names = [name for name in names if name in before]
        self.mine = part_form.written()
        for number, name in enumerate(self.names):
            self.fields[f"keep_{number}"] = forms.ChoiceField(
                label="Which should stay?",
                choices=self._choices(name),
                widget=Radios,
                error_messages={"required": "Choose which of the two should stay"},
            )

    def _choices(self, name):
        long = isinstance(self.part_form.fields.get(name), DraftText)
        texts = isinstance(self.before[name], str) and isinstance(self.mine.get(name), str)
        return [SAVED, WROTE, JOINED] if long and texts else [SAVED, WROTE]

    def seen(self):
        """The marks of what was shown as saved."""
        return read_marks(str(self.data.get("marks", "")).replace("\0", ""))

    def chosen(self):
        """The fields to be written; what is to stay as saved is not among them."""
        picked = {}
        for number, name in enumerate(self.names):
            which = self.cleaned_data[f"keep_{number}"]
            if which == MINE:
                picked[name] = self.mine[name]
            elif which == BOTH:
                picked[name] = f"{self.before[name]}\n\n{self.mine[name]}"
        return picked

    def sent_along(self):
        """(name, value) of everything the person's own form sent."""
        ours = {"csrfmiddlewaretoken", "then", "keep", "marks"}
        return [
            (name, value.replace("\0", ""))
            for name, values in self.part_form.data.lists()
            if name not in ours and not name.startswith("keep_")
            for value in values
        ]


def asked_about(data):
    """The names of the fields a clash form speaks of; none for nonsense."""
    try:
        names = json.loads(str(data.get("keep", "[]")))
    except (ValueError, RecursionError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


@dataclass(frozen=True)
class Sides:
    """A field as two people wrote it, in words, with the choice."""

    label: str
    theirs: str
    mine: str
    field: object


def sides_of(form, labels):
    """Both texts of every field that clashes."""
    return [
        Sides(
            labels.get(name, name),
            _words(name, form.before[name]),
            _words(name, form.mine[name]),
            form[f"keep_{number}"],
        )
        for number, name in enumerate(form.names)
    ]


def _words(name, value):
    if isinstance(value, dict):
        return as_typed(value["typed"])
    if value in (None, "", []):
        return "Nothing"
    if name == "rows":
        return "\n".join(f"{what}: {pounds(pence)}" for what, pence in value)
    if name == "requested":
        return pounds(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else in_days(value)
