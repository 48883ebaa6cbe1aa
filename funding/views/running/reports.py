"""A report, as its grant holder writes and reads it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import Refused, allows
from civilsociety.ui import clock
from funding.actions.running.reports import remove_file
from funding.forms.running.reports import ReportForm
from funding.models.choices import ReportKind
from funding.queries.running.reported import figures_of
from funding.rules.running.reports import check_can_write
from funding.views.running.shared import own, post_only, trail_of
from funding.views.shared import stored

SENT = (
    "We have your report. We read it and write to you within 10 working days, with a question or "
    "to say that all is well."
)
SAVED = "Saved. Come back any time; nobody reads it before you send it."
LENGTHS = {
    ReportKind.SHORT: "A few lines are enough: your grant is a small one.",
    ReportKind.QUARTERLY: "This quarter’s figures, and a few words about them.",
    ReportKind.INTERIM: "Half-way: how is it going, and is anything different from the plan?",
    ReportKind.FINAL: "At the end: what came of it?",
}


@signed_in
def report(request, award, pk):
    """Writes a report, or shows what was sent and what the council answered."""
    award, row = own(request, award, "reports", pk)
    if not allows(check_can_write, report=row):
        return _shown(request, award, row, "funding/running/report.html")
    sending = request.POST.get("act") == "send"
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReportForm(*data, report=row, sending=sending)
    if request.method == "POST":
        if form.done(by=request.user, now=clock.now()):
            messages.success(request, SENT if sending else SAVED)
            return redirect("funding:report", award.pk, row.pk)
        form.again()
    return _shown(request, award, row, "funding/running/report_form.html", form=form)


def _shown(request, award, row, template, **more):
    context = {
        "award": award,
        "report": row,
        "trail": trail_of(award),
        "figures": figures_of(row),
        "files": row.files.select_related("file").defer("file__content"),
        "length": LENGTHS[ReportKind(row.kind)],
        "today": clock.today(),
        **more,
    }
    return render(request, template, context)


@signed_in
def report_file(request, award, report, pk):
    """A file of a report, for those whose award it is."""
    _, row = own(request, award, "reports", report)
    return stored(get_object_or_404(row.files.select_related("file"), pk=pk).file)


@signed_in
def remove_report_file(request, award, report, pk):
    """Takes a file out of a report that is not sent."""
    post_only(request)
    award, row = own(request, award, "reports", report)
    file = get_object_or_404(row.files.select_related("file"), pk=pk)
    file.report = row
    try:
        remove_file(file=file, by=request.user, now=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The file is removed.")
    return redirect("funding:report", award.pk, row.pk)
