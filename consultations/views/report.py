"""Officers' pages for the report: its texts, what is missing, building, publishing, telling."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import answer as actions
from consultations.actions.announce import send_the_rest
from consultations.actions.publish import request_build
from consultations.forms.answer import PublishForm, ReportForm
from consultations.models import Consultation, IssueFile, Mailing, ReportBuild
from consultations.queries.missing import missing
from consultations.rules.answer import can_edit_findings
from consultations.states import DeliveryState
from consultations.views.findings import report_of, respondent_types, rounds_for
from consultations.views.you_said import serve

officers = requires(Permission.MANAGE_CONSULTATIONS)
publishers = requires(Permission.PUBLISH_REPORTS)


@officers
def overview(request, slug):
    """Where the report stands: what is missing, what was built, what was issued, who was told."""
    consultation = get_object_or_404(Consultation, slug=slug)
    report = report_of(consultation)
    context = {
        "consultation": consultation,
        "report": report,
        "may_edit": can_edit_findings(consultation),
        "may_publish": request.user.may(Permission.PUBLISH_REPORTS),
        "findings": consultation.findings.count(),
    }
    if report.pk:
        context |= {
            "missing": missing(report, now=clock.now()),
            "build": report.builds.first(),
            "issues": _issues(report),
        }
    return render(request, "consultations/answer/report.html", context)


def _issues(report):
    """Every issue with its files' fingerprints and how far telling people is."""
    issues = list(report.issues.select_related("issued_by"))
    files = IssueFile.objects.filter(issue__in=issues).defer("content").order_by("format")
    mailings = {m.issue_id: m for m in Mailing.objects.filter(issue__in=issues)}
    for issue in issues:
        issue.its_files = [file for file in files if file.issue_id == issue.pk]
        issue.its_mailing = mailings.get(issue.pk)
        if issue.its_mailing:
            deliveries = issue.its_mailing.deliveries
            issue.sent = deliveries.filter(state=DeliveryState.SENT).count()
            issue.refused = deliveries.filter(state=DeliveryState.REFUSED).count()
    return issues


@officers
def texts(request, slug):
    """The report's own texts and its rounds."""
    consultation = get_object_or_404(
        Consultation.objects.select_related("strategy_version__strategy"), slug=slug
    )
    report = report_of(consultation)
    initial = {name: getattr(report, name) for name in (*actions.REPORT_FIELDS, "revision")}
    initial["also_covers"] = report.also_covers.all() if report.pk else []
    form = ReportForm(
        request.POST or None,
        initial=initial,
        consultation=consultation,
        respondent_types=respondent_types(rounds_for(report)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_report(consultation=consultation, by=request.user, **form.cleaned_data)
            messages.success(request, "The report’s texts are saved.")
            return redirect("consultations:answer_report", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    theirs = report_of(consultation) if form.is_bound and form.non_field_errors() else None
    context = {"consultation": consultation, "form": form, "theirs": theirs}
    return render(request, "consultations/answer/texts.html", context)


@officers
@require_POST
def build(request, slug):
    """Builds the report's files for a look."""
    return _ask_for_build(request, slug)


@publishers
def publish(request, slug):
    """Asks what has to be asked, then builds and publishes."""
    consultation = get_object_or_404(Consultation, slug=slug)
    report = report_of(consultation)
    if not report.pk:
        return redirect("consultations:answer_report", slug)
    form = PublishForm(request.POST or None, first=not report.issues.exists())
    if request.method == "POST" and form.is_valid():
        return _ask_for_build(
            request,
            slug,
            publish=True,
            note=form.cleaned_data.get("note", ""),
            tell_people=form.cleaned_data["tell_people"] == "yes",
        )
    context = {
        "consultation": consultation,
        "report": report,
        "form": form,
        "missing": missing(report, now=clock.now()),
    }
    return render(request, "consultations/answer/publish.html", context)


def _ask_for_build(request, slug, **what):
    consultation = get_object_or_404(Consultation, slug=slug)
    report = report_of(consultation)
    if not report.pk:
        messages.error(request, "Write the report’s texts first.")
        return redirect("consultations:answer_texts", slug)
    try:
        made = request_build(report=report, by=request.user, now=clock.now(), **what)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("consultations:answer_report", slug)
    return redirect("consultations:answer_progress", slug, made.pk)


@officers
def progress(request, slug, pk):
    """How far a build is; survives reload. When it has ended, what came of it."""
    build = get_object_or_404(
        ReportBuild.objects.select_related("report__consultation"),
        pk=pk,
        report__consultation__slug=slug,
    )
    files = build.files.defer("content").select_related("issue").order_by("format")
    context = {"consultation": build.report.consultation, "build": build, "files": files}
    return render(request, "consultations/answer/progress.html", context)


@officers
def draft_file(request, slug, pk, form):
    """One file of a build, before or after it was issued."""
    file = get_object_or_404(
        IssueFile, build__report__consultation__slug=slug, build=pk, format=form
    )
    if form != IssueFile.Format.HTML:
        return serve(file, f"{slug}-you-said-we-did-build-{pk}")
    context = {
        "consultation": file.build.report.consultation,
        "build": file.build,
        "body": mark_safe(bytes(file.content).decode()),  # noqa: S308  made by documents.to_html
    }
    return render(request, "consultations/answer/draft.html", context)


@publishers
@require_POST
def send_rest(request, slug):
    """Starts a mailing again that was given up: only what is still waiting is sent."""
    mailing = get_object_or_404(
        Mailing,
        issue__report__consultation__slug=slug,
        issue__number=_number(request.POST.get("issue")),
    )
    send_the_rest(mailing=mailing, by=request.user)
    return redirect("consultations:answer_report", slug)


def _number(text):
    return int(text) if text and text.isdigit() and len(text) < 6 else 0
