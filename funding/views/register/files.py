"""The register to take away: CSV, spreadsheet, 360Giving. At any size, and from the first byte."""

import tempfile

from django.conf import settings
from django.http import StreamingHttpResponse

from civilsociety.accounts.access import public
from civilsociety.documents.tables import BOM, csv_lines
from civilsociety.ui import clock
from civilsociety.ui.limits import limited
from funding.formats.workbook import write_workbook
from funding.forms.register.narrow import asked_in
from funding.queries.register import export, search, threesixty
from funding.queries.register.columns import COLUMNS, FIELDS, as_cells
from funding.rules.register import READING

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES_AT_ONCE = 200
PIECE = 64 * 1024


@public
def grants_csv(request):
    """The register as CSV, narrowed like the page: the Transparency Code's fields first."""
    _, asked = asked_in(request.GET)
    lines = csv_lines(COLUMNS, _rows(asked))
    return _named(StreamingHttpResponse(_gathered(lines), "text/csv; charset=utf-8"), "csv")


@public
@limited("grants-xlsx", "20/m", methods=("GET",))
def grants_xlsx(request):
    """The register as a spreadsheet, narrowed like the page, with a sheet that explains it."""
    _, asked = asked_in(request.GET)
    return _named(StreamingHttpResponse(_book(asked), content_type=XLSX), "xlsx")


@public
def grants_json(request):
    """The whole register as 360Giving 1.4."""
    pieces = threesixty.package(READING, today=clock.today())
    return _named(StreamingHttpResponse(pieces, "application/json"), "json")


def _rows(asked):
    return (as_cells(row) for row in export.rows(search.found(asked), READING))


def _gathered(lines):
    """The mark and the head at once, then many lines to a piece."""
    yield BOM + next(lines)
    held = []
    for line in lines:
        held.append(line)
        if len(held) == LINES_AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join(held)


def _book(asked):
    """The workbook, piece by piece; its file is made when it is asked for, and gone afterwards."""
    with tempfile.TemporaryFile(suffix=".xlsx") as file:
        write_workbook(file, "Awards", COLUMNS, _rows(asked), about=about(asked))
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def about(asked):
    """What the spreadsheet says of itself: (what, the words)."""
    return (
        ("Title", f"Grants of {settings.COUNCIL_NAME} to civil society"),
        ("Publisher", settings.COUNCIL_NAME),
        ("Publisher’s identifier", settings.FUNDER_ORG_ID),
        ("Licence", f"Open Government Licence 3.0, {threesixty.LICENCE}"),
        ("Issued", f"{clock.today():%Y-%m-%d}"),
        ("Coverage", coverage(asked)),
        ("Address", settings.PUBLIC_URL + "/funding/grants/"),
        ("360Giving", settings.PUBLIC_URL + "/funding/grants.json"),
        (
            "Regrants",
            "Where “Regrant” is filled, the recipient passes the money on as grants. Those are "
            "part of this amount: do not add them to it.",
        ),
        *((field.label, field.means) for field in FIELDS),
    )


def coverage(asked):
    """What the file holds, in a sentence."""
    if not asked.narrowed:
        return "Every award in the register."
    return "A part of the register: what was asked for on the page. Leave the filters for all."


def _named(response, kind):
    response["Content-Disposition"] = f'attachment; filename="grants-{clock.today()}.{kind}"'
    # Open data may be read by pages of others.
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Accel-Buffering"] = "no"
    return response
