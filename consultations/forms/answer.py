"""Forms for findings, their figures, and the report."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm
from consultations.models import Consultation
from consultations.queries.figures import TOKEN
from consultations.questionnaire.kinds import CHOICES, Kind
from consultations.states import ConsultationState, Outcome
from strategy.models import Version


class NewFindingForm(GovukForm):
    """The heading of a new finding."""

    submit_label = "Add this finding"
    heading = forms.CharField(
        label="Heading of the new finding",
        max_length=150,
        help_text="What it is about in a few words, like “Business support”.",
    )


class FindingForm(GovukForm):
    """What was said, what came of it, and where that stands in the strategy."""

    submit_label = "Save this finding"
    # A finding may wait half written; publishing asks for what is missing.
    says_optional = False
    heading = forms.CharField(label="Heading", max_length=150)
    said = fields.LongTextField(
        label="You said",
        max_length=20_000,
        required=False,
        rows=8,
        help_text="Write a figure as {{name}}: it is counted from the answers when the "
        "report is built. {{name|percent}}, {{name|count}} and {{name|base}} give its parts.",
    )
    outcome = forms.ChoiceField(
        label="What came of it", choices=Outcome.choices, widget=widgets.Radios()
    )
    did = fields.LongTextField(
        label="We did, or why nothing changes", max_length=20_000, required=False, rows=8
    )
    strategy_section = forms.ChoiceField(
        label="The section of the strategy it changed, or is about", required=False
    )
    answers_sections = forms.MultipleChoiceField(
        label="The parts of the questionnaire it answers",
        required=False,
        widget=widgets.Checkboxes(),
        help_text="Every part that people answered needs a finding before the report is published.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, strategy_sections, answered_sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategy_section"].choices = [("", "None"), *strategy_sections]
        self.fields["answers_sections"].choices = answered_sections
        self.fields["revision"].initial = self.initial.get("revision", 0)


def _figure_name(label):
    return forms.SlugField(
        label=label,
        max_length=40,
        help_text="Small letters, digits and hyphens, like “sector”.",
        error_messages={"invalid": "Use small letters, digits and hyphens, like “sector”."},
    )


class FigureQuestionForm(GovukForm):
    """First step of binding a figure: which question it counts."""

    submit_label = "Continue"
    method = "get"
    question = forms.ChoiceField(label="Which question does the figure count?", required=False)

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        counted = [
            (question.key, question.text)
            for question in questions
            if question.kind != Kind.INFORMATION
        ]
        self.fields["question"].choices = [("", "None: all responses"), *counted]


class FigureForm(GovukForm):
    """Second step: its name, which answers count, and whose."""

    submit_label = "Bind this figure"
    name = _figure_name("Name of the figure")
    any_of = forms.MultipleChoiceField(
        label="Answers that count",
        required=False,
        widget=widgets.Checkboxes(),
        help_text="Choose none to count everybody who answered the question.",
    )
    respondent_types = forms.MultipleChoiceField(
        label="Count only those responding as",
        required=False,
        widget=widgets.Checkboxes(),
        help_text="Choose none to count everyone.",
    )
    scope = forms.ChoiceField(
        label="Rounds that count",
        choices=[("all", "Every round the report answers"), ("one", "This consultation only")],
        widget=widgets.Radios(),
        initial="all",
    )

    def __init__(self, *args, question, respondent_types, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        if question is None or question.kind not in CHOICES:
            del self.fields["any_of"]
        else:
            self.fields["any_of"].choices = [(o.key, o.label) for o in question.all_options]
        if respondent_types and (question is None or question.kind != Kind.RESPONDING_AS):
            self.fields["respondent_types"].choices = [(o.key, o.label) for o in respondent_types]
        else:
            del self.fields["respondent_types"]

    def clean_name(self):
        name = self.cleaned_data["name"].lower()
        if not TOKEN.fullmatch(f"{{{{{name}}}}}"):
            raise forms.ValidationError("Use small letters, digits and hyphens, like “sector”.")
        return name

    def clean_any_of(self):
        chosen = self.cleaned_data["any_of"]
        if self.question.kind == Kind.SEVERAL_CHOICES and len(chosen) > 1:
            raise forms.ValidationError(
                "Choose one answer. People could choose several here, so two answers "
                "together could point at a few people."
            )
        return chosen

    def figure(self):
        """What `bind_figure` needs, besides the name."""
        types = self.cleaned_data.get("respondent_types") or []
        return {
            "question_key": self.question.key if self.question else "",
            "any_of": self.cleaned_data.get("any_of") or [],
            "filters": {"respondent_type": types} if types else {},
            "all_rounds": self.cleaned_data["scope"] == "all",
        }


class ReportForm(GovukForm):
    """The report's own texts, and which rounds it answers."""

    submit_label = "Save the report’s texts"
    says_optional = False
    summary = fields.LongTextField(label="Summary", max_length=20_000, required=False, rows=8)
    next_steps = fields.LongTextField(
        label="What happens next", max_length=20_000, required=False, rows=8
    )
    decision_reference = forms.CharField(
        label="Reference of the decision",
        max_length=40,
        required=False,
        help_text="Like 21/00055.",
    )
    strategy_version = forms.ModelChoiceField(
        Version.objects.none(),
        label="The version of the strategy that holds the changes",
        required=False,
        empty_label="Not chosen yet",
    )
    also_covers = forms.ModelMultipleChoiceField(
        Consultation.objects.none(),
        label="Earlier rounds this report answers as well",
        required=False,
        widget=widgets.Checkboxes(),
    )
    sector_types = forms.MultipleChoiceField(
        label="Who counts as the sector",
        required=False,
        widget=widgets.Checkboxes(),
        help_text="Their share of all who answered is the figure {{sector}}.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, consultation, respondent_types, **kwargs):
        super().__init__(*args, **kwargs)
        if respondent_types:
            self.fields["sector_types"].choices = [(o.key, o.label) for o in respondent_types]
        else:
            del self.fields["sector_types"]
        version = consultation.strategy_version
        self.fields["strategy_version"].queryset = Version.objects.filter(
            strategy=version.strategy if version else None
        ).order_by("-number")
        self.fields["strategy_version"].label_from_instance = lambda version: version.name
        earlier = Consultation.objects.exclude(pk=consultation.pk).filter(
            state__in=[ConsultationState.LAUNCHED, ConsultationState.REPORTED],
            opens_at__lt=consultation.opens_at,
        )
        self.fields["also_covers"].queryset = earlier
        if not earlier.exists():
            del self.fields["also_covers"]


class PublishForm(GovukForm):
    """The last step before a report is issued."""

    submit_label = "Publish this report"
    note = fields.LongTextField(
        label="What this issue corrects",
        max_length=2_000,
        rows=3,
        help_text="It is printed on the report and on its page.",
    )
    tell_people = forms.ChoiceField(
        label="Write to everyone who registered",
        choices=[("yes", "Yes, one message each"), ("no", "No")],
        widget=widgets.Radios(),
        initial="yes",
    )

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["note"]
