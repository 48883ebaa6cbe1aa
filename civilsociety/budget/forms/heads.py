"""What money can be for."""

from civilsociety.budget.models import Head
from civilsociety.budget.states import SplitRule
from civilsociety.ui.forms import GovukModelForm


class HeadForm(GovukModelForm):
    """A programme's name, purpose and rule. Its key stands in addresses and stays."""

    nouns = {"key": "a key, like recovery-fund", "name": "the name of the programme"}

    class Meta:
        model = Head
        fields = [
            "name",
            "key",
            "description",
            "purpose",
            "objective",
            "split",
            "single_source",
            "position",
        ]
        labels = {
            "name": "Name",
            "key": "Key",
            "description": "In a sentence or two",
            "purpose": "Purpose",
            "objective": "Objective of the strategy",
            "split": "How it is drawn from the sources",
            "single_source": "The one source",
            "position": "Place in lists",
        }

    def clean(self):
        data = super().clean()
        single = data.get("split") == SplitRule.SINGLE
        if single and not data.get("single_source"):
            self.add_error("single_source", "Select the one source that all the money comes from")
        if not single and data.get("single_source"):
            self.add_error("single_source", "Leave the source empty when all sources give a share")
        return data

    def validate_constraints(self):
        """The action checks them, and says what to do."""
