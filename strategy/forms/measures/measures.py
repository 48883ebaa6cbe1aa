"""Forms of objectives and measures."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import uk_date
from strategy.actions.measures import measures as acts
from strategy.forms.measures.fields import (
    FigureField,
    RevisedForm,
    SectionField,
    WhichDayField,
)
from strategy.models import Measure
from strategy.queries.measures.due import first_due
from strategy.slots import feeds

NO_FEED = "Nobody’s: somebody enters each reading"


class PersonField(forms.ModelChoiceField):
    """A person with an account, by name and address."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})" if person.name else person.email


class ObjectiveForm(RevisedForm):
    """An objective: new (`strategy` given), or one to change."""

    title = "Add an objective"
    lead = "What the strategy wants to reach. Measures of success stand under it."
    submit_label = "Save the objective"
    keeps = ("title", "description", "section_key")

    section_key = SectionField()
    description = LongTextField(label="In a few words", required=False, max_length=2000, rows=4)

    def __init__(self, *args, strategy, **kwargs):
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        # Named apart: `title` is the page’s own.
        self.fields["title"] = forms.CharField(label="Objective", max_length=200)
        self.order_fields(["title", "description", "section_key"])
        self.fields["section_key"].offer(strategy, self.subject.section_key if self.subject else "")

    def heading(self):
        return f"Change objective {self.subject.number}" if self.subject else self.title

    def carry_out(self):
        if self.subject:
            return self.changed(acts.change_objective, objective=self.subject, **self.written())
        return acts.add_objective(strategy=self.strategy, by=self.by, **self.written())

    def said(self, objective):
        return f"Objective {objective.number} is saved. Next, add measures of success under it."


class RetireObjectiveForm(ActForm):
    """Ends an objective."""

    lead = "It stays to be read with its retired measures, and takes no new ones."
    submit_label = "Retire the objective"

    def heading(self):
        return f"Retire objective {self.subject.number}"

    def carry_out(self):
        return acts.retire_objective(
            objective=self.subject, by=self.by, today=timezone.localdate(self.now)
        )

    def said(self, objective):
        return f"Objective {objective.number} is retired."


