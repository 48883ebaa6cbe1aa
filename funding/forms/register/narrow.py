"""The filter of the register."""

from django import forms

from civilsociety.organisations.models import District, Kind
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import financial_year
from funding.queries.register import totals
from funding.queries.register.search import SORTS, Asked

ALL = ("", "All")
SIZES = [
    ALL,
    ("under_1k", "Under £1,000"),
    ("1k_to_5k", "£1,000 to £4,999"),
    ("5k_to_10k", "£5,000 to £9,999"),
    ("10k_to_50k", "£10,000 to £49,999"),
    ("50k_and_over", "£50,000 and over"),
]
LONGEST = 18  # digits of a number the database knows


class Narrow(GovukForm):
    """Words, programme, year, district, kind of organisation, size of the award."""

    says_optional = False
    q = forms.CharField(label="Search", required=False, max_length=200)
    programme = forms.ChoiceField(label="Programme", required=False)
    year = forms.ChoiceField(label="Year", required=False)
    district = forms.ChoiceField(label="District", required=False, choices=[ALL, *District.choices])
    kind = forms.ChoiceField(
        label="Kind of organisation", required=False, choices=[ALL, *Kind.choices]
    )
    size = forms.ChoiceField(label="Amount", required=False, choices=SIZES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = [(str(year), financial_year(year)) for year in totals.years()]
        self.fields["programme"].choices = [ALL, *totals.programmes()]
        self.fields["year"].choices = [ALL, *years]


def asked_in(query):
    """(the form, what is Asked) of a query string; what cannot be read asks for nothing."""
    form = Narrow(query)
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value}
    if "year" in said:
        said["year"] = int(said["year"])
    sort = query.get("sort", "")
    if sort.removeprefix("-") in SORTS:
        said["sort"] = sort
    after = query.get("after", "")
    if after.isascii() and after.isdigit() and len(after) <= LONGEST:
        said["after"] = int(after)
    return form, Asked(**said)
