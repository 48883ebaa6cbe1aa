"""All organisations: searched, filtered, sorted, taken away as a file."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.shortcuts import render

from civilsociety.accounts.access import requires
from civilsociety.accounts.downloads import csv_download
from civilsociety.accounts.permissions import Permission
from civilsociety.organisations.forms import Filter
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import Status

ON_A_PAGE = 50
TRAIL = [("Officers’ pages", "/officers/")]
SORTS = {
    "name": [Lower("name"), "pk"],
    "-name": [Lower("name").desc(), "-pk"],
    "added": ["created_at", "pk"],
    "-added": ["-created_at", "-pk"],
}
COLUMNS = (
    "Number here",
    "Name",
    "Kind",
    "Charity number",
    "Company number",
    "Where it works",
    "Yearly income",
    "Website",
    "Status",
    "Sample",
    "Other names",
)


@requires(Permission.MANAGE_ORGANISATIONS)
def organisations(request):
    form = Filter(request.GET or None)
    found = _asked(form).order_by(*SORTS.get(request.GET.get("sort"), SORTS["name"]))
    unchecked = Count("pk", filter=Q(status=Status.PROPOSED))
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "unchecked": Organisation.objects.aggregate(number=unchecked)["number"],
        "trail": TRAIL,
    }
    return render(request, "organisations/list.html", context)


@requires(Permission.MANAGE_ORGANISATIONS)
def organisations_csv(request):
    found = _asked(Filter(request.GET or None)).in_order().prefetch_related("aliases")
    rows = (_row(each) for each in found.iterator(chunk_size=500))
    return csv_download("organisations.csv", COLUMNS, rows)


def _asked(form):
    """What the filter asks for; a field that cannot be read asks for nothing."""
    asked = {}
    if form.is_bound:
        form.is_valid()
        asked = {name: value for name, value in form.cleaned_data.items() if value}
    found = Organisation.objects.known_as(asked.pop("q", ""))
    return found.filter(**asked) if "status" in asked else found.standing().filter(**asked)


def _row(organisation):
    return (
        organisation.pk,
        organisation.name,
        organisation.get_kind_display(),
        organisation.charity_number,
        organisation.company_number,
        organisation.get_district_display(),
        organisation.get_income_band_display(),
        organisation.website,
        organisation.get_status_display(),
        "Yes" if organisation.is_sample else "",
        "; ".join(alias.name for alias in organisation.aliases.all()),
    )
