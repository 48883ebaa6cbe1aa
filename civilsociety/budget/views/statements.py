"""Signed statements: how far one is, its page, its files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget.actions import statements as actions
from civilsociety.budget.models import Statement, StatementFile
from civilsociety.budget.views.years import trail_to, year_named
from civilsociety.refusal import Refused

readers = requires(Permission.READ_BUDGET)
holders = requires(Permission.HOLD_BUDGET)
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _statement(year, pk):
    return get_object_or_404(Statement.objects.select_related("year"), year=year, pk=pk)


@readers
def page(request, year, pk):
    """A statement as it was signed; while it is made, how far it is."""
    year = year_named(year)
    statement = _statement(year, pk)
    files = {each.format: each for each in statement.files.defer("content")}
    body = bytes(statement.files.get(format="html").content).decode() if files else ""
    context = {
        "trail": [*trail_to(year), (str(year), reverse("budget:year_end", args=[year.slug]))],
        "year": year,
        "statement": statement,
        "number": actions.number_of(statement),
        "may_hold": request.user.may(Permission.HOLD_BUDGET),
        "others": year.statements.exclude(pk=pk).order_by("pk"),
        "files": [files[each] for each in ("pdf", "csv", "xlsx") if each in files],
        "body": mark_safe(body),  # noqa: S308  made by documents.to_html
    }
    return render(request, "budget/officers/statement.html", context)


@readers
def file(request, year, pk, form):
    """One format of a statement, byte for byte as it was signed."""
    found = get_object_or_404(
        StatementFile, statement=_statement(year_named(year), pk), format=form
    )
    shown = "inline" if form in {"pdf", "html"} else "attachment"
    name = f"statement-{year}-{pk}.{form}"
    return HttpResponse(
        bytes(found.content),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'{shown}; filename="{name}"'},
    )


@holders
@require_POST
def again(request, year, pk):
    """Has a statement that failed made again."""
    try:
        actions.build_again(statement=_statement(year_named(year), pk), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("budget:statement", year, pk)
