"""What every public list does alike: narrow down, show by the page, take away as a file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from civilsociety.accounts.downloads import csv_download
from civilsociety.budget.forms.public import Narrow
from civilsociety.documents.content import Column, DataTable
from civilsociety.documents.tables import plain, to_xlsx
from civilsociety.ui import clock

ON_A_PAGE = 50
MOST_IN_PAGES = 2_000
# A spreadsheet is made in memory; longer lists are for CSV.
MOST_ROWS_IN_XLSX = 10_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trail(*more):
    """The way to a page of the budget."""
    return [("Budget", reverse("budget:framework")), *more]


def narrowed(request, *names):
    """The filter of these fields, and what it asks for; what cannot be read asks for nothing."""
    form = Narrow(request.GET)
    for name in set(form.fields) - set(names):
        del form.fields[name]
    form.is_valid()
    return form, {name: value for name, value in form.cleaned_data.items() if value}


class Capped(Paginator):
    """Pages of a long list: nobody turns forty, and counting all of it would be slow."""

    @cached_property
    def count(self):
        """How many there are to turn to."""
        return min(self._counted, MOST_IN_PAGES)

    @property
    def more(self):
        """Whether the list goes on behind the last page."""
        return self._counted > MOST_IN_PAGES

    @cached_property
    def _counted(self):
        return self.object_list[: MOST_IN_PAGES + 1].count()


def page_of(request, found):
    """The page of a list that is asked for."""
    return Capped(found, ON_A_PAGE).get_page(request.GET.get("page"))


def file_of(kind, name, *, caption, columns, rows, note=""):
    """A list as CSV, however long, or as a spreadsheet. Money columns are given in pence."""
    columns = tuple(Column(label, of) for label, of in columns)
    if kind == "csv":
        lines = (
            [plain(cell, column.kind) for cell, column in zip(row, columns, strict=True)]
            for row in rows
        )
        return csv_download(f"{name}.csv", [column.label for column in columns], lines)
    if kind != "xlsx":
        raise Http404
    kept = []
    for row in rows:
        if len(kept) == MOST_ROWS_IN_XLSX:
            note = f"The first {MOST_ROWS_IN_XLSX:,} rows. The CSV file has all of them."
            break
        kept.append(tuple(row))
    table = DataTable(caption, columns, tuple(kept), note=note)
    return workbook(f"{name}.xlsx", [table], title=caption)


def workbook(filename, tables, *, title):
    """Tables as a spreadsheet to take away."""
    return HttpResponse(
        to_xlsx(tables, title=title, issued_on=clock.today()),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
