"""The record: what happened, to what, by whom. It is read here and changed nowhere."""

from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from civilsociety.accounts import history as histories
from civilsociety.accounts.access import requires
from civilsociety.accounts.downloads import csv_download
from civilsociety.accounts.forms import EventFilter
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.queries import events_matching

ON_A_PAGE = 50
COLUMNS = ("When", "What happened", "In words", "To what", "Name of it", "Who", "Name", "Details")


@requires(Permission.READ_AUDIT)
def record(request):
    form = EventFilter(request.GET or None)
    found = events_matching(**_asked(form))
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "trail": [("Officers’ pages", "/officers/")],
    }
    return render(request, "audit/record.html", context)


@requires(Permission.READ_AUDIT)
def record_csv(request):
    found = events_matching(**_asked(EventFilter(request.GET or None)))
    rows = (_row(event) for event in found.iterator(chunk_size=500))
    return csv_download("record.csv", COLUMNS, rows)


@requires(Permission.OPEN_OFFICERS_PAGES)
def history(request, target):
    if not histories.may_read(request.user, target):
        raise PermissionDenied("Your role does not read the history of this.")
    found = events_matching(target=target)
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "target": target,
        "latest": found.first(),
        "address": histories.address_of(target, request.user),
        "trail": [("Officers’ pages", "/officers/")],
    }
    return render(request, "audit/history.html", context)


def _asked(form):
    """What the filter asks for; a field that cannot be read asks for nothing."""
    if not form.is_bound:
        return {}
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    asked["words"] = asked.pop("q", "")
    for name, clock in (("since", time.min), ("until", time.max)):
        if name in asked:
            asked[name] = timezone.make_aware(datetime.combine(asked[name], clock))
    return asked


def _row(event):
    return (
        timezone.localtime(event.at).isoformat(timespec="seconds"),
        event.verb,
        event.sentence,
        event.target,
        event.target_label,
        event.actor,
        event.actor_label,
        event.details_in_words,
    )
