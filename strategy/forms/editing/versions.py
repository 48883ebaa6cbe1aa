"""What a draft is called and what is said of it."""

import json

from django import forms

from civilsociety.ui.fields import LongTextField
from civilsociety.ui.forms import GovukForm
from strategy.actions.editing.versions import DESCRIBED
from strategy.formats.front_matter import TEXT_ENTRIES


class DescribeForm(GovukForm):
    """Title, summary, period, name and news of a draft; `seen` is how they stood before."""

    submit_label = "Save"

    title = forms.CharField(label="Title of the strategy", max_length=TEXT_ENTRIES["title"])
    summary = LongTextField(
        label="Summary",
        required=False,
        rows=4,
        max_length=TEXT_ENTRIES["summary"],
        help_text="The first sentences of the page: what this strategy is.",
    )
    period = forms.CharField(
        label="Years it covers",
        required=False,
        max_length=TEXT_ENTRIES["period"],
        help_text="Like 2021 to 2024.",
    )
    label = forms.CharField(
        label="Name of this version",
        required=False,
        max_length=TEXT_ENTRIES["label"],
        help_text="What readers call it, like “Consultation draft, September 2021”.",
    )
    note = LongTextField(
        label="What is new in it",
        required=False,
        rows=4,
        max_length=TEXT_ENTRIES["note"],
        help_text="One or two sentences for the page that lists the versions.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, version, **kwargs):
        words = {name: getattr(version, name) for name in DESCRIBED}
        kwargs["initial"] = words | {"seen": json.dumps(words)}
        super().__init__(*args, **kwargs)

    def clean_seen(self):
        """How the words stood; what cannot be read counts as never seen."""
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except (ValueError, RecursionError):
            return {}
        return seen if isinstance(seen, dict) else {}

    def show_theirs(self, clash):
        """Puts what somebody else wrote beside each field; saving again is on top of that."""
        self.data = self.data.copy()
        self.data["seen"] = json.dumps(clash.theirs)
        self.add_error(None, str(clash))
        for name in DESCRIBED:
            if clash.theirs[name] != clash.mine[name]:
                theirs = clash.theirs[name] or "nothing"
                self.add_error(name, f"Somebody else wrote: “{theirs}”.")
