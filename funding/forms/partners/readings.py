"""A quarter's figures as a grid of indicator and district, and notes of cases."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import plural
from funding.actions.partners.readings import give_readings, write_note
from funding.queries.partners.indicators import PLACES
from funding.queries.partners.quarters import in_words, slug_of

MOST = 10_000_000  # of anything counted in a quarter and district
NOT_A_COUNT = "Enter a whole number, like 12, or leave it empty"


class CountField(forms.Field):
    """A whole number from nought, with or without commas; nothing for no figure."""

    def to_python(self, value):
        text = "".join(str(value or "").split()).replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 12:
            raise ValidationError(NOT_A_COUNT)
        if int(text) > MOST:
            raise ValidationError(f"Enter a number up to {MOST:,}")
        return int(text)


class ReadingsForm(GovukForm):
    """The figures of one quarter. Only what was changed is written, so that two people can fill
    different boxes at once: each box goes with what it held when the page was made."""

    submit_label = ""
    says_optional = False

    rest_is_nought = forms.BooleanField(
        label="The quarter is complete: count the empty boxes as 0", required=False
    )

    def __init__(self, *args, award, quarter, **kwargs):
        super().__init__(*args, **kwargs)
        self.award, self.quarter = award, quarter
        self.indicators = list(award.programme.indicators.all())
        self.there = {
            (reading.indicator_id, reading.district): reading.value
            for reading in award.readings.filter(quarter_starts_on=quarter)
        }
        for indicator in self.indicators:
            for place, name in PLACES:
                self._add(indicator, place, name)

    def _add(self, indicator, place, name):
        label = f"{indicator.name}, {name}"
        box = forms.TextInput(
            {
                "class": "govuk-input partners-count",
                "inputmode": "numeric",
                "aria-label": label,
                "autocomplete": "off",
            }
        )
        key = box_name(indicator, place)
        self.fields[key] = CountField(label=label, required=False, widget=box)
        self.fields[key].initial = self.there.get((indicator.pk, place))

    def rows(self):
        """(name of the district, [(box, what it held)]) for the page."""
        for place, name in PLACES:
            yield (
                name,
                [
                    (self[box_name(each, place)], self.there.get((each.pk, place)))
                    for each in self.indicators
                ],
            )

    def changes(self):
        """{(indicator, district): (before, after)} of the boxes that were changed."""
        found = {}
        nought = 0 if self.cleaned_data["rest_is_nought"] else None
        for indicator in self.indicators:
            for place, _ in PLACES:
                name = box_name(indicator, place)
                after = self.cleaned_data[name]
                after = nought if after is None else after
                before = self._before(name)
                if before != after:
                    found[indicator, place] = (before, after)
        return found

    def _before(self, name):
        """What the box held when the page was made."""
        try:
            return CountField(required=False).clean(self.data.get(f"before-{name}", ""))
        except ValidationError:
            return None

    def saved(self, *, by, now):
        """How many figures were written; None where something is wrong, and the page says what."""
        if not self.is_valid():
            return None
        try:
            return give_readings(
                award=self.award, quarter=self.quarter, changes=self.changes(), by=by, now=now
            )
        except Refused as refused:
            self.add_error(None, str(refused))
            return None

    def said(self, changed):
        """What is said when it was saved, and what is still missing."""
        empty = (
            len(PLACES) * len(self.indicators)
            - self.award.readings.filter(quarter_starts_on=self.quarter).count()
        )
        kept = f"{plural(changed, 'figure')} saved" if changed else "Nothing was changed"
        kept = f"{kept} for {in_words(self.quarter)}."
        if empty:
            return f"{kept} {plural(empty, 'box is', 'boxes are')} still empty; go on when you can."
        return f"{kept} The quarter is complete, and the public page shows it."


def box_name(indicator, place):
    """The name of one box."""
    return f"n-{indicator.pk}-{place}"


class CaseNoteForm(ActForm):
    """What happened in one case, told without anybody's name."""

    submit_label = "Keep the note"
    refused_at = "text"
    nouns = {"quarter": "the quarter", "title": "a title", "text": "what happened"}

    quarter = forms.ChoiceField(label="Quarter")
    district = forms.ChoiceField(
        label="District", required=False, choices=[("", "Not one in particular"), *PLACES]
    )
    heading_of_note = forms.CharField(
        label="Title", max_length=140, help_text="For example: back to work by way of a food bank."
    )
    text = LongTextField(
        label="What happened", max_words=400, rows=10,
        help_text="No names, addresses, telephone numbers or dates of birth. Write “a student of "
        "about twenty”. Officers of the council read it; it is never published.",
    )  # fmt: skip

    def __init__(self, *args, quarters=(), note=None, **kwargs):
        self.note = note
        if note:
            kwargs["initial"] = {
                "quarter": slug_of(note.quarter_starts_on),
                "district": note.district,
                "heading_of_note": note.title,
                "text": note.text,
            }
        super().__init__(*args, **kwargs)
        self.quarters = {slug_of(first): first for first in quarters}
        self.fields["quarter"].choices = [
            (slug, in_words(first)) for slug, first in reversed(self.quarters.items())
        ]

    def heading(self):
        return "Correct a case note" if self.note else "Write a case note"

    def carry_out(self):
        told = self.cleaned_data
        return write_note(
            award=self.subject,
            quarter=self.quarters[told["quarter"]],
            district=told["district"],
            title=told["heading_of_note"],
            text=told["text"],
            by=self.by,
            now=self.now,
            note=self.note,
        )

    def said(self, result):
        return f"Your note “{result.title}” is kept. Officers can read it."
