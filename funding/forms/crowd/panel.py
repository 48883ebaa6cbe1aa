"""A panel's list: what is suggested for each project, and what the panel chooses of it."""

from dataclasses import dataclass

from django import forms
from django.utils.html import format_html

from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import PoundsField
from civilsociety.ui.words import plural, pounds
from funding.actions import crowd
from funding.queries.crowd.pictures import picture_of
from funding.rules.crowd.pledging import check_can_reserve_pledge, meter_of

# The project is named beside them; those who do not see the page hear its name.
CHOOSE = 'Choose it<span class="govuk-visually-hidden">: {}</span>'
HOW_MUCH = 'Our pledge<span class="govuk-visually-hidden"> to {}</span>'


@dataclass(frozen=True)
class Row:
    """One project on the panel's list, with its meter and its two fields."""

    project: object
    meter: object
    picture: object
    take: object
    pledge: object


class PanelForm(ActForm):
    """Chooses projects of one round (`subject`); `projects` are those on the page."""

    submit_label = "Reserve the chosen pledges"
    says_optional = False

    paper = forms.CharField(label="Panel paper", max_length=200, required=False)

    def __init__(self, *args, projects=(), left=0, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.projects, self.left, self.today = projects, left, today
        self.nouns = {f"pledge_{each.pk}": f"the pledge to {each}" for each in projects}
        self.meters = {each.pk: meter_of(each, left=left) for each in projects}
        for project in projects:
            meter = self.meters[project.pk]
            self.fields[f"take_{project.pk}"] = forms.BooleanField(
                label=format_html(CHOOSE, project), required=False
            )
            self.fields[f"pledge_{project.pk}"] = PoundsField(
                label=format_html(HOW_MUCH, project),
                required=False,
                initial=(meter.suggested if meter else 0) or None,
            )

    def rows(self):
        """Each project with its meter, its bar and its fields."""
        for project in self.projects:
            meter = self.meters[project.pk]
            yield Row(
                project,
                meter,
                picture_of(
                    project,
                    ours=meter.suggested if meter else 0,
                    limit=meter.limits.together if meter else None,
                    council="Suggested",
                ),
                self[f"take_{project.pk}"],
                self[f"pledge_{project.pk}"],
            )

    def suggested(self):
        """The sum of every suggestion on the page (pence)."""
        return sum(meter.suggested for meter in self.meters.values() if meter)

    def clean(self):
        data = super().clean()
        self.chosen = {}
        for project in self.projects:
            if data.get(f"take_{project.pk}"):
                self._choose(project, data)
        if self.projects and not any(data.get(f"take_{each.pk}") for each in self.projects):
            self.add_error(f"take_{self.projects[0].pk}", "Choose at least one project.")
        if (total := sum(self.chosen.values())) > self.left:
            first = next(iter(self.chosen))
            self.add_error(
                f"pledge_{first.pk}",
                f"The chosen pledges come to {pounds(total)}, and {self.subject.name} has "
                f"{pounds(self.left)} left. Choose less.",
            )
        return data

    def _choose(self, project, data):
        name = f"pledge_{project.pk}"
        if name in self.errors:
            return
        if not data.get(name):
            self.add_error(name, f"Enter what we pledge to {project}.")
            return
        try:
            check_can_reserve_pledge(project, pence=data[name], today=self.today, left=self.left)
        except Refused as refused:
            self.add_error(name, str(refused))
        else:
            self.chosen[project] = data[name]

    def total(self):
        """What the chosen pledges come to (pence)."""
        return sum(getattr(self, "chosen", {}).values())

    def carry_out(self):
        return crowd.reserve_together(
            call=self.subject,
            pledges=self.chosen,
            paper=self.cleaned_data["paper"],
            by=self.by,
            key=self.cleaned_data["key"],
            now=self.now,
        )

    def said(self, projects):
        total = sum(each.pledged_pence for each in projects)
        return (
            f"{pounds(total)} is held for {plural(projects, 'project')}, each until 30 days after "
            "its campaign. Next, look how the campaigns end."
        )
