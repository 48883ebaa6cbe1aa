"""Forms that read a measure and correct a reading."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import uk_date
from strategy.actions.measures import readings as acts
from strategy.forms.measures.fields import FigureField, LinkField, WhichDayField
from strategy.queries.measures.due import next_due
from strategy.queries.measures.words import is_kept_back, kept_back_words, reading_words

READ, NOT_READ = "yes", "no"


class ValueForm(ActForm):
    """What a measure stood at, on what evidence, and what it means."""

    reveals = {"could": {READ: ["value", "base"]}}
    says_optional = False

    could = forms.ChoiceField(
        label="Could it be read?",
        choices=[(READ, "Yes"), (NOT_READ, "No, and I say why below")],
        widget=Radios,
        initial=READ,
    )
    value = FigureField(label="The reading", required=False)
    base = forms.IntegerField(
        label="How many it rests on",
        required=False,
        min_value=1,
        max_value=100_000_000,
        help_text="For example how many answered. A figure that rests on few people is not shown "
        "to the public.",
    )
    commentary = LongTextField(
        label="What it means",
        required=False,
        max_length=3000,
        rows=4,
        help_text="What moved it, what you do next; or why it could not be read.",
    )
    evidence = LongTextField(
        label="What it rests on", required=False, max_length=2000, rows=3,
        help_text="The survey, report or count, with its date.",
    )  # fmt: skip
    evidence_link = LinkField(label="Where the evidence can be read")

    def clean(self):
        given = super().clean()
        could = given.get("could")
        if could == NOT_READ:
            given["value"] = given["base"] = None
            if not given.get("commentary", "").strip():
                self.add_error("commentary", "Say why it could not be read.")
        elif could == READ and "value" not in self.errors:
            if given.get("value") is None:
                self.add_error("value", "Enter the reading, like 31.")
            elif not given.get("evidence", "").strip() and "evidence" not in self.errors:
                self.add_error("evidence", "Say what the reading rests on.")
        return given

    def written(self):
        names = ("value", "base", "commentary", "evidence", "evidence_link")
        return {name: self.cleaned_data[name] for name in names}

    def shown_to_the_public(self, measure, reading):
        """A sentence where the public does not see the figure; else nothing."""
        return f" {kept_back_words()}" if is_kept_back(measure, reading) else ""


class ReadingForm(ValueForm):
    """Reads a measure (`subject`)."""

    submit_label = "Save the reading"
    refused_at = "on"

    on = WhichDayField(
        label="The day it speaks of", help_text="Often the last day of the period that was counted."
    )

    field_order = ["key", "on"]

    def heading(self):
        return f"Enter a reading of “{self.subject.name}”"

    def carry_out(self):
        return acts.enter_reading(
            measure=self.subject,
            on=self.cleaned_data["on"],
            by=self.by,
            now=self.now,
            today=timezone.localdate(self.now),
            **self.written(),
        )

    def said(self, reading):
        words = reading_words(self.subject, reading, public=False)
        due = next_due(self.subject, reading.on)
        after = f" The next reading is due on {uk_date(due)}." if due else ""
        hidden = self.shown_to_the_public(self.subject, reading)
        return f"The reading for {uk_date(reading.on)} is saved: {words}.{hidden}{after}"


class CorrectionForm(ValueForm):
    """Corrects a reading (`subject`), with the reason that everybody reads."""

    submit_label = "Save the correction"
    lead = "The first reading stays to be seen, with your reason beside the new one."

    why = LongTextField(
        label="Why it is corrected", max_length=2000, rows=3,
        help_text="Everybody reads it.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        reading = kwargs["subject"]
        names = ("value", "base", "commentary", "evidence", "evidence_link")
        could = NOT_READ if reading.value is None else READ
        now = {name: getattr(reading, name) for name in names} | {"could": could}
        super().__init__(*args, **(kwargs | {"initial": now | kwargs.get("initial", {})}))

    def heading(self):
        day = uk_date(self.subject.on)
        return f"Correct “{self.subject.measure.name}” for {day}"

    def carry_out(self):
        why = self.cleaned_data["why"]
        return acts.correct_reading(
            reading=self.subject, why=why, by=self.by, now=self.now, **self.written()
        )

    def said(self, correction):
        words = reading_words(self.subject.measure, correction, public=False)
        hidden = self.shown_to_the_public(self.subject.measure, correction)
        return f"{uk_date(correction.on)} now says {words}. The page shows both, and why.{hidden}"
