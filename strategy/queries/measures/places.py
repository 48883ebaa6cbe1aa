"""What measures show on pages of others: the desk, the tools, the account, the map of the site."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.audit.models import Job
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import uk_date
from strategy.models import Measure, ProgressReport, Strategy
from strategy.queries.measures.late import due_things
from strategy.queries.reading import published_strategies


def tasks_for(user):
    """What is due or late: all of it for strategy officers, their own for those who answer."""
    manages = user.may(Permission.MANAGE_STRATEGY)
    answers = Measure.objects.filter(owner_user=user, published_at__isnull=False).exists()
    if not (manages or answers):
        return []
    due = due_things(clock.today())
    due = [each for each in due if manages or each.owner_user_id == user.pk]
    tasks = [_task(each) for each in due]
    return [*tasks, *_differing(), *_reports()] if manages else tasks


def _task(due):
    act = "Enter a reading of" if due.is_measure else "Add an update to"
    words = f"Since {uk_date(due.on)}" if due.late else f"By {uk_date(due.on)}"
    detail = f"{due.owner} answers for it."
    return Task(f"{act} “{due.title}”", due.url, f"Late. {detail}" if due.late else detail, words,
                due.late)  # fmt: skip


def _differing():
    """Measures whose source now says something else than was read."""
    found = Measure.objects.exclude(source_says=[]).filter(retired_on=None)
    for measure in found.select_related("objective__strategy"):
        address = [measure.objective.strategy.slug, measure.slug]
        yield Task(
            f"Look at “{measure.name}”: its source has changed",
            reverse("strategy:manage_measure", args=address),
            "It says something else than was read. Take it over, or leave it.",
        )


def _reports():
    """Reports on progress that failed, or are not published yet."""
    found = ProgressReport.objects.filter(published_at=None).select_related("strategy")
    for report in found.defer("figures"):
        failed = report.state == Job.State.FAILED
        yield Task(
            f"Finish “{report.title}”",
            reverse("strategy:manage_report", args=[report.strategy.slug, report.pk]),
            "It could not be made: see why." if failed else "Not published yet.",
            f"For the meeting on {uk_date(report.meets_on)}" if report.meets_on else "",
            failed,
        )


def tools_for(user):
    """The way to the measures of each strategy, for its officers."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    strategies = list(Strategy.objects.all())
    return [
        Card(
            title="Measures and progress"
            if len(strategies) == 1
            else f"Measures and progress: {strategy}",
            url=reverse("strategy:manage_measures", args=[strategy.slug]),
            summary="Objectives, readings, actions promised elsewhere, reports on progress.",
        )
        for strategy in strategies
    ]


def sections_for(user):
    """The account page: the measures this person answers for."""
    measures = Measure.objects.filter(owner_user=user, retired_on=None)
    rows = [
        (
            f"Enter a reading of “{measure.name}”",
            reverse("strategy:enter_reading", args=[measure.objective.strategy.slug, measure.slug]),
        )
        for measure in measures.select_related("objective__strategy")
    ]
    return [Section("Measures you answer for", rows)] if rows else []


def public_addresses():
    """Public pages, for search engines."""
    addresses = []
    for strategy in published_strategies():
        slug = strategy.slug
        measures = Measure.objects.filter(objective__strategy=strategy)
        actions = strategy.undertakings.filter(published_at__isnull=False)
        reports = strategy.progress_reports.filter(published_at__isnull=False)
        shown = measures.filter(published_at__isnull=False).values_list("slug", flat=True)
        addresses += [
            reverse("strategy:measures", args=[slug]),
            reverse("strategy:undertakings", args=[slug]),
            *(reverse("strategy:measure", args=[slug, each]) for each in shown),
            *(
                reverse("strategy:undertaking", args=[slug, each])
                for each in actions.values_list("slug", flat=True)
            ),
            *(
                reverse("strategy:progress_report", args=[slug, pk])
                for pk in reports.values_list("pk", flat=True)
            ),
        ]
    return addresses
