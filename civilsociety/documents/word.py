"""A document as a Word file, for those who ask for one or want to work on it."""

from .anchors import Anchors, outline
from .cells import day, texts
from .charts import in_words
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
from .raster import bar_png
from .text import one_line, printable
from .word_file import WordFile
from .word_markdown import add_markdown, link_run

GROUNDS = {"said": "FBF6EC", "did": "EEF5F4", "note": "F3F5F6", "caveat": "FFFFFF"}
GOLD, GREY = "B7791F", "C9D6D9"
CHART_WIDTH = 150  # millimetres
FACTS, LEAD = "Title Page", "Lead"  # styles


def to_docx(document: Document) -> bytes:
    """The document as a .docx file."""
    title = one_line(document.title)
    word = WordFile(
        language=document.language,
        running_head=title,
        watermark=one_line(document.watermark),
        large=document.large_type,
    )
    _title_page(word, document)
    _Writer(word, document).all(document.blocks)
    return word.save(
        title=title,
        author=one_line(document.publisher),
        subject=one_line(document.subtitle),
        language=document.language,
        issued_on=document.issued_on,
    )


def _title_page(word, document):
    if document.publisher:
        word.add_paragraph(one_line(document.publisher), FACTS)
    word.add_paragraph(one_line(document.title), "Title")
    if document.subtitle:
        word.add_paragraph(one_line(document.subtitle), "Subtitle")
    if document.lead:
        word.add_paragraph(document.lead, LEAD)
    facts = [("Reference", document.reference), ("Issued", day(document.issued_on))]
    for term, text in [*facts, *document.summary]:
        if text:
            _fact(word, term, text)
    address = one_line(document.html_address)
    if address.startswith(("https://", "http://")):
        paragraph = _fact(word, "On the web", "")
        link_run(paragraph, paragraph.add_run(address), address)
    entries = [each for each in outline(document) if each.level <= 3]
    if document.contents and entries:
        word.add_heading("Contents", 1, new_page=True)
        word.add_contents(entries)
        word.add_page_break()


def _fact(word, term, text):
    paragraph = word.add_paragraph("", FACTS)
    paragraph.add_run(f"{one_line(term)}: ").bold = True
    paragraph.add_run(printable(text))
    return paragraph


class _Writer:
    def __init__(self, word, document):
        self.word, self.document = word, document
        self.anchors = Anchors()
        self.in_thread = False

    def all(self, blocks):
        for block in blocks:
            WRITERS[type(block)](self, block)

    def heading(self, block):
        entry = self.anchors.entry(block)
        annex = isinstance(block, Annex)
        self.word.add_heading(entry.text, entry.level - 1, entry.key, new_page=annex)

    def prose(self, block):
        self.markdown(block.markdown)

    def markdown(self, text):
        """A text below the heading it stands under."""
        add_markdown(
            self.word,
            text,
            self.anchors.level,
            pictures=self.document.pictures,
            text_headings=self.document.text_headings,
        )

    def quote(self, block):
        self.word.add_paragraph(f"“{printable(block.text).strip()}”", "Quote")
        if block.source:
            self.word.add_paragraph(block.source)

    def item_list(self, block):
        numbering = self.word.new_numbering() if block.ordered else None
        for each in block.items:
            style = "List Number" if block.ordered else "List Bullet"
            paragraph = self.word.add_paragraph(each, style)
            if numbering is not None:
                self.word.number(paragraph, numbering)

    def facts(self, block):
        for term, text in block.rows:
            paragraph = self.word.add_paragraph("")
            paragraph.add_run(printable(term)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            self.markdown(text)

    def table(self, block):
        caption = self.word.add_paragraph(one_line(block.caption), "Caption")
        caption.paragraph_format.keep_with_next = True
        if block.base:
            self.word.add_paragraph(block.base).paragraph_format.keep_with_next = True
        self.word.add_grid(
            [column.label for column in block.columns],
            texts(block),
            numeric={i for i, column in enumerate(block.columns) if column.numeric},
            caption=block.caption,
        )
        if block.note:
            self.word.add_paragraph(block.note)

    def chart(self, block):
        title = self.word.add_paragraph(one_line(block.title), "Caption")
        title.paragraph_format.keep_with_next = True
        if block.base:
            self.word.add_paragraph(block.base).paragraph_format.keep_with_next = True
        self.word.add_picture(bar_png(block), description=in_words(block), width_mm=CHART_WIDTH)

    def figure(self, block):
        self.chart(block.chart)
        self.table(block.table)

    def page_break(self, block):
        self.word.add_page_break()

    def panel(self, block):
        first = len(self.word.body) - 1  # the last element is the section's own
        outer = self.anchors.level
        self.anchors.level = min(outer + 1, 6)
        self.word.add_heading(block.title, self.anchors.level - 1)
        self.all(block.blocks)
        self.anchors.level = outer
        self.word.shade(first, GROUNDS[block.kind], GOLD if self.in_thread else GREY)

    def thread(self, block):
        outer, self.in_thread = self.in_thread, True
        self.all(block.blocks)
        self.in_thread = outer


WRITERS = {
    Heading: _Writer.heading,
    Annex: _Writer.heading,
    Prose: _Writer.prose,
    Quote: _Writer.quote,
    ItemList: _Writer.item_list,
    Facts: _Writer.facts,
    DataTable: _Writer.table,
    BarChart: _Writer.chart,
    Figure: _Writer.figure,
    PageBreak: _Writer.page_break,
    Panel: _Writer.panel,
    Thread: _Writer.thread,
}
