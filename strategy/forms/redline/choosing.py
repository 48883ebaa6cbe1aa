"""Choosing two versions to compare."""

from django import forms
from django.urls import reverse

from civilsociety.ui.forms import GovukForm

VIEWS = [("inline", "In one text"), ("beside", "Side by side")]


class CompareForm(GovukForm):
    """Two versions among those a reader may see, and how they are shown."""

    method = "get"
    submit_label = "Compare"
    says_optional = False

    before = forms.TypedChoiceField(label="From", coerce=int)
    after = forms.TypedChoiceField(label="To", coerce=int)
    view = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("inline", "In one text"), ("beside", "Side by side")],
    )

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(version.number, f"{version.number}: {version.name}") for version in versions]
        for name in ("before", "after"):
            self.fields[name].choices = choices
        if len(versions) > 1:
            self.fields["before"].initial = versions[1].number
            self.fields["after"].initial = versions[0].number

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["before"] == cleaned["after"]:
            self.add_error("after", "Choose two different versions.")
        return cleaned

    def address(self, slug):
        """The comparison's page, the older version first."""
        numbers = sorted((self.cleaned_data["before"], self.cleaned_data["after"]))
        page = reverse("strategy:compare", args=[slug, *numbers])
        return f"{page}?view=beside" if self.cleaned_data["view"] == "beside" else page
