"""For whom somebody applies: one of their organisations, or one they name now."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.organisations import rules
from civilsociety.organisations.models import District, Kind, Position
from civilsociety.refusal import Refused
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.widgets import Radios

ANOTHER = "another"
NAMED = ("name", "kind", "charity_number", "company_number", "district", "position")
ASKED = {"name": "Enter the name of the organisation", "kind": "Select what kind it is",
         "position": "Select what you are there"}  # fmt: skip


class StartForm(GovukForm):
    """Chooses one of `mine`, or takes the particulars of another."""

    submit_label = "Start the application"
    label_size = "m"
    organisation = forms.ChoiceField(label="For which organisation do you apply?", widget=Radios)
    name = forms.CharField(
        label="Name of the organisation", max_length=200, required=False,
        help_text="As it stands on its governing document.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind of organisation is it?", required=False,
        choices=[("", "Choose"), *Kind.choices],
    )  # fmt: skip
    charity_number = forms.CharField(
        label="Charity number, if it has one", max_length=40, required=False,
        help_text="Six or seven digits, for charities registered in England and Wales.",
    )  # fmt: skip
    company_number = forms.CharField(
        label="Company number, if it has one", max_length=40, required=False,
        help_text="Eight characters with leading zeros, also for a CIC.",
    )  # fmt: skip
    district = forms.ChoiceField(
        label="Where does it work?", required=False, choices=[("", "Choose"), *District.choices]
    )
    position = forms.ChoiceField(
        label="What are you there?", required=False, choices=Position.choices, widget=Radios,
        help_text="A trustee or director can sign off the application.",
    )  # fmt: skip
    says_optional = False

    def __init__(self, *args, mine, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = {str(each.pk): each for each in mine}
        if self.mine:
            listed = [(pk, each.name) for pk, each in self.mine.items()]
            self.fields["organisation"].choices = [*listed, (ANOTHER, "Another organisation")]
            self.reveals = {"organisation": {ANOTHER: list(NAMED)}}
        else:
            del self.fields["organisation"]

    @property
    def chosen(self):
        """The organisation of theirs they chose, or None where they name another."""
        return self.mine.get(self.cleaned_data.get("organisation", ""))

    def clean_charity_number(self):
        return self._checked(rules.charity_number, "charity_number")

    def clean_company_number(self):
        return self._checked(rules.company_number, "company_number")

    def _checked(self, rule, name):
        # What stands in a box that is not shown is nobody's mistake.
        if self.cleaned_data.get("organisation") in self.mine:
            return ""
        try:
            return rule(self.cleaned_data[name])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self):
        data = super().clean()
        if self.chosen or "organisation" in self.errors:
            return data
        for name, sentence in ASKED.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def named(self):
        """The particulars of an organisation that is named now, for the action."""
        return {name: self.cleaned_data[name] for name in NAMED}
