"""What everybody reads: measures, their readings, actions promised elsewhere, reports."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import outline, to_html
from civilsociety.ui import clock
from civilsociety.ui.downloads import download
from strategy.models import ProgressFile, Undertaking
from strategy.queries.measures.board import board_of, counts_of, readings, row_of
from strategy.queries.measures.charts import chart_of
from strategy.queries.measures.course import MEANINGS, Course
from strategy.queries.measures.export import as_csv, rows_of
from strategy.queries.measures.progress_document import document_of
from strategy.queries.measures.threads import reports_of, section_titles, thread_of
from strategy.queries.measures.undertakings import (
    late_undertaking,
    measures_of,
    undertakings_of,
    undertakings_on,
)
from strategy.queries.measures.words import kept_back_words
from strategy.views.measures.finding import measure_or_404, public_strategy_or_404, public_trail

FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@public
def measures(request, slug):
    """Objectives with their measures: where each stands, and what is late."""
    strategy = public_strategy_or_404(request, slug)
    groups = board_of(strategy, today=clock.today())
    for group in groups:
        for row in group.rows:
            row.measure.chart = chart_of(row, f"chart-{row.measure.slug}")
    counts = counts_of(groups)
    context = {
        "strategy": strategy,
        "trail": public_trail(strategy),
        "groups": groups,
        "counts": counts,
        "standing": [(each, counts[each.value]) for each in Course if counts[each.value]],
        "meanings": [(each.label, MEANINGS[each]) for each in Course],
        "reports": list(reports_of(strategy)),
        "actions": strategy.undertakings.filter(published_at__isnull=False).count(),
        "has_samples": any(row.measure.is_sample for group in groups for row in group.rows),
    }
    return render(request, "strategy/measures/measures.html", context)


@public
def measure(request, slug, measure):
    """One measure: what is counted, every reading with its evidence, what was corrected and why."""
    strategy = public_strategy_or_404(request, slug)
    found = measure_or_404(slug, measure)
    if not found.published_at:
        raise Http404
    found.objective.strategy = strategy
    row = row_of(found, today=clock.today())
    stands = row.last.words if row.last else "Not read yet"
    context = {
        "strategy": strategy,
        "trail": public_trail(strategy, _measures(strategy)),
        "measure": found,
        "row": row,
        "chart": chart_of(row, "chart"),
        "newest_first": row.every[::-1],
        "replaced": {each.reading.corrects_id for each in row.every},
        "kept_back": kept_back_words() if any(each.kept_back for each in row.every) else "",
        "knots": thread_of(strategy, found.section_key, word="Measure", text=found.name,
                           note=f"{stands}. {row.course.label}."),
        "undertakings": undertakings_on(found),
        "manages": _manages(request.user),
    }  # fmt: skip
    return render(request, "strategy/measures/measure.html", context)


def _manages(user):
    return user.is_authenticated and user.may(Permission.MANAGE_STRATEGY)


def _measures(strategy):
    return "Measures of success", reverse("strategy:measures", args=[strategy.slug])


@public
def measures_csv(request, slug):
    """Every published reading, as a spreadsheet."""
    strategy = public_strategy_or_404(request, slug)
    content = as_csv(rows_of(strategy, today=clock.today()))
    return download(content, name=f"{slug}-measures.csv", content_type="text/csv; charset=utf-8")


@public
def measures_json(request, slug):
    """Every published reading, as data."""
    strategy = public_strategy_or_404(request, slug)
    data = {
        "strategy": strategy.title,
        "address": request.build_absolute_uri(reverse("strategy:measures", args=[slug])),
        "readings": list(rows_of(strategy, today=clock.today())),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


@public
def undertakings(request, slug):
    """Actions that were promised elsewhere, running ones first."""
    strategy = public_strategy_or_404(request, slug)
    found = undertakings_of(strategy, today=clock.today())
    context = {
        "strategy": strategy,
        "trail": public_trail(strategy),
        "undertakings": found,
        "late": sum(each.late for each in found),
    }
    return render(request, "strategy/measures/undertakings.html", context)


@public
def undertaking(request, slug, undertaking):
    """One action: what was asked for, what was done, on what evidence."""
    strategy = public_strategy_or_404(request, slug)
    actions = Undertaking.objects.filter(strategy=strategy, published_at__isnull=False)
    found = get_object_or_404(actions, slug=undertaking)
    found.strategy = strategy
    late = late_undertaking(found, clock.today())
    address = reverse("strategy:undertakings", args=[slug])
    measured = measures_of(found).prefetch_related(readings())
    context = {
        "strategy": strategy,
        "trail": public_trail(strategy, ("Actions promised elsewhere", address)),
        "undertaking": found,
        "late": late,
        "updates": found.updates.order_by("-on", "-pk"),
        "rows": [row_of(each, today=clock.today()) for each in measured],
        "section": section_titles(strategy).get(found.section_key, ""),
        "knots": thread_of(strategy, found.section_key, word="Action", text=found.title,
                           note=f"{found.public_state}{', late' if late else ''}."),
        "manages": _manages(request.user),
    }  # fmt: skip
    return render(request, "strategy/measures/undertaking.html", context)


def _published_or_404(request, slug, pk):
    strategy = public_strategy_or_404(request, slug)
    published = strategy.progress_reports.filter(published_at__isnull=False)
    report = get_object_or_404(published, pk=pk)
    report.strategy = strategy
    return report


@public
def progress_report(request, slug, pk):
    """A report on progress, as it was made."""
    report = _published_or_404(request, slug, pk)
    document = document_of(report)
    context = {
        "strategy": report.strategy,
        "trail": public_trail(report.strategy, _measures(report.strategy)),
        "report": report,
        "document": document,
        "entries": [entry for entry in outline(document) if entry.level == 2],
        "body": to_html(document),
    }
    return render(request, "strategy/measures/report.html", context)


@public
def progress_file(request, slug, pk, form):
    """A published report as PDF or Word."""
    return sent_file(_published_or_404(request, slug, pk), form)


def sent_file(report, form):
    """One of a report’s files, as it was made."""
    file = get_object_or_404(ProgressFile, report=report, format=form)
    name = f"{report.strategy.slug}-progress-{report.ends_on}.{form}"
    return download(file.content, name=name, content_type=FILE_TYPES[form])
