"""What an organisation gives once: facts, documents, a bank account."""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.ui import clock, fields
from civilsociety.ui.forms import GovukForm, GovukModelForm
from civilsociety.ui.upload_field import UploadField
from funding.forms.applying.finishing import FILE_HINT
from funding.models import Profile
from funding.models.choices import DocumentKind

SEPARATORS = re.compile(r"[\s.–-]")
MOST_PEOPLE = 1_000_000
MOST_MONEY = 100_000_000_000


class ProfileForm(GovukModelForm):
    """The facts about an organisation."""

    submit_label = "Save, and say that this is right today"
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    purpose = fields.LongTextField(
        label="What is the organisation for?", max_words=150, rows=5,
        help_text="Its aims, in your own words.",
    )  # fmt: skip
    year_founded = forms.IntegerField(label="In which year was it founded?", min_value=1000)
    income_pence = fields.MoneyField(label="Income in the last full year", most=MOST_MONEY)
    spending_pence = fields.MoneyField(label="Spending in the last full year", most=MOST_MONEY)
    reserves_pence = fields.MoneyField(
        label="Free reserves", most=MOST_MONEY, required=False,
        help_text="Money that is not tied to a purpose.",
    )  # fmt: skip
    trustees = forms.IntegerField(label="Trustees or directors", min_value=0, max_value=1000)
    employees = forms.IntegerField(
        label="Paid staff", min_value=0, max_value=MOST_PEOPLE, required=False
    )
    volunteers = forms.IntegerField(
        label="Volunteers", min_value=0, max_value=MOST_PEOPLE, required=False
    )

    class Meta:
        model = Profile
        fields = [
            "purpose",
            "year_founded",
            "income_pence",
            "spending_pence",
            "reserves_pence",
            "trustees",
            "employees",
            "volunteers",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("year_founded", "trustees", "employees", "volunteers"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-5"

    def clean_year_founded(self):
        year, now = self.cleaned_data["year_founded"], clock.today().year
        if year > now:
            raise ValidationError(f"The year must be {now} or earlier")
        return year

    def seen_at(self):
        """The moment of the last change as the page showed it, or None."""
        try:
            return datetime.fromisoformat(self.cleaned_data.get("seen") or "")
        except ValueError:
            return None


class DocumentForm(GovukForm):
    """One document."""

    submit_label = "Give us this document"
    label_size = "m"
    kind = forms.ChoiceField(label="What is it?", choices=DocumentKind.choices)
    file = UploadField(label="The file", help_text=FILE_HINT)
    dated_on = fields.DateField(label="Date of the document", required=False)

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day and day > clock.today():
            raise ValidationError("The date of the document must be today or earlier")
        return day


class BankForm(GovukForm):
    """Name, sort code and account number."""

    submit_label = "Give us this account"
    account_name = forms.CharField(
        label="Name on the account", max_length=200,
        help_text="It must be an account of the organisation, not of a person.",
    )  # fmt: skip
    sort_code = forms.CharField(
        label="Sort code", max_length=40, help_text="Six digits, like 12-34-56."
    )
    account_number = forms.CharField(
        label="Account number", max_length=40, help_text="Between six and eight digits."
    )
    autocompletes = {"account_name": "off", "sort_code": "off", "account_number": "off"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sort_code", "account_number"):
            self.fields[name].widget.attrs |= {
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }

    def clean_sort_code(self):
        code = SEPARATORS.sub("", self.cleaned_data["sort_code"])
        if not re.fullmatch(r"[0-9]{6}", code) or code == "000000":
            raise ValidationError("Enter the sort code as six digits, like 12-34-56")
        return code

    def clean_account_number(self):
        number = SEPARATORS.sub("", self.cleaned_data["account_number"])
        if not re.fullmatch(r"[0-9]{6,8}", number) or not number.strip("0"):
            raise ValidationError("Enter the account number as six to eight digits, like 00012345")
        return number.zfill(8)
