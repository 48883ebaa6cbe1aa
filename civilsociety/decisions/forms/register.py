"""The filter of the public register."""

from django import forms

from civilsociety.decisions.models import MakerKind
from civilsociety.decisions.queries.register import years
from civilsociety.ui.forms import GovukForm

KEY = [("", "All"), ("yes", "Key decisions"), ("no", "Other decisions")]
STANDS = [
    ("", "All"),
    ("in_effect", "In effect"),
    ("waiting", "Not yet in effect"),
    ("corrected", "Corrected"),
    ("superseded", "Superseded"),
]


class Filter(GovukForm):
    """Words, who decided, the year, key or not, where it stands."""

    says_optional = False
    q = forms.CharField(label="Search", required=False, max_length=200)
    maker = forms.ChoiceField(
        label="Who decided", required=False, choices=[("", "Everybody"), *MakerKind.choices]
    )
    year = forms.ChoiceField(label="Year", required=False)
    key = forms.ChoiceField(label="Kind", required=False, choices=KEY)
    stands = forms.ChoiceField(label="Where it stands", required=False, choices=STANDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "All"), *((str(year), year) for year in years())]

    def asked(self):
        """What the filter asks for; a field that cannot be read asks for nothing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
