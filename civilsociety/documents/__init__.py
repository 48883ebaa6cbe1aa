"""One document, rendered as page, PDF, Word and tables. It knows no word of what it prints.

Build a `Document` from the blocks below, then call one of

* `to_html(document)` here: the safe fragment a page shows, with `outline(document)`;
* `civilsociety.documents.pdf.to_pdf(document)`: tagged PDF (PDF/UA-1);
* `civilsociety.documents.word.to_docx(document)`: Word;
* `civilsociety.documents.tables.to_csv(table)` and `to_xlsx(tables)`: spreadsheets.

(The last three bring heavy libraries with them, so they are imported from where they live.)

`render_markdown` is the one way to show Markdown. `breakdown`, `crosstab`, `headline` and
`total` are the only road from counts of people to published figures; `breakdown_figure` draws
them.
"""

from .anchors import Entry, outline
from .content import (
    Annex,
    BarChart,
    Block,
    Column,
    DataTable,
    Document,
    Facts,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Panel,
    Picture,
    Prose,
    Quote,
    Thread,
    all_tables,
)
from .crosstab import PublishedCrosstab, crosstab
from .figures import breakdown_figure, breakdown_table
from .html import to_html
from .markdown import markdown_to_text, render_markdown
from .suppression import (
    Published,
    PublishedBase,
    PublishedBreakdown,
    breakdown,
    headline,
    nested_sets_are_safe,
    total,
)

__all__ = [
    "Annex",
    "BarChart",
    "Block",
    "Column",
    "DataTable",
    "Document",
    "Entry",
    "Facts",
    "Figure",
    "Heading",
    "ItemList",
    "PageBreak",
    "Panel",
    "Picture",
    "Prose",
    "Published",
    "PublishedBase",
    "PublishedBreakdown",
    "PublishedCrosstab",
    "Quote",
    "Thread",
    "all_tables",
    "breakdown",
    "breakdown_figure",
    "breakdown_table",
    "crosstab",
    "headline",
    "markdown_to_text",
    "nested_sets_are_safe",
    "outline",
    "render_markdown",
    "to_html",
    "total",
]
