"""Starting, the list of one's applications, taking up an invitation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.limits import limited, person
from funding.actions import applying
from funding.forms.applying.starting import StartForm
from funding.models import Application, Call
from funding.queries.applying.colleagues import invitation
from funding.queries.organisations import organisations_of
from funding.rules.applying import check_is_open

ON_A_PAGE = 20


@signed_in
@limited("funding-start", "30/h", by=person)
def start(request, pk):
    """For which organisation somebody applies; then the task list."""
    call = get_object_or_404(Call.objects.public().select_related("programme"), pk=pk)
    now = clock.now()
    refusal = why_not(check_is_open, call, now)
    sent = request.POST if request.method == "POST" else None
    form = StartForm(sent, mine=organisations_of(request.user))
    ready = sent is not None and not refusal and form.is_valid()
    if ready and (application := _started(form, call, request.user, now)):
        return redirect(application)
    context = {
        "form": form,
        "call": call,
        "programme": call.programme,
        "refusal": refusal,
        "trail": [("Funding", reverse("funding:index")), (str(call.programme), _address(call))],
    }
    return render(request, "funding/applying/start.html", context)


def _address(call):
    return call.programme.get_absolute_url()


def _started(form, call, by, now):
    """The application that was begun; None where the rules refuse, with the sentence."""
    try:
        organisation = form.chosen or applying.name_organisation(by=by, **form.named())
        return applying.start(call=call, organisation=organisation, by=by, now=now)
    except Refused as refused:
        form.add_error("organisation" if form.mine else "name", str(refused))
        return None


@signed_in
def applications(request):
    """Everything somebody works on, the latest first."""
    mine = Application.objects.of_colleague(request.user)
    rows = mine.select_related("organisation", "call__programme").order_by("-pk")
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "organisations": organisations_of(request.user),
        "now": clock.now(),
        "trail": [("Funding", reverse("funding:index"))],
    }
    return render(request, "funding/applying/applications.html", context)


@signed_in
def join(request, token):
    """Takes up an invitation: what it is about, and one button."""
    colleague = invitation(token)
    if colleague is None or colleague.person_id not in (None, request.user.pk):
        raise Http404
    if colleague.person_id:
        return redirect(colleague.application)
    if request.method == "POST":
        return _joined(request, colleague)
    context = {"colleague": colleague, "application": colleague.application}
    return render(request, "funding/applying/join.html", context)


def _joined(request, colleague):
    try:
        applying.join(colleague=colleague, by=request.user, now=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("funding:applications")
    messages.success(request, "You have joined this application. It is in your list from now on.")
    return redirect(colleague.application)
