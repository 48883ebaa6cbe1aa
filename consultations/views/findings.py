"""Officers' pages for findings: the words, and the figures and quotes they are bound to."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import answer as actions
from consultations.forms.answer import (
    FigureForm,
    FigureQuestionForm,
    FindingForm,
    NewFindingForm,
)
from consultations.models import Consultation, Finding, FindingFigure, FindingQuote, Quote, Report
from consultations.queries.figures import Tallies, count_all, fill
from consultations.queries.heard import heard_under
from consultations.queries.missing import missing, sections_with_answers
from consultations.queries.rounds import rounds_of
from consultations.questionnaire.kinds import Kind
from consultations.rules.answer import can_edit_findings

officers = requires(Permission.MANAGE_CONSULTATIONS)


def report_of(consultation):
    """The consultation's report; one that is not saved yet when nobody has begun it."""
    found = Report.objects.filter(consultation=consultation).first()
    return found or Report(consultation=consultation)


def rounds_for(report):
    """The rounds of a report, also while it is not saved yet."""
    return rounds_of(report) if report.pk else [report.consultation]


@officers
def index(request, slug):
    """The findings in order, each with what is said, what was done, and what is missing."""
    consultation = get_object_or_404(Consultation, slug=slug)
    form = NewFindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finding = actions.add_finding(
                consultation=consultation, heading=form.cleaned_data["heading"], by=request.user
            )
            return redirect("consultations:answer_finding", slug, finding.pk)
        except Refused as refusal:
            form.add_error("heading", str(refusal))
    return render(
        request,
        "consultations/answer/findings.html",
        {
            "consultation": consultation,
            "entries": _entries(consultation),
            "may_edit": can_edit_findings(consultation),
            "form": form,
        },
    )


def _entries(consultation):
    """Each finding as it would be printed, with its open points."""
    report = report_of(consultation)
    rounds = rounds_for(report)
    open_points = {}
    if report.pk:
        for point in missing(report, now=clock.now()):
            if point.finding:
                open_points.setdefault(point.finding.pk, []).append(point.sentence)
    entries, tallies = [], Tallies(rounds)
    for finding in consultation.findings.prefetch_related("figures", "quotes__quote"):
        counted = count_all(
            finding.figures.all(), tallies, threshold=settings.SUPPRESSION_THRESHOLD
        )
        entries.append(
            {
                "finding": finding,
                "said": fill(finding.said, counted),
                "did": fill(finding.did, counted),
                "missing": open_points.get(finding.pk, []),
            }
        )
    return entries


