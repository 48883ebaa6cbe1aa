"""The partner's pages: its list of onward grants given, checked, confirmed."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires, signed_in
from civilsociety.accounts.downloads import csv_download
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.actions.partners import apply_import
from funding.formats.onward import csv_template, xlsx_template
from funding.forms.partners.onward import OnwardFileForm, said_of
from funding.models import Award, RegrantImport
from funding.queries.partners.onward import counted
from funding.queries.partners.reading import as_shown
from funding.rules.partners.regrants import (
    check_can_apply,
    check_takes_onward_grants,
    is_regrant,
)
from funding.views.offers.shared import award_or_404
from funding.views.partners.shared import trail_to
from funding.views.shared import act_and_return, act_page, download, sent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"csv": (csv_template, "text/csv; charset=utf-8"), "xlsx": (xlsx_template, XLSX)}
ON_A_PAGE = 20
ONWARD = "Onward grants"


def _regrant_or_404(request, pk):
    award = award_or_404(request, pk)
    if not is_regrant(award):
        raise Http404
    return award


def _import_or_404(request, pk, number):
    award = _regrant_or_404(request, pk)
    related = ("award__programme", "asked_by", "applied_by")
    return get_object_or_404(award.imports.select_related(*related).defer("content"), pk=number)


def _trail(award):
    return trail_to(award, (ONWARD, reverse("funding:onward_files", args=[award.pk])))


@signed_in
def files(request, pk):
    """How much was given on, the lists given so far, and a form to give one."""
    award = _regrant_or_404(request, pk)
    form = OnwardFileForm(*sent(request), subject=award, by=request.user, now=clock.now())
    imports = award.imports.defer("content", "rows").select_related("asked_by")
    return act_page(
        request,
        form,
        to=lambda job: reverse("funding:onward_import", args=[award.pk, job.pk]),
        trail=trail_to(award),
        template="funding/partners/onward_files.html",
        award=award,
        counted=counted(award),
        page=Paginator(imports, ON_A_PAGE).get_page(request.GET.get("page")),
        refusal=why_not(check_takes_onward_grants, award),
    )


@signed_in
def import_page(request, pk, number):
    """A list that is being checked, its mistakes, or what it would change."""
    job = _import_or_404(request, pk, number)
    context = {
        "job": job,
        "award": job.award,
        "shown": as_shown(job),
        "refusal": why_not(check_can_apply, job),
        "problems_url": reverse("funding:onward_problems", args=[pk, number]),
        "trail": _trail(job.award),
    }
    return render(request, "funding/partners/onward_import.html", context)


@signed_in
@require_POST
def confirm(request, pk, number):
    """Brings a list in that was checked."""
    job = _import_or_404(request, pk, number)
    return act_and_return(
        request,
        apply_import,
        words=said_of(job),
        to=reverse("funding:onward_import", args=[pk, number]),
        job=job,
        now=clock.now(),
    )


@signed_in
def problems(request, pk, number):
    """Every mistake of a list, as a file."""
    return problems_file(_import_or_404(request, pk, number))


def problems_file(job):
    """Every mistake of a list as CSV: cell, what stands there, what to do."""
    rows = ((each["cell"], each["value"], each["message"]) for each in job.problems)
    return csv_download("mistakes.csv", ["Cell", "What stands there", "What to do"], rows)


@signed_in
def template(request, pk, kind):
    """The empty list to fill."""
    _regrant_or_404(request, pk)
    return template_file(kind)


def template_file(kind):
    """The template as a download."""
    if kind not in TEMPLATES:
        raise Http404
    make, content_type = TEMPLATES[kind]
    return download(make(), name=f"onward-grants.{kind}", content_type=content_type)


# -- Officers ----------------------------------------------------------------------------


@requires(Permission.MANAGE_FUNDING)
def import_problems(request, pk):
    """Every mistake of a list, as a file, for officers."""
    shown = RegrantImport.objects.filter(award__in=Award.objects.shown_to(request.user))
    return problems_file(get_object_or_404(shown.defer("content", "rows"), pk=pk))


@requires(Permission.MANAGE_FUNDING)
def officers_template(request, kind):
    """The empty list, for officers who send it to a partner."""
    return template_file(kind)
