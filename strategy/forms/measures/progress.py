"""Forms of reports on progress."""

from django import forms
from django.utils import timezone

from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import LongTextField
from civilsociety.ui.widgets import Radios
from strategy.actions.measures import progress as acts
from strategy.forms.measures.fields import RevisedForm, WhichDayField
from strategy.models import ProgressReport

TO_WHOM = "Cabinet, and the Policy and Resources Cabinet Committee"


class StartForm(ActForm):
    """Starts a report for a period."""

    page_title = "Start a report on progress"
    lead = (
        "The measures, actions and money are read as they stand at the end of the period. "
        "You write the introduction once you have seen them."
    )
    submit_label = "Start the report"
    refused_at = "ends_on"

    kind = forms.ChoiceField(
        label="What kind of report", choices=ProgressReport.Kind.choices, widget=Radios(inline=True)
    )
    starts_on = WhichDayField(label="First day of its period")
    ends_on = WhichDayField(label="Last day of its period")
    to_whom = forms.CharField(label="Who it is made for", max_length=200, initial=TO_WHOM)
    meets_on = WhichDayField(label="When they consider it", required=False)

    def __init__(self, *args, strategy, **kwargs):
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        self.fields["title"] = forms.CharField(
            label="Title", max_length=200, help_text="Like “Progress by the end of 2022”."
        )
        self.order_fields(["kind", "title"])

    def heading(self):
        return self.page_title

    def carry_out(self):
        names = ("kind", "title", "starts_on", "ends_on", "to_whom", "meets_on")
        return acts.start_report(
            strategy=self.strategy,
            by=self.by,
            now=self.now,
            today=timezone.localdate(self.now),
            **{name: self.cleaned_data[name] for name in names},
        )

    def said(self, report):
        return (
            f"“{report.title}” is started, and its first draft is being made. It takes about a "
            "minute. Next, read it and write the introduction."
        )


class TextsForm(RevisedForm):
    """The words of a report around its figures."""

    lead = "Markdown: a line beginning with - is a list, **two stars** are bold."
    submit_label = "Save the texts"
    keeps = ("title", "to_whom", "meets_on", "introduction", "conclusion")

    to_whom = forms.CharField(label="Who it is made for", max_length=200)
    meets_on = WhichDayField(label="When they consider it", required=False)
    introduction = LongTextField(
        label="Introduction", required=False, max_length=20_000, rows=10,
        help_text="What the period was like, in the words of those who answer for it.",
    )  # fmt: skip
    conclusion = LongTextField(
        label="What follows", required=False, max_length=20_000, rows=8,
        help_text="What you do about what is behind or late.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"] = forms.CharField(label="Title", max_length=200)
        self.order_fields(["title"])

    def heading(self):
        return f"Write “{self.subject.title}”"

    def carry_out(self):
        return self.changed(acts.write_report, report=self.subject, **self.written())

    def said(self, report):
        return "The texts are saved. Next, make the report again, so that it holds them."


class PublishReportForm(ActForm):
    """Shows a report to everybody as it was made."""

    lead = "Everybody can read it. It cannot be changed or taken back."
    submit_label = "Publish the report"

    def heading(self):
        return f"Publish “{self.subject.title}”"

    def carry_out(self):
        return acts.publish_report(
            report=self.subject, by=self.by, now=self.now, today=timezone.localdate(self.now)
        )

    def said(self, report):
        return f"“{report.title}” is published. It stands on the page of measures."
