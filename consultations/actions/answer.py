"""Writing findings: what was said, bound to its figures and quotes, and what we did."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.models import Finding, FindingFigure, FindingQuote, Report
from consultations.rules.answer import check_can_edit_findings, check_same_revision


@transaction.atomic
def add_finding(*, consultation, heading, by):
    """A new finding at the end of the list."""
    check_can_edit_findings(consultation)
    last = consultation.findings.aggregate(last=Max("position"))["last"] or 0
    finding = Finding.objects.create(
        consultation=consultation, heading=heading, position=last + 1, changed_by=by
    )
    record(
        verb="finding.added",
        target=finding,
        by=by,
        sentence=f"{by} added the finding “{heading}” to “{consultation}”.",
    )
    return finding


EDITABLE = ("heading", "said", "outcome", "did", "strategy_section", "answers_sections")


@transaction.atomic
def change_finding(*, finding, revision, by, **fields):
    """Changes a finding's words. Refuses when somebody else changed it after `revision`."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    check_can_edit_findings(finding.consultation)
    check_same_revision(finding, revision)
    changed = [
        name for name in EDITABLE if name in fields and getattr(finding, name) != fields[name]
    ]
    for name in changed:
        setattr(finding, name, fields[name])
    if changed:
        finding.revision += 1
        finding.changed_by, finding.changed_at = by, timezone.now()
        finding.save()
        record(
            verb="finding.changed",
            target=finding,
            by=by,
            sentence=f"{by} changed the finding “{finding.heading}”.",
            details={"changed": ", ".join(changed)},
        )
    return finding


@transaction.atomic
def move_finding(*, finding, up, by):
    """Swaps a finding with its neighbour; does nothing at the end of the list."""
    siblings = list(
        Finding.objects.select_for_update()
        .filter(consultation=finding.consultation)
        .order_by("position", "pk")
    )
    place = siblings.index(finding)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for position, sibling in enumerate(siblings, start=1):
        sibling.position = position
    Finding.objects.bulk_update(siblings, ["position"])
    record(
        verb="finding.moved",
        target=finding,
        by=by,
        sentence=f"{by} moved the finding “{finding.heading}” {'up' if up else 'down'}.",
    )


@transaction.atomic
def delete_finding(*, finding, by):
    """Takes a finding away. What was already issued keeps it."""
    check_can_edit_findings(finding.consultation)
    record(
        verb="finding.deleted",
        target=finding,
        by=by,
        sentence=f"{by} deleted the finding “{finding.heading}”.",
        details={"said": finding.said, "did": finding.did, "outcome": finding.outcome},
    )
    finding.delete()


@transaction.atomic
def bind_figure(*, finding, by, name, **fields):
    """Binds a number to its data under a name that the finding's words then use."""
    check_can_edit_findings(finding.consultation)
    figure, made = FindingFigure.objects.update_or_create(
        finding=finding, name=name, defaults=fields
    )
    record(
        verb="finding.figure",
        target=finding,
        by=by,
        sentence=f"{by} bound the figure “{name}” in “{finding.heading}” to its answers.",
        details={
            "question": figure.question_key,
            "any_of": ", ".join(figure.any_of),
            "new": made,
        },
    )
    return figure


@transaction.atomic
def unbind_figure(*, figure, by):
    """Takes a figure away; the words that use it are then listed as missing it."""
    finding = figure.finding
    record(
        verb="finding.figure",
        target=finding,
        by=by,
        sentence=f"{by} took the figure “{figure.name}” out of “{finding.heading}”.",
    )
    figure.delete()


@transaction.atomic
def show_quote(*, finding, quote, by):
    """Shows a quote under a finding, after the others. Consent decides: see the rules of quotes."""
    check_can_edit_findings(finding.consultation)
    if quote.answer.response.consent == "not_at_all":
        raise Refused("This person asked us not to publish their words.")
    last = finding.quotes.aggregate(last=Max("position"))["last"] or 0
    shown, made = FindingQuote.objects.get_or_create(
        finding=finding, quote=quote, defaults={"position": last + 1}
    )
    if made:
        record(
            verb="finding.quote",
            target=finding,
            by=by,
            sentence=f"{by} put a quote under “{finding.heading}”.",
            details={"quote": quote.pk},
        )
    return shown


@transaction.atomic
def hide_quote(*, shown, by):
    """Takes a quote out from under a finding; it stays marked in the answer."""
    finding = shown.finding
    record(
        verb="finding.quote",
        target=finding,
        by=by,
        sentence=f"{by} took a quote out from under “{finding.heading}”.",
        details={"quote": shown.quote_id},
    )
    shown.delete()


REPORT_FIELDS = (
    "summary", "next_steps", "decision_reference", "strategy_version", "sector_types",
)  # fmt: skip


@transaction.atomic
def change_report(*, consultation, revision, by, also_covers=None, **fields):
    """Writes the report's own texts and which rounds it answers; makes it on first use."""
    check_can_edit_findings(consultation)
    report, _ = Report.objects.select_for_update().get_or_create(consultation=consultation)
    check_same_revision(report, revision)
    changed = [
        name for name in REPORT_FIELDS if name in fields and getattr(report, name) != fields[name]
    ]
    for name in changed:
        setattr(report, name, fields[name])
    report.revision += 1
    report.save()
    if also_covers is not None:
        report.also_covers.set(also_covers)
    record(
        verb="report.changed",
        target=report,
        by=by,
        sentence=f"{by} changed the report of “{consultation}”.",
        details={"changed": ", ".join(changed)},
    )
    return report
