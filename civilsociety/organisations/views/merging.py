"""Making one organisation of two: choose the other, look at the outcome, do it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.organisations import actions, rules
from civilsociety.organisations.forms import WhichForm
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.queries import find_likely, merged_fields, what_moves
from civilsociety.organisations.views.page import trail_to
from civilsociety.refusal import Refused

OFFERED = 20


@requires(Permission.MANAGE_ORGANISATIONS)
def choose(request, pk):
    """Which other entry is the same organisation?"""
    keep = get_object_or_404(Organisation, pk=pk)
    form = WhichForm(request.GET or None)
    words = form.cleaned_data.get("q", "") if form.is_bound and form.is_valid() else ""
    others = Organisation.objects.standing().exclude(pk=keep.pk).in_order()
    context = {
        "organisation": keep,
        "form": form,
        "words": words,
        "found": others.known_as(words)[:OFFERED] if words else [],
        "likely": find_likely(
            name=keep.name,
            charity_number=keep.charity_number,
            company_number=keep.company_number,
            besides=keep,
        ),
        "trail": trail_to(keep),
    }
    return render(request, "organisations/choose.html", context)


@requires(Permission.MANAGE_ORGANISATIONS)
def merge(request, pk, other):
    """Before and after, and the button."""
    keep = get_object_or_404(Organisation.objects.select_related("merged_into"), pk=pk)
    drop = get_object_or_404(Organisation.objects.select_related("merged_into"), pk=other)
    refusal = ""
    try:
        if request.method == "POST":
            actions.merge(keep=keep, drop=drop, by=request.user)
            messages.success(request, f"{drop} is now another name of {keep}.")
            return redirect("organisations:organisation", keep.pk)
        rules.check_can_merge(keep=keep, drop=drop)
    except Refused as refused:
        refusal = str(refused)
    context = {
        "keep": keep,
        "drop": drop,
        "fields": list(merged_fields(keep=keep, drop=drop)),
        "moves": what_moves(drop),
        "refusal": refusal,
        "trail": trail_to(keep),
    }
    return render(request, "organisations/merge.html", context)
