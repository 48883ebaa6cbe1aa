"""When a report on progress may be started, changed, made and published."""

from datetime import timedelta

from civilsociety.audit.models import Job
from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from strategy.models import ProgressReport

# Papers are written before a period ends; further ahead there is nothing to report.
AHEAD = timedelta(days=62)
_KIND = ProgressReport.Kind
# How long a period may be, in days, so that a mistyped year is noticed.
LONGEST = {_KIND.ANNUAL: 550, _KIND.SIX_MONTHLY: 245}


def check_period(*, kind, starts_on, ends_on, today):
    """Raises Refused unless the days can be the period of such a report."""
    if ends_on <= starts_on:
        raise Refused("The period ends before it starts. Check the dates.")
    if (ends_on - starts_on).days > LONGEST[kind]:
        raise Refused(f"The period is too long for a {_KIND(kind).label.lower()}. Check the years.")
    if ends_on > today + AHEAD:
        raise Refused(
            "The period ends more than two months from now. Start the report nearer to its end."
        )


def check_not_started(strategy, *, kind, starts_on, ends_on):
    """Raises Refused where there is a report of this kind for this period."""
    same = strategy.progress_reports.filter(kind=kind, starts_on=starts_on, ends_on=ends_on)
    if same.exists():
        raise Refused(
            f"There is a {_KIND(kind).label.lower()} from {uk_date(starts_on)} to "
            f"{uk_date(ends_on)} already. Open it on the page of measures."
        )


def check_can_write(report):
    """Raises Refused once the report is published."""
    if report.published_at:
        raise Refused("This report is published and stays as it is.")


def can_write(report):
    """Whether the report’s texts may still be changed, and the report made again."""
    return allows(check_can_write, report)


def is_up_to_date(report):
    """Whether what was made holds the texts as they are now."""
    return bool(report.figures) and report.figures.get("revision") == report.revision


def check_can_publish_report(report, *, today):
    """Raises Refused unless the report is made from its texts and its period is over."""
    check_can_write(report)
    if report.state == Job.State.FAILED:
        raise Refused("The report could not be made. Make it again first.")
    if report.state != Job.State.DONE:
        raise Refused("The report is being made. Wait until it is done, and read it.")
    if not report.introduction.strip():
        raise Refused("Write the introduction first: it is what people read.")
    if not is_up_to_date(report):
        raise Refused("Its texts were changed after it was made. Make it again, and read it.")
    if today <= report.ends_on:
        raise Refused(
            f"Its period ends on {uk_date(report.ends_on)}. Publish it after that day, made again."
        )
    if report.figures["day"] < report.ends_on.isoformat():
        raise Refused("It was made before its period ended. Make it again, and read it.")
