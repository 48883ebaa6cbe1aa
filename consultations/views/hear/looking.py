"""The switch between counts as they may be shown and counts as they are."""

from datetime import datetime, timedelta

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from consultations.actions import hear as actions
from consultations.models import Consultation

SESSION_KEY = "exact_counts"
HOW_LONG = timedelta(hours=1)
HEARING = (Permission.MANAGE_CONSULTATIONS, Permission.READ_RESPONSES)


def heard_or_404(slug):
    """The consultation of that address, if it was ever launched or prepared."""
    return get_object_or_404(Consultation, slug=slug)


def exact_until(request, consultation):
    """Until when this officer sees exact counts; None when they do not."""
    if not request.user.may(Permission.READ_RESPONSES):
        return None
    stored = request.session.get(SESSION_KEY, {}).get(str(consultation.pk))
    until = stored and datetime.fromisoformat(stored)
    return until if until and until > clock.now() else None


@requires(Permission.READ_RESPONSES)
@require_POST
def exact_counts(request, slug):
    """Switches exact counts on for an hour, which is written down, or off."""
    consultation = heard_or_404(slug)
    looks = request.session.get(SESSION_KEY, {})
    if request.POST.get("show") == "exact":
        until = clock.now() + HOW_LONG
        actions.show_exact_counts(consultation=consultation, by=request.user, until=until)
        looks[str(consultation.pk)] = until.isoformat()
    else:
        looks.pop(str(consultation.pk), None)
    request.session[SESSION_KEY] = looks
    return redirect(_back_to(request, consultation))


def _back_to(request, consultation):
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("consultations:hear_live", args=[consultation.slug])
