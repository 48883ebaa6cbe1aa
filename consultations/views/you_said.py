"""The published "You said, we did", as issued: page, files, earlier issues."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control

from civilsociety.accounts.access import public
from consultations.models import IssueFile, ReportIssue
from consultations.queries.origins import changed_after

TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@public
def page(request, slug):
    """The latest issue; for an earlier round, the report that answers it as well."""
    found = _issues(slug).order_by("-number").first()
    if found is None:
        covering = ReportIssue.objects.filter(report__also_covers__slug=slug)
        issue = get_object_or_404(covering.order_by("-issued_at")[:1])
        return redirect("consultations:report", issue.report.consultation.slug)
    return _page(request, found)


@public
def issue(request, slug, number):
    """One issue, the latest or an earlier one."""
    return _page(request, _numbered(slug, number))


@public
@cache_control(public=True, max_age=300)
def file(request, slug, form):
    """A file of the latest issue."""
    return _file(_latest(slug), slug, form)


@public
@cache_control(public=True, max_age=300)
def issue_file(request, slug, number, form):
    """A file of one issue."""
    return _file(_numbered(slug, number), slug, form)


def _issues(slug):
    return ReportIssue.objects.filter(report__consultation__slug=slug).select_related(
        "report__consultation__strategy_version__strategy", "report__strategy_version__strategy"
    )


def _latest(slug):
    found = _issues(slug).order_by("-number").first()
    if found is None:
        raise Http404
    return found


def _numbered(slug, number):
    return get_object_or_404(_issues(slug), number=number)


def _page(request, issue):
    files = {file.format: file for file in issue.files.defer("content")}
    web = get_object_or_404(IssueFile, issue=issue, format=IssueFile.Format.HTML)
    others = list(issue.report.issues.order_by("-number"))
    consultation = issue.report.consultation
    context = {
        "consultation": consultation,
        "trail": [
            ("Consultations", "/consultations/"),
            (consultation.title, f"/consultations/{consultation.slug}/"),
        ],
        "issue": issue,
        "latest": others[0],
        "others": [other for other in others if other.pk != issue.pk],
        "files": [files[name] for name in ("pdf", "docx", "xlsx", "csv") if name in files],
        "strategy": _strategy_of(issue),
        "changed": changed_after(issue.report, request.user),
        "body": mark_safe(bytes(web.content).decode()),  # noqa: S308  made by documents.to_html
    }
    return render(request, "consultations/answer/you_said.html", context)


def _strategy_of(issue):
    """The strategy in which the findings go on; None when they speak of no section of it."""
    report = issue.report
    version = report.strategy_version or report.consultation.strategy_version
    placed = any(entry["section"] for entry in issue.figures.get("thread", ()))
    return version.strategy if version and placed else None


def _file(issue, slug, form):
    if form == IssueFile.Format.HTML:
        raise Http404
    file = get_object_or_404(IssueFile, issue=issue, format=form)
    return serve(file, f"{slug}-you-said-we-did-issue-{issue.number}")


def serve(file, name):
    """The file's bytes with a name and its fingerprint as the entity tag."""
    response = HttpResponse(bytes(file.content), content_type=TYPES[file.format])
    shown = "inline" if file.format == IssueFile.Format.PDF else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}.{file.format}"'
    response["ETag"] = f'"{file.sha256}"'
    return response
