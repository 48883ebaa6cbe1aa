"""The checklist's reasons, the launch, new wording after it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import prepare as actions
from consultations.forms.prepare.officers import LaunchForm, NoteForm, OverrideForm
from consultations.rules.prepare import can_publish_wording, checklist, unlike
from consultations.views.prepare.desk import consultation_or_404, preparing


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def override(request, slug, check):
    """Records why one check need not be met."""
    consultation, now = consultation_or_404(slug), clock.now()
    found = next((each for each in checklist(consultation, now) if each.key == check), None)
    if found is None:
        raise Http404
    form = OverrideForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": found.override.reason if found.override else ""},
    )
    if form.is_valid():
        try:
            actions.override_check(
                consultation=consultation,
                check_key=check,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now,
            )
            return redirect("consultations:prepare_overview", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"consultation": consultation, "form": form, "check": found}
    return render(request, "consultations/prepare/override.html", context)


@preparing
@require_POST
def withdraw_override(request, slug, check):
    """Takes a recorded reason back."""
    try:
        actions.withdraw_override(
            consultation=consultation_or_404(slug), check_key=check, by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:prepare_overview", slug)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def launch(request, slug):
    """Announces the consultation, once everything on the checklist passes."""
    consultation, now = consultation_or_404(slug), clock.now()
    form = LaunchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.launch(
                consultation=consultation,
                by=request.user,
                now=now,
                at_once=form.cleaned_data["at_once"],
            )
            messages.success(request, "The consultation is announced.")
            return redirect("consultations:prepare_overview", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    checks = checklist(consultation, now)
    context = {
        "consultation": consultation,
        "form": form,
        "checks": checks,
        "missing": [check for check in checks if not check.passes],
        # Opening at once can cure dates that have passed, nothing else.
        "blocked": any(not check.passes and check.key != "dates" for check in checks),
        "overridden": [check for check in checks if not check.met and check.passes],
        "questions": [q for q in consultation.questionnaire.questions if q.is_answered],
    }
    return render(request, "consultations/prepare/launch.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def publish_wording(request, slug):
    """Puts the corrected questionnaire in the place of the one being answered."""
    consultation, now = consultation_or_404(slug), clock.now()
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            version = actions.publish_wording(
                consultation=consultation,
                questionnaire=consultation.questionnaire,
                note=form.cleaned_data["reason"],
                by=request.user,
                now=now,
            )
            messages.success(request, f"Questionnaire {version.number} is answered from now on.")
            return redirect("consultations:prepare_overview", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    current = consultation.versions.last()
    context = {
        "consultation": consultation,
        "form": form,
        "possible": can_publish_wording(consultation, now),
        "changes": _changes(current.questionnaire, consultation.questionnaire) if current else [],
        "differences": unlike(current.questionnaire, consultation.questionnaire)
        if current and now >= consultation.opens_at
        else [],
    }
    return render(request, "consultations/prepare/publish_wording.html", context)


def _changes(before, after):
    """The texts that changed, old beside new."""
    pairs = [
        (section.title, after.section(section.key).title)
        for section in before.sections
        if after.section(section.key)
    ]
    for question in before.questions:
        new = after.by_key.get(question.key)
        if new:
            pairs.append((question.text, new.text))
            pairs.append((question.help, new.help))
            pairs += [(option.label, new.label_of(option.key)) for option in question.all_options]
    return [(old, new) for old, new in pairs if old != new]
