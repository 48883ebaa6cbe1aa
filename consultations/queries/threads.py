"""What published reports put beside the strategy's sections and on the front page."""

from django.urls import reverse
from django.utils.text import slugify

from civilsociety.decisions.slots import Panel
from civilsociety.ui.slots import Card
from civilsociety.ui.words import uk_date
from consultations.models import ReportIssue
from consultations.states import Outcome
from strategy.slots import Knot


def latest_issues():
    """The latest issue of every published report, the newest first."""
    return (
        ReportIssue.objects.filter(pk__in=ReportIssue.objects.newest().values("pk"))
        .select_related("report__consultation__strategy_version", "report__strategy_version")
        .order_by("-issued_at")
    )


def knots_for_sections(sections):
    """You said, we did: beside each section that a published finding speaks of."""
    sections = list(sections)
    if not sections:
        return []
    strategy = sections[0].version.strategy_id
    keys = {section.key for section in sections}
    return [
        pair
        for issue in latest_issues()
        if _strategy_of(issue.report) == strategy
        for entry in issue.figures.get("thread", [])
        if entry["section"] in keys
        for pair in _knots(issue, entry)
    ]


def _strategy_of(report):
    version = report.strategy_version or report.consultation.strategy_version
    return version and version.strategy_id


def _knots(issue, entry):
    page = reverse("consultations:report", args=[issue.report.consultation.slug])
    address = f"{page}#{slugify(entry['heading'])}"
    kept = entry["outcome"] == Outcome.NO_CHANGE
    yield entry["section"], Knot("You said", entry["said"], address)
    yield (
        entry["section"],
        Knot(
            "No change, and why" if kept else "We did",
            entry["did"],
            note=f"Published {uk_date(issue.issued_at.date())}",
        ),
    )


def report_cards():
    """The latest reports, for the front page."""
    return [
        Card(
            title=f"You said, we did: {issue.report.consultation.title}",
            url=reverse("consultations:report", args=[issue.report.consultation.slug]),
            summary="What people told us, what we did about it, and why.",
            status=f"Published {uk_date(issue.issued_at.date())}",
        )
        for issue in latest_issues()[:6]
    ]


def answered_before(decision):
    """On the page of a decision: what people said before it, and the council's answer."""
    issues = latest_issues().filter(report__decision_reference=decision.reference)
    reports = [
        (
            f"You said, we did: {issue.report.consultation.title}",
            reverse("consultations:report", args=[issue.report.consultation.slug]),
            issue.issued_at,
        )
        for issue in issues
    ]
    lines = tuple(f"{title}, published {uk_date(at)}." for title, _, at in reports)
    template = "consultations/answered_before.html"
    return [Panel("What people said first", template, reports, lines)] if reports else []
