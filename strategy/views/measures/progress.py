"""Officers’ pages of reports on progress: start, write, make, read, publish."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.documents import to_html
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return
from strategy.actions.measures.progress import make_report as make
from strategy.forms.measures import progress as forms
from strategy.models import ProgressReport
from strategy.queries.measures.progress_document import document_of
from strategy.rules.measures.progress import (
    can_write,
    check_can_publish_report,
    check_can_write,
    is_up_to_date,
)
from strategy.views.measures.finding import act, officers, strategy_or_404, trail_of
from strategy.views.measures.public import sent_file


def _report(slug, pk):
    reports = ProgressReport.objects.select_related("strategy")
    return get_object_or_404(reports, strategy__slug=slug, pk=pk)


def _page(report):
    return reverse("strategy:manage_report", args=[report.strategy.slug, report.pk])


def _trail(report):
    return [*trail_of(report.strategy), (report.title, _page(report))]


@officers
def start_report(request, slug):
    """Starts a report for a period."""
    strategy = strategy_or_404(slug)
    form, trail = forms.StartForm, trail_of(strategy)
    return act(request, form, None, to=_page, trail=trail, strategy=strategy)


@officers
def manage_report(request, slug, pk):
    """One report: how far it is made, what is missing, what can be done. Survives reload."""
    report = _report(slug, pk)
    context = {
        "strategy": report.strategy,
        "trail": trail_of(report.strategy),
        "report": report,
        "files": report.files.defer("content").order_by("-format"),
        "can_write": can_write(report),
        "up_to_date": is_up_to_date(report),
        "cannot_publish": why_not(check_can_publish_report, report, today=clock.today()),
    }
    return render(request, "strategy/measures/manage_report.html", context)


@officers
def report_texts(request, slug, pk):
    """The words around a report’s figures."""
    report = _report(slug, pk)
    refusal = why_not(check_can_write, report)
    form, to = forms.TextsForm, _page(report)
    return act(request, form, report, to=to, trail=_trail(report), refusal=refusal)


@officers
@require_POST
def make_report(request, slug, pk):
    """Has the report made again, with its texts and figures as they are now."""
    report = _report(slug, pk)
    words = "The report is being made. It takes about a minute; you can leave this page."
    to = _page(report)
    return act_and_return(request, make, report=report, now=clock.now(), words=words, to=to)


@officers
def report_preview(request, slug, pk):
    """The report as it was made, as readers will see it."""
    report = _report(slug, pk)
    if not report.figures:
        raise Http404
    context = {
        "strategy": report.strategy,
        "trail": _trail(report),
        "report": report,
        "body": to_html(document_of(report)),
    }
    return render(request, "strategy/measures/preview.html", context)


@officers
def publish_report(request, slug, pk):
    """Shows a report to everybody."""
    report = _report(slug, pk)
    refusal = why_not(check_can_publish_report, report, today=clock.today())
    form, to = forms.PublishReportForm, _page(report)
    return act(request, form, report, to=to, trail=_trail(report), refusal=refusal)


@officers
def draft_file(request, slug, pk, form):
    """One of a report’s files, published or not."""
    return sent_file(_report(slug, pk), form)
