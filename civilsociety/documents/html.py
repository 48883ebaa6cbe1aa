"""A document as HTML: the fragment a page shows, and what the PDF is printed from."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .anchors import Anchors
from .cells import texts
from .charts import TYPE_ON_PAPER, TYPE_ON_SCREEN, bar_svg
from .content import (
    Annex,
    BarChart,
    DataTable,
    Document,
    Facts,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Panel,
    Prose,
    Quote,
    Thread,
)
from .markdown import PICTURE, render_markdown
from .text import one_line, printable

# In a PDF a longer table is cut here and the reader sent to the spreadsheet: layout slows
# down and memory grows with every row, and nobody reads a thousand rows on paper.
LONGEST_TABLE_ON_PAPER = 1000


def to_html(document: Document, *, prefix: str = "") -> SafeString:
    """The document's body as safe HTML, headings from `h2` down; the page gives the `h1`.

    `prefix` keeps anchors apart where one page shows several documents. A watermark is a line
    at the top.
    """
    body = _Renderer(prefix, pictures=document.pictures, paged=False).all(document.blocks)
    if document.watermark:
        line = format_html('<p class="document-watermark">{}</p>\n', one_line(document.watermark))
        body = line + body
    return SafeString(printable(body))


def to_paged_html(document: Document) -> SafeString:
    """The same body for paper: tables stand open beside their charts, and have an end.

    Pictures are named by key (`picture:key`); whoever prints has their bytes.
    """
    pictures = {
        key: replace(picture, url=f"{PICTURE}{key}") for key, picture in document.pictures.items()
    }
    return SafeString(printable(_Renderer("", pictures=pictures, paged=True).all(document.blocks)))


class _Renderer:
    def __init__(self, prefix, *, pictures, paged):
        self.anchors = Anchors(prefix)
        self.pictures, self.paged = pictures, paged
        self.texts = 0

    def all(self, blocks):
        return format_html_join("\n", "{}", ((self.one(block),) for block in blocks))

    def one(self, block):
        return RENDERERS[type(block)](self, block)

    def template(self, name, **context):
        context |= {"paged": self.paged}
        return SafeString(render_to_string(f"documents/blocks/{name}.html", context).strip())

    def heading(self, block):
        return self.template(
            "heading", entry=self.anchors.entry(block), annex=isinstance(block, Annex)
        )

    def prose(self, block):
        return self.markdown(block.markdown)

    def markdown(self, text):
        """A text below the heading it stands under, its footnotes apart from all others."""
        self.texts += 1
        return render_markdown(
            text,
            heading_level=min(self.anchors.level + 1, 6),
            pictures=self.pictures,
            note_prefix=f"{self.anchors.prefix}text-{self.texts}-",
        )

    def quote(self, block):
        paragraphs = [p for p in printable(block.text).split("\n") if p.strip()]
        return self.template("quote", paragraphs=paragraphs, source=printable(block.source))

    def item_list(self, block):
        return self.template(
            "list", items=[printable(each) for each in block.items], ordered=block.ordered
        )

    def facts(self, block):
        rows = [(printable(term), self.markdown(text)) for term, text in block.rows]
        return self.template("facts", rows=rows)

    def table(self, block):
        rows = texts(block)[: LONGEST_TABLE_ON_PAPER if self.paged else None]
        numeric = [column.numeric for column in block.columns]
        return self.template(
            "table",
            table=block,
            key=self.anchors.key(block.key or f"table {block.caption}"),
            columns=[(one_line(column.label), column.numeric) for column in block.columns],
            rows=[list(zip(row, numeric, strict=True)) for row in rows],
            left_out=len(block.rows) - len(rows),
        )

    def chart(self, block):
        ident = self.anchors.key(f"chart {block.title}")
        size = TYPE_ON_PAPER if self.paged else TYPE_ON_SCREEN
        svg = bar_svg(block, ident, type_size=size)
        return self.template("chart", chart=block, svg=svg)

    def figure(self, block):
        return self.template("figure", chart=self.chart(block.chart), table=self.table(block.table))

    def page_break(self, block):
        return self.template("page_break")

    def panel(self, block):
        outer = self.anchors.level
        self.anchors.level = level = min(outer + 1, 6)
        body = self.all(block.blocks)
        self.anchors.level = outer
        return self.template(
            "panel", kind=block.kind, title=one_line(block.title), level=level, body=body
        )

    def thread(self, block):
        return self.template("thread", body=self.all(block.blocks))


RENDERERS = {
    Heading: _Renderer.heading,
    Annex: _Renderer.heading,
    Prose: _Renderer.prose,
    Quote: _Renderer.quote,
    ItemList: _Renderer.item_list,
    Facts: _Renderer.facts,
    DataTable: _Renderer.table,
    BarChart: _Renderer.chart,
    Figure: _Renderer.figure,
    PageBreak: _Renderer.page_break,
    Panel: _Renderer.panel,
    Thread: _Renderer.thread,
}
