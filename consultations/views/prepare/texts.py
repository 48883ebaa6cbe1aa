"""Texts, dates, contact: one page to read them, one for each group to write them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import prepare as actions
from consultations.forms.prepare.officers import GROUPS, CancelForm, ExtendForm
from consultations.queries.prepare import papers_without_content
from consultations.rules.prepare import can_cancel, can_edit, can_extend
from consultations.views.prepare.desk import consultation_or_404, preparing


@preparing
@require_safe
def texts(request, slug):
    """All fields as they stand, each group with the way to change it."""
    consultation = consultation_or_404(slug)
    context = {
        "consultation": consultation,
        "papers": papers_without_content(consultation),
        "can_edit": can_edit(consultation),
        "can_extend": can_extend(consultation),
    }
    return render(request, "consultations/prepare/texts.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, group):
    """Writes one group of fields; saves only what was changed here."""
    if group not in GROUPS:
        raise Http404
    consultation = consultation_or_404(slug)
    form = GROUPS[group](
        request.POST if request.method == "POST" else None,
        instance=consultation_or_404(slug),
    )
    if form.is_valid():
        try:
            changed = actions.edit(consultation=consultation, by=request.user, **form.changes())
            messages.success(request, f"“{form.heading}” is saved.")
            return redirect("consultations:prepare_texts", changed.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "consultation": consultation,
        "form": form,
        "can_edit": can_edit(consultation),
        "theirs": form.theirs() if form.is_bound else [],
    }
    return render(request, "consultations/prepare/edit.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request, slug):
    """Gives a later closing, with a reason that the public page shows."""
    consultation = consultation_or_404(slug)
    form = ExtendForm(
        request.POST if request.method == "POST" else None,
        initial={"closes_at": consultation.closes_at},
    )
    if form.is_valid():
        try:
            extended = actions.extend(
                consultation=consultation, by=request.user, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, f"It is now open until {extended.until}.")
            return redirect("consultations:prepare_overview", slug)
        except Refused as refused:
            form.add_error("closes_at", str(refused))
    context = {"consultation": consultation, "form": form, "possible": can_extend(consultation)}
    return render(request, "consultations/prepare/extend.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, slug):
    """Ends it without a report."""
    consultation = consultation_or_404(slug)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.cancel(
                consultation=consultation, by=request.user, now=clock.now(), **form.cleaned_data
            )
            return redirect("consultations:prepare_overview", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"consultation": consultation, "form": form, "possible": can_cancel(consultation)}
    return render(request, "consultations/prepare/cancel.html", context)
