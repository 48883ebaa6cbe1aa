"""What money can be for."""

from civilsociety.budget import actions
from civilsociety.budget.forms.effects import Effect
from civilsociety.budget.models import Head
from civilsociety.budget.states import SplitRule
from civilsociety.refusal import Refused
from civilsociety.ui.forms import GovukModelForm


class HeadForm(GovukModelForm):
    """A programme's name, purpose and rule. Its key stands in addresses and stays.

    Has what a page of a move asks for, though no money moves.
    """

    lead = "What money can be for. A decision must be for the same purpose to spend under it."
    submit_label = "Save"
    has_effect = False
    needs = ("key",)
    shown = None
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
        help_texts = {
            "key": "Small letters and dashes, like recovery-fund. Stands in addresses and stays.",
            "purpose": "What a decision must be for, to spend under this programme.",
            "single_source": "Only when all the money comes from one.",
            "position": "Smaller numbers come first.",
        }

    def __init__(self, *args, subject=None, now, **kwargs):
        super().__init__(*args, instance=subject, **kwargs)
        self.subject, self.now = subject, now
        if subject:
            self.fields["key"].disabled = True

    def heading(self):
        """The page's title."""
        return f"Change {self.subject}" if self.subject else "Add a programme"

    def clean(self):
        data = super().clean()
        single = data.get("split") == SplitRule.SINGLE
        if single and not data.get("single_source"):
            self.add_error("single_source", "Select the one source that all the money comes from")
        if not single and data.get("single_source"):
            self.add_error("single_source", "Leave the source empty when all sources give a share")
        return data

    def _post_clean(self):
        """The row is written by the action, which checks it and says what to do."""

    def effect(self):
        """Nothing moves."""
        return Effect()

    def forgive_what_is_empty(self):
        """Nothing is checked before it is sent."""

    def refuse(self, sentence):
        """Puts the rule's sentence beside the field it is about."""
        self.add_error("purpose" if self.subject else "key", sentence)

    def carry_out(self, by):
        """Adds the programme, or changes it. Raises Refused."""
        told = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if not self.subject:
            return actions.add_head(by=by, now=self.now, **told)
        if self.subject.is_unallocated:
            raise Refused("What is not yet allocated keeps its name and has no purpose.")
        del told["key"]
        return actions.change_head(head=self.subject, by=by, now=self.now, **told)

    def said(self, head):
        """The sentence a person reads when it is done."""
        return f"{head} is saved."

    def onward(self, head):
        """What to show next."""
        return head
