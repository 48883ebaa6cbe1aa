"""What visitors ask for: a past day, a list narrowed down."""

from django import forms

from civilsociety.budget.models import Head, Source, Year
from civilsociety.budget.queries.published.commitments import NUMBER, commitments
from civilsociety.budget.queries.published.entries import NAMES
from civilsociety.budget.states import PUBLIC_KINDS
from civilsociety.ui import clock
from civilsociety.ui.fields import DateField
from civilsociety.ui.forms import GovukForm


class AsAtForm(GovukForm):
    """A past day: the page then shows what had been written down by its end."""

    nouns = {"as_at": "the day"}

    as_at = DateField(
        label="What was known at the end of",
        help_text="For example, 31 March 2022.",
        error_messages={
            "required": "Enter a day, like 31 March 2022",
            "latest": "The day must be today or earlier",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_at"].latest = clock.today()


def _years():
    return [("", "All years"), *((year.slug, year.label) for year in Year.objects.all())]


def _year(slug):
    return Year.objects.get(starts_on__year=int(slug[:4]))


class Narrow(GovukForm):
    """Which rows of a list; a field that cannot be read asks for nothing."""

    year = forms.TypedChoiceField(choices=_years, coerce=_year, empty_value=None, required=False)
    source = forms.ModelChoiceField(
        Source.objects.order_by("position"),
        required=False,
        empty_label="Both sources",
        to_field_name="key",
    )
    programme = forms.ModelChoiceField(
        Head.objects.order_by("position", "name"),
        required=False,
        empty_label="All programmes",
        to_field_name="key",
    )
    kind = forms.ChoiceField(
        label="What happened",
        choices=[("", "Everything"), *((key.value, text) for key, text in PUBLIC_KINDS.items())],
        required=False,
    )
    decision = forms.CharField(max_length=20, required=False)
    q = forms.CharField(label="Search", max_length=100, required=False)


class EntriesForm(Narrow):
    """Whose entries: a figure, and the selection it is of."""

    figure = forms.ChoiceField(
        choices=[("", "Every entry"), *NAMES.items()],
        required=False,
    )
    commitment = forms.CharField(max_length=20, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kind", "decision", "q"):
            del self.fields[name]

    def clean_commitment(self):
        """The commitment of a number like C-000012."""
        text = self.cleaned_data["commitment"]
        if not text:
            return None
        found = commitments(words=text).first() if NUMBER.match(text) else None
        if found is None:
            raise forms.ValidationError("Enter the number of a commitment, like C-000012")
        return found
