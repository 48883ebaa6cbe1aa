"""The papers of a consultation, and who asked for them in another format."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import prepare as actions
from consultations.forms.prepare.officers import HandleRequestForm
from consultations.forms.prepare.papers import PaperForm
from consultations.queries.prepare import papers_without_content
from consultations.rules.prepare import can_edit
from consultations.states import MOVES, FormatRequestState
from consultations.views.prepare.desk import consultation_or_404, preparing


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request, slug):
    """The papers as listed, and a form to add one."""
    consultation = consultation_or_404(slug)
    posted = request.method == "POST"
    form = PaperForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            _add(consultation, form.cleaned_data, request.user)
            messages.success(request, f"“{form.cleaned_data['title']}” is added.")
            return redirect("consultations:prepare_papers", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "consultation": consultation,
        "papers": papers_without_content(consultation),
        "form": form,
        "can_edit": can_edit(consultation),
    }
    return render(request, "consultations/prepare/papers.html", context)


def _add(consultation, cleaned, by):
    what = {"kind": cleaned["kind"], "title": cleaned["title"]}
    if cleaned["file"]:
        return actions.add_file(consultation=consultation, by=by, **what, **cleaned["file"])
    return actions.add_link(consultation=consultation, by=by, **what, link=cleaned["link"])


@preparing
@require_POST
def remove_paper(request, slug, pk):
    """Takes a paper off the list."""
    consultation = consultation_or_404(slug)
    paper = get_object_or_404(consultation.papers.defer("content"), pk=pk)
    try:
        actions.remove_paper(paper=paper, by=request.user)
        messages.success(request, f"“{paper.title}” is removed.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:prepare_papers", slug)


@preparing
@require_safe
def format_requests(request, slug):
    """Who asked for another format, and how far each request is."""
    consultation = consultation_or_404(slug)
    context = {
        "consultation": consultation,
        "requests": consultation.format_requests.select_related("handled_by"),
    }
    return render(request, "consultations/prepare/format_requests.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def format_request(request, slug, pk):
    """One request: what was asked, and how to move it along."""
    consultation = consultation_or_404(slug)
    asked = get_object_or_404(consultation.format_requests, pk=pk)
    state = FormatRequestState(asked.state)
    states = [(each.value, each.label) for each in (state, *MOVES[FormatRequestState][state])]
    form = HandleRequestForm(
        request.POST if request.method == "POST" else None,
        states=states,
        initial={"state": asked.state, "note": asked.note},
    )
    if form.is_valid():
        try:
            actions.handle_format_request(
                request=asked, by=request.user, now=clock.now(), **form.cleaned_data
            )
            return redirect("consultations:prepare_format_requests", slug)
        except Refused as refused:
            form.add_error("state", str(refused))
    context = {"consultation": consultation, "asked": asked, "form": form}
    return render(request, "consultations/prepare/format_request.html", context)
