"""Lists that officers take away as files."""

from django.http import StreamingHttpResponse

from civilsociety.documents.tables import BOM, csv_line


def csv_download(filename, columns, rows):
    """A list as CSV, sent line by line however long it is; no cell ever becomes a formula."""

    def lines():
        yield BOM + csv_line(columns)
        for row in rows:
            yield csv_line(row)

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
