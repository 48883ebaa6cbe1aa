"""The officers' list of consultations, a new one, and the overview of one."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.audit.queries import events_matching
from civilsociety.refusal import Refused
from civilsociety.ui import clock, navigation
from consultations.actions import prepare as actions
from consultations.forms.prepare.officers import NewForm
from consultations.models import Consultation
from consultations.queries.prepare import group_of, officers_list, requests_waiting
from consultations.queries.tally import how_many_each
from consultations.rules.prepare import can_cancel, can_extend, can_publish_wording, checklist
from consultations.states import ConsultationState
from consultations.views.prepare.public import start_page

preparing = requires(Permission.MANAGE_CONSULTATIONS)
PER_PAGE = 30
LATEST_EVENTS = 8


def consultation_or_404(slug):
    """The consultation of that address, in whatever state."""
    found = Consultation.objects.select_related("strategy_version__strategy", "follows")
    return get_object_or_404(found, slug=slug)


@preparing
@require_safe
def desk(request):
    """Every consultation with its state, its dates and how many have answered."""
    words = request.GET.get("q", "")[:200].replace("\x00", "")
    state = request.GET.get("state", "")
    page = Paginator(officers_list(words=words, state=state), PER_PAGE).get_page(
        request.GET.get("page")
    )
    now = clock.now()
    numbers = how_many_each(page.object_list)
    for consultation in page:
        consultation.group = group_of(consultation, now)
        consultation.responses_in = numbers.get(consultation.pk, 0)
    context = {
        "page": page,
        "words": words,
        "state": state,
        "states": ConsultationState.choices,
        "filtered": bool(words or state),
    }
    return render(request, "consultations/prepare/desk.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begins a consultation."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            consultation = actions.create(by=request.user, **form.cleaned_data)
            return redirect("consultations:prepare_overview", consultation.slug)
        except Refused as refused:
            form.add_error("slug", str(refused))
    return render(request, "consultations/prepare/new.html", {"form": form})


@preparing
@require_safe
def overview(request, slug):
    """Where the consultation stands, what is missing, and what comes next."""
    consultation, now = consultation_or_404(slug), clock.now()
    checks = checklist(consultation, now)
    versions = list(consultation.versions.all())
    context = {
        "consultation": consultation,
        "group": group_of(consultation, now),
        "phase": consultation.phase(now),
        "checks": checks,
        "met": sum(check.passes for check in checks),
        "ready": all(check.passes for check in checks),
        "first_missing": next((check for check in checks if not check.passes), None),
        "versions": versions,
        "wording_differs": bool(versions)
        and versions[-1].sha256 != consultation.questionnaire.sha256,
        "requests_waiting": requests_waiting(consultation),
        "can_extend": can_extend(consultation),
        "can_cancel": can_cancel(consultation),
        "can_publish_wording": can_publish_wording(consultation, now),
        "events": events_matching(target=name_of(consultation))[:LATEST_EVENTS],
        "target": name_of(consultation),
        "audit": navigation.address("audit:events")
        if request.user.may(Permission.READ_AUDIT)
        else "",
    }
    return render(request, "consultations/prepare/overview.html", context)


@preparing
@require_safe
def preview(request, slug):
    """The public page as it will be, before anybody else can see it."""
    return start_page(request, consultation_or_404(slug), preview=True)
