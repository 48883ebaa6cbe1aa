"""For everybody: what partners made of our money, and what pilots counted."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.documents import Document, Heading, Panel, Prose, to_html
from civilsociety.documents.content import Column, DataTable
from civilsociety.documents.tables import to_csv, to_xlsx
from civilsociety.ui import clock
from civilsociety.ui.words import pounds
from funding.forms.partners.onward import FindForm
from funding.models import Programme
from funding.models.choices import ProgrammeKind
from funding.queries.identifiers import identifier_from
from funding.queries.partners import indicators as figures
from funding.queries.partners.onward import (
    SORTS,
    by_district,
    counted,
    found,
    published_award_or_none,
)
from funding.queries.partners.quarters import in_words
from funding.states import ProgrammeState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 25
FUNDING = ("Funding", "/funding/")
COLUMNS = (
    Column("Reference"),
    Column("Organisation"),
    Column("Organisation identifier"),
    Column("Charity number"),
    Column("Company number"),
    Column("Title"),
    Column("Summary"),
    Column("Amount", "money"),
    Column("Award date", "date"),
    Column("Start date", "date"),
    Column("End date", "date"),
    Column("District"),
    Column("Part of our award"),
    Column("Awarded by"),
    Column("Regrant type"),
)


def _published_or_404(pk):
    latest = published_award_or_none(pk)
    if latest is None:
        raise Http404
    return latest


@public
def onward(request, pk):
    """The grants a partner made of one of our awards: a part of it, never added to it."""
    latest = _published_or_404(pk)
    award = latest.award
    form = FindForm(request.GET)
    asked = form.asked()
    sort = request.GET.get("sort", "")
    grants = found(award, sort=sort if sort in SORTS else "", **asked)
    context = {
        "latest": latest,
        "award": award,
        "counted": counted(award),
        "districts": by_district(award),
        "form": form,
        "narrowed": any(asked.values()),
        "page": Paginator(grants, ON_A_PAGE).get_page(request.GET.get("page")),
        "trail": [FUNDING, ("Grants awarded", reverse("funding:grants"))],
        "programme": Programme.objects.filter(slug=latest.programme_slug).first(),
    }
    return render(request, "funding/partners/onward.html", context)


@public
def onward_file(request, pk, kind):
    """The same list, as it was narrowed, to take away."""
    latest = _published_or_404(pk)
    grants = found(latest.award, **FindForm(request.GET).asked())
    note = (
        f"Part of the {pounds(latest.amount_pence)} of award {latest.reference}. Do not add these "
        "amounts to it."
    )
    rows = tuple(_row(grant, latest) for grant in grants.iterator(chunk_size=1_000))
    table = DataTable("Onward grants", COLUMNS, rows, note=note)
    return _file([table], kind, f"onward-grants-{latest.reference.lower()}")


def _row(grant, latest):
    numbers = {"charity_number": grant.charity_number, "company_number": grant.company_number}
    own = f"{latest.reference}-{grant.partner_reference}"
    return (
        grant.partner_reference,
        grant.recipient_name,
        identifier_from(**numbers, own=own) if any(numbers.values()) else "",
        grant.charity_number,
        grant.company_number,
        grant.title,
        grant.summary,
        grant.amount_pence,
        grant.awarded_on,
        grant.starts_on,
        grant.ends_on,
        grant.get_district_display(),
        latest.identifier,
        latest.recipient_name,
        latest.regrant_type,
    )


def _file(tables, kind, name):
    if kind == "csv":
        content, content_type = to_csv(tables[0]), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        content = to_xlsx(tables, title=tables[0].caption, issued_on=clock.today())
        content_type = XLSX
    else:
        raise Http404
    disposition = f'attachment; filename="{name}.{kind}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=content_type, headers=headers)


# -- Indicators --------------------------------------------------------------------------


def _pilot_or_404(slug):
    shown = Programme.objects.exclude(state=ProgrammeState.DRAFT)
    return get_object_or_404(shown, slug=slug, kind=ProgrammeKind.PILOT)


@public
def indicators(request, slug):
    """What a pilot counted, by quarter and district, so that nobody can be recognised."""
    programme = _pilot_or_404(slug)
    told = figures.as_published(programme, threshold=settings.SUPPRESSION_THRESHOLD)
    context = {
        "programme": programme,
        "told": told,
        "any": any(each.quarters for each in told),
        "body": to_html(figures_document(programme, told)),
        "trail": [FUNDING, (programme.name, reverse("funding:programme", args=[slug]))],
    }
    return render(request, "funding/partners/indicators.html", context)


@public
def indicators_file(request, slug, kind):
    """The same figures, one row each."""
    programme = _pilot_or_404(slug)
    told = figures.as_published(programme, threshold=settings.SUPPRESSION_THRESHOLD)
    return figures_file(programme, told, kind)


def figures_file(programme, told, kind):
    """Figures as CSV, or as a workbook with each indicator's table besides."""
    notes = {each.by_district.table.note for each in told if each.by_district}
    rows = tuple(figures.rows_of_file(told))
    table = DataTable(
        f"{programme.name}, figures", figures.FILE_COLUMNS, rows, note=" ".join(sorted(notes))
    )
    tables = [table, *(each.by_district.table for each in told if each.by_district)]
    return _file(tables, kind, f"{programme.slug}-indicators")


def figures_document(programme, told):
    """The indicators as one document: for each its charts, its table, what is still to come."""
    return Document(
        title=programme.name,
        issued_on=clock.today(),
        blocks=tuple(block for each in told for block in _blocks(each)),
    )


def _blocks(told):
    indicator = told.indicator
    yield Heading(indicator.name, key=f"of-{indicator.pk}")
    yield Prose(f"{indicator.get_kind_display()}. Counted: {indicator.definition}")
    if told.quarters:
        yield told.by_quarter
        yield told.by_district
    else:
        yield Panel("note", "No quarter yet", (Prose(NOTHING_YET),))
    if told.quarters and told.waiting:
        quarters = ", ".join(in_words(quarter) for quarter in told.waiting)
        yield Prose(f"Not complete yet: {quarters}.")


NOTHING_YET = (
    "A quarter is shown once the partner has given its figure for every district. Until then "
    "there is nothing to compare."
)
