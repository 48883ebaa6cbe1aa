"""The forms about organisations."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.organisations import rules
from civilsociety.organisations.models import Alias, Contact, Organisation
from civilsociety.organisations.models.choices import District, Kind
from civilsociety.organisations.states import Status
from civilsociety.refusal import Refused
from civilsociety.ui.forms import GovukForm, GovukModelForm

SORTS = {"name": "name", "-name": "-name", "newest": "newest"}


class Filter(GovukForm):
    """Which organisations to list."""

    method, submit_label, form_tag = "get", "", False
    q = forms.CharField(label="Name or number", max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *Kind.choices])
    district = forms.ChoiceField(
        label="Where", required=False, choices=[("", "Everywhere"), *District.choices]
    )
    status = forms.ChoiceField(
        label="Checked",
        required=False,
        choices=[
            ("", "All but merged"),
            (Status.PROPOSED, "Not checked"),
            (Status.CONFIRMED, "Checked"),
            (Status.MERGED, "Merged"),
        ],
    )


class OrganisationForm(GovukModelForm):
    """An organisation's name and particulars, with numbers checked for their form."""

    submit_label = "Save"
    nouns = {"name": "the name of the organisation", "kind": "the kind of organisation"}
    charity_number = forms.CharField(
        label="Charity number",
        required=False,
        max_length=40,
        help_text="Six or seven digits, for charities registered in England and Wales.",
    )
    company_number = forms.CharField(
        label="Company number",
        required=False,
        max_length=40,
        help_text="Eight characters with leading zeros, also for a CIC.",
    )
    website = forms.URLField(label="Website", required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = [
            "name",
            "kind",
            "charity_number",
            "company_number",
            "district",
            "income_band",
            "website",
        ]
        labels = {
            "name": "Name",
            "kind": "Kind of organisation",
            "district": "Where it works",
            "income_band": "Yearly income",
        }

    def clean_charity_number(self):
        return _checked(rules.charity_number, self.cleaned_data["charity_number"])

    def clean_company_number(self):
        return _checked(rules.company_number, self.cleaned_data["company_number"])

    def validate_constraints(self):
        """The action checks them under its lock, and says what to do."""


def _checked(rule, text):
    try:
        return rule(text)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal


class AliasForm(GovukModelForm):
    submit_label = "Add this name"
    nouns = {"name": "another name"}

    class Meta:
        model = Alias
        fields = ["name"]
        labels = {"name": "Another name it is known by"}


class ContactForm(GovukModelForm):
    submit_label = "Save this contact"
    nouns = {"name": "the name of the person"}

    class Meta:
        model = Contact
        fields = ["name", "position", "email", "telephone"]
        labels = {
            "name": "Name",
            "position": "What they do there",
            "email": "Email address",
            "telephone": "Telephone",
        }

    def validate_constraints(self):
        """The action looks for the same address, and says what to do."""


class WhichForm(GovukForm):
    """Which organisation to merge with."""

    method, submit_label, form_tag = "get", "", False
    q = forms.CharField(label="Name or number", max_length=200, required=False)
