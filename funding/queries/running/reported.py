"""What reports say, beside what was meant to be reached."""

from dataclasses import dataclass

from funding.models import ReportedFigure
from funding.states import ReportState


@dataclass(frozen=True)
class Figure:
    """One indicator of an award: what a report says, what is meant, what was said before."""

    indicator: object
    value: int | None
    target: int | None
    before: int

    @property
    def so_far(self):
        """All that was reported up to and with this report."""
        return self.before + (self.value or 0)


def figures_of(report):
    """[Figure] of a report, in the programme's order; only those with a value or a target."""
    targets = {each.indicator_id: each.value for each in report.award.targets.all()}
    values, before = {}, {}
    rows = ReportedFigure.objects.filter(report__award=report.award_id).select_related("report")
    for row in rows:
        if row.report_id == report.pk:
            values[row.indicator_id] = values.get(row.indicator_id, 0) + row.value
        elif row.report.state == ReportState.ACCEPTED and row.report.due_on <= report.due_on:
            before[row.indicator_id] = before.get(row.indicator_id, 0) + row.value
    return [
        Figure(each, values.get(each.pk), targets.get(each.pk), before.get(each.pk, 0))
        for each in report.award.programme.indicators.all()
        if each.pk in values or each.pk in targets
    ]