@officers
def edit(request, slug, pk):
    """One finding: its words, and beside them its figures and quotes."""
    finding = _finding(slug, pk)
    report = report_of(finding.consultation)
    rounds = rounds_for(report)
    form = _finding_form(request, finding, rounds, report)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            actions.change_finding(
                finding=finding, revision=fields.pop("revision"), by=request.user, **fields
            )
            messages.success(request, "The finding is saved.")
            return redirect("consultations:answer_finding", slug, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            finding.refresh_from_db()
    counted = count_all(
        finding.figures.all(), Tallies(rounds), threshold=settings.SUPPRESSION_THRESHOLD
    )
    context = {
        "finding": finding,
        "consultation": finding.consultation,
        "form": form,
        "figures": [(figure, counted[figure.name]) for figure in finding.figures.all()],
        "quotes": finding.quotes.select_related("quote__answer__response"),
        "heard": heard_under([finding])[finding.pk],
        "theirs": finding if form.non_field_errors() else None,
    }
    return render(request, "consultations/answer/finding.html", context)


def _finding(slug, pk):
    return get_object_or_404(
        Finding.objects.select_related("consultation"), pk=pk, consultation__slug=slug
    )


def _finding_form(request, finding, rounds, report):
    names = (
        "heading",
        "said",
        "outcome",
        "did",
        "strategy_section",
        "answers_sections",
        "revision",
    )
    version = report.strategy_version or finding.consultation.strategy_version
    sections = version.sections.all() if version else []
    return FindingForm(
        request.POST or None,
        initial={name: getattr(finding, name) for name in names},
        strategy_sections=[(section.key, str(section)) for section in sections],
        answered_sections=[
            (path, f"{section.title} ({round_})" if len(rounds) > 1 else section.title)
            for round_ in rounds
            for section, path in sections_with_answers(round_)
        ],
    )


@officers
@require_POST
def move(request, slug, pk):
    """Up or down by one."""
    actions.move_finding(finding=_finding(slug, pk), up="up" in request.POST, by=request.user)
    return redirect("consultations:answer_findings", slug)


@officers
def delete(request, slug, pk):
    """Asks once, then deletes."""
    finding = _finding(slug, pk)
    if request.method == "POST":
        actions.delete_finding(finding=finding, by=request.user)
        messages.success(request, f"“{finding.heading}” is deleted.")
        return redirect("consultations:answer_findings", slug)
    context = {"finding": finding, "consultation": finding.consultation}
    return render(request, "consultations/answer/delete.html", context)


@officers
def bind(request, slug, pk):
    """Binds a figure in two steps: which question, then which answers and whose."""
    finding = _finding(slug, pk)
    rounds = rounds_for(report_of(finding.consultation))
    questions = _questions(rounds)
    context = {"finding": finding, "consultation": finding.consultation}
    if "question" not in request.GET:
        context["form"] = FigureQuestionForm(questions=questions.values())
        return render(request, "consultations/answer/bind.html", context)
    question = questions.get(request.GET["question"])
    form = FigureForm(
        request.POST or None, question=question, respondent_types=respondent_types(rounds)
    )
    if request.method == "POST" and form.is_valid():
        actions.bind_figure(
            finding=finding, by=request.user, name=form.cleaned_data["name"], **form.figure()
        )
        name = form.cleaned_data["name"]
        messages.success(request, f"Write {{{{{name}}}}} where the figure should stand.")
        return redirect("consultations:answer_finding", slug, pk)
    return render(
        request, "consultations/answer/bind.html", context | {"form": form, "question": question}
    )


def _questions(rounds):
    """Every question of every wording, the latest round's words first."""
    found = {}
    for consultation in rounds:
        for version in consultation.versions.order_by("-number"):
            for section in version.questionnaire.sections:
                for question in section.questions:
                    if question.is_answered and not section.equality:
                        found.setdefault(question.key, question)
    return found


def respondent_types(rounds):
    """The options of “responding as” in these rounds."""
    asked = (q for q in _questions(rounds).values() if q.kind == Kind.RESPONDING_AS)
    return next((question.all_options for question in asked), ())


@officers
@require_POST
def unbind(request, slug, pk):
    """Takes one figure away."""
    figure = get_object_or_404(
        FindingFigure, finding=_finding(slug, pk), name=request.POST.get("name", "")[:40]
    )
    actions.unbind_figure(figure=figure, by=request.user)
    messages.success(request, f"The figure “{figure.name}” is taken out.")
    return redirect("consultations:answer_finding", slug, pk)


@officers
def quotes(request, slug, pk):
    """Every quote marked in the answers, to be shown under this finding or taken out."""
    finding = _finding(slug, pk)
    if request.method == "POST":
        _show_or_hide(request, finding)
        return redirect(request.get_full_path())
    rounds = rounds_for(report_of(finding.consultation))
    shown = {entry.quote_id: entry for entry in finding.quotes.all()}
    found = _quotes(rounds, request.GET.get("q", "").strip()[:200])
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    for quote in page:
        quote.shown = shown.get(quote.pk)
    context = {"finding": finding, "consultation": finding.consultation, "page": page}
    return render(request, "consultations/answer/quotes.html", context)


def _quotes(rounds, wanted):
    found = (
        Quote.objects.filter(
            answer__response__consultation__in=rounds, answer__response__state="submitted"
        )
        .exclude(answer__response__consent="not_at_all")
        .select_related("answer__response")
        .order_by("-pk")
    )
    if wanted and "\x00" not in wanted:
        found = found.filter(
            Q(text__icontains=wanted) | Q(answer__codings__theme__name__icontains=wanted)
        ).distinct()
    return found


def _show_or_hide(request, finding):
    try:
        number = int(request.POST.get("quote", ""))
    except ValueError:
        return
    quote = get_object_or_404(Quote.objects.select_related("answer__response"), pk=number)
    if "hide" in request.POST:
        shown = get_object_or_404(FindingQuote, finding=finding, quote=quote)
        actions.hide_quote(shown=shown, by=request.user)
        return
    try:
        actions.show_quote(finding=finding, quote=quote, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
