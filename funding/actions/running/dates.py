"""Reports follow when the dates of an award move."""

from datetime import timedelta

from funding.models.choices import ReportKind
from funding.rules.running.proportion import TO_REPORT, half_way
from funding.rules.running.reports import LAST_KINDS
from funding.states import ReportState


def fit_reports(award):
    """Moves the reports not yet written to the award's new dates; their last days with them.

    What was sent stays as it is. Quarterly ones keep their quarters.
    """
    for report in award.reports.filter(state=ReportState.DUE):
        if report.kind in LAST_KINDS:
            report.covers_from, report.covers_until = award.starts_on, award.ends_on
        elif report.kind == ReportKind.INTERIM:
            report.covers_from = award.starts_on
            report.covers_until = half_way(award.starts_on, award.ends_on)
        else:
            continue
        report.due_on = report.covers_until + timedelta(days=TO_REPORT[report.kind])
        report.save()


def cut_reports(award, *, last_day):
    """What an award that ended early is still asked for: what lies before its last day."""
    for report in award.reports.filter(state__in=[ReportState.DUE, ReportState.SENT_BACK]):
        if report.covers_from > last_day:
            report.state = ReportState.EXCUSED
        elif report.covers_until > last_day:
            report.covers_until = last_day
            report.due_on = min(report.due_on, last_day + timedelta(days=TO_REPORT[report.kind]))
        report.save()
