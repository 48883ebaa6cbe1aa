"""Lists as files. Nothing a person typed becomes a formula in them."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.text import slugify

from civilsociety.documents.content import Column, DataTable
from civilsociety.documents.tables import BOM, csv_lines, to_xlsx
from civilsociety.refusal import Refused
from civilsociety.ui import clock

KINDS = ("csv", "xlsx")
MOST_ROWS = 50_000  # of a workbook: it is put together in memory
AT_ONCE = 2_000  # rows read from the database
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name, columns, rows):
    """Every row, written while it is read: the list may be long."""
    lines = csv_lines(_heads(columns), _cells(columns, rows))
    answer = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    return _named(answer, name, "csv")


def xlsx_file(name, columns, rows):
    """Every row in one workbook; raises Refused where there are too many for one."""
    if rows.count() > MOST_ROWS:
        raise Refused(
            f"A workbook takes {MOST_ROWS:,} rows. Narrow the list by year or by date, "
            "or take the CSV."
        )
    table = DataTable(name.capitalize(), _heads(columns), tuple(_cells(columns, rows)))
    book = to_xlsx([table], title=f"{name.capitalize()} of the framework", issued_on=clock.today())
    return _named(HttpResponse(book, content_type=XLSX), name, "xlsx")


FILES = {"csv": csv_file, "xlsx": xlsx_file}


def _heads(columns):
    return tuple(Column(label, kind) for label, kind, _ in columns)


def _cells(columns, rows):
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield tuple(read(row) for _, _, read in columns)


def _with_mark(lines):
    yield BOM
    yield from lines


def _named(answer, name, kind):
    stem = f"{slugify(name)}-{clock.today():%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="{stem}.{kind}"'
    return answer
