"""Reminding grant holders of their reports: made once, sent once, in proportion to the award."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from funding.actions.running.messages import tell
from funding.models import Reminder, Report
from funding.queries.awards import standing_of
from funding.rules.running.proportion import MOST_DAYS_AHEAD, reminders_for
from funding.rules.running.reports import REPORTING, UNSENT


def remind(*, now):
    """Makes the reminders whose day has come in the United Kingdom; returns how many.

    Only the nearest one: whoever was away for a month is not told twice. A report that was given
    another last day is reminded of anew.
    """
    today = timezone.localdate(now)
    soon = today + timedelta(days=MOST_DAYS_AHEAD)
    waiting = Report.objects.filter(
        state__in=UNSENT, award__state__in=REPORTING, due_on__lte=soon
    ).select_related("award__programme", "award__organisation")
    return sum(_remind(report, today, now) for report in waiting.order_by("pk"))


def kind_for(report, today, *, pence):
    """The reminder that is right on a day, or None when it is too early."""
    days_left = (report.due_on - today).days
    come = {kind: days for kind, days in reminders_for(pence).items() if days_left <= days}
    return min(come, key=come.get) if come else None


@transaction.atomic
def _remind(report, today, now):
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.state not in UNSENT:
        return 0
    award = report.award
    kind = kind_for(report, today, pence=standing_of(award).now)
    if kind is None:
        return 0
    reminder, made = Reminder.objects.get_or_create(
        report=report, kind=kind, due_on=report.due_on, defaults={"made_at": now}
    )
    if made:
        tell(
            award=award,
            name=f"reminder-{reminder.pk}",
            now=now,
            about=f"reminder_{kind}",
            path=reverse("funding:report", args=[award.pk, report.pk]),
            report=report,
            days_late=(today - report.due_on).days,
        )
    return int(made)
