"""The books as tables whose every figure opens to the entries it is made of."""

from dataclasses import dataclass, replace

from civilsociety.budget.queries.published.books import NOTHING, Books

# What crosses the edge of a year or of the framework: a column only where there is some.
CROSSINGS = (
    ("carried_in", "Carried in"),
    ("recovered", "Came back late"),
    ("carried_out", "Carried out"),
    ("lapsed", "Lapsed"),
)
CARRIED = ("carried_in", "carried_out")
STANDING = (
    ("available", "Available"),
    ("reserved", "Reserved"),
    ("committed", "Committed"),
    ("paid", "Paid"),
)
OF_YEARS = (("appropriated", "Set aside"), ("unallocated", "Not yet allocated"), *STANDING)
OF_HEADS = (("allocated", "Allocated"), *STANDING)
OF_WAITING = OF_YEARS[:2]
# What money without a programme can have: it is never reserved, promised or paid.
OF_REST = ("unallocated", *(name for name, _ in CROSSINGS))
LEAVING = ("carried_out", "lapsed")


@dataclass(frozen=True)
class Cell:
    """A figure in pence and where it opens; without an address it is only shown."""

    pence: int | None
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table, for a person."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table of figures with its sum."""

    ident: str
    caption: str
    head: str
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    equation: str = ""  # how the figures of a row hang together, in words


@dataclass(frozen=True)
class _Column:
    name: str
    label: str

    def cell(self, books, figures, part):
        """The figure of this column; a ceiling is made of no entries."""
        pence = getattr(figures, self.name)
        return Cell(pence, books.address(self.name, **part))


def by_year(books, query=""):
    """A row for each year, with the most that its sources may give."""
    columns = _columns(OF_YEARS, books, years=True)
    found = dict(books.by("year"))
    rows = tuple(
        Row(
            year.label,
            (Cell(most), *_cells(columns, books, found.get(year, NOTHING), year=year)),
            year.get_absolute_url() + query,
        )
        for year, most in sorted(books.ceilings.items(), key=lambda pair: pair[0].starts_on)
    )
    total = Row("All years", (Cell(books.ceiling), *_cells(columns, books, books.total)))
    labels = ("At most", *(column.label for column in columns))
    return Table("by-year", "By year", "Year", labels, rows, total, _equation(columns))


def by_source(books):
    """A row for each source."""
    columns = _columns(OF_YEARS, books)
    sources = sorted(books.by("source"), key=lambda pair: pair[0].position)
    rows = tuple(
        Row(source.name, _cells(columns, books, figures, source=source))
        for source, figures in sources
    )
    total = Row("Both sources" if len(rows) == 2 else "All sources", _total(columns, books))
    return _table("by-source", "By source", "Source", columns, rows, total)


def by_programme(books, query=""):
    """A row for each programme, and one for what has none yet."""
    columns = _columns(OF_HEADS, books)
    order = sorted(
        books.by("head"), key=lambda pair: (pair[0].is_unallocated, pair[0].position, pair[0].name)
    )
    rows = tuple(
        Row(
            head.name,
            _cells(columns, books, figures, head=head),
            head.get_absolute_url() + query,
            "Sample data" if head.is_sample else "",
        )
        for head, figures in order
        if not head.is_unallocated
    )
    table = _table("by-programme", "By programme", "Programme", columns, rows)
    return _with_the_rest(table, columns, books)


def by_objective(books):
    """A row for each objective of the strategy, and one for programmes that name none."""
    columns = _columns(OF_HEADS, books)
    served = replace(books, cells=tuple(c for c in books.cells if not c.head.is_unallocated))
    rows = [
        Row(objective, _cells(columns, books, figures, objective=objective))
        for objective, figures in sorted(served.by("objective"))
        if objective
    ]
    for objective, figures in served.by("objective"):
        if not objective:
            cells = tuple(Cell(getattr(figures, column.name)) for column in columns)
            rows.append(Row("No objective named", cells))
    caption = "By objective of the strategy"
    return _table("by-objective", caption, "Objective", columns, tuple(rows))


def by_year_and_source(books):
    """A row for each source in each year: the smallest share there is."""
    head = books.chosen.get("head")
    columns = _columns(OF_WAITING if head and head.is_unallocated else OF_HEADS, books, years=True)
    rows = []
    for year, _ in books.by("year"):
        within = Books(
            tuple(cell for cell in books.cells if cell.year == year),
            {},
            books.as_at,
            {**books.chosen, "year": year},
        )
        rows += [
            Row(f"{year.label}, {source.name}", _cells(columns, within, figures, source=source))
            for source, figures in within.by("source")
        ]
    total = Row("Together", _total(columns, books))
    caption = "By year and source"
    return _table("by-source", caption, "Year and source", columns, tuple(rows), total)


def _with_the_rest(table, columns, books):
    """The table, with a row for what is not allocated, so that nothing is left out."""
    for head, figures in books.by("head"):
        if head.is_unallocated and any(getattr(figures, name) for name in OF_REST):
            cells = tuple(_of_rest(column, books, figures, head) for column in columns)
            return replace(table, rows=(*table.rows, Row(head.name, cells)))
    return table


def _of_rest(column, books, figures, head):
    """What is not allocated is available for any programme."""
    if column.name == "available":
        return Cell(figures.unallocated, books.address("unallocated"))
    if column.name in OF_REST:
        return column.cell(books, figures, {"head": head})
    return Cell(None)


def _columns(standing, books, *, years=False):
    """The columns of a table; what crosses an edge follows the first, where there is some.

    Over several years together, what one carried out the next carried in: that shows only in
    tables that tell the years apart.
    """
    total, one_year = books.total, "year" in books.chosen
    crossed = [
        pair
        for pair in CROSSINGS
        if getattr(total, pair[0]) and (years or one_year or pair[0] not in CARRIED)
    ]
    return [_Column(*pair) for pair in (standing[0], *crossed, *standing[1:])]


def _equation(columns):
    """“Set aside + carried in − carried out = available + reserved + committed + paid”."""
    crossing = {name for name, _ in CROSSINGS}
    first, *more = columns
    left = first.label + "".join(
        f" {'−' if column.name in LEAVING else '+'} {column.label.lower()}"
        for column in more
        if column.name in crossing
    )
    right = [column.label.lower() for column in more if column.name not in crossing]
    return f"{left} = {' + '.join(right)}"


def _table(ident, caption, head, columns, rows, total=None):
    labels = tuple(column.label for column in columns)
    return Table(ident, caption, head, labels, rows, total, _equation(columns))


def _cells(columns, books, figures, **part):
    return tuple(column.cell(books, figures, part) for column in columns)


def _total(columns, books):
    return _cells(columns, books, books.total)
