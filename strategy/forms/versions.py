"""Forms of the officers who look after the strategy."""

from django import forms
from django.core.validators import RegexValidator

from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.forms import GovukForm
from strategy.forms.word.files import StrategyFileField
from strategy.models import Strategy
from strategy.states import MOVES, PUBLIC_LABELS, PUBLISHED, VersionState

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and hyphens, like civil-society"
)
# Words that stand in officers' addresses where the name of a strategy does.
TAKEN = {"new", "steps", "step-papers"}


class ImportForm(GovukForm):
    """A Word file, which the worker reads, or Markdown, read as it comes in.

    Always as a draft: publishing is a step of its own.
    """

    submit_label = "Bring in the text"

    file = StrategyFileField(
        label="Word or Markdown file",
        help_text="Ending in .docx, 10 MB at most, or in .md, 1 MB at most.",
    )


class NewStrategyForm(ImportForm):
    """The first text of a strategy, with the name it gets in its address."""

    slug = forms.CharField(
        label="Name in the address",
        max_length=60,
        validators=[SLUG],
        help_text="Part of the page's address, like civil-society. It cannot be changed later.",
    )
    field_order = ["slug", "file"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in TAKEN:
            raise forms.ValidationError("The portal uses this name itself. Choose another.")
        if Strategy.objects.filter(slug=slug).exists():
            raise forms.ValidationError(
                "There is already a strategy with this name. Open it to import a new version."
            )
        return slug


class PublishForm(GovukForm):
    """What a draft is published as, and what readers are told about it."""

    submit_label = "Publish this version"
    nouns = {"state": "what this version is"}

    state = forms.ChoiceField(label="What is this version?", widget=forms.RadioSelect)
    label = forms.CharField(
        label="Name of this version",
        max_length=120,
        help_text="What readers call it, like “Consultation draft, September 2021”.",
    )
    note = LongTextField(
        label="What is new in it",
        required=False,
        max_length=1000,
        rows=4,
        help_text="One or two sentences for the page that lists the versions.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = PUBLIC_LABELS[VersionState]
        moves = [move for move in MOVES[VersionState][VersionState.DRAFT] if move in PUBLISHED]
        self.fields["state"].choices = [(move.value, labels[move]) for move in moves]


class AdoptForm(GovukForm):
    """The executive decision that adopted the strategy."""

    submit_label = "Record the adoption"

    adopted_on = DateField(label="Date of the decision")
    decision_reference = forms.CharField(
        label="Reference of the decision", max_length=40, help_text="Like 21/00055."
    )
