"""What was done and what changed: figures that organisations reported and we accepted."""

from collections import defaultdict

from civilsociety.documents import breakdown
from civilsociety.organisations.models import District
from funding.models import Reading, ReportedFigure, Target
from funding.queries.register.evaluation.scope import awards_of
from funding.states import ReportState


def indicators(evaluation):
    """[{name, unit, kind, definition, target, value, awards}] by indicator.

    `target` is what awards set out to reach (None where none did), `value` what was reported,
    by `awards` awards.
    """
    values, targets = defaultdict(dict), defaultdict(int)
    for award, indicator, _, value in counted(evaluation):
        values[indicator][award] = values[indicator].get(award, 0) + value
    for indicator, value in Target.objects.filter(award__in=awards_of(evaluation)).values_list(
        "indicator", "value"
    ):
        targets[indicator] += value
    return [
        {
            "name": each.name,
            "unit": each.unit,
            "kind": each.get_kind_display(),
            "definition": each.definition,
            "target": targets.get(each.pk),
            "value": sum(values[each.pk].values()) if each.pk in values else None,
            "awards": len(values.get(each.pk, {})),
        }
        for each in evaluation.programme.indicators.all()
    ]


def reach(evaluation, threshold):
    """[{name, cells, base, note}]: each indicator that was reported by district.

    Where it counts people, small groups are hidden with whatever would give them back.
    """
    by_indicator = defaultdict(lambda: defaultdict(int))
    for _, indicator, district, value in counted(evaluation):
        by_indicator[indicator][district] += value
    for each in evaluation.programme.indicators.all():
        found = by_indicator.get(each.pk, {})
        if not any(found):
            continue
        labels = {district: name for district, name in District.choices if district in found}
        counts = {name: found[district] for district, name in labels.items()}
        if found.get(""):
            counts["District not told"] = found[""]
        told = breakdown(counts, sum(counts.values()), threshold=threshold)
        yield {
            "name": f"{each.name} ({each.unit})",
            "cells": [[name, figure.count] for name, figure in told],
            "base": str(told.base),
            "note": told.note,
        }


def counted(evaluation):
    """(award, indicator, district, value) of all that counts, nothing twice.

    A pilot's quarterly readings come before reports. A report at the end covers what a half-way
    report told, and takes its place.
    """
    awards = awards_of(evaluation).values("pk")
    readings = Reading.objects.filter(award__in=awards).values_list(
        "award", "indicator", "district", "value"
    )
    read = {(award, indicator) for award, indicator, _, _ in readings}
    yield from readings
    figures = ReportedFigure.objects.filter(
        report__award__in=awards, report__state=ReportState.ACCEPTED
    ).select_related("report")
    covered = _periods(figures)
    for each in figures:
        key = each.report.award_id, each.indicator_id
        if key not in read and not _is_told_later(each.report, covered[key]):
            yield *key, each.district, each.value


def _periods(figures):
    """{(award, indicator): its reports}."""
    found = defaultdict(dict)
    for each in figures:
        found[each.report.award_id, each.indicator_id][each.report_id] = each.report
    return {key: list(reports.values()) for key, reports in found.items()}


def _is_told_later(report, others):
    """Whether another report covers the same days, or these and more, and came later."""
    return any(
        other.covers_from <= report.covers_from
        and other.covers_until >= report.covers_until
        and (other.covers_from, -other.covers_until.toordinal(), -other.pk)
        < (report.covers_from, -report.covers_until.toordinal(), -report.pk)
        for other in others
    )
