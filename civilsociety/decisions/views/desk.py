"""All decisions and notices, for those who prepare them."""

from django.contrib import messages
from django.shortcuts import redirect, render

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.decisions import actions
from civilsociety.decisions.forms.notices import PurposeForm
from civilsociety.decisions.forms.prepare import StartForm
from civilsociety.decisions.models import Purpose
from civilsociety.decisions.queries.desk import desk_lists
from civilsociety.decisions.views.shared import TRAIL, asked, done, sent
from civilsociety.ui import clock


@requires(Permission.PREPARE_DECISIONS)
def desk(request):
    """Drafts, notices that run, and what was published."""
    context = desk_lists(request.GET.get("q", ""), request.GET.get("page"), today=clock.today())
    return render(request, "decisions/officers/desk.html", {**context, "trail": TRAIL[:1]})


@requires(Permission.PREPARE_DECISIONS)
def start(request):
    """Begins a record under its reference."""
    form = StartForm(sent(request)[0], initial={"can_be_called_in": "yes"})
    form.cancel_url = TRAIL[1][1]
    if form.is_valid():
        decision = done(form, actions.start, by=request.user, **form.cleaned_data)
        if decision:
            messages.success(request, f"The record of decision {decision.reference} is begun.")
            return redirect("decisions:prepare", decision.pk)
    lead = "A draft is seen by nobody outside until it is published."
    return asked(request, title="Begin a record of decision", lead=lead, form=form, trail=TRAIL)


@requires(Permission.PREPARE_DECISIONS)
def purposes(request):
    """What money may be decided for."""
    form = PurposeForm(sent(request)[0])
    if form.is_valid():
        purpose = actions.name_purpose(by=request.user, **form.cleaned_data)
        messages.success(request, f"Money may be decided for {purpose}.")
        return redirect("decisions:purposes")
    context = {"form": form, "purposes": Purpose.objects.all(), "trail": TRAIL}
    return render(request, "decisions/officers/purposes.html", context)