class MeasureForm(RevisedForm):
    """A measure of success: new, or one to change."""

    title = "Add a measure of success"
    lead = (
        "Write it so that two people who count would come to the same number. "
        "Only officers see it until you publish it."
    )
    submit_label = "Save the measure"
    keeps = (
        "name", "definition", "unit", "direction", "baseline", "baseline_on", "target",
        "target_on", "source", "frequency", "first_due_on", "owner", "owner_user", "section_key",
        "feed",
    )  # fmt: skip

    objective = forms.ModelChoiceField(label="Objective", queryset=None)
    name = forms.CharField(label="Name of the measure", max_length=200)
    definition = LongTextField(
        label="What exactly is counted",
        max_length=2000,
        rows=4,
        help_text="Who is counted, when, and what counts as yes.",
    )
    unit = forms.ChoiceField(label="Unit", choices=Measure.Unit.choices)
    direction = forms.ChoiceField(
        label="Which way is better", choices=Measure.Direction.choices, widget=Radios(inline=True)
    )
    baseline = FigureField(
        label="Where it stood", required=False, help_text="Leave it empty where nobody knows."
    )
    baseline_on = WhichDayField(label="On which day it stood there", required=False)
    target = FigureField(label="Where it should be", required=False)
    target_on = WhichDayField(label="By which day it should be there", required=False)
    source = LongTextField(label="Where the figures come from", max_length=1000, rows=3)
    frequency = forms.ChoiceField(label="How often it is read", choices=Measure.Frequency.choices)
    first_due_on = WhichDayField(
        label="When the first reading is due",
        required=False,
        help_text="The last day of the first period. Later ones follow from it; a reading is late "
        "14 days after its day.",
    )
    owner = forms.CharField(
        label="Who answers for it", max_length=200, help_text="A post, not a name: it is published."
    )
    owner_user = PersonField(
        label="Whose account may enter readings",
        required=False,
        queryset=User.objects.none(),
        empty_label="Strategy officers only",
        help_text="Besides strategy officers: anybody with a role here. It is not published.",
    )
    section_key = SectionField()
    feed = forms.ChoiceField(
        label="Whose work it is to read it",
        required=False,
        help_text="What the portal counts by itself is read in the night after each period ends.",
    )

    def __init__(self, *args, strategy, **kwargs):
        super().__init__(*args, **kwargs)
        measure = self.subject
        self.fields["objective"].queryset = strategy.objectives.filter(retired_on=None)
        self.fields["section_key"].offer(strategy, measure.section_key if measure else "")
        self.fields["feed"].choices = self._feeds(measure.feed if measure else "")
        kept = Q(pk=measure.owner_user_id) if measure and measure.owner_user_id else Q()
        # Those with a role: who only answered a consultation stands in no list of ours.
        holders = Q(is_active=True, pk__in=RoleAssignment.objects.current().values("user"))
        self.fields["owner_user"].queryset = User.objects.filter(holders | kept).order_by("name")
        if measure:
            del self.fields["objective"]
        else:
            self.fields["direction"].initial = Measure.Direction.UP

    def _feeds(self, chosen):
        found = {key: f"By itself: {feed.title}" for key, feed in feeds().items()}
        if chosen and chosen not in found:
            found[chosen] = f"{chosen} (no longer there)"
        return [("", NO_FEED), *found.items()]

    def heading(self):
        return f"Change “{self.subject.name}”" if self.subject else self.title

    def clean(self):
        given = super().clean()
        self._both(given, "baseline", "baseline_on", "where it stood")
        self._both(given, "target", "target_on", "where it should be")
        start, end = given.get("baseline_on"), given.get("target_on")
        if start and end and end <= start:
            self.add_error("target_on", f"The day must be after {uk_date(start)}, where it starts.")
        if start and (due := given.get("first_due_on")) and due < start:
            self.add_error("first_due_on", f"The day must be {uk_date(start)} or later.")
        feed = feeds().get(given.get("feed"))
        if feed and given.get("unit") and feed.unit != given["unit"]:
            unit = Measure.Unit(feed.unit).label.lower()
            self.add_error("unit", f"“{feed.title}” counts in another unit: {unit}.")
        return given

    def _both(self, given, figure, day, what):
        """A figure and its day come together."""
        if figure in self.errors or day in self.errors:
            return
        if given.get(figure) is not None and not given.get(day):
            self.add_error(day, f"Enter the day for {what}.")
        if given.get(day) and given.get(figure) is None:
            self.add_error(figure, f"Enter the number for {what}.")

    def carry_out(self):
        if self.subject:
            return self.changed(acts.change_measure, measure=self.subject, **self.written())
        given = self.cleaned_data
        return acts.add_measure(objective=given["objective"], by=self.by, **self.written())

    def said(self, measure):
        if measure.published_at:
            return f"“{measure.name}” is saved. Everybody sees it as it is now."
        return f"“{measure.name}” is saved. Next, publish it when it is right."


class PublishMeasureForm(ActForm):
    """Shows a measure to everybody."""

    submit_label = "Publish the measure"
    title = "Publish the measure"
    lead = "Everybody can read it, its readings, and who answers for it."

    def heading(self):
        return f"Publish “{self.subject.name}”"

    def carry_out(self):
        return acts.publish_measure(measure=self.subject, by=self.by, now=self.now)

    def said(self, measure):
        return f"“{measure.name}” is published. The first reading is due on {_due(measure)}."


def _due(measure):
    return uk_date(first_due(measure))


class RetireMeasureForm(ActForm):
    """Ends a measure, with the reason that everybody reads."""

    lead = "Its readings stay to be seen, with your reason. It is not read any more."
    submit_label = "Retire the measure"
    refused_at = "reason"

    reason = LongTextField(label="Why it is retired", max_length=2000, rows=4)

    def heading(self):
        return f"Retire “{self.subject.name}”"

    def carry_out(self):
        return acts.retire_measure(
            measure=self.subject, reason=self.cleaned_data["reason"], by=self.by,
            today=timezone.localdate(self.now),
        )  # fmt: skip

    def said(self, measure):
        return f"“{measure.name}” is retired. Its page says why."


class ThrowAwayForm(ActForm):
    """Takes away a measure that nobody outside has seen."""

    lead = "Nobody outside has seen it, and nobody has read it. It cannot be brought back."
    submit_label = "Throw it away"

    def heading(self):
        return f"Throw away “{self.subject.name}”"

    def carry_out(self):
        acts.throw_away(measure=self.subject, by=self.by)
        return self.subject

    def said(self, measure):
        return f"“{measure.name}” is thrown away."
