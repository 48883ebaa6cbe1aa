"""Results per question: base, chart, table; narrowed down; as files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import BarChart
from civilsociety.documents.charts import bar_svg
from civilsociety.documents.tables import document_csv, to_xlsx
from civilsociety.ui import clock
from consultations.formats.result_tables import as_document
from consultations.queries.counts import NUMBER, TEXT
from consultations.queries.hear.people import filter_choices, words_for
from consultations.queries.hear.rounds import heard_together
from consultations.queries.hear.shown import read_filters, shown_equality, shown_results
from consultations.views.hear.looking import HEARING, exact_until, heard_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILTER_LABELS = {
    "respondent_type": "Responding as",
    "district": "District",
    "channel": "How it reached us",
}


@requires(*HEARING)
@require_safe
def results_page(request, slug):
    """What was answered, question by question."""
    consultation = heard_or_404(slug)
    exact = exact_until(request, consultation)
    asked = asked_for(request, consultation)
    shown = shown_results(consultation, exactly=bool(exact), **asked["narrowed"])
    context = asked | {
        "consultation": consultation,
        "exact_until": exact,
        "shown": shown,
        "sections": drawn_sections(shown),
        "equality": drawn_sections(shown_equality(consultation, **asked["narrowed"])),
        "may_read": request.user.may(Permission.READ_RESPONSES),
    }
    return render(request, "consultations/hear/results.html", context)


def asked_for(request, consultation):
    """What the query string narrows the results down to, and what it could."""
    rounds = heard_together(consultation)
    together = len(rounds) > 1 and request.GET.get("rounds") == "all"
    choices = filter_choices(rounds if together else [consultation])
    filters = read_filters(request.GET, choices)
    return {
        "rounds": rounds,
        "together": together,
        "narrowed": {"together": together, "filters": filters},
        "filters": [
            {"name": name, "label": FILTER_LABELS[name], "value": filters.get(name, ""), "of": of}
            for name, of in choices.items()
        ],
        "who": ", ".join(words_for(choices, name, value) for name, value in filters.items()),
    }


def drawn_sections(shown):
    """Sections ready for their template: (title, results)."""
    return [(title, [drawn(each) for each in found]) for title, found in shown.sections]


def drawn(shown):
    """One result ready for its template: with its chart, when there is anything to draw."""
    result, rows = shown.result, shown.rows
    chart = None
    if any(figure.shown for _, figure in rows):
        bars = BarChart(result.text, rows, f"Base: {shown.base}")
        chart = bar_svg(bars, f"chart-{result.anchor}")
    return {
        "shown": shown,
        "result": result,
        "chart": chart,
        "is_text": result.shape == TEXT,
        "is_number": result.shape == NUMBER,
    }


@requires(*HEARING)
@require_safe
def results_file(request, slug, kind):
    """The same results as CSV or XLSX; small numbers are left out, whatever the page shows."""
    consultation = heard_or_404(slug)
    asked = asked_for(request, consultation)
    shown = shown_results(consultation, **asked["narrowed"])
    document = as_document(consultation, shown, who=asked["who"], issued_on=clock.today())
    if kind == "csv":
        content, content_type = document_csv(document), "text/csv; charset=utf-8"
    else:
        content_type = XLSX
        content = to_xlsx(document.blocks, title=document.title, issued_on=document.issued_on)
    response = HttpResponse(content, content_type=content_type)
    name = f"{consultation.slug}-results.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
