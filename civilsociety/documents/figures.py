"""From published counts to the chart and table that show them."""

from .content import BarChart, Column, DataTable, Figure, Panel, Prose
from .suppression import PublishedBreakdown


def base_line(breakdown: PublishedBreakdown, who: str = "all who answered") -> str:
    """The line below every title: "Base: all who answered, 71"."""
    return f"Base: {who}, {breakdown.base}"


def breakdown_table(
    title: str, breakdown: PublishedBreakdown, *, label: str = "Answer", who: str = ""
) -> DataTable:
    """The breakdown as a table of labels, numbers and percentages, with its base and its note."""
    rows = tuple((name, figure, figure) for name, figure in breakdown)
    return DataTable(
        caption=title,
        columns=(Column(label), Column("Number", "number"), Column("Per cent", "percent")),
        rows=rows,
        base=base_line(breakdown, who or "all who answered"),
        note=breakdown.note,
    )


def breakdown_figure(
    title: str, breakdown: PublishedBreakdown, *, label: str = "Answer", who: str = ""
) -> Figure | Panel:
    """The breakdown as bars with their table; as a note saying why when nothing may be shown.

    `label` heads the column of answers; `who` completes "Base: all who answered".
    """
    if not breakdown.shown:
        return Panel("note", title, (Prose(f"{_base_sentence(breakdown)} {breakdown.note}"),))
    table = breakdown_table(title, breakdown, label=label, who=who)
    return Figure(BarChart(title, breakdown.cells, table.base), table)


def _base_sentence(breakdown):
    base = breakdown.base
    subject = str(base)[:1].upper() + str(base)[1:]
    return f"{subject} {'person' if base.count == 1 else 'people'} answered."
