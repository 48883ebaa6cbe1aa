"""A consultation as a file: out, in, and only its questionnaire."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.refusal import Refused
from consultations.actions import prepare as actions
from consultations.formats import (
    read_consultation,
    read_questionnaire_part,
    write_consultation,
)
from consultations.forms.prepare.officers import FileForm
from consultations.views.prepare.desk import consultation_or_404, preparing


@preparing
@require_safe
def export(request, slug):
    """The whole consultation as YAML."""
    response = HttpResponse(
        write_consultation(consultation_or_404(slug)), content_type="application/yaml"
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{slug}.yaml")
    return response


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request):
    """Makes a draft from a file, or brings the draft of that address into line."""
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    problems = []
    if form.is_valid():
        plan, problems = read_consultation(form.content())
        if not problems:
            try:
                done = actions.import_consultation(plan=plan, by=request.user)
            except Refused as refused:
                form.add_error("file", str(refused))
            else:
                return _imported(request, done)
    if problems:
        form.add_error("file", "Put the lines listed below right, and choose the file again")
    context = {"form": form, "problems": problems[:100]}
    return render(request, "consultations/prepare/bring.html", context)


def _imported(request, done):
    word = "A new draft is made" if done.created else "The draft is brought into line"
    messages.success(request, f"{word} from the file.")
    if done.missing_files:
        names = ", ".join(done.missing_files)
        messages.warning(request, f"Upload these papers here, they do not travel: {names}.")
    return redirect("consultations:prepare_overview", done.consultation.slug)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def bring_questionnaire(request, slug):
    """Replaces the questionnaire in preparation by the one in a file."""
    consultation = consultation_or_404(slug)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    problems = []
    if form.is_valid():
        questionnaire, problems = read_questionnaire_part(form.content())
        if problems:
            form.add_error("file", "Put the lines listed below right, and choose the file again")
        else:
            try:
                actions.save_questionnaire(
                    consultation=consultation,
                    questionnaire=questionnaire,
                    revision=consultation.questionnaire_revision,
                    by=request.user,
                    sentence="Took the questionnaire from a file.",
                )
                return redirect("consultations:prepare_questionnaire", slug)
            except (Refused, actions.Overtaken) as refused:
                form.add_error("file", str(refused))
    context = {"consultation": consultation, "form": form, "problems": problems[:100]}
    return render(request, "consultations/prepare/bring.html", context)
