"""Results as tables for CSV and XLSX. They come in as they may be shown."""

from civilsociety.documents import Column, DataTable, Document

COUNT_COLUMNS = (Column("Answer"), Column("Number", "number"), Column("Per cent", "percent"))
NUMBER_COLUMNS = (Column("Figure"), Column("Value"))


def as_document(consultation, shown, *, who, issued_on):
    """One table for each question; `who` says whose answers they are, if not everybody's."""
    tables = tuple(_table(each, who) for _, section in shown.sections for each in section)
    title = f"{consultation.title}: results"
    return Document(title, issued_on, tables or (_nothing(shown),))


def _nothing(shown):
    return DataTable("Results", (Column("Note"),), ((shown.refusal or "No responses yet.",),))


def _table(shown, who):
    result = shown.result
    caption = result.text
    if result.wording_number:
        caption = f"{caption} (wording {result.wording_number})"
    base = f"Base: {who or 'all who answered'}, {shown.base}"
    columns, rows = COUNT_COLUMNS, tuple((label, fig, fig) for label, fig in shown.rows)
    if not rows:
        columns, rows = NUMBER_COLUMNS, _numbers(shown)
    return DataTable(caption, columns, rows, base=base, note=shown.note, key=result.anchor)


def _numbers(shown):
    rows = [("Answers", shown.base)]
    if shown.numbers and shown.numbers.shown:
        numbers = shown.numbers
        rows += [
            ("Lowest", numbers.lowest),
            ("Median", str(numbers.median)),
            ("Highest", numbers.highest),
            ("Mean", str(numbers.mean)),
        ]
    return tuple(rows)
