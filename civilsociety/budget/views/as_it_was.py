"""What did we know on 31 March? The statement of a year for any past day, unsigned."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget.forms.years import AsAtForm
from civilsociety.budget.models import Year
from civilsociety.budget.queries import by_head, by_source
from civilsociety.budget.queries.statement_document import (
    differences_between,
    late_moves,
    statement_of,
)
from civilsociety.budget.views.statements import TYPES
from civilsociety.budget.views.years import year_named
from civilsociety.documents import to_html
from civilsociety.documents.tables import document_csv, document_xlsx
from civilsociety.ui import clock

readers = requires(Permission.READ_BUDGET)
RENDERED = {"csv": document_csv, "xlsx": document_xlsx}


@readers
def page(request):
    """A year as it had been written down by the end of a day, beside what is known today."""
    year = _year(request)
    form = AsAtForm(request.GET if "as_at_day" in request.GET else None, today=clock.today())
    if form.is_bound and form.is_valid():
        query = {"year": year.slug, "as-at": form.cleaned_data["as_at"].isoformat()}
        return redirect(f"{reverse('budget:as_it_was')}?{urlencode(query)}")
    day = _day(request, year)
    if not form.is_bound:
        form = AsAtForm(initial={"as_at": day}, today=clock.today())
    context = {
        "trail": [
            ("Your desk", reverse("home:officers")),
            ("Years", reverse("budget:years")),
            (str(year), reverse("budget:year_end", args=[year.slug])),
        ],
        "year": year,
        "years": Year.objects.all(),
        "day": day,
        "form": form,
        "body": to_html(statement_of(year, day=clock.today(), as_at=day), prefix="then-"),
        "by_source": list(differences_between(by_source(year, as_at=day), by_source(year))),
        "by_head": list(differences_between(by_head(year, as_at=day), by_head(year))),
        "late": late_moves(year, day),
    }
    return render(request, "budget/officers/as_it_was.html", context)


def _year(request):
    if slug := request.GET.get("year", ""):
        if len(slug) != 7 or not slug[:4].isdecimal() or not slug.isascii():
            raise Http404
        return year_named(slug)
    last = Year.objects.holding(clock.today()).first() or Year.objects.last()
    if last is None:
        raise Http404
    return last


def _day(request, year):
    """The day asked for; a day that cannot be read, or is not past, becomes the latest there is."""
    latest = min(clock.today(), year.ends_on)
    try:
        asked = date.fromisoformat(request.GET.get("as-at", ""))
    except ValueError:
        return latest
    return min(asked, clock.today())


@readers
def file(request, form):
    """The tables of the same statement, to calculate with."""
    year = _year(request)
    day = _day(request, year)
    document = statement_of(year, day=clock.today(), as_at=day)
    name = f"as-it-was-{year.slug}-on-{day.isoformat()}.{form}"
    return HttpResponse(
        RENDERED[form](document),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
