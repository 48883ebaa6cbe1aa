"""The forms of what belongs to a programme: criteria, questions, indicators, documents."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.acts import ActForm
from civilsociety.ui.upload_field import UploadField
from funding.actions import programmes as actions
from funding.forms.programmes.starting import RowForm
from funding.models import IndicatorKind, PledgeRules, Programme, ProjectKind

MOST_WEIGHT = 10


class BelongingForm(RowForm):
    """Adds something to a programme, or changes it; goes back to the programme's page."""

    submit_label = "Keep it"

    def onward(self, result):
        return self.programme()

    def programme(self):
        """The programme it belongs to."""
        known = isinstance(self.subject, Programme)
        return self.subject if known else self.subject.programme

    def now_of(self, name):
        return None if isinstance(self.subject, Programme) else super().now_of(name)


class RemoveForm(ActForm):
    """Takes something away from a programme."""

    submit_label = "Remove it"

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        self.was, self.owner = str(subject), subject.programme

    def heading(self):
        return f"Remove “{self.was}”"

    def onward(self, result):
        return self.owner

    def said(self, result):
        return f"“{self.was}” is removed."


class CriterionForm(BelongingForm):
    """What bids are scored on."""

    refused_at = "name"
    name = forms.CharField(label="Criterion", max_length=120, help_text="A word or two, like Need.")
    description = fields.LongTextField(
        label="What a good answer shows",
        max_length=2_000,
        rows=4,
        help_text="Applicants and assessors read the same words.",
    )
    weight = forms.IntegerField(
        label="How many times it counts", min_value=1, max_value=MOST_WEIGHT, initial=1
    )


class AddCriterionForm(CriterionForm):
    title = "Add a criterion"
    lead = "Every bid gets 0 to 5 points on it."
    submit_label = "Add it"

    def carry_out(self):
        return actions.add_criterion(programme=self.subject, by=self.by, **self.told())

    def said(self, criterion):
        return f"“{criterion}” is added. Ask something about it in the form of the next round."


class ChangeCriterionForm(CriterionForm):
    title = "Change a criterion"

    def carry_out(self):
        return actions.change_criterion(criterion=self.subject, by=self.by, **self.told())

    def said(self, criterion):
        return f"“{criterion}” is kept."


class RemoveCriterionForm(RemoveForm):
    def carry_out(self):
        return actions.remove_criterion(criterion=self.subject, by=self.by)


class EligibilityForm(BelongingForm):
    """A question of the checker."""

    text = forms.CharField(
        label="Question", max_length=200, help_text="One that yes or no answers."
    )
    help = forms.CharField(label="Help with it", max_length=300, required=False)
    right_answer = forms.TypedChoiceField(
        label="Which answer lets them go on",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda value: value == "yes",
        widget=widgets.Radios(inline=True),
        initial="yes",
    )
    why_not = fields.LongTextField(
        label="What they read otherwise",
        max_length=2_000,
        rows=4,
        help_text="Why not, and what they can do instead: another fund, a partner, a later round.",
    )

    def now_of(self, name):
        value = super().now_of(name)
        if name == "right_answer" and value is not None:
            return "yes" if value else "no"
        return value


class AddEligibilityForm(EligibilityForm):
    title = "Add a question to the eligibility checker"
    submit_label = "Add it"

    def carry_out(self):
        return actions.add_eligibility_question(programme=self.subject, by=self.by, **self.told())

    def said(self, question):
        return f"“{question}” is asked from now on."


class ChangeEligibilityForm(EligibilityForm):
    title = "Change a question of the eligibility checker"

    def carry_out(self):
        return actions.change_eligibility_question(question=self.subject, by=self.by, **self.told())

    def said(self, question):
        return f"“{question}” is kept."


class RemoveEligibilityForm(RemoveForm):
    def carry_out(self):
        return actions.remove_eligibility_question(question=self.subject, by=self.by)


class IndicatorForm(BelongingForm):
    """What grant holders count."""

    refused_at = "name"
    nouns = {"definition": "exactly what is counted"}
    kind = forms.ChoiceField(
        label="What it counts", choices=IndicatorKind.choices, widget=widgets.Radios
    )
    name = forms.CharField(label="Indicator", max_length=120)
    unit = forms.CharField(label="Unit", max_length=40, help_text="Like people, or hours.")
    definition = fields.LongTextField(
        label="Exactly what is counted",
        max_length=2_000,
        rows=4,
        help_text="So that two people count alike: who is in, who is not, and how often.",
    )


class AddIndicatorForm(IndicatorForm):
    title = "Add an indicator"
    submit_label = "Add it"

    def carry_out(self):
        return actions.add_indicator(programme=self.subject, by=self.by, **self.told())

    def said(self, indicator):
        return f"“{indicator}” is added. Grants awarded from now on can have a target for it."


class ChangeIndicatorForm(IndicatorForm):
    title = "Change an indicator"

    def carry_out(self):
        return actions.change_indicator(indicator=self.subject, by=self.by, **self.told())

    def said(self, indicator):
        return f"“{indicator}” is kept."


class RemoveIndicatorForm(RemoveForm):
    def carry_out(self):
        return actions.remove_indicator(indicator=self.subject, by=self.by)


class DocumentForm(ActForm):
    """Puts a document beside the prospectus."""

    title = "Add a document"
    lead = "Everybody can take it away from the programme’s page."
    submit_label = "Add it"

    title_ = forms.CharField(label="Title", max_length=200)
    upload = UploadField(label="File", help_text="PDF, Word, spreadsheet or picture, up to 10 MB.")

    def carry_out(self):
        return actions.add_document(
            programme=self.subject,
            title=self.cleaned_data["title_"],
            upload=self.cleaned_data["upload"],
            by=self.by,
            now=self.now,
        )

    def said(self, document):
        return f"“{document}” stands on the programme’s page now."


class RemoveDocumentForm(RemoveForm):
    def carry_out(self):
        return actions.remove_document(document=self.subject, by=self.by)


class PledgeRulesForm(RowForm):
    """How much a crowdfunding programme pledges."""

    title = "Set the rules of pledging"
    lead = "They bind every pledge, and everybody reads them on the programme’s page."
    submit_label = "Set the rules"

    cap_pence = fields.PoundsField(label="Most we pledge to one project")
    cap_percent = forms.IntegerField(
        label="Most we pledge, per cent of the target", min_value=1, max_value=100
    )
    public_percent = forms.IntegerField(
        label="All public pledges together, per cent of the target", min_value=1, max_value=100
    )
    excluded_kinds = fields.SeveralChoicesField(
        label="Kinds of project it does not support", choices=ProjectKind.choices, required=False
    )
    no_repeat = forms.BooleanField(
        label="The same project is never supported twice", required=False
    )

    def now_of(self, name):
        rules = PledgeRules.objects.filter(programme=self.subject).first()
        return getattr(rules, name, None) if rules else None

    def clean(self):
        data = super().clean()
        ours, public = data.get("cap_percent"), data.get("public_percent")
        if ours and public and public < ours:
            message = f"Our own pledge is one of the public pledges: enter {ours} or more."
            self.add_error("public_percent", message)
        return data

    def carry_out(self):
        return actions.set_pledge_rules(programme=self.subject, by=self.by, **self.told())

    def said(self, rules):
        return "The rules of pledging are set. They bind every pledge from now on."
