"""Officers' lists beside the admin: the payment run, late reports, files of both sides."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.documents.content import Column, DataTable
from civilsociety.documents.tables import to_csv
from civilsociety.ui import clock
from funding.forms.running.lists import DaysForm
from funding.models import PaymentEvidence, ReportFile
from funding.queries.running import lists
from funding.queries.running.money import amounts_of, total_of
from funding.views.shared import OFFICERS, download, stored

ON_A_PAGE = 50
# (label, kind, what to read off a row). Full account numbers are in no file.
RUN_COLUMNS = (
    ("Payment", "text", lambda p: f"{p.award.number}/{p.number}"),
    ("Payee", "text", lambda p: p.award.organisation.name),
    ("Charity number", "text", lambda p: p.award.organisation.charity_number),
    ("Account name", "text", lambda p: p.account.account_name if p.account else ""),
    ("Account ending", "text", lambda p: p.account.last_digits if p.account else ""),
    ("Amount", "money", lambda p: p.amount_pence),
    ("Not before", "date", lambda p: p.due_on),
    ("Programme", "text", lambda p: p.award.programme.name),
    ("Decision", "text", lambda p: p.move.decision.reference if p.move else ""),
    ("Ledger", "text", lambda p: str(p.move or "")),
    ("Checked by", "text", lambda p: str(p.proposed_by or "")),
    ("Released by", "text", lambda p: str(p.released_by or "")),
    ("Released on", "date", lambda p: p.released_at and timezone.localdate(p.released_at)),
)
LATE_COLUMNS = (
    ("Award", "text", lambda r: r.award.number),
    ("Organisation", "text", lambda r: r.award.organisation.name),
    ("Report", "text", lambda r: r.title),
    ("Was due", "date", lambda r: r.due_on),
    ("Days late", "number", lambda r: r.days_late),
    ("Grant", "money", lambda r: r.now_pence),
    ("State", "text", lambda r: r.get_state_display()),
)


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def payment_run(request):
    """Payments in the order of the work: to check, to release, released."""
    which, rows, form = _run(request)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": OFFICERS,
        "which": which,
        "runs": lists.RUNS.items(),
        "page": page,
        "payments": lists.with_accounts(page.object_list),
        "total": total_of(rows),
        "form": form,
    }
    return render(request, "funding/running/payment_run.html", context)


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def payment_run_file(request):
    """The same list, all of it, for the finance system."""
    which, rows, _ = _run(request)
    return _csv(f"payments-{which}", RUN_COLUMNS, lists.with_accounts(rows))


def _run(request):
    which = request.GET.get("show")
    which = which if which in lists.RUNS else lists.DUE
    today = clock.today()
    if which == lists.DUE:
        return which, lists.payments_due(request.user, today), None
    if which == lists.READY:
        return which, lists.payments_ready(request.user), None
    asked = request.GET if any(name.startswith("first_") for name in request.GET) else None
    begins = {"show": which, "first": today - timedelta(days=6), "last": today}
    form = DaysForm(asked, initial=begins)
    return which, lists.payments_released(request.user, *form.days()), form


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def late_reports(request):
    """Whose report is late, by how many days, and how large the grant is."""
    rows = lists.late_reports(request.user, clock.today())
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"trail": OFFICERS, "page": page, "reports": _with_lateness(page.object_list)}
    return render(request, "funding/running/late_reports.html", context)


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def late_reports_file(request):
    """The late reports as a file."""
    rows = lists.late_reports(request.user, clock.today())
    return _csv("late-reports", LATE_COLUMNS, _with_lateness(rows))


def _with_lateness(reports):
    reports, today = list(reports), clock.today()
    now = amounts_of(each.award_id for each in reports)
    for report in reports:
        report.days_late = (today - report.due_on).days
        report.now_pence = now[report.award_id]
    return reports


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def evidence_for_officers(request, pk):
    """A file given with a claim."""
    return stored(_file(request, PaymentEvidence, "payment__award", pk))


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def report_file_for_officers(request, pk):
    """A file given with a report."""
    return stored(_file(request, ReportFile, "report__award", pk))


def _file(request, model, award, pk):
    shown = lists.awards_shown_to(request.user)
    rows = model.objects.filter(**{f"{award}__in": shown}).select_related("file")
    return get_object_or_404(rows, pk=pk).file


def _csv(name, columns, rows):
    heads = tuple(Column(label, kind) for label, kind, _ in columns)
    cells = tuple(tuple(read(row) for _, _, read in columns) for row in rows)
    content = to_csv(DataTable(name.replace("-", " ").capitalize(), heads, cells))
    return download(content, name=f"{name}-{clock.today()}.csv", content_type="text/csv")
