"""The framework's figures, to take away."""

from django.http import Http404

from civilsociety.accounts.access import public
from civilsociety.budget.queries.published import tables
from civilsociety.budget.queries.published.books import books
from civilsociety.budget.queries.published.entries import NAMES
from civilsociety.budget.views.public.lists import file_of, narrowed, workbook
from civilsociety.budget.views.public.moment import as_it_was
from civilsociety.documents.content import Column, DataTable
from civilsociety.ui.words import uk_date

FIGURES = (
    "appropriated",
    "unallocated",
    "allocated",
    "available",
    "reserved",
    "committed",
    "paid",
    "returned",
    "carried_in",
    "carried_out",
    "recovered",
    "lapsed",
)
COLUMNS = (
    ("Year", "text"),
    ("Source", "text"),
    ("Programme", "text"),
    ("Objective", "text"),
    *((NAMES[name], "money") for name in FIGURES),
)


@public
@as_it_was
def figures(request, kind, moment):
    """Every figure by year, source and programme; a spreadsheet has the page's tables besides."""
    _, asked = narrowed(request, "year", "programme")
    found = books(as_at=moment.day, year=asked.get("year"), head=asked.get("programme"))
    rows = [_row(cell) for cell in found.cells]
    if kind == "xlsx":
        return workbook("figures.xlsx", _sheets(found, rows, moment), title="The framework")
    if kind != "csv":
        raise Http404
    return file_of(kind, "figures", caption="The framework", columns=COLUMNS, rows=rows)


def _row(cell):
    names = (cell.year.label, cell.source.name, cell.head.name, cell.head.objective)
    return (*names, *(getattr(cell.figures, name) for name in FIGURES))


def _sheets(found, rows, moment):
    note = f"As written down by the end of {uk_date(moment.day)}." if moment.day else ""
    shown = (tables.by_year(found), tables.by_programme(found), tables.by_objective(found))
    columns = tuple(Column(label, kind) for label, kind in COLUMNS)
    whole = DataTable("By year, source and programme", columns, tuple(rows), note=note)
    return [whole, *(_sheet(table, note) for table in shown)]


def _sheet(table, note):
    columns = (Column(table.head), *(Column(label, "money") for label in table.labels))
    rows = [*table.rows, *([table.total] if table.total else [])]
    cells = tuple((row.label, *(cell.pence for cell in row.cells)) for row in rows)
    return DataTable(table.caption, columns, cells, note=note)
