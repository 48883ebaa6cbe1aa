"""Writes the findings of the record, and publishes the report on the day of the decision."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from consultations.actions import answer as actions
from consultations.actions.announce import send_mailing
from consultations.actions.publish import build_report, request_build
from consultations.demonstration.answers import SECTOR
from consultations.models import Quote, Report

HERE = Path(__file__).parent
# Cabinet decided on 9 December 2021; the report was published with the final strategy.
PUBLISHED = datetime(2021, 12, 9, 12, tzinfo=ZoneInfo("Europe/London"))


def write(consultation, *, also, version, by):
    """One finding for each heading, with its figures and two quotes; then the report's texts."""
    rounds = [consultation, *also]
    for entry in yaml.safe_load((HERE / "findings.yaml").read_text()):
        finding = actions.add_finding(consultation=consultation, heading=entry["heading"], by=by)
        for name, figure in entry.get("figures", {}).items():
            actions.bind_figure(
                finding=finding,
                by=by,
                name=name,
                question_key=figure["question"],
                any_of=figure["any_of"],
            )
        actions.change_finding(
            finding=finding,
            revision=0,
            by=by,
            said=entry["said"],
            did=entry["did"],
            outcome=entry["outcome"],
            strategy_section=entry["section"],
            answers_sections=_paths(entry["answers"], rounds),
        )
        quotes = Quote.objects.filter(answer__codings__theme__name=entry["theme"])
        for quote in quotes.order_by("pk")[:2]:
            actions.show_quote(finding=finding, quote=quote, by=by)
    texts = yaml.safe_load((HERE / "consultations.yaml").read_text())["report"]
    actions.change_report(
        consultation=consultation,
        revision=0,
        by=by,
        also_covers=also,
        strategy_version=version,
        decision_reference="21/00055",
        sector_types=list(SECTOR),
        **texts,
    )


def _paths(sections, rounds):
    return [
        f"{each.slug}/{key}"
        for each in rounds
        for key in sections
        if each.versions.get().questionnaire.section(key)
    ]


def publish(consultation, *, by):
    """Builds the files, issues them, and tells everyone who registered, as of that day."""
    report = Report.objects.get(consultation=consultation)
    if report.issues.exists():
        return
    build = request_build(report=report, by=by, now=PUBLISHED, publish=True)
    issue = build_report(build=build, now=PUBLISHED)
    if issue is None:
        build.refresh_from_db()
        raise RuntimeError(build.error)
    send_mailing(mailing=issue.mailing, now=PUBLISHED)
